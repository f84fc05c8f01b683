"""How long a text of a workbook may be: as long as the column that takes it. Said row by row, before anything is written."""

from collections.abc import Iterable, Iterator, Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Field, Model

from disclosure.organizations.models.directory import Department, LeadingGroupSeat, Organization
from disclosure.organizations.models.people import Audience, Post
from disclosure.people.reading.headings import LABELS
from disclosure.people.reading.sheets import Line, Sheet
from disclosure.people.telephones import mobile_in
from disclosure.people.understanding.asking import Asking

OF_ORGANIZATIONS = (
    "name",
    "short_name",
    "responsible_person",
    "office_name",
    "address",
    "supervision_phone",
    "mailbox",
)
OWN: Mapping[str, tuple[type[Model], str]] = {
    "organization": (Organization, "name"),
    "superior": (Organization, "name"),
    "department": (Department, "name"),
    "title": (Post, "title"),
    "audience": (Audience, "name"),
}
COLUMNS: Mapping[str, tuple[type[Model], str]] = {**{name: (Organization, name) for name in OF_ORGANIZATIONS}, **OWN}
SHOWN = 12  # signs of what is too long
MOST_NAMED = 5


def longest(name: str) -> int:
    model, column = COLUMNS[name]
    field = model._meta.get_field(column)
    return (isinstance(field, Field) and field.max_length) or 0


def check_texts(sheets: Iterable[Sheet], asking: Asking) -> None:
    for sheet in sheets:
        for line in sheet.lines:
            for text in wrong_of(line):
                asking.error(line, text)
        note_telephones(sheet, asking)


def note_telephones(sheet: Sheet, asking: Asking) -> None:
    """Once a sheet, without the number: lists hold the telephones of desks too, which are no mobiles."""
    rows = [str(line.number) for line in sheet.lines if line["phone"] and not mobile_in(line["phone"])]
    if rows:
        more = f"等{len(rows)}行" if len(rows) > MOST_NAMED else "行"
        where = "、".join(rows[:MOST_NAMED])
        asking.notes.append(f"“{sheet.title}”第{where}{more}的手机号不是11位的手机号码，不能用来登录，没有记下")


def wrong_of(line: Line) -> Iterator[str]:
    for name, text in line.texts.items():
        most = longest(name) if name in COLUMNS else 0
        if most and len(text) > most:
            yield f"“{LABELS[name]}”太长，最多{most}个字：“{text[:SHOWN]}…”"
    if line["seat"] and len(line["person"]) > (most := LeadingGroupSeat._meta.get_field("name").max_length or 0):
        yield f"“{LABELS['person']}”太长，最多{most}个字"
    if line["mailbox"] and not is_address(line["mailbox"]):
        yield f"“{LABELS['mailbox']}”不像邮箱：“{line['mailbox'][:40]}”。写成 name@example.org 的样子，或者空着"


def is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
