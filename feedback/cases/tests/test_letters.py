"""Letters to the sender: their numbers, their words, their shape."""

import io

import pytest
from django.core.exceptions import ValidationError
from docx import Document as WordDocument

from disclosure.organizations.tests.factories import make_person, noon
from feedback.cases.letters.letter_files import docx_of_letter, pdf_of_letter
from feedback.cases.letters.letter_templates import check_places, places_of, read_preset
from feedback.cases.letters.letters import issue
from feedback.cases.models.replies import LetterTemplate
from feedback.cases.tests.factories import SUNDAY, received, under_scheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return received(under_scheme("longkou"), is_anonymous=False, name="李守信").case


def acceptance(case):
    return issue(case, "acceptance", by=None, now=noon(SUNDAY))


@pytest.mark.each_database
def test_letters_of_a_kind_are_numbered_through_the_year(case):
    issue(case, "extension", by=None, now=noon(SUNDAY), reason="要查旧账", until_on=SUNDAY)
    for _count in range(9):
        acceptance(case)
    assert acceptance(case).number == "longkou公开受理字〔2026〕10号"


def test_a_letter_names_its_sender_the_case_and_the_day(case):
    letter = acceptance(case)
    assert letter.salutation == "李守信"
    assert case.number in letter.body
    assert "2026年10月8日前答复您" in letter.body


def test_a_paragraph_without_anything_to_say_is_left_out(case):
    body = issue(case, "reply", by=None, now=noon(SUNDAY), text="共12万元。", result="只答复申请人").body
    assert "共12万元。" in body
    assert "理由" not in body
    assert "可能掌握" not in body


def test_an_organization_writes_its_own_words_and_a_value_is_never_read_as_words(case):
    values = {"name": "acceptance", "title": "收件回执", "body": "{编号}收到了：{标题}"}
    LetterTemplate.objects.create(
        organization=case.organization, saved_by=make_person("a"), saved_at=noon(SUNDAY), **values
    )
    case.subject = "{联系电话}"
    letter = acceptance(case)
    assert letter.title == "收件回执"
    assert letter.body == f"{case.number}收到了：{{联系电话}}"


@pytest.mark.parametrize("place", ["上级意见", "编号.__class__", "0", ""])
def test_words_with_a_place_that_the_letter_has_not_are_refused(place):
    with pytest.raises(ValidationError, match="里没有"):
        check_places("acceptance", f"您好{{{place}}}", field="body")


@pytest.mark.parametrize("name", ["acceptance", "non_acceptance", "completion", "extension", "third_party", "reply"])
def test_the_words_of_the_portal_use_their_own_places(name):
    preset = read_preset(name)
    check_places(name, preset.body, field="body")
    assert places_of(name)
    assert preset.title


def test_a_letter_is_drawn_as_pdf_and_word_and_can_hide_the_name_from_staff(case):
    letter = acceptance(case)
    words = [each.text for each in WordDocument(io.BytesIO(docx_of_letter(letter))).paragraphs]
    assert "李守信：" in words
    assert letter.number in words
    hidden = docx_of_letter(letter, hides_name=True)
    assert "申请人：" in [each.text for each in WordDocument(io.BytesIO(hidden)).paragraphs]
    assert pdf_of_letter(letter).startswith(b"%PDF")
