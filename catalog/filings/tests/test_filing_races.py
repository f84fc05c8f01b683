"""Two people press the same button of the register at the same moment: one result, one refusal."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection

from catalog.directory import actions as catalogues
from catalog.directory.tests.factories import NOW, TODAY, make_catalogue
from catalog.filings import actions as filings
from catalog.filings.models import Filing
from catalog.filings.tests.test_filings import Pair, actions_on
from catalog.own_schemes.tests.test_scheme_life import Maker
from catalog.schemes.models import Adoption
from disclosure.organizations.tests.factories import make_holder
from disclosure.workflow.kit import SYSTEM

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"),
        reason="SQLite's in-memory test database has one connection; its writers queue for the whole database anyway",
    ),
]


def at_once(*calls) -> list[bool]:
    """Run the calls together, each on a connection of its own; for each, whether it was refused."""
    barrier = Barrier(len(calls))

    def run(call):
        try:
            barrier.wait()
            call()
            return False
        except ValidationError:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(run, calls))


def test_two_who_send_at_once_leave_one_sending():
    pair = Pair()
    filing = pair.filing()
    assert at_once(*[lambda: pair.sent(filing)] * 3) == [False, True, True]
    assert actions_on(filing) == ["filing.opened", "filing.sent"]


def test_sending_and_dropping_at_once_does_one_of_the_two():
    pair = Pair()
    filing = pair.filing()
    drop = {"reason": "不用了", "by": pair.secretary, "now": NOW}
    assert at_once(lambda: pair.sent(filing), lambda: filings.drop(filing, **drop)) == [False, True]
    filing.refresh_from_db()
    assert (filing.sent_on is None) != (filing.dropped_on is None)


def test_two_superiors_who_sign_at_once_leave_one_signature():
    pair = Pair()
    second = make_holder(pair.superior, "approver", "second")
    sent = pair.sent()
    calls = [lambda by=by: filings.acknowledge(sent, by=by, now=NOW) for by in (pair.receiver, second)]
    assert at_once(*calls) == [False, True]
    assert actions_on(sent).count("filing.acknowledged") == 1


def test_filing_the_catalogue_and_sending_its_row_at_once_is_one_fact():
    pair = Pair()
    catalogue = catalogues.approve(make_catalogue(pair.organization), by=SYSTEM, now=NOW)
    given = {"filed_with": "市委办", "filed_on": TODAY, "by": pair.secretary, "now": NOW}
    assert at_once(lambda: catalogues.file(catalogue, **given), lambda: pair.sent(catalogue.filing)) == [False, True]
    assert Filing.objects.count() == 1
    assert actions_on(catalogue).count("catalogue.filed") == 1


def test_a_scheme_issued_twice_at_once_is_issued_once():
    maker = Maker("qijiang")
    ready = maker.reviewed(binds_below=True)
    assert at_once(*[lambda: maker.issued(ready)] * 2) == [False, True]
    assert (Adoption.objects.count(), Filing.objects.count()) == (1, 1)
