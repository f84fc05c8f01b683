from datetime import datetime
from itertools import count
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.db.models import Model

from disclosure.audit.models import Event

SHANGHAI = ZoneInfo("Asia/Shanghai")
numbers = count(1)


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=SHANGHAI)


def make_event(at: datetime | None = None, **values) -> Event:
    defaults = {"action": "item.created", "object_type": "catalog.item", "object_id": 1, "object_label": "换届通知"}
    return Event.objects.create(at=at or local(2026, 11, 20, 10), **{**defaults, **values})


def actions_on(subject: Model) -> list[str]:
    """What the log says was done with a row, in order."""
    rows = Event.objects.filter(object_type=subject._meta.label_lower, object_id=subject.pk).order_by("pk")
    return list(rows.values_list("action", flat=True))


def make_person(**values):
    defaults = {"username": f"person{next(numbers)}", "full_name": "张三"}
    return get_user_model().objects.create_user(**{**defaults, **values})
