"""What the page of one object of a procedure shows, as typed facts."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from disclosure.audit.history import events_of
from disclosure.audit.words import label
from disclosure.deadlines.dates import moment
from disclosure.files.rich_text import clean, printable, to_text
from disclosure.web.components import Badge, Event, Fact
from disclosure.web.panel import Panel
from disclosure.workflow.action import Action
from disclosure.workflow.context import Context
from disclosure.workflow.offers import Offer
from disclosure.workflow.refusals import Changed

HISTORY = 30
STAMP = forms.CharField(required=False, widget=forms.HiddenInput)


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
    """``caption`` names the block of facts; ``more`` is for the template of one procedure, which may show no badge; ``panels``:
    what higher packages add, where its template shows them."""

    heading: str
    badge: Badge | None
    caption: str
    facts: list[Fact]
    notes: list[Note] = field(default_factory=list)
    more: Any = None
    panels: list[Panel] = field(default_factory=list)


def button_styles(offers: list[Offer]) -> list[str]:
    """One main button a page: the first that nothing stands against."""
    main = next((offer for offer in offers if offer.action.style == "main" and not offer.blockers), None)
    return ["plain" if offer.action.style == "main" and offer is not main else offer.action.style for offer in offers]


def history_of(subject: Any, untold: Iterable[str] = (), most: int = HISTORY) -> list[Event]:
    rows = events_of(subject).exclude(action__in=untold)[:most]
    return [Event(moment(row.at), label(row.action), row.actor_name) for row in rows]


def stamped(form: Any, action: Action, context: Context) -> Any:
    """The form, with the stamp of what its page shows: a new one where another stamp was refused."""
    if action.stamp is None:
        return form
    stamp = action.stamp(context)
    form.fields.setdefault("seen", deepcopy(STAMP)).initial = stamp
    if form.has_error(NON_FIELD_ERRORS, Changed.code):
        form.data = form.data.copy()
        form.data[form.add_prefix("seen")] = stamp
    return form


def typed_in(form: Any) -> list[Fact]:
    """What somebody wrote in it, to be copied where it cannot be kept any more; nothing where no long text was asked."""
    fields = [(field, words) for field in form.visible_fields() if (words := words_of(field))]
    is_long = any(isinstance(field.field.widget, forms.Textarea) for field, _words in fields)
    return [Fact(str(field.label), words) for field, words in fields] if is_long else []


def words_of(field: forms.BoundField) -> str:
    """None of what was chosen, ticked or uploaded."""
    value = field.value()
    if not isinstance(value, str) or isinstance(field.field, forms.ChoiceField):
        return ""
    return to_text(clean(value)) if "data-editor" in field.field.widget.attrs else printable(value).strip()
