"""Two people press the same button of the register at the same moment: one result, one refusal."""

from catalog.directory import actions as catalogues
from catalog.directory.tests.factories import NOW, TODAY, make_catalogue
from catalog.filings import actions as filings
from catalog.filings.models import Filing
from catalog.filings.tests.test_filings import Pair
from catalog.own_schemes.tests.test_scheme_life import Maker
from catalog.schemes.models import Adoption
from disclosure.audit.tests.factories import actions_on
from disclosure.organizations.tests.factories import make_holder
from disclosure.workflow.kit import SYSTEM
from disclosure.workflow.tests.races import RACE, refused_at_once

pytestmark = RACE


def test_two_who_send_at_once_leave_one_sending():
    pair = Pair()
    filing = pair.filing()
    assert refused_at_once(*[lambda: pair.sent(filing)] * 3) == [False, True, True]
    assert actions_on(filing) == ["filing.opened", "filing.sent"]


def test_sending_and_dropping_at_once_does_one_of_the_two():
    pair = Pair()
    filing = pair.filing()
    drop = {"reason": "不用了", "by": pair.secretary, "now": NOW}
    assert refused_at_once(lambda: pair.sent(filing), lambda: filings.drop(filing, **drop)) == [False, True]
    filing.refresh_from_db()
    assert (filing.sent_on is None) != (filing.dropped_on is None)


def test_two_superiors_who_sign_at_once_leave_one_signature():
    pair = Pair()
    second = make_holder(pair.superior, "approver", "second")
    sent = pair.sent()
    calls = [lambda by=by: filings.acknowledge(sent, by=by, now=NOW) for by in (pair.receiver, second)]
    assert refused_at_once(*calls) == [False, True]
    assert actions_on(sent).count("filing.acknowledged") == 1


def test_filing_the_catalogue_and_sending_its_row_at_once_is_one_fact():
    pair = Pair()
    catalogue = catalogues.approve(make_catalogue(pair.organization), by=SYSTEM, now=NOW)
    given = {"filed_with": "市委办", "filed_on": TODAY, "by": pair.secretary, "now": NOW}
    assert refused_at_once(lambda: catalogues.file(catalogue, **given), lambda: pair.sent(catalogue.filing)) == [
        False,
        True,
    ]
    assert Filing.objects.count() == 1
    assert actions_on(catalogue).count("catalogue.filed") == 1


def test_a_scheme_issued_twice_at_once_is_issued_once():
    maker = Maker("qijiang")
    ready = maker.reviewed(binds_below=True)
    assert refused_at_once(*[lambda: maker.issued(ready)] * 2) == [False, True]
    assert (Adoption.objects.count(), Filing.objects.count()) == (1, 1)
