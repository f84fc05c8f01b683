"""A case is shown to the public by a second person, with the names hidden, and only as far as everyone may read it."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from catalog.items.actions.hiding import hide, show_again
from catalog.items.tests.factories import make_item
from disclosure.audit.models import Event
from disclosure.organizations.access import access_of
from disclosure.organizations.tests.factories import make_holder, make_member, make_person, noon
from disclosure.workflow.kit import NotNow
from feedback.cases.actions.listing import list_case, unlist
from feedback.cases.context import CaseContext
from feedback.cases.forms.listing import ListingForm
from feedback.cases.models.cases import Case, Second
from feedback.cases.models.replies import Reply
from feedback.cases.public.pages import public_list
from feedback.cases.states import Kind
from feedback.cases.tests.factories import SUNDAY, received
from feedback.cases.tests.request_scene import Scene

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
NOW = noon(SUNDAY)
WORDS = {"subject": "办公楼维修花了多少", "text": "想知道预算和决算。"}


@pytest.fixture
def scene():
    made = Scene()
    made.accept(SUNDAY)
    return made


def answered(scene, result="explained", case=None, **given) -> Case:
    case = case or scene.case
    given = {"text": "共12万元。", "state": "sent", "sent_at": NOW, "written_by": scene.handler, **given}
    Reply.objects.create(case=case, result=result, written_at=NOW, **given)
    Case.objects.filter(pk=case.pk).update(state="answered", answered_on=SUNDAY)
    return Case.objects.get(pk=case.pk)


def shown(on=SUNDAY) -> list[public_list.Row]:
    cases = public_list.with_row_columns(public_list.public_cases()).order_by(*public_list.ORDER)
    return public_list.rows(list(cases), AnonymousUser(), on)


@pytest.mark.clause("LK-23")
def test_a_topic_is_listed_while_it_is_handled_and_with_its_answer_later(scene):
    list_case(scene.case, **WORDS, by=scene.approver, now=NOW)
    [row] = shown()
    assert (row.case.listed_subject, row.badge.word, row.answer) == ("办公楼维修花了多少", "办理中", "")
    assert Event.objects.filter(action="case.listed").count() == 1
    with pytest.raises(ValidationError, match="已经这样公布了"):
        list_case(scene.case, **WORDS, by=scene.approver, now=NOW)
    with pytest.raises(ValidationError, match="还没有答复"):
        list_case(scene.case, **WORDS, reply="共12万元。", by=scene.approver, now=NOW)
    list_case(answered(scene), **WORDS, reply="共12万元。", by=scene.approver, now=NOW)
    assert shown()[0].answer == "共12万元。"


@pytest.mark.parametrize("result", ["in_scope", "to_sender", "partly"])
def test_an_answer_that_is_not_for_everyone_is_not_shown(scene, result):
    given = {"reason": "other", "legal_basis": "disclosure-7"} if result == "partly" else {}
    case = answered(scene, result, **given)
    with pytest.raises(ValidationError, match="不是给所有人看的"):
        list_case(case, **WORDS, reply="共12万元。", by=scene.approver, now=NOW)
    list_case(case, **WORDS, by=scene.approver, now=NOW)
    assert shown()[0].answer == ""


def test_personal_data_is_held_back_by_field_and_nothing_is_kept(scene):
    words = {"subject": "找王某13800138000", "text": "住在青岭镇幸福小区3号楼2单元501室。"}
    with pytest.raises(ValidationError) as refused:
        list_case(scene.case, **words, by=scene.approver, now=NOW)
    assert set(refused.value.error_dict) == {"subject", "text"}
    assert shown() == []


def test_whoever_wrote_the_answer_and_whoever_has_no_post_does_not_let_it_through(scene):
    case = answered(scene, written_by=scene.approver)
    with pytest.raises(PermissionDenied, match="另一个人"):
        list_case(case, **WORDS, by=scene.approver, now=NOW)
    with pytest.raises(PermissionDenied):
        list_case(case, **WORDS, by=scene.handler, now=NOW)


@pytest.mark.parametrize(("scope", "stage"), [("party", "inside"), ("society", "inside")])
def test_what_is_about_an_item_that_society_cannot_read_is_not_listed(scene, scope, stage):
    item = make_item(scene.organization, scene.handler, scope=scope, stage=stage, now=NOW)
    Case.objects.filter(pk=scene.case.pk).update(item=item)
    with pytest.raises(ValidationError, match="没有向社会公开"):
        list_case(scene.case, **WORDS, by=scene.approver, now=NOW)


def test_an_application_waits_for_its_answer_and_a_complaint_is_never_listed(scene):
    application = received(scene.organization, Kind.APPLICATION, is_anonymous=False, name="王小明").case
    with pytest.raises(NotNow):
        list_case(application, **WORDS, by=scene.approver, now=NOW)
    complaint = received(scene.organization, Kind.OPINION, complaint_about=scene.case).case
    with pytest.raises(NotNow):
        list_case(answered(scene, "handled", complaint), **WORDS, by=scene.approver, now=NOW)


def test_what_is_unlisted_or_withdrawn_since_is_gone(scene):
    list_case(scene.case, **WORDS, by=scene.approver, now=NOW)
    Case.objects.filter(pk=scene.case.pk).update(state="withdrawn", closed_at=NOW)
    assert shown() == []
    unlist(scene.case, reason="有人认得出", by=scene.approver, now=NOW)
    kept = Case.objects.get(pk=scene.case.pk)
    assert (kept.listed_subject, kept.listed_text, kept.listed_at) == ("", "", None)
    with pytest.raises(NotNow):
        unlist(scene.case, reason="有人认得出", by=scene.approver, now=NOW)


@pytest.mark.parametrize("column", ["item", "led_to"])
def test_what_points_to_an_item_that_is_hidden_is_gone_while_it_is(scene, column):
    item = make_item(scene.organization, scene.handler, title="办公楼维修决算", now=NOW)
    Case.objects.filter(pk=scene.case.pk).update(**{column: item})
    list_case(Case.objects.get(pk=scene.case.pk), **WORDS, by=scene.approver, now=NOW)
    assert len(shown()) == 1
    secretary = make_holder(scene.organization, "secretary", "publisher")
    item = hide(item, reason="有号码", by=secretary, now=NOW)
    assert shown() == []
    show_again(item, reason="核对过了", by=scene.approver, now=NOW)
    assert len(shown()) == 1


def test_an_answer_that_points_to_an_item_that_is_hidden_is_gone_with_it(scene):
    item = make_item(scene.organization, scene.handler, title="办公楼维修决算", now=NOW)
    case = answered(scene, "already_public", item=item)
    list_case(case, **WORDS, reply="共12万元，见已公开的决算。", by=scene.approver, now=NOW)
    assert len(shown()) == 1
    hide(item, reason="有号码", by=make_holder(scene.organization, "secretary", "publisher"), now=NOW)
    assert shown() == []


def test_the_item_it_led_to_is_linked_for_those_who_may_read_it(scene):
    on = date(2026, 9, 21)
    list_case(scene.case, **WORDS, by=scene.approver, now=NOW)
    item = make_item(scene.organization, scene.handler, title="维修决算", scope="party", stage="inside", now=NOW)
    Case.objects.filter(pk=scene.case.pk).update(led_to=item)
    assert shown(on)[0].item is None
    member = make_person("member")
    make_member(member, scene.organization)
    [case] = public_list.with_row_columns(public_list.public_cases())
    assert public_list.rows([case], member, on)[0].item.published_version.title == "维修决算"


def test_the_form_is_filled_in_with_numbers_of_people_masked_and_must_be_confirmed(scene):
    Case.objects.filter(pk=scene.case.pk).update(text="请打13800138000。")
    case = answered(scene, "in_scope")
    context = CaseContext(case, access_of(scene.approver, SUNDAY))
    form = ListingForm(context=context)
    assert "13800138000" not in form.initial["text"] and form.initial["reply"] == ""
    refused = ListingForm(WORDS, context=context)
    assert set(refused.errors) == {"is_checked"}
    taken = ListingForm({**WORDS, "is_checked": "on"}, context=context)
    assert taken.is_valid() and taken.cleaned_data == {**WORDS, "reply": ""}


@pytest.mark.clause("LK-23")
@pytest.mark.clause("JG-11")
def test_the_page_shows_the_words_let_through_and_never_the_senders(client, scene):
    case = received(scene.organization, Kind.OPINION, subject="原来的标题", text="我叫王小明。").case
    list_case(answered(scene, "handled", case), **WORDS, reply="已经改了。", by=scene.approver, now=NOW)
    Second.objects.create(case=case, key="a", at=NOW)
    for path in (
        "/requests/",
        f"/requests/?o={scene.organization.code}&kind=opinion",
        f"/requests/listed/{case.number}/",
    ):
        page = client.get(path).content.decode()
        assert "办公楼维修花了多少" in page and "已经改了。" in page and "1 人也想知道" in page
        assert "原来的标题" not in page and "王小明" not in page
    assert "办公楼维修花了多少" not in client.get("/requests/?kind=topic").content.decode()
    assert client.get(f"/requests/listed/{scene.case.number}/").status_code == 404


def test_the_list_costs_the_same_for_one_and_for_twenty(client, scene, django_assert_max_num_queries):
    def listed() -> None:
        case = received(scene.organization, on=timezone.localdate()).case
        item = make_item(scene.organization, scene.handler, now=NOW)
        stamps = {"listed_at": NOW, "listed_by": scene.approver, "listed_subject": "标题"}
        Case.objects.filter(pk=case.pk).update(led_to=item, state="answered", answered_on=SUNDAY, **stamps)

    listed()
    with django_assert_max_num_queries(40) as one:
        client.get("/requests/")
    for _number in range(19):
        listed()
    with django_assert_max_num_queries(40) as twenty:
        client.get("/requests/")
    assert len(one) == len(twenty)
