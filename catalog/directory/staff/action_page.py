"""A catalogue's actions at the desk: its buttons, and the page that asks once more."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone

from catalog.directory.actions import catalogues
from catalog.directory.models import Catalogue
from catalog.directory.staff.forms import posted
from catalog.directory.staff.frame import desk_page, find
from disclosure.organizations.access import access_for
from disclosure.web.frame import add_errors
from disclosure.workflow.context import Context
from disclosure.workflow.offers import Offer, offers


def context_of(request, catalogue: Catalogue) -> Context:
    return catalogues.context(catalogue, access_for(request))


def offered(request, catalogue: Catalogue) -> list[Offer]:
    """What the state allows now; the first is the step that comes next."""
    return offers(catalogues, context_of(request, catalogue))


def do(desk, request, pk, name):
    """Ask once more on GET, act on POST."""
    catalogue = find(desk, request, pk, to_change=True)
    action = catalogues.actions.get(name)
    if action is None or not action.is_button:
        raise Http404
    initial = dict(action.initial(context_of(request, catalogue))) if action.initial else None
    form = action.form(posted(request), initial=initial) if action.form else None
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            return act(request, action, catalogue, form.cleaned_data if form else {})
        except ValidationError as error:
            refuse(request, form, error)
    title = f"{action.label}：{catalogue}"
    return desk_page(desk, request, "confirm", title=title, catalogue=catalogue, form=form, action=action)


def act(request, action, catalogue, values):
    made = action(catalogue, **values, by=request.user, now=timezone.now())
    messages.success(request, action.done)
    if made.pk is None:
        return redirect("admin:catalog_catalogue_changelist")
    return redirect("admin:catalog_catalogue_change", made.pk)


def refuse(request, form, error: ValidationError) -> None:
    """Show the refusal at its field where there is one, else on top."""
    if form is None:
        messages.error(request, " ".join(error.messages))
    else:
        add_errors(form, error)
