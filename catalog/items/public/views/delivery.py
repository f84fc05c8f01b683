"""“我已阅读”: a named person confirms to have read what was disclosed to them (QJ-07). Reading alone writes nothing."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from catalog.items.channels.deliveries import acknowledge
from catalog.items.channels.models import Delivery
from catalog.items.models import Item
from catalog.schemes.choices import Scope
from disclosure.organizations.site import reading_of


@require_POST
def item_opened(request, pk):
    """Whoever may not see the item, or is not named in it, learns nothing of it."""
    reading = reading_of(request)
    items = Item.objects.visible_to(reading.reader, reading.on).filter(pk=pk, scope=Scope.INDIVIDUAL)
    delivery = get_object_or_404(Delivery.objects.select_related("item"), item__in=items, recipient=request.user.pk)
    try:
        acknowledge(delivery, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.info(request, error.messages[0])
    else:
        messages.success(request, acknowledge.done)
    return redirect(delivery.item)
