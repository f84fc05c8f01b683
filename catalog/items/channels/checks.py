"""What a clerk says of a channel carried out: what is missing or cannot be true, by field (LK-09)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from catalog.items.channels.kinds import PHONE, asked_of
from catalog.items.channels.models import ChannelRecord
from catalog.items.channels.opening import is_outside
from catalog.schemes.rules import find_scheme
from disclosure.deadlines.dates import local_day, plain
from disclosure.files.sensitive_data.kinds import BLOCKS_PUBLICATION, MOBILE_PHONE
from disclosure.files.sensitive_data.refusing import sensitive_in


def require_true(record: ChannelRecord, given: Mapping[str, Any], today: date) -> None:
    asked = asked_of(record.channel)
    # A registered board says where it is.
    named = {**given, "place": given["place"] or given["carrier"]}
    faults = {name: words for name, words in asked.required.items() if named[name] in (None, "")}
    faults |= dict(faults_of_days(record, given["from_on"], given["until_on"], today))
    attendance, expected, carrier = given["attendance"], given["expected"], given["carrier"]
    if attendance is not None and expected is not None and attendance > expected:
        faults["attendance"] = "到会人数不能多于应到人数。"
    if carrier and carrier.organization_id != record.item.organization_id:
        faults["carrier"] = "这一块不是本组织登记的。"
    # Readers see where it was; of a telephone that is its number.
    kinds = BLOCKS_PUBLICATION - {MOBILE_PHONE} if asked is PHONE else BLOCKS_PUBLICATION
    if found := sensitive_in(given["place"], kinds):
        faults["place"] = found
    if faults:
        raise ValidationError(faults)


def faults_of_days(
    record: ChannelRecord, from_on: date | None, until_on: date | None, today: date
) -> Iterator[tuple[str, str]]:
    """A day that has come; the end of a display may be known before."""
    if from_on is None:
        if until_on:
            yield "until_on", "请先填从哪一天开始。"
    elif from_on > today:
        yield "from_on", "这一天还没有到，落实以后再登记。"
    elif until_on and until_on < from_on:
        yield "until_on", "结束日期不能早于开始日期。"
    elif words := too_early(record, from_on):
        yield "from_on", words


def too_early(record: ChannelRecord, from_on: date) -> str:
    """A meeting or a document may tell of the matter before the portal does; what goes to everyone may not."""
    item = record.item
    if not asked_of(record.channel).is_after_publication:
        return not_before("事项日期", item.event_on, from_on)
    first = local_day(item.published_inside_at)
    if first and item.published_outside_at and is_outside(find_scheme(item.organization, first), record.channel):
        first = local_day(item.published_outside_at)
    return not_before("公开的那一天", first, from_on)


def not_before(what: str, first: date | None, from_on: date) -> str:
    return f"不能早于{what}（{plain(first)}）。" if first and from_on < first else ""
