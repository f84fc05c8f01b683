"""Ways around the leak search: words that readers see beside the text, and numbers written so that only an eye reads them."""

import pytest
from django.core.exceptions import ValidationError

from catalog.changes import actions as changes
from catalog.changes.models import EntryChange
from catalog.directory.tests.factories import branch
from catalog.items.actions.publishing import start_correction
from catalog.items.actions.redisclosing import start_redisclosure
from catalog.items.actions.writing import mask_in_text, save_text
from catalog.items.channels.actions import record_channel
from catalog.items.channels.models import ChannelRecord
from catalog.items.context import ItemContext
from catalog.items.models import Item
from catalog.items.redaction.waivers import ask_waiver, decide_waiver
from catalog.items.tests.factories import TODAY, Desk
from disclosure.files.rich_text import clean
from disclosure.files.sensitive_data.batches import findings_in_passages
from disclosure.files.sensitive_data.places import findings_in_text
from disclosure.files.sensitive_data.search import find
from disclosure.organizations.access import access_of

pytestmark = pytest.mark.django_db
IDENTITY = "11010519491231002X"
PHONE = "13800138000"
ENTRIES = [branch("1", "组织生活", [branch("1-1", "学习情况", channels=["网站", "会议", "监督电话"])])]


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
        start_correction(item, note=f"电话应为{PHONE}", by=desk.clerk, now=desk.tick())
    assert item.versions.count() == 1


def test_the_reason_of_a_redisclosure_is_searched_too(desk):
    item = desk.released()
    with pytest.raises(ValidationError, match="身份证号"):
        start_redisclosure(
            item, reason=f"补上{IDENTITY}", event_on=TODAY, by=desk.clerk, now=desk.tick()
        )  # fmt: skip
    assert Item.objects.count() == 1


def test_where_a_form_was_carried_out_is_searched_too(desk):
    item = desk.released()
    meeting, telephone = (ChannelRecord.objects.get(item=item, channel=form) for form in ("会议", "监督电话"))
    facts = {"from_on": TODAY, "by": desk.clerk, "now": desk.tick()}
    with pytest.raises(ValidationError, match="身份证号"):
        record_channel(meeting, place=f"{IDENTITY}家中", attendance=3, **facts)
    assert record_channel(telephone, place=PHONE, **facts).is_done
    with pytest.raises(ValidationError, match="身份证号"):
        record_channel(telephone, place=IDENTITY, **facts)


def apart(number: str, *, first: int = 6, by: str = "") -> str:
    return f"<p>号码{number[:first]}{by}{number[first:]}。</p>"


def numerals(number: str, digits: str) -> str:
    return number.translate(str.maketrans("0123456789", digits))


@pytest.mark.parametrize("number", [IDENTITY, PHONE])
@pytest.mark.parametrize(
    "by", ["\u200d", "\u200c", "\u00ad", "&shy;", "&#8288;", "\u034f", "\ufe0f", "\u180e", "\u3164", "\U000e0020"]
)
def test_what_takes_no_room_between_digits_hides_no_number(number, by):
    kinds = {row.kind for row in findings_in_text("标题", clean(apart(number, by=by)))}
    assert kinds & {"identity_number", "mobile_phone"}


@pytest.mark.parametrize("number", [IDENTITY, PHONE])
@pytest.mark.parametrize(
    "written",
    [
        lambda number: " ".join(number),
        lambda number: "·".join([number[:3], number[3:7], number[7:]]),
        lambda number: "_".join([number[:3], number[3:7], number[7:]]),
        lambda number: numerals(number, "〇一二三四五六七八九"),
        lambda number: numerals(number, "零壹贰叁肆伍陆柒捌玖"),
        lambda number: numerals(number, "⁰¹²³⁴⁵⁶⁷⁸⁹"),
        lambda number: number.replace("X", "Х"),
    ],
)
def test_a_number_written_for_the_eye_alone_is_found(number, written):
    kinds = {row.kind for row in find(f"联系{written(number)}。")}
    assert kinds & {"identity_number", "mobile_phone"}


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{IDENTITY[:6]}<br>{IDENTITY[6:]}</p>",
        f"<p>{IDENTITY[:6]}</p><p>{IDENTITY[6:]}</p>",
        f"<table><tr>{''.join(f'<td>{digit}</td>' for digit in IDENTITY)}</tr></table>",
        f"<table><tr>{''.join(f'<td>{digit}</td>' for digit in PHONE)}</tr></table>",
        f'<p><a href="https://example.cn/?id={IDENTITY}">名单</a></p>',
    ],
)
def test_neither_the_end_of_a_line_nor_a_cell_nor_a_link_hides_a_number(desk, body):
    item = desk.registered(body=f"<p>名单如下。</p>{body}")
    spot = [row for row in ItemContext(item, access_of(desk.clerk, TODAY)).spots if not row.is_hint][-1]
    assert spot.kind in ("identity_number", "mobile_phone") and not spot.is_maskable
    assert IDENTITY not in f"{spot.place}{spot.excerpt}{spot.mask}"


def test_a_sheet_with_a_cell_for_each_digit_is_found():
    cells = [
        (f"工作表“登记表” {column}3", digit, "") for column, digit in zip("ABCDEFGHIJKLMNOPQR", IDENTITY, strict=True)
    ]
    (row,) = findings_in_passages(cells)
    assert (row["kind"], row["mask"]) == ("identity_number", "11*************02X")
    assert "A3" in row["place"]


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>13800</td><td>138000</td></tr><tr><td>2026</td><td>1949</td></tr></table>",
        "<p>二〇二六年一月一日至二〇二六年十二月三十一日，一、二、三、四、五、六、七、八、九支部。</p>",
        "<p>面积 1200m²，预算 1,380,013,800 元，编号130，2001，2002。</p>",
        "<p>版本 1.3.8，共 13 户 5000 人 2000 元。</p>",
    ],
)
def test_figures_stay_figures(body):
    assert findings_in_text("标题", body) == []


def test_a_mask_also_takes_the_place_of_a_number_with_something_invisible_in_it(desk):
    item = desk.registered(body=apart(PHONE, by="\u00ad"))
    item = mask_in_text(item, kind="mobile_phone", mask="138****8000", by=desk.clerk, now=desk.tick())
    assert item.working_version.body == "<p>号码138****8000。</p>"


def test_a_waiver_does_not_cover_another_number_that_looks_the_same_under_its_mask(desk):
    item = desk.registered(body=f"<p>值班电话{PHONE}。</p>")
    asked = ask_waiver(
        item, kind="mobile_phone", mask="138****8000", reason="公布的电话", by=desk.clerk, now=desk.tick()
    )
    decide_waiver(item, waiver=asked, agreed=True, by=desk.secrecy, now=desk.tick())

    def saved(number):
        body = f"<p>改过：值班电话{number}。</p>"
        fresh = save_text(item, title=item.title, body=body, by=desk.clerk, now=desk.tick())
        return ItemContext(fresh, access_of(desk.clerk, TODAY)).open_spots

    assert saved("138 0013 8000") == []
    assert [spot.mask for spot in saved("13899998000")] == ["138****8000"]
    assert saved(PHONE) != [], "what was agreed is asked anew"
