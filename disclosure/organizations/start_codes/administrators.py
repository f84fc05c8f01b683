"""The security administrator names the first system and audit administrators, whose accounts nobody else could open yet."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from disclosure.organizations.actions import make_administrator, put_on_record
from disclosure.organizations.models.people import User
from disclosure.organizations.start_codes.codes import issue_start_code

Kind = User.Administrator
# In the order in which they are asked.
NAMED = (Kind.SYSTEM, Kind.AUDIT)


def missing_kinds() -> list[Kind]:
    """Which of the two nobody with an open account is."""
    there = set(User.objects.filter(administrator__in=NAMED, is_active=True).values_list("administrator", flat=True))
    return [kind for kind in NAMED if kind not in there]


@transaction.atomic
def name_administrator(kind: str, *, username: str, full_name: str, by: User, now: datetime) -> tuple[User, str]:
    """The new account and its start code. Only where nobody is that administrator: later ones get their account from the system
    administrator, like everybody. ValidationError."""
    if by.administrator != Kind.SECURITY:
        raise ValidationError("系统管理员、审计管理员由安全管理员设。")
    if kind not in missing_kinds():
        raise ValidationError(f"已经有{Kind(kind).label}了。再要一位的，请系统管理员开账号，您再在“人员”里设。")
    person = User(username=username, full_name=full_name)
    person.set_unusable_password()
    person.full_clean()
    person.save()
    put_on_record("person.created", person, by=by, now=now)
    make_administrator(person, kind, by=by, now=now)
    return person, issue_start_code(person, by=by, now=now)
