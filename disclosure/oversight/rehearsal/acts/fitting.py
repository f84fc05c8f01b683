"""Which channels fit a scope."""

from collections.abc import Iterable
from datetime import date

from catalog.directory.models import Entry
from catalog.items.channels.suggestions import fits
from catalog.schemes.rules import scheme_for
from disclosure.organizations.models.directory import Organization


def fitting(
    organization: Organization, channels: Iterable[str], entry: Entry | None, scope: str, on: date
) -> list[str]:
    """Of the channels those that the scope allows."""
    rules = scheme_for(organization, on)
    return [channel for channel in channels if fits(rules, channel, entry, scope)]
