from datetime import datetime
from itertools import count
from zoneinfo import ZoneInfo

from disclosure.notices.models import Notice
from disclosure.organizations.models.people import User

SHANGHAI = ZoneInfo("Asia/Shanghai")
numbers = count(1)


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=SHANGHAI)


NOW = local(2026, 11, 20, 9)


def make_person(**values) -> User:
    number = next(numbers)
    defaults = {"username": f"person{number}", "full_name": "张三", "email": f"person{number}@example.org"}
    return User.objects.create_user(**{**defaults, **values})


def make_notice(recipient: User, **values) -> Notice:
    defaults = {"key": f"reminder:{next(numbers)}", "title": "年度工作计划还有3个工作日到期", "created_at": NOW}
    return Notice.objects.create(recipient=recipient, **{**defaults, **values})
