"""A confirmation that is not given is 未确认: no query, number, reminder or word of the ledger calls it late."""

from datetime import date

import pytest

from disclosure.deadlines.models import DONE, ENDED, Deadline
from disclosure.deadlines.reminders import remind
from disclosure.deadlines.status import conditions, status_of
from disclosure.deadlines.tests.factories import make_rows
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import make_holder, make_organization, noon

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
DUE, ON = date(2026, 10, 20), date(2026, 10, 29)
KIND = Deadline.Kind.CONFIRMATION


@pytest.fixture
def branch():
    superior = make_organization("above")
    make_holder(superior, "supervisor", "watcher")
    organization = make_organization("branch", superior)
    make_holder(organization, "secretary", "head")
    return organization


def row_of(branch, closed_on=None, closed_as="") -> Deadline:
    (row,) = make_rows(branch, 1, due_on=DUE, kind=KIND, title="2026年第三季度逐项确认")
    row.closed_on, row.closed_as = closed_on, closed_as
    row.save()
    return row


@pytest.mark.clause("LK-01")
@pytest.mark.parametrize(
    ("closed_on", "closed_as", "on", "status"),
    [
        (None, "", DUE, "todo"),
        (None, "", ON, "unconfirmed"),
        (DUE, DONE, ON, "confirmed"),
        (date(2026, 10, 28), DONE, ON, "confirmed"),
        (date(2026, 10, 28), ENDED, ON, "ended"),
    ],
)
def test_a_confirmation_has_a_status_of_its_own_and_is_never_late(branch, closed_on, closed_as, on, status):
    row = row_of(branch, closed_on, closed_as)
    rows = Deadline.objects.all()
    assert status_of(row, on) == status
    assert [name for name, condition in conditions(on).items() if rows.filter(condition)] == [status]
    assert not (row.is_overdue(on) or row.was_late())
    assert not (rows.overdue(on) or rows.late(on) or rows.on_time() or rows.owed())


@pytest.mark.clause("LK-01")
def test_who_has_not_confirmed_is_reminded_without_the_word_and_the_superior_is_not_told(branch):
    row_of(branch)
    for on in (date(2026, 10, 20), date(2026, 10, 21), date(2026, 10, 23), ON):
        remind(on=on, now=noon(on))
    titles = list(Notice.objects.order_by("pk").values_list("recipient__username", "title", "body"))
    assert {name for name, _title, _body in titles} == {"head"}
    assert [title.partition("：")[0] for _name, title, _body in titles] == ["当天到期", "未确认", "未确认", "未确认"]
    assert {body for _name, _title, body in titles} == {"branch党支部应在2026年10月20日前确认。"}
