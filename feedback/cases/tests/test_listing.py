"""A letter is shown to the public by a second person, with the names hidden, and only as far as everyone may read it."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from catalog.items.tests.factories import make_item
from disclosure.audit.models import Event
from disclosure.organizations.tests.factories import make_member, make_person, noon
from feedback.cases.actions.listing import list_letter, unlist
from feedback.cases.models.cases import Letter, Second
from feedback.cases.models.replies import Reply
from feedback.cases.public.pages import public_list
from feedback.cases.staff.forms.listing_forms import ListingForm
from feedback.cases.states import IllegalMove, Kind
from feedback.cases.tests.factories import SUNDAY, received
from feedback.cases.tests.request_case import Case

pytestmark = pytest.mark.django_db
NOW = noon(SUNDAY)
WORDS = {"subject": "办公楼维修花了多少", "text": "想知道预算和决算。"}


@pytest.fixture
def case():
    made = Case()
    made.accept(SUNDAY)
    return made


def answered(case, result="explained", letter=None, **given) -> Letter:
    letter = letter or case.letter
    given = {"text": "共12万元。", "state": "sent", "sent_at": NOW, "written_by": case.handler, **given}
    Reply.objects.create(letter=letter, result=result, written_at=NOW, **given)
    Letter.objects.filter(pk=letter.pk).update(state="answered", answered_on=SUNDAY)
    return Letter.objects.get(pk=letter.pk)


def shown(on=SUNDAY) -> list[dict]:
    letters = public_list.with_row_facts(public_list.public_letters()).order_by(*public_list.ORDER)
    return public_list.rows(list(letters), AnonymousUser(), on)


@pytest.mark.clause("LK-23")
def test_a_topic_is_listed_while_it_is_handled_and_with_its_answer_later(case):
    list_letter(case.letter, **WORDS, by=case.approver, now=NOW)
    [row] = shown()
    assert (row["title"], row["word"], row["answer"]) == ("办公楼维修花了多少", "办理中", "")
    assert Event.objects.filter(action="letter.listed").count() == 1
    with pytest.raises(ValidationError, match="已经这样公布了"):
        list_letter(case.letter, **WORDS, by=case.approver, now=NOW)
    with pytest.raises(ValidationError, match="还没有答复"):
        list_letter(case.letter, **WORDS, reply="共12万元。", by=case.approver, now=NOW)
    list_letter(answered(case), **WORDS, reply="共12万元。", by=case.approver, now=NOW)
    assert shown()[0]["answer"] == "共12万元。"


@pytest.mark.parametrize("result", ["in_scope", "to_sender", "partly"])
def test_an_answer_that_is_not_for_everyone_is_not_shown(case, result):
    given = {"reason": "other", "legal_basis": "某条"} if result == "partly" else {}
    letter = answered(case, result, **given)
    with pytest.raises(ValidationError, match="不是给所有人看的"):
        list_letter(letter, **WORDS, reply="共12万元。", by=case.approver, now=NOW)
    list_letter(letter, **WORDS, by=case.approver, now=NOW)
    assert shown()[0]["answer"] == ""


def test_personal_data_is_held_back_by_field_and_nothing_is_kept(case):
    words = {"subject": "找王某13800138000", "text": "住在青岭镇幸福小区3号楼2单元501室。"}
    with pytest.raises(ValidationError) as refused:
        list_letter(case.letter, **words, by=case.approver, now=NOW)
    assert set(refused.value.error_dict) == {"subject", "text"}
    assert shown() == []


def test_whoever_wrote_the_answer_and_whoever_has_no_post_does_not_let_it_through(case):
    letter = answered(case, written_by=case.approver)
    with pytest.raises(PermissionDenied, match="另一个人"):
        list_letter(letter, **WORDS, by=case.approver, now=NOW)
    with pytest.raises(PermissionDenied):
        list_letter(letter, **WORDS, by=case.handler, now=NOW)


@pytest.mark.parametrize(("scope", "stage"), [("party", "inside"), ("society", "inside")])
def test_what_is_about_an_item_that_society_cannot_read_is_not_listed(case, scope, stage):
    item = make_item(case.organization, case.handler, scope=scope, stage=stage, now=NOW)
    Letter.objects.filter(pk=case.letter.pk).update(item=item)
    with pytest.raises(ValidationError, match="没有向社会公开"):
        list_letter(case.letter, **WORDS, by=case.approver, now=NOW)


def test_an_application_waits_for_its_answer_and_a_complaint_is_never_listed(case):
    application = received(case.organization, Kind.APPLICATION, is_anonymous=False, name="王小明").letter
    with pytest.raises(IllegalMove):
        list_letter(application, **WORDS, by=case.approver, now=NOW)
    complaint = received(case.organization, Kind.OPINION, complaint_about=case.letter).letter
    with pytest.raises(IllegalMove):
        list_letter(answered(case, "handled", complaint), **WORDS, by=case.approver, now=NOW)


def test_what_is_unlisted_or_withdrawn_since_is_gone(case):
    list_letter(case.letter, **WORDS, by=case.approver, now=NOW)
    Letter.objects.filter(pk=case.letter.pk).update(state="withdrawn", closed_at=NOW)
    assert shown() == []
    unlist(case.letter, reason="有人认得出", by=case.approver, now=NOW)
    kept = Letter.objects.get(pk=case.letter.pk)
    assert (kept.listed_subject, kept.listed_text, kept.listed_at) == ("", "", None)
    with pytest.raises(IllegalMove):
        unlist(case.letter, reason="有人认得出", by=case.approver, now=NOW)


def test_the_item_it_led_to_is_linked_for_those_who_may_read_it(case):
    on = date(2026, 9, 21)
    list_letter(case.letter, **WORDS, by=case.approver, now=NOW)
    item = make_item(case.organization, case.handler, title="维修决算", scope="party", stage="inside", now=NOW)
    Letter.objects.filter(pk=case.letter.pk).update(led_to=item)
    assert shown(on)[0]["item"] is None
    member = make_person("member")
    make_member(member, case.organization)
    [letter] = public_list.with_row_facts(public_list.public_letters())
    assert public_list.rows([letter], member, on)[0]["item"]["title"] == "维修决算"


def test_the_form_is_filled_in_with_numbers_of_people_masked_and_must_be_looked_through(case):
    Letter.objects.filter(pk=case.letter.pk).update(text="请打13800138000。")
    letter = answered(case, "in_scope")
    form = ListingForm(letter=letter, by=case.approver, on=SUNDAY)
    assert "13800138000" not in form.initial["text"] and form.initial["reply"] == ""
    refused = ListingForm(WORDS, letter=letter, by=case.approver, on=SUNDAY)
    assert set(refused.errors) == {"is_checked"}
    taken = ListingForm({**WORDS, "is_checked": "on"}, letter=letter, by=case.approver, on=SUNDAY)
    assert taken.is_valid() and taken.cleaned_data == {**WORDS, "reply": ""}


@pytest.mark.clause("LK-23")
@pytest.mark.clause("JG-11")
def test_the_page_shows_the_words_let_through_and_never_the_senders(client, case):
    letter = received(case.organization, Kind.OPINION, subject="原来的标题", text="我叫王小明。").letter
    list_letter(answered(case, "handled", letter), **WORDS, reply="已经改了。", by=case.approver, now=NOW)
    Second.objects.create(letter=letter, key="a", at=NOW)
    for path in (
        "/requests/",
        f"/requests/?o={case.organization.code}&kind=opinion",
        f"/requests/listed/{letter.number}/",
    ):
        page = client.get(path).content.decode()
        assert "办公楼维修花了多少" in page and "已经改了。" in page and "1 人也想知道" in page
        assert "原来的标题" not in page and "王小明" not in page
    assert "办公楼维修花了多少" not in client.get("/requests/?kind=topic").content.decode()
    assert client.get(f"/requests/listed/{case.letter.number}/").status_code == 404


def test_the_list_costs_the_same_for_one_and_for_twenty(client, case, django_assert_max_num_queries):
    def listed() -> None:
        letter = received(case.organization, on=timezone.localdate()).letter
        item = make_item(case.organization, case.handler, now=NOW)
        stamps = {"listed_at": NOW, "listed_by": case.approver, "listed_subject": "标题"}
        Letter.objects.filter(pk=letter.pk).update(led_to=item, state="answered", answered_on=SUNDAY, **stamps)

    listed()
    with django_assert_max_num_queries(40) as one:
        client.get("/requests/")
    for _number in range(19):
        listed()
    with django_assert_max_num_queries(40) as twenty:
        client.get("/requests/")
    assert len(one) == len(twenty)
