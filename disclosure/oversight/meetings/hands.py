"""Who had a hand in a text, by the log: they do not confirm it, and it does not wait for them."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from disclosure.audit.history import actors_of
from disclosure.audit.models import Event
from disclosure.organizations.access import Access
from disclosure.workflow.kit import Context


def who_did(*actions: str) -> Callable[[Context], set[int]]:
    return lambda context: {person for action in actions for person in actors_of(context.subject, action)}


def not_done_by(model: Any, *actions: str) -> Callable[[Access], Q]:
    """The same as a filter, for the inbox."""

    def rows(access: Access) -> Q:
        own = Event.objects.filter(object_type=model._meta.label_lower, action__in=actions, actor_id=access.user_id)
        return ~Q(pk__in=own.values("object_id"))

    return rows
