"""Start codes: with one a person chooses the password of a new account, once. Only a keyed digest is stored.

Twelve letters are 60 random bits. A person's code is good for 21 days (NIST SP 800-63A 5.1.6 gives that to a code sent on
paper), the one that makes the first administrator for an hour. A code is no way to a second password: who has one keeps it,
until it is reset (``disclosure.accounts``). A code in two halves has eight letters in each, 40 random bits: one administrator
gives the first, another the second, and neither can sign in by it.
"""

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac

from disclosure.audit.words import register
from disclosure.organizations.actions import make_administrator, put_on_record
from disclosure.organizations.models.people import User
from disclosure.organizations.start_codes.letters import grouped, letters_of, read
from disclosure.organizations.start_codes.models import StartCode

SIZE, HALF, SALT = 12, 8, "disclosure.organizations.start_codes"
GOOD_FOR, PORTAL_GOOD_FOR = timedelta(days=21), timedelta(hours=1)
WRONG = "开始码不对。请照纸条再输一次，字母大小写、横线都没有关系。"
USED = "这个开始码已经用过，只能用一次。如果不是您本人用的，请马上告诉管理员。"
EXPIRED = "这个开始码过期了，请向发给您的管理员再要一个。"
NOT_EMPTY = "门户已经有管理员了，这里不再新建。请用自己的账号登录。"

register("person", {"start_code_issued": "发开始码", "started": "用开始码设了密码"})


def digest_of(code: str) -> str:
    return salted_hmac(SALT, read(code), algorithm="sha256").hexdigest()


def has_password(person: User) -> bool:
    """Django calls an empty column usable, though nobody signs in by it."""
    return bool(person.password) and person.has_usable_password()


def keeper_of(person: User) -> str:
    """Which administrator gives this account its code or password: administrators' the security administrator, all others' the
    system administrator."""
    return User.Administrator.SECURITY if person.administrator else User.Administrator.SYSTEM


@transaction.atomic
def issue_start_code(person: User, *, by: User | None, now: datetime) -> str:
    """The code, shown to nobody again; an older one is worth nothing from now on. ``by``: None for a command.

    ValidationError: the account is closed or has a password, or is not ``by``'s to give.
    """
    if not person.is_active:
        raise ValidationError(f"{person}的账号已停用，不发开始码。")
    if has_password(person):
        raise ValidationError(f"{person}已经有密码了，不用开始码。忘了密码的，请管理员重设。")
    if by and by.administrator != keeper_of(person):
        raise ValidationError(f"{person}的开始码由{User.Administrator(keeper_of(person)).label}发。")
    code = keep_new(person, good_for=GOOD_FOR, now=now)
    put_on_record("person.start_code_issued", person, by=by, now=now, until=(now + GOOD_FOR).isoformat())
    return code


def keep_new(person: User | None, *, good_for: timedelta, now: datetime) -> str:
    code = letters_of(secrets.token_bytes(8), SIZE)
    keep(person, digest_of(code), "", good_for=good_for, now=now)
    return grouped(code)


def new_half() -> str:
    return grouped(letters_of(secrets.token_bytes(5), HALF))


def keep_halves(person: User, first_digest: str, second: str, *, now: datetime) -> None:
    """Of the first half only the digest is known by now."""
    keep(person, first_digest, digest_of(second), good_for=GOOD_FOR, now=now)


def keep(person: User | None, digest: str, second_digest: str, *, good_for: timedelta, now: datetime) -> None:
    values = {"digest": digest, "second_digest": second_digest, "issued_at": now, "expires_at": now + good_for}
    StartCode.objects.update_or_create(person=person, defaults={**values, "used_at": None})


def row_of(code: str) -> StartCode | None:
    """Typed as a whole, or one half behind the other."""
    letters = read(code)
    whole = Q(digest=digest_of(letters), second_digest="")
    halves = Q(digest=digest_of(letters[:HALF]), second_digest=digest_of(letters[HALF:]))
    return StartCode.objects.select_related("person").filter(whole | halves).first()


def find(code: str, *, is_portal: bool, now: datetime) -> StartCode:
    """The open code of a person, or of the empty portal. ValidationError: in words for who typed it."""
    row = row_of(code)
    if row is None or (row.person is None) != is_portal:
        raise ValidationError(WRONG)
    if row.used_at is not None:
        raise ValidationError(USED)
    if row.expires_at <= now:
        raise ValidationError(EXPIRED)
    return row


@transaction.atomic
def start(code: str, *, password: str, now: datetime) -> User:
    """The person whose code it is, with the password chosen. ValidationError: wrong, expired or used, or a weak password."""
    row = find(code, is_portal=False, now=now)
    person = row.person
    assert person is not None
    validate_password(password, person)
    claim(row, now=now)
    person.refresh_from_db()
    if not person.is_active or has_password(person):
        raise ValidationError("这个账号已停用，或者已经有密码了，开始码没有用。")
    person.set_password(password)
    person.save(update_fields=["password"])
    put_on_record("person.started", person, by=person, now=now)
    return person


def claim(row: StartCode, *, now: datetime) -> None:
    if not StartCode.objects.claim(row.digest, now=now):
        raise ValidationError(USED)


# --- the first administrator of an empty portal ---


def is_empty() -> bool:
    """Nobody administers the portal yet."""
    return not User.objects.exclude(administrator="").exists()


@transaction.atomic
def issue_portal_code(*, now: datetime) -> str:
    """For whoever installed the portal, who alone sees the terminal. ValidationError: it is not empty."""
    if not is_empty():
        raise ValidationError(NOT_EMPTY)
    return keep_new(None, good_for=PORTAL_GOOD_FOR, now=now)


@transaction.atomic
def begin_portal(code: str, *, username: str, full_name: str, password: str, now: datetime) -> User:
    """The security administrator, made by the portal's code: alone of the three, who names the two others.

    ValidationError: wrong, expired or used; somebody was quicker; a name or password that will not do.
    """
    row = find(code, is_portal=True, now=now)
    person = User(username=username, full_name=full_name)
    validate_password(password, person)
    person.set_password(password)
    person.full_clean()
    claim(row, now=now)
    if not is_empty():
        raise ValidationError(NOT_EMPTY)
    person.save()
    put_on_record("person.created", person, by=None, now=now)
    make_administrator(person, User.Administrator.SECURITY, by=None, now=now)
    return person
