"""The actions of an inspection as forms of its page."""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.urls import reverse

from disclosure.organizations.models.people import User
from disclosure.oversight.inspections.actions.table import inspections
from disclosure.oversight.inspections.context import InspectionContext, inspectors_for
from disclosure.workflow.kit import Action
from disclosure.workflow.offers import offers
from disclosure.workflow.staff.page import OfferRow, button_styles, stamped


def offer_rows(context: InspectionContext, bound: Mapping[str, Any]) -> list[OfferRow]:
    """What comes next stands first, before what something stands against still."""
    found = offers(inspections, context)
    rows = [
        OfferRow(
            offer,
            bound.get(offer.action.name) or form_of(offer.action, context),
            action_url(context, offer.action),
            style,
        )
        for offer, style in zip(found, button_styles(found), strict=True)
    ]
    return sorted(rows, key=lambda row: row.style != "main")


def action_url(context: InspectionContext, action: Action) -> str:
    return reverse("oversight:inspection_act", args=[context.inspection.pk, action.name])


def form_of(action: Action, context: InspectionContext, data: Any = None) -> Any:
    values = {"people": people_beside(context)} if action.name == "join" else {}
    initial = dict(action.initial(context)) if action.initial else None
    form: Any = action.form or Form
    return stamped(form(data, initial=initial, prefix=action.name, **values), action, context)


def people_beside(context: InspectionContext):
    known = inspectors_for(context.inspection.organization, context.on)
    return User.objects.filter(pk__in=known.keys() - context.inspector_ids).order_by("full_name", "pk")
