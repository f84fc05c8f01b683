from datetime import datetime
from itertools import count
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model

from disclosure.audit.models import Event

SHANGHAI = ZoneInfo("Asia/Shanghai")
numbers = count(1)


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=SHANGHAI)


def make_event(at: datetime | None = None, **values) -> Event:
    defaults = {"action": "item.created", "object_type": "catalog.item", "object_id": 1, "object_label": "换届通知"}
    return Event.objects.create(at=at or local(2026, 11, 20, 10), **{**defaults, **values})


def make_person(**values):
    defaults = {"username": f"person{next(numbers)}", "full_name": "张三"}
    return get_user_model().objects.create_user(**{**defaults, **values})
