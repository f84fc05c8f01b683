"""The matching matter of the government-affairs catalogue, which an entry or an item may name (LK-29)."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

ENTRY, URL = "government_entry", "government_url"
LABELS = {ENTRY: "对应的政务公开事项", URL: "政务公开网址"}
LONGEST, LONGEST_URL = 300, 500
NOT_ON_THE_WEB = "网址要以 http:// 或 https:// 开头，请从浏览器里复制。"
ON_THE_WEB = URLValidator(schemes=["http", "https"], message=NOT_ON_THE_WEB)


def matter_field(help_text: str = "") -> forms.CharField:
    words = f"政务公开目录里对应的一项，照“社会救助／最低生活保障／审核审批信息”这样写。{help_text}"
    return forms.CharField(label=LABELS[ENTRY], max_length=LONGEST, required=False, help_text=words)


class WebAddressField(forms.URLField):
    """Of a page that a browser opens."""

    default_validators = [ON_THE_WEB]


def url_field() -> forms.URLField:
    return WebAddressField(
        label=LABELS[URL],
        max_length=LONGEST_URL,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": NOT_ON_THE_WEB},
        help_text="这一项在政务公开网站上的网址，没有就不填。",
    )


def require_matter(form: forms.Form) -> None:
    """An address of nothing is no link."""
    given = form.cleaned_data
    if given.get(URL) and not given.get(ENTRY) and ENTRY not in form.errors:
        form.add_error(ENTRY, "填了网址的，也要写对应的政务公开事项。")


def fits(field: str, words: str) -> bool:
    """Whether words of a file can be kept in the field."""
    if field == ENTRY:
        return len(words) <= LONGEST
    try:
        ON_THE_WEB(words)
    except ValidationError:
        return False
    return len(words) <= LONGEST_URL


def taken_from(notes: Mapping[str, str]) -> Mapping[str, str]:
    """Field → words, of a file's columns by their titles; an address without a matter is not taken."""
    found = {field: notes[title] for field, title in LABELS.items() if notes.get(title) and fits(field, notes[title])}
    return found if ENTRY in found else {}
