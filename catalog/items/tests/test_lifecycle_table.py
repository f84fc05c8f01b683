"""Every state meets every action: allowed, or refused without a trace."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from catalog.archive.archiving import archive
from catalog.items.actions.hiding import hide
from catalog.items.actions.publishing import ask_withdrawal, end_display, start_correction
from catalog.items.actions.table import items
from catalog.items.context import ItemContext
from catalog.items.models import Attachment, Decision, Item, Version
from catalog.items.states import ItemState, VersionState
from catalog.items.tests.factories import TODAY, Desk, available
from disclosure.audit.models import Event
from disclosure.notices.models import Notice
from disclosure.organizations.access import access_of
from disclosure.organizations.tests.factories import make_member, make_person, noon
from disclosure.workflow.act import Act
from disclosure.workflow.kit import SYSTEM
from disclosure.workflow.refusals import NotNow

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

# Where an item stands → how it got there. Inside first, so that the stages are apart.
SITUATIONS = {
    "draft": lambda desk: desk.registered(code="1-2"),
    "submitted": lambda desk: desk.submitted(code="1-2"),
    "checked": lambda desk: desk.checked(code="1-2"),
    "approved": lambda desk: desk.approved(code="1-2"),
    "approved_direct": lambda desk: desk.approved(code="1-1"),
    "inside": lambda desk: desk.published_inside(code="1-2"),
    "inside_only": lambda desk: desk.published_inside(code="1-3"),
    "outside": lambda desk: desk.published_outside(code="1-2"),
    "correction_draft": lambda desk: start(desk),
    "correction_submitted": lambda desk: desk.submitted(start(desk)),
    "correction_checked": lambda desk: desk.checked(desk.submitted(start(desk))),
    "correction_approved": lambda desk: desk.corrected(desk.published_outside(code="1-2")),
    "withdrawal_asked": lambda desk: ask(desk),
    "hidden": lambda desk: hide(
        desk.published_outside(code="1-2"), reason="有号码", by=desk.secretary, now=desk.tick()
    ),
    "display_ended": lambda desk: end(desk),
    "withdrawn": lambda desk: desk.withdrawn(code="1-2"),
    "archived": lambda desk: archive(end(desk), by=desk.secretary, now=desk.tick()).item,
}
WRITING = {"save_text", "add_attachment", "submit"}
SHOWN = {"set_display_until", "end_display", "ask_withdrawal", "start_redisclosure", "hide"}
ALLOWED = {
    "draft": WRITING | {"change_plan"},
    "submitted": {"review", "check_secrecy"},
    "checked": {"approve"},
    "approved": {"publish_inside", "return_item", "set_display_until", "set_outside_after"},
    "approved_direct": {"publish_inside", "publish_outside", "return_item", "set_display_until"},
    "inside": SHOWN | {"publish_outside", "start_correction", "set_outside_after"},
    "inside_only": SHOWN | {"start_correction"},
    "outside": SHOWN | {"start_correction"},
    "correction_draft": SHOWN | WRITING | {"drop_correction"},
    "correction_submitted": SHOWN | {"review", "check_secrecy"},
    "correction_checked": SHOWN | {"approve"},
    "correction_approved": SHOWN | {"publish_correction", "return_item"},
    "withdrawal_asked": SHOWN - {"ask_withdrawal"} | {"start_correction", "confirm_withdrawal", "refuse_withdrawal"},
    "hidden": SHOWN - {"hide"} | {"start_correction", "confirm_hiding", "show_again"},
    "display_ended": {"archive", "ask_withdrawal", "start_redisclosure", "hide"},
    "withdrawn": {"archive"},
    "archived": {"start_redisclosure", "hide"},
}
S, V = ItemState, VersionState
# From which state to which, whoever takes the action.
MOVES = {
    Item: {
        S.DRAFT: {S.SUBMITTED},
        S.SUBMITTED: {S.CHECKED, S.DRAFT},
        S.CHECKED: {S.APPROVED, S.DRAFT},
        S.APPROVED: {S.PUBLISHED_INSIDE, S.PUBLISHED_OUTSIDE, S.DRAFT},
        S.PUBLISHED_INSIDE: {S.PUBLISHED_OUTSIDE, S.DISPLAY_ENDED, S.WITHDRAWN},
        S.PUBLISHED_OUTSIDE: {S.DISPLAY_ENDED, S.WITHDRAWN},
        S.DISPLAY_ENDED: {S.ARCHIVED, S.WITHDRAWN},
        S.ARCHIVED: set(),
        S.WITHDRAWN: {S.ARCHIVED},
    },
    Version: {
        V.DRAFT: {V.SUBMITTED},
        V.SUBMITTED: {V.CHECKED, V.DRAFT},
        V.CHECKED: {V.APPROVED, V.DRAFT},
        V.APPROVED: {V.RELEASED, V.DRAFT},
        V.RELEASED: {V.SUPERSEDED, V.TAKEN_BACK},
        V.SUPERSEDED: set(),
        V.TAKEN_BACK: set(),
    },
}
# Action → the role that takes it and the values it is given.
CALLS = {
    "save_text": ("clerk", {"title": "改过的标题", "body": "<p>改过的正文</p>"}),
    "change_plan": ("clerk", {"is_important": True}),
    "add_attachment": ("clerk", {"upload": None}),
    "submit": ("clerk", {}),
    "review": ("reviewer", {"passed": True}),
    "check_secrecy": ("secrecy", {"passed": True}),
    "approve": ("approver", {"passed": True}),
    "publish_inside": ("secretary", {}),
    "publish_outside": ("secretary", {}),
    "publish_correction": ("secretary", {}),
    "return_item": ("secretary", {"reason": "再核对"}),
    "start_correction": ("clerk", {"note": "数字有误"}),
    "drop_correction": ("clerk", {}),
    "set_display_until": ("secretary", {"display_until": TODAY + timedelta(days=30)}),
    "set_outside_after": ("secretary", {"outside_after_days": 1}),
    "start_redisclosure": ("clerk", {"reason": "整改后再次公开", "event_on": TODAY}),
    "end_display": ("secretary", {"reason": "已经展示够了"}),
    "ask_withdrawal": ("clerk", {"reason": "内容有误"}),
    "confirm_withdrawal": ("secretary", {}),
    "refuse_withdrawal": ("secretary", {"reason": "没有错"}),
    "archive": ("secretary", {}),
    "hide": ("secretary", {"reason": "有号码"}),
    "confirm_hiding": ("approver", {}),
    "show_again": ("approver", {"reason": "已经更正"}),
    # Where the scheme bounds the display; its own tests take them.
    "ask_longer_display": ("secretary", {"display_until": TODAY + timedelta(days=30), "reason": "群众要求"}),
    "agree_longer_display": ("approver", {}),
    "refuse_longer_display": ("approver", {"reason": "够了"}),
}


def start(desk):
    item = desk.published_outside(code="1-2")
    return start_correction(item, note="数字有误", by=desk.clerk, now=desk.tick())


def ask(desk):
    item = desk.published_outside(code="1-2")
    return ask_withdrawal(item, reason="内容有误", by=desk.clerk, now=desk.tick())


def end(desk):
    return end_display(desk.published_outside(code="1-2"), by=desk.secretary, reason="已经展示够了", now=desk.tick())


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def call(name, item, desk, by=None):
    role, given = CALLS[name]
    if "upload" in given:
        given = {"upload": SimpleUploadedFile("附表.txt", "内容".encode())}
    return items.actions[name](item, by=by or getattr(desk, role), now=desk.tick(), **given)


def traces(item):
    """Everything an action could leave behind."""
    return (
        Item.objects.filter(pk=item.pk).values().get(),
        list(Version.objects.filter(item=item).order_by("pk").values()),
        list(Decision.objects.order_by("pk").values()),
        list(Attachment.objects.order_by("pk").values()),
        Event.objects.count(),
        Notice.objects.count(),
    )


def test_the_table_names_every_step_and_every_state():
    # These take something besides the item; their own tests say in which states.
    others = {
        "register_item",
        "remove_attachment",
        "mask_in_text",
        "ask_waiver",
        "decide_waiver",
        "narrow",
        "end_narrowing",
        # Only what was registered twice; ``test_staff_pages``.
        "drop_draft",
        # Of matters that the scheme has followed up.
        "start_progress",
        "drop_progress",
        "publish_progress",
        "take_back_progress",
    }
    by_system_alone = {"end_display_when_over", "notify_why_not", "open_archive_task", "tell_superior"}
    assert set(CALLS) == set(items.actions) - others - by_system_alone
    assert set(SITUATIONS) == set(ALLOWED)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_state_allows_what_the_table_says_to_whom_it_says_and_nothing_else(situation):
    """One item serves every check: whatever happens to it is taken back, or leaves no trace."""
    desk = Desk()
    item = SITUATIONS[situation](desk)
    the_buttons_offered_are_the_actions_that_work(situation, item, desk)
    what_the_state_allows_works(situation, item, desk)
    what_the_state_forbids_is_refused(situation, item, desk)
    the_wrong_person_is_refused(situation, item, desk)


def what_the_state_allows_works(situation, item, desk):
    """Each action from the same starting point: a savepoint takes the one before back."""
    for name in sorted(ALLOWED[situation]):
        before = traces(item)
        with pytest.raises(TakenBack):
            tried(name, item, desk)
        assert traces(item) == before


class TakenBack(Exception):
    pass


def tried(name, item, desk):
    """The action succeeds and leaves an audit event; then it is taken back."""
    events, before = Event.objects.count(), states(item)
    with transaction.atomic():
        call(name, item, desk)
        assert Event.objects.count() > events
        for row, state in states(item).items():
            assert state == before.get(row, state) or state in MOVES[type(row)][before[row]], name
        raise TakenBack


def states(item):
    return {row: row.state for row in [Item.objects.get(pk=item.pk), *Version.objects.filter(item=item)]}


def what_the_state_forbids_is_refused(situation, item, desk):
    before = traces(item)
    for name in sorted(set(CALLS) - ALLOWED[situation]):
        with pytest.raises(NotNow):
            call(name, item, desk)
        assert traces(item) == before, name


def the_wrong_person_is_refused(situation, item, desk):
    """Everyone of the desk whose post does not carry the step, a member without a post, and a stranger's desk."""
    stranger = Desk("stranger")
    member = make_person("member")
    make_member(member, desk.organization)
    before = traces(item)
    people = [member, stranger.clerk, stranger.secretary, stranger.approver]
    people += [desk.clerk, desk.reviewer, desk.secrecy, desk.approver, desk.secretary]
    for name in sorted(ALLOWED[situation]):
        for person in people:
            if may(name, person, desk):
                continue
            with pytest.raises(PermissionDenied):
                call(name, item, desk, by=person)
            assert traces(item) == before, (name, person)


def may(name, person, desk):
    """Written out here once more, by role and not by permission."""
    carriers = {
        "save_text": {desk.clerk, desk.secretary},
        "change_plan": {desk.clerk, desk.secretary},
        "add_attachment": {desk.clerk, desk.secretary},
        "submit": {desk.clerk, desk.secretary},
        "review": {desk.reviewer},
        "check_secrecy": {desk.secrecy},
        "approve": {desk.approver},
        "start_correction": {desk.clerk, desk.secretary},
        "start_redisclosure": {desk.clerk, desk.secretary},
        "drop_correction": {desk.clerk, desk.secretary},
        "ask_withdrawal": {desk.clerk, desk.secretary, desk.approver},
        "confirm_withdrawal": {desk.secretary, desk.approver},
        "refuse_withdrawal": {desk.secretary, desk.approver},
        "hide": {desk.secretary, desk.secrecy},
        "confirm_hiding": {desk.approver, desk.secrecy},
        "show_again": {desk.approver, desk.secrecy},
    }
    return person in carriers.get(name, {desk.secretary})


def the_buttons_offered_are_the_actions_that_work(situation, item, desk):
    item = Item.objects.select_related("organization", "entry", "working_version").get(pk=item.pk)
    found = set()
    for person in (desk.clerk, desk.reviewer, desk.secrecy, desk.approver, desk.secretary):
        offered = available(item, person, TODAY)
        for offer in offered:
            assert not offer.blockers, (person, offer)
            found.add(offer.action.name)
        the_inbox_holds_what_is_offered(item, person, {offer.action for offer in offered})
    dropped = {"drop_draft"} if situation == "draft" else set()
    assert found == {name for name in ALLOWED[situation] if items.actions[name].is_button} | dropped


def the_inbox_holds_what_is_offered(item, person, offered):
    access = access_of(person, TODAY)
    for action in items.actions.values():
        if action.waits is True:
            waits = Item.objects.filter(action.waiting(access), pk=item.pk).exists()
            assert waits == (action in offered), (person, action.name)


def test_every_state_is_reached_by_an_action_and_no_other_is():
    reached = {model: set().union(*(action.to.get(model, ()) for action in items.actions.values())) for model in MOVES}
    for model, moves in MOVES.items():
        assert reached[model] == set().union(*moves.values()) | {model.State.DRAFT}
        assert set(moves) == set(model.State)
    over = {S.ARCHIVED, V.SUPERSEDED}
    assert not [name for name, action in items.actions.items() if action.to and over & action.at.states]


@pytest.mark.parametrize("name", items.actions)
@pytest.mark.parametrize("model", MOVES)
def test_an_action_moves_nothing_where_its_table_does_not_lead(model, name):
    action = items.actions[name]
    for state in model.State.values:
        row = model(state="untouched")
        act = Act(action, ItemContext(row, access_of(None, TODAY)), SYSTEM, noon(TODAY), TODAY, {})
        if state in action.to.get(model, ()):
            act.move(state, row)
            assert row.state == state
        else:
            with pytest.raises(NotNow):
                act.move(state, row)
            assert row.state == "untouched"
