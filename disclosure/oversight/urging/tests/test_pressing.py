"""Pressing for what is late: recorded, told once, answered with a promised day that the ledger holds against them (QJ-18)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from disclosure.audit.models import Event
from disclosure.deadlines.actions import close
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.tests.factories import make_rows
from disclosure.notices.models import Notice
from disclosure.organizations.access import access_of
from disclosure.organizations.models.directory import LeadingGroupSeat
from disclosure.organizations.roles import COLLECT_OPINIONS
from disclosure.organizations.tests.factories import (
    BEGINNING,
    make_holder,
    make_holders,
    make_organization,
    make_person,
    noon,
)
from disclosure.oversight.urging.actions import MOST, answer_urge, press, urges
from disclosure.oversight.urging.models import Urge
from disclosure.workflow.kit import NotNow

pytestmark = pytest.mark.django_db
# A Tuesday; three working days later is Friday the 23rd.
ON, DUE = date(2026, 10, 20), date(2026, 10, 9)
LATER = ON + timedelta(days=10)


class UrgingScene:
    """County above town above branch; the town has a branch beside it."""

    def __init__(self):
        self.county = make_organization("county")
        self.town = make_organization("town", superior=self.county)
        self.branch = make_organization("branch", superior=self.town)
        self.beside = make_organization("beside", superior=self.county)
        self.supervisor = make_holder(self.county, "supervisor")
        self.inspector = make_holder(self.town, "inspector")
        self.other = make_holder(self.beside, "inspector")
        self.people = make_holders(self.branch, ["clerk", "secretary", "collector"])
        self.clerk, self.secretary = self.people["clerk"], self.people["secretary"]

    def rows(self, count=1, **given) -> list[Deadline]:
        return make_rows(self.branch, count, **{"due_on": DUE, **given})

    def press(self, rows, *, by=None, issuer=None, on=ON, hour=0) -> list[Urge]:
        given = {"words": "请尽快。", "by": by or self.supervisor, "now": noon(on) + timedelta(hours=hour)}
        return press(issuer or self.county, rows=rows, **given)

    def answer(self, urge, *, by=None, on=ON, promised_on=LATER, reason="材料没有齐。") -> None:
        answer_urge(urge, reason=reason, promised_on=promised_on, by=by or self.clerk, now=noon(on))
        urge.refresh_from_db()


@pytest.fixture
def scene():
    return UrgingScene()


def told() -> dict[str, int]:
    found: dict[str, int] = {}
    for row in Notice.objects.filter(key__endswith=":pressed").select_related("recipient"):
        found[row.recipient.username] = found.get(row.recipient.username, 0) + 1
    return found


@pytest.mark.clause("QJ-18")
def test_one_notice_a_person_however_many_rows_and_each_row_on_record(scene):
    named = make_person("named")
    rows = [*scene.rows(3), *scene.rows(2, person=named), *scene.rows(1, permission=COLLECT_OPINIONS)]
    made = scene.press(rows)
    # Three rows are whoever drafts there: clerk and secretary.
    assert told() == {"branch-clerk": 1, "branch-secretary": 1, "named": 1, "branch-collector": 1}
    assert len(made) == 6 and Event.objects.filter(action="urge.pressed").count() == 6
    notice = Notice.objects.get(recipient=scene.clerk)
    assert notice.title == "county党支部催办：3件" and notice.body.startswith("请尽快。")
    assert Notice.objects.get(recipient=named).url == "/oversight/urging/mine/"
    assert Notice.objects.get(recipient=scene.people["collector"]).url == made[-1].get_absolute_url()


@pytest.mark.clause("QJ-18")
def test_pressed_twice_the_same_day_nobody_is_told_twice_and_another_superior_may_press_too(scene):
    rows = scene.rows(2)
    scene.press(rows[:1])
    with pytest.raises(NotNow, match="今天已经催过"):
        scene.press(rows[:1], hour=1)
    # Another of the same organisation neither.
    with pytest.raises(NotNow, match="今天已经催过"):
        scene.press(rows[:1], by=make_holder(scene.county, "secretary"))
    assert len(scene.press(rows, hour=1)) == 1
    assert told()["branch-clerk"] == 2
    assert len(scene.press(rows, by=scene.inspector, issuer=scene.town)) == 2
    assert len(scene.press(rows, on=ON + timedelta(days=1))) == 2
    assert Urge.objects.filter(deadline=rows[0]).count() == 3


@pytest.mark.clause("LK-18")
def test_where_nobody_holds_it_the_office_is_pressed_and_without_its_accounts_the_head(scene):
    row = scene.rows(1, permission="handle_requests")[0]
    (urge,) = scene.press([row])
    assert list(urge.told.all()) == [scene.secretary]
    director = make_person("director")
    given = {"body": "office", "title": "director", "name": "主任", "from_on": BEGINNING, "person": director}
    LeadingGroupSeat.objects.create(organization=scene.branch, **given)
    (urge,) = scene.press([row], on=ON + timedelta(days=1))
    assert list(urge.told.all()) == [director]
    # Without any post: by the seat.
    scene.answer(urge, by=director, on=ON + timedelta(days=1))
    assert urge.answered_by == director


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"due_on": date(2026, 10, 26)}, "离到期还早"),
        ({"kind": "confirmation"}, "逐项确认"),
        ({"closed_on": date(2026, 10, 12), "closed_as": "done"}, "已经办结"),
        ({"paused_on": ON, "due_on": None}, "暂停计时"),
    ],
)
def test_what_is_not_late_nor_due_soon_is_refused_with_a_sentence(scene, given, fault):
    (row,) = scene.rows(1)
    Deadline.objects.filter(pk=row.pk).update(**given)
    with pytest.raises(NotNow, match=fault):
        scene.press([row])
    assert not Urge.objects.exists() and not Notice.objects.exists()


def test_what_was_excused_is_refused_and_left_out_beside_others(scene):
    excused, late, soon = *scene.rows(2), *scene.rows(1, due_on=date(2026, 10, 23))
    close(excused, on=ON, now=noon(ON), closed_as=Deadline.ClosedAs.EXCUSED)
    with pytest.raises(NotNow, match="不予公开"):
        scene.press([excused])
    assert {urge.deadline for urge in scene.press([excused, late, soon])} == {late, soon}


@pytest.mark.clause("QJ-18")
def test_nobody_presses_outside_what_they_watch_nor_themselves_alone_nor_too_many(scene):
    (row,) = scene.rows(1)
    for by, issuer in ((scene.other, scene.beside), (scene.inspector, scene.county), (scene.clerk, scene.branch)):
        with pytest.raises(PermissionDenied):
            scene.press([row], by=by, issuer=issuer)
    (own,) = make_rows(scene.county, 1, due_on=DUE, person=scene.supervisor)
    with pytest.raises(NotNow, match="由您自己办"):
        scene.press([own])
    with pytest.raises(ValidationError, match="请先缩小范围"):
        scene.press(scene.rows(MOST + 1))


@pytest.mark.clause("QJ-18")
def test_the_answer_waits_for_whose_work_it_is_and_promises_a_day_from_today_on(scene):
    (row,) = scene.rows(1)
    (urge,) = scene.press([row])
    waiting = {
        person.username: urge in urges.inbox(access_of(person, ON))
        for person in (scene.clerk, scene.secretary, scene.people["collector"], scene.supervisor, scene.other)
    }
    assert waiting == {
        "branch-clerk": True, "branch-secretary": True, "branch-collector": False, "county-supervisor": False,
        "beside-inspector": False,
    }  # fmt: skip
    for by in (scene.people["collector"], scene.supervisor, scene.other):
        with pytest.raises(PermissionDenied):
            scene.answer(urge, by=by)
    for wrong in ({"promised_on": ON - timedelta(days=1)}, {"reason": "  "}, {"promised_on": date(2028, 1, 1)}):
        with pytest.raises(ValidationError):
            scene.answer(urge, **wrong)
    scene.answer(urge, promised_on=ON)
    assert (urge.answered_by, urge.promised_on) == (scene.clerk, ON)
    notice = Notice.objects.get(recipient=scene.supervisor)
    assert notice.title == "branch党支部答复了催办" and "答应10月20日办好" in notice.body
    # A second answer of the same day does not tell again.
    (another,) = scene.press(scene.rows(1))
    scene.answer(another)
    assert Notice.objects.filter(recipient=scene.supervisor).count() == 1
    assert not urges.inbox(access_of(scene.clerk, ON)).exists()
    with pytest.raises(NotNow):
        scene.answer(urge, by=scene.secretary)


def test_what_is_done_meanwhile_asks_for_no_answer(scene):
    (row,) = scene.rows(1)
    (urge,) = scene.press([row])
    close(row, on=ON, now=noon(ON))
    assert not urges.inbox(access_of(scene.clerk, ON)).exists()
    with pytest.raises(NotNow, match="已经办结"):
        scene.answer(urge)
    assert stored(urge).status(ON) == ("done", "已办，没有另外答复")


def stored(urge: Urge) -> Urge:
    return Urge.objects.select_related("deadline").get(pk=urge.pk)


@pytest.mark.clause("QJ-18")
@pytest.mark.parametrize(
    ("closed_on", "looked_on", "word", "way"),
    [
        (None, LATER, "已答应", "promised"),
        (None, LATER + timedelta(days=1), "答应的日子过了", "broken"),
        (LATER, LATER, "说到做到", "kept"),
        (LATER + timedelta(days=1), LATER + timedelta(days=9), "晚于答应的日子", "broken"),
    ],
)
def test_whether_it_was_kept_is_what_the_ledger_says(scene, closed_on, looked_on, word, way):
    (row,) = scene.rows(1)
    (urge,) = scene.press([row])
    scene.answer(urge)
    if closed_on:
        close(row, on=closed_on, now=noon(closed_on))
    assert stored(urge).status(looked_on)[1] == word
    rows = {
        "promised": Urge.objects.promised(looked_on),
        "broken": Urge.objects.broken(looked_on),
        "kept": Urge.objects.kept(),
        "waiting": Urge.objects.waiting(),
    }
    assert [name for name, found in rows.items() if urge in found] == [way]
