"""Whoever wrote any part of a scheme does not issue it; who did, says the log."""

from django.db.models import Exists, OuterRef, Q

from catalog.own_schemes.models import SchemeDraft
from catalog.own_schemes.review import SchemeContext
from disclosure.audit.history import actors_of
from disclosure.audit.models import Event
from disclosure.organizations.access import Access

CHANGED = "schemedraft.changed"


def writers_of(context: SchemeContext) -> set[int]:
    draft = context.subject
    return {draft.created_by_id, *actors_of(draft, CHANGED)}


def not_written_by(access: Access) -> Q:
    """The same question of all rows."""
    changes = Event.objects.filter(
        object_type=SchemeDraft._meta.label_lower, object_id=OuterRef("pk"), action=CHANGED, actor_id=access.user_id
    )
    return ~Q(created_by=access.user_id) & ~Q(Exists(changes))
