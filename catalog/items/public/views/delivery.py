"""“我已阅读”: a named person confirms to have read what was disclosed to them (QJ-07). Reading alone writes nothing."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from catalog.items.actions.guard import NotAllowed
from catalog.items.channels.deliveries import acknowledge
from catalog.items.models import Item
from disclosure.organizations.site import reading_of


@require_POST
def item_opened(request, pk):
    """Whoever may not see the item learns nothing of it."""
    reading = reading_of(request)
    item = Item.objects.visible_to(reading.reader, reading.on).filter(pk=pk).first()
    if item is None:
        raise Http404
    try:
        acknowledge(item, by=request.user, now=timezone.now())
    except NotAllowed as error:
        raise Http404 from error
    except ValidationError as error:
        messages.info(request, error.messages[0])
    else:
        messages.success(request, "已记下您已经阅读。")
    return redirect(item)
