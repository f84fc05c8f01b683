"""Whoever wrote any part of a scheme does not issue it; who did, says the log."""

from django.db.models import Exists, OuterRef, Q

from catalog.own_schemes.models import SchemeDraft
from catalog.own_schemes.review import SchemeContext
from disclosure.audit.history import events_of
from disclosure.audit.models import Event
from disclosure.organizations.access import Access

CHANGED = "schemedraft.changed"


def writers_of(context: SchemeContext) -> set[int]:
    draft = context.subject
    changes = events_of(draft).filter(action=CHANGED, actor_id__isnull=False)
    return {draft.created_by_id, *changes.values_list("actor_id", flat=True)}


def not_written_by(access: Access) -> Q:
    """The same question of all rows."""
    changes = Event.objects.filter(
        object_type=SchemeDraft._meta.label_lower, object_id=OuterRef("pk"), action=CHANGED, actor_id=access.user_id
    )
    return ~Q(created_by=access.user_id) & ~Q(Exists(changes))
