"""Whose account is meant where somebody signs in by a telephone."""

from disclosure.organizations.models.people import User
from disclosure.people.models import SignInPhone
from disclosure.people.telephones import mobile_in, sealed_numbers

UNKNOWN = "手机号"


def username_for(typed: str) -> str:
    """Whose account is meant by what was typed to sign in. A number that is nobody's leaves no trace of itself."""
    mobile = mobile_in(typed)
    if not mobile or User.objects.filter(username=typed).exists():
        return typed
    row = SignInPhone.objects.select_related("person").filter(sealed__in=sealed_numbers(mobile)).first()
    return row.person.username if row else UNKNOWN
