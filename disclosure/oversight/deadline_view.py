"""The page of one deadline for those who watch."""

from datetime import date

from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from catalog.items.models import Item
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.oversight import detail
from disclosure.oversight.frame import crumbs, explained
from disclosure.oversight.pages import due_in_words
from disclosure.oversight.urging.of_row import acting_on
from disclosure.oversight.watching import Watch, watch_of
from disclosure.web.components import Link


@explained
def deadline(request, pk):
    on, watch = timezone.localdate(), watch_of(request)
    rows = watch.deadlines().select_related("organization", "department", "person")
    found, calendar = get_object_or_404(rows, pk=pk), current_calendar()
    acting = acting_on(found, request, on)
    context = {
        "crumbs": [*crumbs(Watch(watch.prefixes, found.organization)), Link("时限")],
        "deadline": found,
        "badge": due_in_words(found, calendar, on),
        "metadata": detail.metadata(found, calendar, acting.responsible),
        "acting": acting,
        "strip": detail.strip(found),
        "sentences": detail.sentences(found),
        "history": detail.history(found),
        "reminders": detail.reminders(found),
        "item_url": readable_item(found, request.user, on),
    }
    return TemplateResponse(request, "oversight/deadline.html", context)


def readable_item(deadline: Deadline, user, on: date) -> str:
    """The address of the published item, for whoever may read it by its scope; supervision opens none."""
    item = Item.objects.visible_to(user, on).filter(deadline=deadline).first()
    return item.get_absolute_url() if item else ""
