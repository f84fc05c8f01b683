"""A sweep that is killed anywhere, and run again, leaves what one undisturbed run would have left."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from catalog.directory.models import Catalogue
from catalog.directory.tests.factories import branch
from catalog.items.actions.display import set_display_until
from catalog.items.models import Decision, Item
from catalog.items.tests.factories import Desk
from catalog.obligations.duties.models import Duty
from catalog.obligations.withholdings import actions as withholdings
from catalog.obligations.withholdings.models import Withholding
from disclosure.audit.models import Event
from disclosure.deadlines.models import Deadline, DeadlineChange, Reminder
from disclosure.notices.models import Notice
from disclosure.organizations.models.people import Post
from disclosure.organizations.tests.factories import noon
from disclosure.oversight.sweeping import run_sweep

BEFORE, NIGHT = date(2026, 9, 1), date(2026, 9, 30)
PERIODIC = {"limit_kind": "periodic", "limit_words": "定期"}
PARTS = 12


class Killed(BaseException):
    """As a worker ends that is killed: no job may catch it."""


class Killer:
    """Lets ``lives`` statements through and ends the next. What is half done is rolled back, as the database does for a
    client that is gone."""

    def __init__(self, lives: int):
        self.lives = lives
        self.count = 0

    def __call__(self, execute, sql, params, many, context):
        if not sql.startswith(("ROLLBACK", "RELEASE")):
            self.count += 1
            if self.count > self.lives:
                raise Killed
        return execute(sql, params, many, context)


def sweep(killer=None) -> None:
    if killer is None:
        run_sweep(on=NIGHT, now=noon(NIGHT))
        return
    with connection.execute_wrapper(killer):
        run_sweep(on=NIGHT, now=noon(NIGHT))


@pytest.fixture
def world() -> None:
    """Something for every job of one night: duties to open, displays that end, a release, a deferral that is over,
    reminders, a post that has ended."""
    rows = [branch("1-1", "党费收缴", **PERIODIC), branch("1-2", "学习情况", **PERIODIC), branch("1-3", "公告"),
            branch("1-4", "支部决议", inside_first=True, **PERIODIC)]  # fmt: skip
    desk = Desk(entries=[branch("1", "党务", rows)], on=BEFORE)
    Catalogue.objects.update(in_force_from=BEFORE)
    ending = desk.published_outside(code="1-3")
    set_display_until(ending, display_until=NIGHT - timedelta(days=1), by=desk.secretary, now=desk.tick())
    desk.published_inside(code="1-4", outside_after_days=29)
    desk.submitted(code="1-3", title="未公开的公告")
    withholding = withholdings.propose(
        organization=desk.organization, kind="deferral", reason="under_way", entry=desk.entry("1-2"), from_on=BEFORE,
        until_on=NIGHT - timedelta(days=2), explanation="正在办理。", legal_basis="disclosure-7", by=desk.clerk, now=desk.tick(),
    )  # fmt: skip
    withholdings.approve(withholding, by=desk.approver, now=desk.tick())
    Post.objects.filter(person=desk.reviewer).update(until_on=NIGHT)


def rows(model, *fields, **given) -> list[tuple]:
    return sorted(model.objects.filter(**given).values_list(*fields), key=str)


def left() -> dict[str, list[tuple]]:
    """What stands in the database, without the numbers of the rows; the log's order may differ, its content may not."""
    return {
        "duties": rows(Duty, "entry_code", "recurrence", "starts_on", "deadline__due_on", "withholding__kind"),
        "deadlines": rows(Deadline, "kind", "title", "due_on", "closed_on", "closed_as"),
        "changes": rows(DeadlineChange, "kind", "old_due_on", "new_due_on"),
        "items": rows(Item, "title", "state", "published_outside_at", "display_ended_at", "archive_deadline__due_on"),
        "decisions": rows(Decision, "step", "result", "round"),
        "withholdings": rows(Withholding, "state", "ended_reason"),
        "reminders": rows(Reminder, "deadline__title", "due_on", "step", "recipient__username"),
        "notices": rows(Notice, "title", "recipient__username"),
        "permissions": rows(Post, "person__username", "person__is_staff"),
        "events": sorted(
            row for row in Event.objects.values_list("action", flat=True) if not row.startswith(("duty.opened", "audit"))
        ),
    }  # fmt: skip


def without_a_trace(act):
    """What the act answers; all it wrote is taken back."""
    mark = transaction.savepoint()
    try:
        return act()
    finally:
        transaction.savepoint_rollback(mark)


@pytest.mark.django_db
@pytest.mark.portable
@pytest.mark.clause("LK-05")
def test_killed_at_any_statement_and_run_again_it_leaves_the_same(world):
    def undisturbed():
        counting = Killer(10**9)
        sweep(counting)
        return left(), counting.count

    before = left()
    expected, statements = without_a_trace(undisturbed)
    assert left() == before
    assert all(
        expected[name] != before[name] for name in ("duties", "items", "withholdings", "reminders", "permissions")
    )
    for part in range(PARTS):
        lives = statements * part // PARTS

        def killed(lives=lives):
            with pytest.raises(Killed):
                sweep(Killer(lives))
            # Outside of a test the statement that was cut off is a transaction of its own, and gone.
            transaction.set_rollback(False)
            sweep()
            return left()

        assert without_a_trace(killed) == expected, f"killed after {lives} of {statements} statements"
