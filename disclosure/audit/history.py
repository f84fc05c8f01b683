"""What happened to one object, for its panel 经过."""

from disclosure.audit.models import AppendOnlyQuerySet, Event


def events_of(instance) -> AppendOnlyQuerySet:
    """Events of a saved object, newest first."""
    return Event.objects.filter(object_type=instance._meta.label_lower, object_id=instance.pk).order_by("-id")
