"""What the page of one object of a procedure shows, as typed facts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from disclosure.audit.history import events_of
from disclosure.audit.words import label
from disclosure.deadlines.dates import moment
from disclosure.web.components import Badge, Event, Fact
from disclosure.workflow.offers import Offer

HISTORY = 30


@dataclass(frozen=True)
class Note:
    """A box above the facts: ``kind`` is info or warning."""

    text: str
    title: str = ""
    kind: str = "info"


@dataclass(frozen=True)
class OfferRow:
    """An action as a form of the page. ``url``: where it is posted to; ``style``: of its button."""

    offer: Offer
    form: Any
    url: str
    style: str

    @property
    def action(self):
        return self.offer.action


@dataclass(frozen=True)
class ProcedurePage:
    """``caption`` names the block of facts; ``more`` is for the template of one procedure, which may show no badge."""

    heading: str
    badge: Badge | None
    caption: str
    facts: list[Fact]
    notes: list[Note] = field(default_factory=list)
    more: Any = None


def button_styles(offers: list[Offer]) -> list[str]:
    """One main button a page: the first that nothing stands against."""
    main = next((offer for offer in offers if offer.action.style == "main" and not offer.blockers), None)
    return ["plain" if offer.action.style == "main" and offer is not main else offer.action.style for offer in offers]


def history_of(subject: Any, untold: Iterable[str] = (), most: int = HISTORY) -> list[Event]:
    rows = events_of(subject).exclude(action__in=untold)[:most]
    return [Event(moment(row.at), label(row.action), row.actor_name) for row in rows]
