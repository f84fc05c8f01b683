"""The one door: who, state, others, blockers, in this order; then all of it is written, or nothing."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from catalog.items.tests.factories import Desk
from catalog.obligations.tests.test_withholdings import JULY, make_withholding
from catalog.obligations.withholdings.models import Withholding
from disclosure.audit.models import Event
from disclosure.notices.models import Notice
from disclosure.organizations.access import access_of
from disclosure.organizations.roles import APPROVE
from disclosure.organizations.tests.factories import make_holder, noon
from disclosure.workflow.kit import (
    SENDER,
    SYSTEM,
    Act,
    Blocked,
    Blocker,
    Changed,
    Context,
    Holds,
    Nobody,
    NotNow,
    Own,
    in_state,
    when,
)
from disclosure.workflow.offers import offers
from disclosure.workflow.tests.loans import SENTENCE, S, loans

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk(on=JULY)


@pytest.fixture
def asked(desk):
    return make_withholding(desk, state="submitted", approved_by=None, approved_at=None)


def events() -> list[str]:
    return list(Event.objects.filter(action__startswith="loan.").values_list("action", flat=True))


def test_an_action_writes_row_record_and_notice_once(desk, asked):
    table = loans()
    granted = table.actions["grant"](asked, ground="第七条", by=desk.approver, now=noon(JULY))
    assert (granted.state, granted.legal_basis) == (S.IN_FORCE, "第七条")
    asked.refresh_from_db()
    assert asked.state == S.IN_FORCE
    event = Event.objects.get(action="loan.granted")
    assert (event.actor_id, event.changes) == (desk.approver.pk, {"ground": "第七条"})
    # Who acts is not told.
    assert list(Notice.objects.filter(key__startswith="loan:").values_list("recipient", flat=True)) == [desk.clerk.pk]


def test_the_log_may_keep_an_action_under_another_row(desk, asked):
    table = loans()

    @table.action("mention", "提及", who=Holds(APPROVE))
    def mention(act: Act) -> None:
        act.record_as("loan.mentioned", {}, about=act.subject.organization)

    mention(asked, by=desk.approver, now=noon(JULY))
    event = Event.objects.get(action="loan.mentioned")
    assert (event.object_type, event.object_id) == ("organizations.organization", desk.organization.pk)
    assert event.object_label == table.label(asked)


def test_a_second_press_finds_it_taken_and_writes_nothing(desk, asked):
    table = loans()
    table.actions["grant"](asked, by=desk.approver, now=noon(JULY))
    with pytest.raises(NotNow, match="已经有人办过"):
        table.actions["grant"](asked, by=desk.approver, now=noon(JULY))
    assert events() == ["loan.granted"]


def test_without_the_post_it_is_forbidden_whatever_the_state(desk, asked):
    table = loans()
    with pytest.raises(PermissionDenied, match="同意"):
        table.actions["grant"](asked, by=desk.clerk, now=noon(JULY))
    with pytest.raises(PermissionDenied):
        table.actions["return"](asked, by=desk.reviewer, now=noon(JULY))
    assert events() == []


def test_who_took_the_step_before_may_not_take_this_one(desk, asked):
    both = make_holder(desk.organization, "approver", "both")
    asked.proposed_by = both
    asked.save()
    with pytest.raises(PermissionDenied, match="另一个人"):
        loans().actions["grant"](asked, by=both, now=noon(JULY))


def test_what_stands_in_the_way_is_a_value_and_the_values_given_may_remove_it(desk, asked):
    table = loans()
    asked.legal_basis = ""
    asked.save()
    with pytest.raises(Blocked) as refused:
        table.actions["grant"](asked, by=desk.approver, now=noon(JULY))
    assert [each.code for each in refused.value.blockers] == ["no_ground"]
    assert str(refused.value) == SENTENCE and isinstance(refused.value, ValidationError)
    assert table.actions["grant"](asked, ground="第七条", by=desk.approver, now=noon(JULY)).state == S.IN_FORCE


def test_what_changed_since_it_was_read_is_not_decided_on(desk, asked):
    grant = loans().actions["grant"]
    read = grant.stamp(Context(asked, access_of(desk.approver, JULY)))
    Withholding.objects.update(reason="另一个理由")
    with pytest.raises(Changed, match="请再看一遍"):
        grant(asked, ground="第七条", seen=read, by=desk.approver, now=noon(JULY))
    asked.refresh_from_db()
    assert (asked.state, events()) == (S.SUBMITTED, [])
    seen = grant.stamp(Context(asked, access_of(desk.approver, JULY)))
    assert grant(asked, ground="第七条", seen=seen, by=desk.approver, now=noon(JULY)).state == S.IN_FORCE


@pytest.mark.each_database
def test_a_crash_half_way_leaves_nothing(desk, asked):
    with pytest.raises(RuntimeError):
        loans().actions["grant"](asked, breaks=True, by=desk.approver, now=noon(JULY))
    asked.refresh_from_db()
    assert asked.state == S.SUBMITTED and events() == []
    assert not Notice.objects.filter(key__startswith="loan:").exists()


def test_a_state_that_the_table_does_not_name_is_not_reached(desk, asked):
    with pytest.raises(NotNow, match="越界"):
        loans().actions["misuse"](asked, by=desk.approver, now=noon(JULY))
    asked.refresh_from_db()
    assert asked.state == S.SUBMITTED


def test_nobody_in_particular_is_no_actor(desk, asked):
    table = loans()
    with pytest.raises(TypeError):
        table.actions["grant"](asked, by=None, now=noon(JULY))
    for actor in (SYSTEM, SENDER):
        with pytest.raises(PermissionDenied):
            table.actions["grant"](asked, by=actor, now=noon(JULY))


def test_the_system_takes_what_is_the_systems_and_a_person_does_not(desk):
    table, row = loans(), make_withholding(desk, until_on=JULY)
    late = noon(JULY + timedelta(days=1))
    with pytest.raises(PermissionDenied):
        table.actions["lapse"](row, by=desk.approver, now=late)
    with pytest.raises(NotNow):
        table.actions["lapse"](row, by=SYSTEM, now=noon(JULY))
    assert table.actions["lapse"](row, by=SYSTEM, now=late).state == S.ENDED


@pytest.mark.each_database
def test_a_sweep_passes_over_who_was_quicker_and_goes_on_after_a_bad_row(desk, caplog):
    table = loans()
    rows = [make_withholding(desk, until_on=JULY) for _each in range(3)]
    table.actions["return"](rows[0], by=desk.approver, now=noon(JULY))
    breaks = [rows[1].pk]

    @table.after("lapse")
    def break_once(act):
        if act.subject.pk in breaks:
            raise RuntimeError("broken")

    done = table.sweep(table.actions["lapse"], type(rows[0]).objects.all(), now=noon(date(2026, 7, 7)))
    assert done == 1 and "broken" in caplog.text
    assert [type(row).objects.get(pk=row.pk).state for row in rows] == [S.ENDED, S.IN_FORCE, S.ENDED]


def test_a_sweep_hands_over_what_something_stands_against(desk, caplog):
    table, told = loans(), []
    rows = [make_withholding(desk, until_on=JULY) for _each in range(2)]

    @table.blocks("lapse")
    def find_first(context, values):
        if context.subject == rows[0]:
            yield Blocker("first", "还要等一等。")

    given = {"blocked": lambda row, blocked: told.append((row, str(blocked))), "now": noon(date(2026, 7, 7))}
    assert table.sweep(table.actions["lapse"], type(rows[0]).objects.all(), **given) == 1
    assert told == [(rows[0], "还要等一等。")] and not caplog.text


def test_an_added_effect_reads_what_the_action_was_given(desk, asked):
    table, read = loans(), []
    table.after("grant")(lambda act: read.append(act.values["ground"]))
    table.actions["grant"](asked, ground="第七条", by=desk.approver, now=noon(JULY))
    assert read == ["第七条"]


def test_a_higher_package_adds_what_blocks(desk, asked):
    table = loans()

    @table.blocks("grant")
    def find_holiday(context, values):
        if context.subject.from_on == JULY:
            yield Blocker("holiday", "那天放假。")

    with pytest.raises(Blocked, match="那天放假"):
        table.actions["grant"](asked, by=desk.approver, now=noon(JULY))


def test_the_same_questions_are_asked_before_the_lock(desk, asked):
    table = loans()
    table.check(table.actions["grant"], asked, by=desk.approver, now=noon(JULY))
    with pytest.raises(PermissionDenied):
        table.check(table.actions["grant"], asked, by=desk.clerk, now=noon(JULY))
    assert events() == []


def test_the_part_of_the_condition_that_does_not_fit_says_why_not(desk, asked):
    table, free = loans(), when(lambda context: not context.subject.approval_note, not_now="已经写过意见。")

    @table.action("lend", "出借", at=free & in_state(S.IN_FORCE), who=Holds(APPROVE))
    def lend(act):
        act.record("lent")

    with pytest.raises(NotNow, match="现在是"):
        lend(asked, by=desk.approver, now=noon(JULY))
    asked.approval_note = "同意"
    asked.save()
    with pytest.raises(NotNow, match="已经写过意见"):
        lend(asked, by=desk.approver, now=noon(JULY))


def test_what_is_ones_own_is_the_persons_whom_the_column_names(desk, asked):
    for person, is_own in ((desk.clerk, True), (desk.approver, False), (None, False)):
        access = access_of(person, JULY)
        assert Own("proposed_by").allows(asked, access) == is_own
        assert Withholding.objects.filter(Own("proposed_by").rows(access)).exists() == is_own


def test_a_right_at_an_organisation_that_is_not_there_is_nobodys(desk, asked):
    access = access_of(desk.approver, JULY)
    for who, is_there in (
        (Holds(APPROVE, at="entry__catalogue__organization"), True),
        (Holds(APPROVE, at="item__organization"), False),
    ):
        assert who.allows(asked, access) == is_there
        assert Withholding.objects.filter(who.rows(access), pk=asked.pk).exists() == is_there


@pytest.mark.each_database
def test_what_another_procedure_holds_is_read_anew(desk, asked):
    Withholding.objects.filter(pk=asked.pk).update(approval_note="后来写的")
    with transaction.atomic():
        held = loans().hold(asked)
    assert (asked.approval_note, held.approval_note) == ("", "后来写的")


def test_buttons_and_inbox_come_from_the_same_table(desk, asked):
    table = loans()

    def names(person):
        return [offer.action.name for offer in offers(table, table.context(asked, access_of(person, JULY)))]

    assert names(desk.approver) == ["grant", "misuse"]
    assert names(desk.clerk) == []
    assert list(table.inbox(access_of(desk.approver, JULY))) == [asked]
    assert not table.inbox(access_of(desk.clerk, JULY)).exists()
    both = make_holder(desk.organization, "approver", "both")
    asked.proposed_by = both
    asked.save()
    assert names(both) == ["misuse"] and not table.inbox(access_of(both, JULY)).exists()


def test_what_is_refused_altogether_has_no_buttons_and_no_way_in(desk, asked):
    table = loans()

    def refuse(context):
        raise PermissionDenied("这是您自己的事。")

    table.refuses = refuse
    assert offers(table, table.context(asked, access_of(desk.approver, JULY))) == []
    with pytest.raises(PermissionDenied, match="自己的事"):
        table.actions["grant"](asked, by=desk.approver, now=noon(JULY))


def test_whom_no_column_names_had_a_hand_in_it_too(desk, asked):
    table = loans()

    @table.action(
        "inspect", "查看", who=Holds(APPROVE), hands=lambda context: {desk.approver.pk}, same_person="您看过了。"
    )
    def inspect(act, *, subject: str = ""):
        """A value may be called as the thing that it is about is called."""
        return subject

    with pytest.raises(PermissionDenied, match="您看过了"):
        inspect(asked, by=desk.approver, now=noon(JULY))
    other = make_holder(desk.organization, "approver", "other")
    assert inspect(asked, subject="一件", by=other, now=noon(JULY)) == "一件"


def test_a_sender_has_the_buttons_of_senders_alone(desk, asked):
    table = loans()

    @table.action(
        "ask", "催办", at=in_state(S.SUBMITTED), who=Nobody(), by_sender=True, not_now="“{state}”不用{action}。"
    )
    def ask(act):
        act.record("asked")

    nobody = table.context(asked, access_of(None, JULY))
    assert [offer.action.name for offer in offers(table, nobody, SENDER)] == ["ask"]
    ask(asked, by=SENDER, now=noon(JULY))
    assert events() == ["loan.asked"]
    table.actions["grant"](asked, by=desk.approver, now=noon(JULY))
    with pytest.raises(NotNow, match="”不用催办。"):
        ask(asked, by=SENDER, now=noon(JULY))
