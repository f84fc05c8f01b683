"""Each quarter somebody says what did not happen. Days reckoned by hand: 30 September 2026 is a Wednesday; the ten working days
after it are 8, 9, 10 (a Saturday made working), 12 to 16, 19 and 20 October."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from catalog.directory.models import Catalogue
from catalog.directory.tests.factories import adopt, branch, install, make_catalogue
from catalog.items.actions.writing import change_plan
from catalog.items.tests.factories import Desk
from catalog.obligations.confirmations.actions import confirm_nothing, take_back
from catalog.obligations.confirmations.models import Answer, Confirmation
from catalog.obligations.confirmations.opening import open_confirmations
from catalog.obligations.confirmations.rhythms import set_rhythm
from catalog.obligations.confirmations.tests.factories import ENTRIES, closed, desk_of, only, sweep
from catalog.obligations.withholdings.models import Withholding
from disclosure.audit.models import Event
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.traces import explain
from disclosure.organizations.models.people import Post
from disclosure.organizations.tests.factories import make_department, make_holder, make_organization, noon
from disclosure.workflow.kit import NotNow, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
OPENS, DUE = date(2026, 9, 30), date(2026, 10, 20)


@pytest.mark.clause("LK-01")
@pytest.mark.parametrize(
    ("slug", "count"), [("longkou", 33), ("jiguan", 16), ("pingluo", 10), ("yueyang", 35), ("qijiang", 18)]
)
def test_every_entry_that_the_calendar_never_opens_is_asked_about(slug, count):
    organization = make_organization(slug, sector="department")
    install(organization, slug)
    assert sweep(OPENS - timedelta(days=1)) == 0
    assert sweep(OPENS) == 1
    assert sweep(OPENS) == sweep(DUE) == 0
    assert only().answers.count() == count


@pytest.mark.clause("LK-01")
def test_it_opens_on_the_quarters_last_working_day_and_is_due_ten_working_days_after():
    desk = desk_of()
    sweep(OPENS)
    row = only().deadline
    assert (row.kind, row.start_on, row.due_on) == (Deadline.Kind.CONFIRMATION, OPENS, DUE)
    assert row.title == "2026年第三季度逐项确认"
    assert row.url == only().get_absolute_url()
    assert row.trace["source"]["preset"]
    assert any("本系统预设" in sentence for sentence in explain(row.trace))
    assert row.organization == desk.organization


@pytest.mark.clause("LK-01")
@pytest.mark.parametrize(
    ("opens_on", "due_on"),
    # The first quarter of 2026 ends on a Tuesday; 清明 is Monday 6 April. The second quarter ends on a Tuesday.
    [(date(2026, 3, 31), date(2026, 4, 15)), (date(2026, 6, 30), date(2026, 7, 14))],
)
def test_other_quarters_open_and_fall_due_by_the_calendar(opens_on, due_on):
    desk_of()
    Catalogue.objects.update(in_force_from=date(2026, 1, 1), approved_at=noon(date(2026, 1, 1)))
    sweep(opens_on)
    row = Confirmation.objects.select_related("deadline").get(deadline__start_on=opens_on).deadline
    assert row.due_on == due_on


@pytest.mark.clause("LK-01")
def test_one_word_of_the_secretary_answers_for_all_and_names_who_and_when():
    desk = desk_of()
    sweep(OPENS)
    desk.now = noon(date(2026, 10, 9))
    assert confirm_nothing(only(), by=desk.secretary, now=desk.tick()) == 3
    assert closed() == ("done", date(2026, 10, 9))
    people = set(Answer.objects.values_list("confirmed_by__username", flat=True))
    assert people == {desk.secretary.username}
    event = Event.objects.get(action="confirmation.nothing")
    assert event.changes["entries"] == ["1-1", "1-2", "1-3"]
    with pytest.raises(NotNow, match="已经确认完了"):
        confirm_nothing(only(), by=desk.secretary, now=desk.tick())


@pytest.mark.clause("LK-01")
def test_what_was_registered_is_filled_in_and_the_rest_may_be_confirmed_in_two_steps():
    desk = desk_of()
    desk.now = noon(date(2026, 9, 10))
    desk.registered("1-1", event_on=date(2026, 9, 9))
    sweep(OPENS)
    confirmation = only()
    with pytest.raises(ValidationError, match="1-1：已经登记了事项"):
        confirm_nothing(confirmation, entries=["1-1"], by=desk.secretary, now=desk.tick())
    desk.now = noon(date(2026, 10, 8))
    confirm_nothing(confirmation, entries=["1-2"], by=desk.secretary, now=desk.tick())
    assert closed() == ("", None)
    desk.now = noon(date(2026, 10, 9))
    confirm_nothing(confirmation, entries="all", by=desk.secretary, now=desk.tick())
    assert closed() == ("done", date(2026, 10, 9))
    assert list(confirmation.answers.filter(confirmed_at=None).values_list("entry_code", flat=True)) == ["1-1"]


@pytest.mark.clause("LK-01")
def test_a_registered_event_closes_it_and_overrides_what_was_confirmed():
    desk = desk_of()
    sweep(OPENS)
    desk.now = noon(date(2026, 10, 9))
    confirm_nothing(only(), entries=["1-1", "1-2"], by=desk.secretary, now=desk.tick())
    item = desk.registered("1-3", event_on=date(2026, 9, 28))
    assert closed() == ("done", date(2026, 10, 9))
    desk.registered("1-1", event_on=date(2026, 9, 29))
    assert only().answers.looked_up().get(entry_code="1-1").has_item
    # Its event was in October after all: of the third quarter nothing was said.
    desk.now = noon(date(2026, 10, 12))
    change_plan(item, event_on=date(2026, 10, 8), by=desk.clerk, now=desk.tick())
    assert closed() == ("", None)


@pytest.mark.clause("LK-01")
def test_who_was_wrong_takes_it_back_while_the_row_is_open():
    desk = desk_of()
    sweep(OPENS)
    confirm_nothing(only(), entries=["1-1", "1-2"], by=desk.secretary, now=desk.tick())
    assert take_back(only(), entries=["1-2"], by=desk.secretary, now=desk.tick()) == 1
    assert list(only().answers.missing().order_by("pk").values_list("entry_code", flat=True)) == ["1-2", "1-3"]
    with pytest.raises(ValidationError, match="还没有确认过"):
        take_back(only(), entries=["1-3"], by=desk.secretary, now=desk.tick())
    confirm_nothing(only(), by=desk.secretary, now=desk.tick())
    with pytest.raises(NotNow):
        take_back(only(), entries=["1-1"], by=desk.secretary, now=desk.tick())


@pytest.mark.clause("LK-01")
def test_a_departments_clerk_confirms_the_entries_of_the_department_alone():
    desk = desk_of()
    office = make_department(desk.organization, "办公室")
    desk.entry("1-2").departments.add(office)
    sweep(OPENS)
    with pytest.raises(PermissionDenied):
        confirm_nothing(only(), by=desk.clerk, now=desk.tick())
    Post.objects.filter(person=desk.clerk).update(department=office)
    with pytest.raises(ValidationError, match="1-1：.*不归您确认"):
        confirm_nothing(only(), entries=["1-1"], by=desk.clerk, now=desk.tick())
    assert confirm_nothing(only(), by=desk.clerk, now=desk.tick()) == 1
    assert Answer.objects.get(confirmed_by=desk.clerk).entry_code == "1-2"
    for person in (desk.reviewer, desk.approver, desk.secrecy):
        with pytest.raises(PermissionDenied):
            confirm_nothing(only(), by=person, now=desk.tick())


@pytest.mark.clause("LK-01")
def test_what_is_exempt_or_put_off_is_not_asked_about():
    desk = desk_of()
    Withholding.objects.create(
        organization=desk.organization, entry=desk.entry("1-1"), entry_code="1-1", kind="exemption", reason="privacy",
        explanation="涉及个人隐私", legal_basis="disclosure-7", from_on=date(2026, 9, 2), review_on=date(2027, 3, 1),
        state="in_force", proposed_by=desk.clerk, proposed_at=desk.now, approved_by=desk.approver, approved_at=desk.now,
    )  # fmt: skip
    sweep(OPENS)
    assert list(only().answers.order_by("pk").values_list("entry_code", flat=True)) == ["1-2", "1-3"]


# --- outages ---


def rows():
    found = Confirmation.objects.order_by("organization__code", "ends_on")
    return list(found.values_list("organization__code", "period_label", "deadline__start_on", "deadline__due_on"))


@pytest.mark.clause("LK-01")
def test_after_an_outage_every_quarter_is_asked_about_as_if_there_had_been_none():
    desk_of("daily")
    on = date(2026, 9, 1)
    while on <= date(2027, 7, 5):
        sweep(on)
        on += timedelta(days=1)
    daily = [row[1:] for row in rows()]
    assert [row[0] for row in daily] == ["2026年第三季度", "2026年第四季度", "2027年第一季度", "2027年第二季度"]
    Confirmation.objects.all().delete()
    assert sweep(date(2027, 7, 5)) == 4
    assert [row[1:] for row in rows()] == daily


def test_who_comes_with_a_catalogue_long_in_force_is_asked_about_the_quarter_in_which_it_comes():
    organization = make_organization("late")
    install(organization, "yueyang", in_force_from=date(2020, 1, 1), now=noon(date(2026, 9, 1)))
    assert sweep(date(2026, 10, 12)) == 1
    assert [row[1] for row in rows()] == ["2026年第三季度"]


def test_nothing_is_asked_where_everything_recurs_or_no_catalogue_is_in_force():
    Desk("periodic", entries=[branch("1", "党费", [branch("1-1", "收缴", limit_kind="periodic", limit_words="定期")])])
    adopt(make_organization("empty"), "longkou")
    assert sweep(OPENS) == 0


def test_one_that_fails_leaves_the_others_alone(monkeypatch):
    desk_of("bad")
    desk_of("good")
    real = Answer.objects.bulk_create

    def broken(answers):
        found = list(answers)
        if found[0].confirmation.organization.code == "bad":
            raise RuntimeError("the database says no")
        return real(found)

    monkeypatch.setattr(Answer.objects, "bulk_create", broken)
    assert sweep(OPENS) == 1
    assert [row[0] for row in rows()] == ["good"]
    assert Deadline.objects.filter(kind="confirmation").count() == 1


# --- the superior ---


@pytest.fixture
def county():
    organization = make_organization("county")
    organization.leader = make_holder(organization, "approver", "leader")
    return organization


def below(county, code="town") -> Desk:
    desk = Desk(code, superior=county, entries=ENTRIES)
    county.refresh_from_db()
    return desk


@pytest.mark.clause("LK-01")
def test_the_superior_makes_it_half_yearly_for_those_below_on_record(county):
    leader = county.leader
    below(county)
    set_rhythm(organization=county, every="half_year", reason="事少", by=leader, now=noon(date(2026, 9, 2)))
    assert sweep(OPENS) == 0
    assert sweep(date(2026, 12, 31)) == 1
    assert [row[1] for row in rows()] == ["2026年下半年"]
    assert Event.objects.get(action="confirmation_rhythm.set").changes["every"] == ["quarter", "half_year"]


@pytest.mark.clause("LK-01")
def test_switched_off_it_ends_what_is_open_below_and_the_nearer_superior_counts(county):
    leader = county.leader
    below(county, "near")
    middle = below(county, "middle")
    make_holder(middle.organization, "approver", "middle-leader-2")
    under = Desk("under", superior=middle.organization, entries=ENTRIES)
    middle.organization.refresh_from_db()
    set_rhythm(
        organization=middle.organization, every="half_year", reason="近", by=middle.approver, now=noon(date(2026, 9, 2))
    )
    set_rhythm(
        organization=middle.organization, every="quarter", reason="近", by=middle.approver, now=noon(date(2026, 9, 3))
    )
    assert sweep(OPENS) == 3
    set_rhythm(organization=county, every="never", reason="另有办法", by=leader, now=noon(date(2026, 10, 8)))
    ended = Confirmation.objects.filter(deadline__closed_as="ended").values_list("organization__code", flat=True)
    assert set(ended) == {"near", "middle"}
    assert under.organization.confirmations.get().is_open
    sweep(date(2026, 12, 31))
    assert [row[0] for row in rows()].count("near") == 1
    assert [row[0] for row in rows()].count("under") == 2


def test_only_the_superiors_leader_decides_and_only_where_there_is_somebody_below(county):
    desk = below(county)
    now = noon(date(2026, 9, 2))
    for organization, person in ((county, desk.approver), (county, make_holder(county, "secretary", "head"))):
        with pytest.raises(PermissionDenied):
            set_rhythm(organization=organization, every="never", reason="不要", by=person, now=now)
    with pytest.raises(Refused, match="没有下级"):
        set_rhythm(organization=desk.organization, every="never", reason="不要", by=desk.approver, now=now)
    with pytest.raises(ValidationError, match="没有再改"):
        set_rhythm(organization=county, every="quarter", reason="不变", by=county.leader, now=now)


def test_another_organisations_people_confirm_nothing_here(county):
    desk, other = below(county), Desk("other", entries=ENTRIES)
    sweep(OPENS)
    own = desk.organization.confirmations.get()
    for person in (other.secretary, county.leader):
        with pytest.raises(PermissionDenied):
            confirm_nothing(own, by=person, now=desk.tick())


def test_a_catalogue_in_force_only_from_a_later_day_is_not_asked_about():
    organization = make_organization("new")
    adopt(organization, "longkou")
    make_catalogue(organization, None, ENTRIES, in_force=True)
    Catalogue.objects.update(in_force_from=date(2026, 10, 1))
    assert open_confirmations(on=date(2026, 10, 9), now=noon(date(2026, 10, 9))) == 0
