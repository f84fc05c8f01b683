"""The channels as the plan offers them: beside each whether it suits or does not fit, for every scope that may be chosen.

The page shows the words of the chosen scope alone (``static/css/workbench.css``); whatever is sent is checked again.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.forms import CheckboxSelectMultiple
from django.utils.html import format_html, format_html_join

from catalog.items.channels.suggestions import Suggestion, suggested_channels, unfit_reason
from catalog.items.models import Item
from catalog.schemes.rules import SchemeRules


class ChannelChoices(CheckboxSelectMultiple):
    """``notes``: channel → words → scopes they are true of; ``unfit``: channel → scopes it may not be used in."""

    notes: dict[str, dict[str, list[str]]] = {}
    unfit: dict[str, list[str]] = {}

    def create_option(self, name, value, label, *args, **kwargs):
        option = super().create_option(name, value, label, *args, **kwargs)
        if scopes := self.unfit.get(str(value)):
            option["attrs"]["data-unfit"] = " ".join(scopes)
        rows = ((" ".join(scopes), words) for words, scopes in self.notes.get(str(value), {}).items())
        notes = format_html_join("", '<span class="form-choice__note" data-for="{}">{}</span>', rows)
        option["label"] = format_html('<span class="form-choice">{}{}</span>', label, notes)
        return option


def channel_choices(item: Item, rules: SchemeRules | None) -> list[tuple[str, str]]:
    """The entry's channels first, whatever the item names already, and the scheme's others unless the channels are pinned."""
    names = [*(item.entry.channels if item.entry else ()), *item.channels]
    if rules and not (item.entry and item.entry.is_scope_pinned):
        same = {rules.channel_name(name) for name in names}
        names += [channel["name"] for channel in rules.data["forms"] if channel["name"] not in same]
    return [(name, name) for name in dict.fromkeys(names)]


def describe(
    widget: ChannelChoices, item: Item, rules: SchemeRules, channels: Iterable[str], scopes: Iterable[str]
) -> None:
    """Fill the widget's words."""
    notes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    unfit, channels = defaultdict(list), list(channels)
    for scope in scopes:
        advised = {row.channel: note_of(row) for row in suggested_channels(rules, item.entry, scope)}
        for channel in channels:
            reason = unfit_reason(rules, channel, item.entry, scope)
            if reason:
                unfit[channel].append(scope)
            if words := reason or advised.get(channel):
                notes[channel][words].append(scope)
    widget.notes, widget.unfit = notes, unfit


def note_of(row: Suggestion) -> str:
    return f"{row.reason}（{row.article}）" if row.article else row.reason
