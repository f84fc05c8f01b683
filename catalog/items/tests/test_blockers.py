"""What stands in the way is said before the button is pressed."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from catalog.items.actions.attaching import add_attachment
from catalog.items.actions.checking import approve, check_secrecy, review
from catalog.items.actions.publishing import publish_correction, publish_inside
from catalog.items.actions.table import items
from catalog.items.actions.writing import change_plan, save_text
from catalog.items.models import Item
from catalog.items.tests.factories import TODAY, Desk, available, publication_blockers, submission_blockers
from catalog.schemes.models import Adoption
from disclosure.files.sensitive_data.numbers import is_identity_number
from disclosure.files.sensitive_data.search import find
from disclosure.organizations.tests.factories import make_audience, make_organization, make_post
from disclosure.workflow.refusals import Blocked


def with_check_character(seventeen):
    return next(seventeen + last for last in "0123456789X" if is_identity_number(seventeen + last))


@pytest.fixture
def desk(db):
    return Desk()


def codes(blockers):
    return {blocker.code for blocker in blockers}


def open_for(item, stage, by=None):
    return codes(publication_blockers(item, by=by, on=TODAY, stage=stage))


@pytest.mark.clause("JG-01")
@pytest.mark.clause("JG-06")
def test_what_is_still_missing_is_named_step_by_step(desk):
    item = desk.registered()
    assert open_for(item, "inside") == {"no_review", "no_secrecy", "no_approve"}
    item = review(desk.submitted(item), passed=True, by=desk.reviewer, now=desk.tick())
    sentences = [row.message for row in publication_blockers(item, by=None, on=TODAY, stage="inside")]
    assert sentences == ["还差保密审查。", "还差审批。"]
    item = check_secrecy(item, passed=True, by=desk.secrecy, now=desk.tick())
    assert open_for(item, "inside") == {"no_approve"}
    assert open_for(desk.approved(item), "inside") == set()


@pytest.mark.clause("LK-02")
def test_inside_comes_before_outside(desk):
    item = desk.approved(code="1-2")
    assert open_for(item, "outside") == {"inside_first"}
    assert open_for(desk.published_inside(item), "outside") == set()


def test_who_may_not_publish_is_told_so(desk):
    with pytest.raises(PermissionDenied, match="权限"):
        publish_inside(desk.approved(), by=desk.clerk, now=desk.tick())


@pytest.mark.clause("JG-05")
def test_without_the_proposers_declaration_nothing_is_submitted(desk):
    item = desk.registered(is_truthful=False)
    assert codes(submission_blockers(item, on=TODAY)) == {"not_truthful"}
    with pytest.raises(Blocked, match="真实性"):
        desk.submitted(item)


def test_an_empty_text_is_not_submitted(desk):
    item = desk.registered(body="")
    assert codes(submission_blockers(item, on=TODAY)) == {"no_text"}


def test_named_readers_must_be_named(desk):
    group, person = desk.registered(code="1-5"), desk.registered(code="1-6")
    assert codes(submission_blockers(group, on=TODAY)) == {"no_audience"}
    assert codes(submission_blockers(person, on=TODAY)) == {"no_recipient"}
    committee = make_audience(desk.organization)
    group = change_plan(group, audiences=[committee], by=desk.clerk, now=desk.tick())
    person = change_plan(person, recipients=[desk.reviewer], by=desk.clerk, now=desk.tick())
    assert not submission_blockers(group, on=TODAY) and not submission_blockers(person, on=TODAY)


@pytest.mark.clause("LK-11")
def test_a_channel_that_does_not_fit_the_scope_is_named(desk):
    item = desk.registered(code="1-3")
    item = change_plan(item, channels=["会议", "电视"], by=desk.clerk, now=desk.tick())
    assert [row.message for row in submission_blockers(item, on=TODAY)] == ["“电视”不适用于公开范围“党内”。"]


@pytest.mark.clause("LK-06")
def test_off_catalogue_needs_a_work_plan(desk):
    item = desk.registered(code=None, scope="party", limit_kind="immediate")
    assert codes(submission_blockers(item, on=TODAY)) == {"no_work_plan"}
    item = change_plan(item, work_plan="先在支部大会上说明。", by=desk.clerk, now=desk.tick())
    assert not submission_blockers(item, on=TODAY)
    assert desk.released(code=None, scope="party", limit_kind="immediate", work_plan="说明").index_number.startswith(
        "branch-x-2026-"
    )


@pytest.mark.clause("YY-09")
def test_off_catalogue_goes_to_the_superior_where_the_scheme_says_so(db):
    desk = Desk(slug="yueyang", superior=make_organization("county"))
    plan = {"scope": "party", "limit_kind": "immediate", "work_plan": "说明"}
    item = desk.registered(code=None, **plan)
    assert item.approval_route == "superior" and not submission_blockers(item, on=TODAY)
    item = change_plan(item, approval_route="leader", by=desk.clerk, now=desk.tick())
    assert codes(submission_blockers(item, on=TODAY)) == {"route"}


@pytest.mark.clause("LK-13")
def test_what_is_fixed_is_displayed_without_end(desk):
    item = desk.registered(code="1-8", display_until=TODAY + timedelta(days=30))
    assert codes(submission_blockers(item, on=TODAY)) == {"permanent"}


@pytest.mark.clause("PL-10")
@pytest.mark.parametrize(("days", "blocked"), [(6, True), (7, False), (15, False), (16, True)])
def test_the_display_toward_society_is_bounded(db, days, blocked):
    item = Desk(slug="pingluo").approved(code="1-1")
    item.display_until = TODAY + timedelta(days=days)
    assert ("display_limits" in open_for(item, "outside")) is blocked
    assert "display_limits" not in open_for(item, "inside")


def test_an_identity_number_is_never_submitted(desk):
    number = with_check_character("11010119900307001")
    item = desk.registered(body=f"<p>身份证{number}</p>")
    (blocker,) = submission_blockers(item, on=TODAY)
    assert blocker.code == "identity_number"
    assert number not in blocker.message and number[:2] in blocker.message


def test_a_phone_blocks_publication_until_the_secrecy_reviewer_allows_it(desk):
    item = desk.submitted(body="<p>联系电话13812341234</p>")
    item = review(item, passed=True, by=desk.reviewer, now=desk.tick())
    assert "mobile_phone" in open_for(item, "inside")
    item = check_secrecy(item, passed=True, by=desk.secrecy, now=desk.tick(), allowed_personal_data=["138****1234"])
    assert open_for(desk.approved(item), "inside") == set()


def test_a_phone_allowed_in_one_round_is_asked_anew_in_a_later_version(desk):
    item = desk.submitted(body="<p>联系电话13812341234</p>")
    item = review(item, passed=True, by=desk.reviewer, now=desk.tick())
    allowed = {"allowed_personal_data": ["138****1234"]}
    item = check_secrecy(item, passed=True, by=desk.secrecy, now=desk.tick(), **allowed)
    item = desk.published_inside(desk.approved(item))
    item = desk.corrected(item, body="<p>联系电话13812341234，改过</p>")
    with pytest.raises(Blocked, match="138"):
        publish_correction(item, by=desk.secretary, now=desk.tick())


@pytest.mark.clause("JG-01")
@pytest.mark.parametrize("step", ["check_secrecy", "approve"])
def test_proposer_secrecy_reviewer_and_approver_are_different_people(desk, step):
    role = {"check_secrecy": "secrecy", "approve": "approver"}[step]
    make_post(desk.clerk, desk.organization, role)
    item = desk.submitted() if step == "check_secrecy" else desk.checked()
    before = item.working_version.decisions.count()
    (offer,) = [row for row in available(item, desk.clerk, TODAY) if row.action.name == step]
    assert codes(offer.blockers) == {"own_proposal"}
    with pytest.raises(Blocked, match="别人"):
        items.actions[step](item, passed=True, by=desk.clerk, now=desk.tick())
    assert item.working_version.decisions.count() == before


@pytest.mark.parametrize("step", ["check_secrecy", "approve"])
def test_without_a_word_of_the_scheme_nobody_checks_or_approves_the_own_text(desk, step):
    Adoption.objects.update(changes={"separation.distinct_people": []})
    make_post(desk.clerk, desk.organization, {"check_secrecy": "secrecy", "approve": "approver"}[step])
    item = desk.submitted() if step == "check_secrecy" else desk.checked()
    with pytest.raises(Blocked, match="应由别人办理"):
        items.actions[step](item, passed=True, by=desk.clerk, now=desk.tick())


def test_who_wrote_a_part_between_two_others_does_not_approve_it(desk):
    make_post(desk.approver, desk.organization, "clerk")
    item = desk.registered()
    for person, body in ((desk.approver, "<p>整篇重写。</p>"), (desk.clerk, "<p>整篇重写了。</p>")):
        item = save_text(item, title="标题", body=body, by=person, now=desk.tick())
    with pytest.raises(Blocked, match="您自己拟稿、修改或提交"):
        approve(desk.checked(desk.submitted(item)), passed=True, by=desk.approver, now=desk.tick())


def test_who_added_a_file_does_not_check_it(desk):
    make_post(desk.secrecy, desk.organization, "clerk")
    item = desk.registered()
    add_attachment(item, upload=SimpleUploadedFile("名单.txt", "名单".encode()), by=desk.secrecy, now=desk.tick())
    with pytest.raises(Blocked, match="您自己拟稿、修改或提交"):
        check_secrecy(desk.submitted(item), passed=True, by=desk.secrecy, now=desk.tick())


def test_the_secrecy_reviewer_does_not_approve_what_they_checked(desk):
    make_post(desk.secrecy, desk.organization, "approver")
    with pytest.raises(Blocked, match="保密审查是您办理的"):
        approve(desk.checked(), passed=True, by=desk.secrecy, now=desk.tick())


def test_an_approver_who_rewrote_the_text_is_its_proposer(desk):
    make_post(desk.approver, desk.organization, "clerk")
    item = save_text(desk.registered(), title="改", body="<p>改</p>", by=desk.approver, now=desk.tick())
    with pytest.raises(Blocked, match="您自己"):
        approve(desk.checked(desk.submitted(item)), passed=True, by=desk.approver, now=desk.tick())


def test_the_buttons_cost_the_same_whatever_the_item_carries(desk, django_assert_max_num_queries):
    item = desk.checked()
    item = Item.objects.select_related("organization", "entry", "working_version").get(pk=item.pk)
    with django_assert_max_num_queries(12):
        available(item, desk.approver, TODAY)


@pytest.mark.parametrize(
    ("text", "masks"),
    [
        ("电话13812341234。", ["138****1234"]),
        ("电话１３８１２３４１２３４。", ["138****1234"]),
        ("138-1234-1234 和 138 1234 1234", ["138****1234", "138****1234"]),
        ("编号1381234123456", []),
        ("12812341234", []),
        ("2026年5月1日", []),
        ("", []),
    ],
)
def test_phones_are_found(text, masks):
    assert [found.suggested_mask for found in find(text)] == masks


def test_identity_numbers_are_found_by_their_check_character():
    number = with_check_character("11010119900307001")
    wrong = number[:-1] + ("1" if number[-1] == "0" else "0")
    (found,) = find(f"编号{wrong}，身份证{number.lower()}。")
    assert (found.kind, found.suggested_mask) == ("identity_number", f"11{'*' * 13}{number[-3:].lower()}")
    assert (found.start, found.end) == (24, 42)
