"""Duties after an outage and after a change of the catalogue: none lost, none before its ground, none dropped in silence."""

from collections import Counter
from datetime import date, timedelta

import pytest

from catalog.changes.history import removals
from catalog.changes.models import EntryChange
from catalog.directory import actions as catalogues
from catalog.directory import entries
from catalog.directory.models import Catalogue, Entry
from catalog.directory.tests.factories import adopt, branch, make_catalogue
from catalog.items.tests.factories import Desk
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.opening import FINDS, open_duties
from disclosure.audit.models import Event
from disclosure.deadlines.models import Deadline
from disclosure.organizations.tests.factories import make_department, make_organization, noon
from disclosure.workflow.kit import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
PERIODIC = {"limit_kind": "periodic", "limit_words": "定期"}
SEPTEMBER = date(2026, 9, 1)


def sweep(on) -> int:
    return open_duties(on=on, now=noon(on), removals=removals)


def desk_of(slug="qijiang", code="branch") -> Desk:
    matters = [branch("1-1", "工作部署", **PERIODIC), branch("1-2", "党费收缴", **PERIODIC)]
    return Desk(code=code, slug=slug, entries=[branch("1", "决议情况", matters)])


def renewed(desk, on, *, without=(), added=()) -> Catalogue:
    """The next version, in force from the day."""
    draft = catalogues.new_version(desk.catalogue, by=SYSTEM, now=noon(on))
    for code in without:
        entries.remove_entry(draft.nodes.get(code=code, rank="entry"), by=SYSTEM, now=noon(on))
    for code in added:
        values = branch(code, "新增事项", **PERIODIC).values
        entries.add_entry(draft, parent=draft.nodes.get(code="1"), by=SYSTEM, now=noon(on), **values)
    draft = catalogues.approve(draft, by=SYSTEM, now=noon(on))
    desk.catalogue = catalogues.put_in_force(draft, on=on, by=SYSTEM, now=noon(on))
    return desk.catalogue


def owed() -> set[tuple]:
    rows = Duty.objects.values_list("organization__code", "entry_code", "recurrence", "starts_on", "deadline__due_on")
    return set(rows)


def months(code) -> list[int]:
    rows = Duty.objects.filter(entry_code=code).order_by("starts_on")
    return [starts_on.month for starts_on in rows.values_list("starts_on", flat=True)]


@pytest.mark.clause("LK-01")
@pytest.mark.parametrize("slug", ["qijiang", "longkou", "pingluo"])
def test_one_run_after_a_long_outage_owes_what_daily_runs_would_have_owed(slug):
    """Two organisations alike: one swept each day, the other once before the outage and once after it."""
    desk_of(slug, "daily")
    on = SEPTEMBER
    while on <= date(2027, 6, 15):
        sweep(on)
        on += timedelta(days=7)
    sweep(date(2027, 6, 15))
    daily = {row[1:] for row in owed()}
    Duty.objects.all().delete()
    desk_of(slug, "late")
    sweep(SEPTEMBER)
    sweep(date(2027, 6, 15))
    assert {row[1:] for row in owed() if row[0] == "late"} == daily
    assert sweep(date(2027, 6, 15)) == 0


def test_after_an_outage_each_version_owes_for_its_own_days():
    desk = desk_of()
    sweep(SEPTEMBER)
    renewed(desk, date(2026, 11, 20), without=["1-2"], added=["1-3"])
    sweep(date(2027, 1, 11))
    # The disclosure days of October and November lay before the new version, that of the new entry's November too.
    assert months("1-1") == [9, 10, 11, 12, 1]
    assert months("1-2") == [9, 10, 11]
    assert months("1-3") == [12, 1]
    assert sweep(date(2027, 1, 11)) == 0


def test_a_catalogue_that_came_into_force_during_the_outage_owes_everything_since():
    desk_of(code="other")
    sweep(SEPTEMBER)
    late = make_organization("late")
    adopt(late, "qijiang")
    catalogue = make_catalogue(late, None, [branch("1-1", "学习", **PERIODIC)], in_force=True)
    Catalogue.objects.filter(pk=catalogue.pk).update(in_force_from=date(2026, 10, 12))
    sweep(date(2027, 1, 11))
    found = Duty.objects.filter(organization=late).order_by("starts_on")
    assert [row.starts_on.month for row in found] == [11, 12, 1]


def test_a_scheme_that_changed_during_the_outage_owes_by_the_old_one_until_then():
    desk = desk_of()
    sweep(SEPTEMBER)
    desk.organization.adoptions.update(until_on=date(2026, 11, 30))
    adopt(desk.organization, "longkou", from_on=date(2026, 12, 1))
    sweep(date(2027, 1, 11))
    found = Duty.objects.filter(entry_code="1-1").order_by("deadline__due_on", "recurrence")
    assert [str(row) for row in found] == [
        "1-1（2026年9月公开）",
        "1-1（2026年10月公开）",
        "1-1（2026年11月公开）",
        "1-1（2026年第四季度微调）",
        "1-1（2026年下半年更换）",
        "1-1（2027年第一季度微调）",
        "1-1（2027年上半年更换）",
    ]


@pytest.mark.parametrize("nights", [[date(2026, 11, 2), date(2026, 12, 1), date(2027, 1, 11)], [date(2027, 1, 11)]])
def test_a_turn_that_runs_when_another_scheme_comes_is_owed_by_that_one_alone(nights):
    desk = desk_of("longkou")
    sweep(SEPTEMBER)
    desk.organization.adoptions.update(until_on=date(2026, 11, 30))
    adopt(desk.organization, "qijiang", from_on=date(2026, 12, 1))
    for on in nights:
        sweep(on)
    found = Duty.objects.filter(entry_code="1-1").select_related("deadline").order_by("deadline__due_on", "recurrence")
    ended = [row for row in found if row.ended_on]
    # What had ended before the other scheme came stays owed; what ran is not owed twice.
    assert [str(row) for row in found if row.is_open] == [
        "1-1（2026年第三季度微调）",
        "1-1（2026年12月公开）",
        "1-1（2027年1月公开）",
    ]
    assert [str(row) for row in ended] == ["1-1（2026年第四季度微调）", "1-1（2026年下半年更换）"]
    assert {(row.ended_on, row.deadline.closed_as, row.deadline.was_late()) for row in ended} == {
        (date(2026, 12, 1), "ended", False)
    }
    assert {row.ended_reason for row in ended} == {
        "《綦江县党的基层组织党务公开实施细则》自2026年12月1日施行，这一期改照它办"
    }
    assert sweep(nights[-1]) == 0


def test_a_turn_that_both_schemes_have_goes_on():
    desk = desk_of("qijiang")
    sweep(SEPTEMBER)
    desk.organization.adoptions.update(until_on=date(2026, 9, 9))
    adopt(desk.organization, "qijiang", from_on=date(2026, 9, 10))
    sweep(date(2026, 9, 10))
    assert not Duty.objects.filter(ended_on__isnull=False).exists()


# --- what has left the catalogue ---


@pytest.mark.clause("LK-20")
def test_what_left_the_catalogue_is_ended_and_the_log_names_the_version():
    desk = desk_of()
    sweep(SEPTEMBER)
    renewed(desk, date(2026, 9, 2), without=["1-2"])
    sweep(date(2026, 9, 2))
    gone, kept = Duty.objects.get(entry_code="1-2"), Duty.objects.get(entry_code="1-1")
    assert gone.ended_reason == "《branch党支部党务公开目录》第2版自2026年9月2日施行，已没有这一项"
    assert gone.deadline.closed_as == "ended"
    assert kept.is_open
    event = Event.objects.get(action="duty.ended")
    assert (event.changes["count"], event.organization_code) == (1, "branch")
    counted = Event.objects.count()
    assert sweep(date(2026, 9, 2)) == 0
    assert Event.objects.count() == counted


@pytest.mark.clause("LK-20")
def test_the_decision_that_took_the_entry_out_is_named():
    desk = desk_of()
    sweep(SEPTEMBER)
    EntryChange.objects.create(
        organization=desk.organization,
        catalogue=desk.catalogue,
        entry=desk.entry("1-2"),
        entry_code="1-2",
        kind="withdraw",
        before={},
        reason="职能调整",
        explanation="职能调整",
        state="approved",
        asked_by=desk.clerk,
        asked_at=desk.now,
        decided_by=desk.approver,
        decided_at=desk.now,
        effective_on=date(2026, 9, 2),
    )
    renewed(desk, date(2026, 9, 2), without=["1-2"])
    sweep(date(2026, 9, 2))
    assert Duty.objects.get(entry_code="1-2").ended_reason.endswith("这一项已批准撤销")


@pytest.mark.clause("LK-01")
def test_what_is_gone_without_an_explanation_stays_owed():
    desk = desk_of()
    sweep(SEPTEMBER)
    Entry.objects.filter(catalogue=desk.catalogue, code="1-2").update(code="1-7")
    sweep(date(2026, 9, 2))
    assert Duty.objects.get(entry_code="1-2").is_open
    assert not Event.objects.filter(action="duty.ended").exists()


def test_an_item_on_its_way_to_what_is_no_longer_owed_keeps_its_text_and_can_still_be_disclosed():
    desk = desk_of()
    sweep(SEPTEMBER)
    item = desk.registered(code="1-2")
    assert item.deadline == Duty.objects.get(entry_code="1-2").deadline
    renewed(desk, date(2026, 9, 2), without=["1-2"])
    sweep(date(2026, 9, 2))
    item.refresh_from_db()
    assert item.working_version.body
    assert item.deadline.closed_as == "ended"
    desk.released_from(item)
    gone = Duty.objects.get(entry_code="1-2")
    assert (gone.fulfilled_by, gone.deadline.closed_as) == (None, "ended")


def test_one_bad_organisation_stops_itself_alone(caplog):
    desk_of(code="bad")
    desk_of(code="good")
    Entry.objects.filter(catalogue__organization__code="bad", rank="entry").update(limit_rule={"weeks": 2})
    assert sweep(SEPTEMBER) == 2
    assert set(Duty.objects.values_list("organization__code", flat=True)) == {"good"}
    assert "duties of bad" in caplog.text


def test_a_run_that_was_broken_off_is_finished_by_the_next_with_the_same_result(monkeypatch):
    """After the first batch the worker is killed; the outage of the others is made up for all the same."""
    for code in ("a", "b", "c"):
        desk = desk_of("pingluo", code)
        make_department(desk.organization)
    sweep(SEPTEMBER)
    monkeypatch.setattr("catalog.obligations.duties.opening.BATCH", 1)
    monkeypatch.setattr("catalog.obligations.duties.opening.FINDS", killed_after(4))
    with pytest.raises(KeyboardInterrupt):
        sweep(date(2027, 2, 1))
    monkeypatch.undo()
    sweep(date(2027, 2, 1))
    found = Counter(Duty.objects.values_list("organization__code", flat=True))
    # Two entries in three quarters, and six months of one department.
    assert found == dict.fromkeys("abc", 12)
    assert Deadline.objects.count() == 36


def killed_after(calls: int):
    made = []

    def counting(find):
        def run(*args):
            made.append(find)
            if len(made) > calls:
                raise KeyboardInterrupt
            return find(*args)

        return run

    return tuple(counting(find) for find in FINDS)
