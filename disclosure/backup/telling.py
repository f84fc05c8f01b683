"""A backup that failed is told to the system administrators, once a day."""

from datetime import datetime

from disclosure.notices.notify import notify
from disclosure.organizations.models.people import User
from disclosure.web.day_words import plain
from disclosure.web.moments import local_day


def tell_failure(words: str, *, now: datetime) -> int:
    """``words``: what was wrong, for their inbox and the log."""
    on = local_day(now)
    people = User.objects.filter(administrator=User.Administrator.SYSTEM, is_active=True)
    title = f"{plain(on)}的备份没有做好"
    body = f"{words}\n每小时会再试一次。请看“运维”手册的“备份”，或运行 manage.py doctor。"
    return notify(people, key=f"backup:{on.isoformat()}", title=title, body=body, now=now)
