"""Of 1,000 voters, knowing 999 and all times of signing in, no file names the thousandth ballot (docs/secrecy-of-the-vote.md).

The whole vote is played on a SQLite file whose write-ahead log keeps every page ever written, in the order of time. It is
played again with the thousandth's ballot exchanged for another's, everything else being the same: times, order, and what was
drawn. The seal stands for what it promises, bytes of one length that are drawn anew for each
ballot; that the real one does is asked below. Then all files must be the same to the byte, so whoever holds them has nothing to
choose by.
"""

import logging
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from shutil import copyfile
from unittest.mock import patch

import pytest
import time_machine
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from disclosure.audit.record import record
from disclosure.oversight.evaluation import counting, secrecy, voting
from disclosure.oversight.evaluation.marks import Marked, marked_of, plain_of
from disclosure.oversight.evaluation.models import Ballot, Evaluation
from disclosure.oversight.evaluation.tests.factories import (
    NOW,
    cast,
    count,
    make_branch,
    make_members,
    open_round,
    publish,
    take,
)
from disclosure.testing.template import sqlite_template
from disclosure.workflow.tests.races import RACE

pytestmark = [pytest.mark.clause("JG-15"), pytest.mark.clause("YY-15"), pytest.mark.clause("QJ-20")]
VOTERS, TARGET, OTHER = 1000, 999, 500
HEADER, FRAME, PAGE = 32, 24, 4096


@contextmanager
def on_file(path: Path) -> Iterator[None]:
    """The default database is a file with its write-ahead log, which is never emptied."""
    copyfile(sqlite_template(), path)
    own = connections[DEFAULT_DB_ALIAS]
    start = "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF;PRAGMA wal_autocheckpoint=0"
    options = {"transaction_mode": "IMMEDIATE", "init_command": start}
    copy = DatabaseWrapper(
        {**own.settings_dict, "ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": options},
        DEFAULT_DB_ALIAS,
    )
    connections[DEFAULT_DB_ALIAS] = copy
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = own
        copy.close()


def frames(log: bytes) -> list[tuple[bytes, bytes]]:
    """Number and content of each page written, in the order of time, without the random salts and what is made of them."""
    size = FRAME + PAGE
    return [(log[at : at + 8], log[at + FRAME : at + size]) for at in range(HEADER, len(log), size)]


def files_of(path: Path, said: list[str]) -> dict[str, str]:
    """Digests of all that is left: the database, its log from the first page on, a backup, what was logged."""
    with closing(sqlite3.connect(path)) as reader:
        backup = reader.serialize()
    written = frames(log_of(path))
    left = {
        "database": path.read_bytes(),
        "log": b"".join(part for frame in written for part in frame),
        "backup": backup,
        "said": "\n".join(said).encode(),
    }
    return {name: sha256(each).hexdigest() for name, each in left.items()} | {"pages": str(len(written))}


def log_of(path: Path) -> bytes:
    return Path(f"{path}-wal").read_bytes()


class Sealed:
    """The seal as it promises to be: what was sealed can be had for the slips alone."""

    def __init__(self, draw: random.Random):
        self.draw, self.plain = draw, {}

    def seal(self, plain: bytes, *keys: str) -> bytes:
        sealed = self.draw.randbytes(len(plain) + 48 * len(keys))
        self.plain[sealed] = plain
        return sealed

    def unseal(self, sealed: bytes, *slips: str) -> bytes:
        return self.plain[sealed]


def ballots() -> list[Marked]:
    draw = random.Random("ballots")
    texts = ["", "", "请公开经费", "及时一些"]
    return [Marked([draw.randrange(4), draw.randrange(4)], draw.choice(texts)) for _voter in range(VOTERS)]


@time_machine.travel(NOW, tick=False)
def play(path: Path, cast_by_voter: list[Marked], caplog, *, seals=True) -> tuple[dict, dict, Evaluation]:
    """Everybody signs in, takes a code, and casts at once or later. Returns the files before the count, after the result was
    published, and the round. ``seals``: False for ballots that lie open."""
    draw = random.Random("the same in every world")
    seal = Sealed(random.Random("seal"))
    size = len(cast_by_voter)
    order = random.Random("order").sample(range(size), size)
    caplog.clear()
    drawn = {"token_bytes": draw.randbytes, "token_hex": lambda size: draw.randbytes(size).hex()}
    with (
        on_file(path),
        patch.multiple(secrecy.secrets, **drawn),
        patch("django.contrib.auth.hashers.get_random_string", lambda size: "x" * size),
        patch.object(voting, "seal", seal.seal if seals else lambda plain, *keys: plain),
        patch.object(counting, "unseal", seal.unseal if seals else lambda sealed, *slips: sealed),
        caplog.at_level(logging.DEBUG),
    ):
        staff = make_branch()
        people = make_members(staff.organization, size)
        played, later = open_round(staff, days=2), []
        for second, at in enumerate(order):
            now = NOW + timedelta(seconds=second)
            record("person.signed_in", people[at], by=people[at], now=now)
            code = take(played, people[at], now=now)
            later.append((code, cast_by_voter[at]))
            if second % 2:
                code, ballot = later.pop(draw.randrange(len(later)))
                cast(played, code, ballot.marks, ballot.text, now=now)
        for code, ballot in later:
            cast(played, code, ballot.marks, ballot.text, now=NOW + timedelta(days=1))
        before = files_of(path, [row.getMessage() for row in caplog.records])
        count(played)
        publish(played)
        after = files_of(path, [row.getMessage() for row in caplog.records])
        return before, after, Evaluation.objects.get()


@pytest.mark.portable
@pytest.mark.django_db
def test_no_file_names_the_thousandth_ballot_and_the_recount_equals(tmp_path, caplog):
    given = ballots()
    # The one whose ballot is sought, and one other of whom the ballot is not known, say the opposite.
    given[TARGET], given[OTHER] = Marked([1, 1], "很好"), Marked([3, 3], "不好")
    exchanged = list(given)
    exchanged[TARGET], exchanged[OTHER] = given[OTHER], given[TARGET]
    before, after, evaluation = play(tmp_path / "given.sqlite3", given, caplog)
    before_exchanged, after_exchanged, _same = play(tmp_path / "exchanged.sqlite3", exchanged, caplog)
    assert before == before_exchanged
    # Two people may have said it: the files are as they would be had it been the other one.
    assert after == after_exchanged
    # The log holds each step in the order of time: it is there, and says nothing.
    assert int(before["pages"]) > 2 * VOTERS

    counts = [[sum(ballot.marks[at] == mark for ballot in given) for mark in (1, 2, 3, 0)] for at in range(2)]
    assert evaluation.result["counts"] == counts
    assert evaluation.result["texts"] == sorted(ballot.text for ballot in given if ballot.text)
    assert len(set(evaluation.result["codes"])) == VOTERS


@pytest.mark.django_db
@pytest.mark.parametrize("seals", [True, False])
def test_one_ballot_changed_is_seen_in_the_sums_alone_and_at_once_where_ballots_lie_open(tmp_path, caplog, seals):
    """All others being known: the published sums tell the last one, as they must; no file does before the count."""
    given = [Marked([1, 1]) for _voter in range(12)]
    changed = [*given[:-1], Marked([3, 3], "不好")]
    before, after, first = play(tmp_path / "given.sqlite3", given, caplog, seals=seals)
    before_changed, after_changed, second = play(tmp_path / "changed.sqlite3", changed, caplog, seals=seals)
    assert (before == before_changed) == seals
    assert after != after_changed and first.result["counts"] != second.result["counts"]
    assert first.result["codes"] == second.result["codes"]


@pytest.mark.django_db
def test_the_real_seal_shows_neither_words_nor_length_and_slips_are_in_no_file(tmp_path, caplog):
    path = tmp_path / "real.sqlite3"
    with on_file(path), caplog.at_level(logging.DEBUG):
        staff = make_branch()
        people = make_members(staff.organization, 12)
        played = open_round(staff, days=2)
        numbers = [secrecy.new_number() for _person in people]
        codes = [take(played, person, number=number) for person, number in zip(people, numbers, strict=True)]
        assert not any(code.encode() in path.read_bytes() + log_of(path) for code in codes)
        for at, code in enumerate(codes):
            cast(played, code, (at % 4, 1), "独一无二的话" * (at % 3))
        sealed = [bytes(row) for row in Ballot.objects.values_list("sealed", flat=True)]
        everything = path.read_bytes() + log_of(path)
        assert len({len(each) for each in sealed}) == 1 and len(set(sealed)) == 12
        assert "独一无二的话".encode() not in everything
        result = count(played).result
        everything += path.read_bytes() + log_of(path)
        for secret in (*played.slips, *numbers):
            assert secret.encode() not in everything and secrecy.read(secret).encode() not in everything
            assert secret not in caplog.text
    assert result["counts"][0] == [3, 3, 3, 3]


def test_one_slip_opens_nothing_and_the_order_of_both_matters():
    first, second = secrecy.new_slip(), secrecy.new_slip()
    plain = plain_of(Marked([1, 0, 3], "公开\n及时"), 3, asks_text=True)
    sealed = secrecy.seal(plain, secrecy.public_key(first), secrecy.public_key(second))
    typed = secrecy.read(first).lower().replace("0", "o").replace("1", "l")
    assert marked_of(secrecy.unseal(sealed, typed, second), 3) == Marked([1, 0, 3], "公开\n及时")
    assert secrecy.unseal(sealed, second) != plain != secrecy.unseal(sealed, second)[: len(plain)]
    for slips in ((second, first), (first, first), (first,), (first, secrecy.new_slip())):
        with pytest.raises(secrecy.WrongSlip):
            secrecy.unseal(sealed, *slips)


def test_what_the_roll_keeps_of_a_form_says_nothing_of_its_code():
    key, number = "ab" * 32, secrecy.new_number()
    code = secrecy.code_of(7, key, number)
    assert secrecy.parts_of(code) == (7, secrecy.read(code)[1:]) and secrecy.is_genuine(
        *secrecy.parts_of(code)[:1], key, secrecy.read(code)[1:]
    )
    assert secrecy.code_of(7, key, number) == code != secrecy.code_of(7, key, secrecy.new_number())
    assert not secrecy.is_genuine(7, "cd" * 32, secrecy.read(code)[1:]) and not secrecy.is_genuine(
        7, "", secrecy.read(code)[1:]
    )
    assert secrecy.mark_of(number) != secrecy.mark_of(code)


class TestOnPostgres:
    pytestmark = RACE

    def test_neither_tables_nor_the_write_ahead_log_have_a_word_of_a_ballot(self):
        """What is searched for is there where it is not sealed: the code of each ballot."""
        staff = make_branch()
        people = make_members(staff.organization, 6)
        played = open_round(staff, days=2)
        codes = [take(played, person) for person in people]
        for code in codes:
            cast(played, code, (3, 3), "独一无二的话")
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("CHECKPOINT")
            cursor.execute("SHOW data_directory")
            (folder,) = cursor.fetchone()
        files = [path for path in Path(folder).rglob("*") if path.is_file() and {"base", "pg_wal"} & set(path.parts)]
        everything = b"".join(path.read_bytes() for path in files)
        assert all(voting.parts_of(code)[1].encode() in everything for code in codes)
        for secret in ("独一无二的话", *played.slips, *map(secrecy.read, played.slips)):
            assert secret.encode() not in everything
