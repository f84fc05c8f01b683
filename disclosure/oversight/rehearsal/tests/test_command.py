"""The command itself: in a process and a database of its own, as people outside use it."""

import json
import os
import shutil
import subprocess
from datetime import date
from io import StringIO
from pathlib import Path
from textwrap import dedent

import pytest
from django.core.management import CommandError, call_command

from disclosure.deadlines.models import Deadline
from disclosure.oversight.rehearsal.process.database import ALL, TABLES, digest, keep
from disclosure.oversight.rehearsal.process.running import environment, run
from disclosure.oversight.rehearsal.tests.playing import prepared
from disclosure.testing.servers import BASE_DIR
from disclosure.testing.template import sqlite_template

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
MANUAL = BASE_DIR / "docs" / "manual" / "rehearsal.md"


def example() -> str:
    """The script that the manual shows."""
    return MANUAL.read_text(encoding="utf-8").partition("```yaml\n")[2].partition("```")[0]


@pytest.fixture
def rehearse(tmp_path, settings):
    """Status, what is printed, what is said. The tables and the base with nobody in it are those of the tests; the cast is filled
    in by the command."""
    settings.VAR_DIR = tmp_path / "var"
    cache = settings.VAR_DIR / "rehearsal"
    cache.mkdir(parents=True)
    shutil.copy(sqlite_template(), cache / f"tables-{digest(TABLES)}.sqlite3")
    shutil.copy(prepared("empty", date(2026, 10, 12)), cache / f"empty@2026-10-12-{digest(ALL)}.sqlite3")

    def run(text: str, **options) -> tuple[int, str, str]:
        path, printed, said = tmp_path / "script.yaml", StringIO(), StringIO()
        path.write_text(dedent(text), encoding="utf-8")
        try:
            call_command("rehearse", path, stdout=printed, stderr=said, **options)
        except CommandError as error:
            return error.returncode, printed.getvalue(), str(error)
        except SystemExit as error:
            return int(str(error.code)), printed.getvalue(), said.getvalue()
        return 0, printed.getvalue(), said.getvalue()

    return run


@pytest.mark.clause("LK-13")
def test_the_example_of_the_manual_is_played_and_its_ledger_printed(rehearse):
    """Five working days from 28 September end on 10 October; society never read it."""
    status, printed, said = rehearse(example())
    assert (status, said) == (0, "")
    found = json.loads(printed)
    assert list(found) == ["steps", "ledger", "states", "urls", "notices"]
    assert [step["status"] for step in found["steps"]] == [*["done"] * 6, 404, "done"]
    assert found["states"] == {"a": "published_inside"}
    (row,) = [row for row in found["ledger"] if row["entry"] == "4-1-1" and row["kind"] == "item"]
    assert list(row) == [
        "organization", "kind", "entry", "title", "start_on", "due_on", "provisional", "closed_on", "closed_as", "on_time",
    ]  # fmt: skip
    days = ("2026-09-28", "2026-10-10", None)
    assert (row["start_on"], row["due_on"], row["closed_on"], row["on_time"]) == (*days, False)
    assert row in found["steps"][-1]["rows"]
    assert Deadline.objects.count() == 0


def test_what_was_not_as_expected_ends_with_one_and_still_prints(rehearse):
    text = """
        base: empty
        from: 2026-10-12
        until: 2026-10-12
        steps:
        - {on: 2026-10-12, by: passer-by, see: /o/nowhere/, expect: ok}
    """
    status, printed, said = rehearse(text)
    assert (status, json.loads(printed)["steps"][0]["status"]) == (1, 404)
    assert said == "第6行（第1步，2026-10-12，/o/nowhere/）：应当办成，没有办成\n"


@pytest.mark.parametrize(("text", "words"), [
    ("from: 2026-10-12\nuntil: soon\n", "第2行：“soon”不是日期"),
    ("base: empty\nfrom: 2026-10-12\nuntil: 2026-10-12\nsteps:\n- {on: 2026-10-12, do: dance}\n", "第5行：没有“dance”"),
])  # fmt: skip
def test_a_script_that_cannot_be_read_ends_with_two_and_its_line(rehearse, text, words):
    status, printed, said = rehearse(text)
    assert (status, printed) == (2, "")
    assert said.startswith(words)


def test_another_database_than_postgresql_is_refused(rehearse):
    status, _printed, said = rehearse(example(), database_url="sqlite:///portal.sqlite3")
    assert (status, "应是PostgreSQL的地址" in said) == (2, True)


def test_nothing_that_is_set_for_the_portal_holds_in_a_rehearsal(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://portal@localhost/portal")
    monkeypatch.setenv("EMAIL_HOST", "mail.example.org")
    found = environment(Path("/somewhere"), "sqlite:///of-its-own")
    assert (found["DATABASE_URL"], "EMAIL_HOST" in found) == ("sqlite:///of-its-own", False)
    assert (found["VAR_DIR"], found["PATH"]) == ("/somewhere", os.environ["PATH"])


def test_what_older_code_prepared_goes_and_other_first_days_stay(tmp_path):
    for name in ("demo@2026-01-05-old", "demo@2026-09-18-new", "empty@2026-01-05-old", "tables-old"):
        (tmp_path / f"{name}.sqlite3").touch()
    keep(tmp_path / "demo@2026-01-05-new.sqlite3", None, "fill", lambda step, url: None)
    assert sorted(path.stem for path in tmp_path.iterdir()) == [
        "demo@2026-01-05-new", "demo@2026-09-18-new", "empty@2026-01-05-old", "tables-old",
    ]  # fmt: skip


def test_an_address_with_its_password_is_no_argument_of_a_process(monkeypatch, tmp_path):
    given = []
    monkeypatch.setattr(subprocess, "run", lambda command, env, **options: given.append((command, env["DATABASE_URL"])))
    run(tmp_path, "migrate", "postgres://portal:secret@localhost/portal", "demo@2026-01-05")
    ((command, url),) = given
    assert url == "postgres://portal:secret@localhost/portal" and not [word for word in command if "secret" in word]
