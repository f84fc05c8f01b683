"""Who may read an attachment: whoever may read the item it is published with, and the desk that works on it."""

from datetime import date

from django.db.models import Q, QuerySet

from catalog.items.models import Attachment, Item


def readable_attachments(user, on: date) -> QuerySet[Attachment]:
    """Attachments of the published versions of visible items, and of every version of items on the person's desk."""
    published = Item.objects.visible_to(user, on).values("published_version")
    desk = Item.objects.on_desk_of(user, on).values("pk")
    return Attachment.objects.filter(Q(version__in=published) | Q(version__item__in=desk))
