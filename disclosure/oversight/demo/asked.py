"""What is asked of the demonstration's accounts and waits for somebody's word."""

from datetime import datetime

from disclosure.accounts.actions import ask
from disclosure.accounts.models import PasswordReset
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Membership, User
from disclosure.organizations.start_codes.codes import has_password
from disclosure.people.enrolment.actions import ask as enrol_later
from disclosure.people.models import Enrolment
from disclosure.web.moments import local_day

# Who has forgotten the password.
FORGETFUL = "yueyang-handler"
# Where the secretary says who has come over.
ENROLLING, TRANSFERRED = "longkou", "jiguan-member"


def ask_of_accounts(*, now: datetime) -> None:
    ask_for_a_new_password(now=now)
    ask_to_enrol(now=now)


def ask_for_a_new_password(*, now: datetime) -> None:
    """One that waits for the security administrator; rehearsals know no passwords."""
    person = User.objects.get(username=FORGETFUL)
    if has_password(person) and not PasswordReset.objects.filter(person=person).exists():
        ask(person, reason="本人忘记密码，当面核对过身份", by=User.objects.get(username="sysadmin"), now=now)


def ask_to_enrol(*, now: datetime) -> None:
    """One that waits for the person or the system administrator."""
    place = Organization.objects.filter(code=ENROLLING).first()
    if place and not Enrolment.objects.filter(organization=place).exists():
        given = {"named": TRANSFERRED, "kind": Membership.Kind.PARTY, "from_on": local_day(now)}
        enrol_later(place, **given, by=User.objects.get(username=f"{ENROLLING}-secretary"), now=now)
