"""What any script with a base begins with: it comes to the portal the day before the first, with what has long been in force."""

from datetime import date, datetime, time, timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from catalog.schemes.loading import load_all
from disclosure.organizations.actions import make_administrator
from disclosure.organizations.models.people import User
from disclosure.oversight.demo.cast import build_cast
from disclosure.oversight.demo.people import account

# Confirms the holiday notices, in either base.
ADMINISTRATOR = "sysadmin"


def fill(base: str, first: date) -> None:
    """``first``: the first day of the script; nothing is owed of what fell due before."""
    now = timezone.make_aware(datetime.combine(first - timedelta(days=1), time(0, 5)))
    if base == "demo":
        build_cast(now=now)
    else:
        load_all(now=now)
        person = account(ADMINISTRATOR, "系统管理员", password=make_password(None))
        make_administrator(person, User.Administrator.SYSTEM, by=None, now=now)
