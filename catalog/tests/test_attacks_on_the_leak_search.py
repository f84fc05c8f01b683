"""Ways around the leak search: words that readers see beside the text, and numbers written so that only an eye reads them."""

import pytest
from django.core.exceptions import ValidationError

from catalog import actions, changes
from catalog.carrying.recording import record_form
from catalog.models import EntryChange, FormRecord, Item
from catalog.tests.catalogue_factories import branch
from catalog.tests.factories import TODAY, Desk

pytestmark = pytest.mark.django_db
IDENTITY = "11010519491231002X"
PHONE = "13800138000"
ENTRIES = [branch("1", "组织生活", [branch("1-1", "学习情况", forms=["网站", "会议", "监督电话"])])]


@pytest.fixture
def desk():
    return Desk(entries=ENTRIES)


@pytest.mark.clause("QJ-15")
@pytest.mark.parametrize(
    "words",
    [{"explanation": f"因{IDENTITY}调离。"}, {"after": {"person_name": f"李明{PHONE}"}, "explanation": "统一。"}],
)
def test_what_is_announced_of_a_change_is_searched_too(desk, words):
    with pytest.raises(ValidationError, match="请删去或遮盖"):
        changes.ask(
            organization=desk.organization, entry=desk.entry("1-1"), kind="change", reason="名称不准确",
            by=desk.secretary, now=desk.tick(), **{"after": {"name": "学习教育情况"}, **words},
        )  # fmt: skip
    assert not EntryChange.objects.exists()


def test_the_note_of_a_correction_is_searched_too(desk):
    item = desk.released()
    with pytest.raises(ValidationError, match="手机号 138"):
        actions.start_correction(item, note=f"电话应为{PHONE}", by=desk.clerk, now=desk.tick())
    assert item.versions.count() == 1


def test_the_reason_of_a_redisclosure_is_searched_too(desk):
    item = desk.released()
    with pytest.raises(ValidationError, match="身份证号"):
        actions.start_redisclosure(
            item, reason=f"补上{IDENTITY}", event_on=TODAY, by=desk.clerk, now=desk.tick()
        )  # fmt: skip
    assert Item.objects.count() == 1


def test_where_a_form_was_carried_out_is_searched_too(desk):
    item = desk.released()
    meeting, telephone = (FormRecord.objects.get(item=item, form=form) for form in ("会议", "监督电话"))
    facts = {"from_on": TODAY, "by": desk.clerk, "now": desk.tick()}
    with pytest.raises(ValidationError, match="身份证号"):
        record_form(meeting, place=f"{IDENTITY}家中", attendance=3, **facts)
    assert record_form(telephone, place=PHONE, **facts).is_done
    with pytest.raises(ValidationError, match="身份证号"):
        record_form(telephone, place=IDENTITY, **facts)
