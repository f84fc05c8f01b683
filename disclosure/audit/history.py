"""What happened to one object, for its panel 经过, and who did it."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import Model

from disclosure.audit.models import AppendOnlyQuerySet, Event


def events_of(instance) -> AppendOnlyQuerySet:
    """Events of a saved object, newest first."""
    return Event.objects.filter(object_type=instance._meta.label_lower, object_id=instance.pk).order_by("-id")


def actors_of(instance, action: str, since: datetime | None = None) -> set[int]:
    """Who did it, by their keys; from a moment on, where one is given."""
    events = events_of(instance).filter(action=action, actor_id__isnull=False)
    if since:
        events = events.filter(at__gte=since)
    return set(events.values_list("actor_id", flat=True))


def actors_by_object(model: type[Model], keys: Collection[int]) -> Mapping[int, set[int]]:
    """Who did anything to each of the rows, by key. One query."""
    events = Event.objects.filter(object_type=model._meta.label_lower, object_id__in=keys, actor_id__isnull=False)
    found: dict[int, set[int]] = {key: set() for key in keys}
    for key, actor in events.values_list("object_id", "actor_id"):
        found[key].add(actor)
    return found
