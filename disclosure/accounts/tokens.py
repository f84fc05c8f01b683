"""Access tokens: a person's program reads by one what the person may read at that moment, and writes nothing."""

import secrets
from datetime import date, datetime, timedelta
from functools import wraps

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from disclosure.accounts.models import AccessToken
from disclosure.audit.words import register
from disclosure.organizations.actions import put_on_record
from disclosure.organizations.models.people import User
from disclosure.web.moments import local_day

SALT, SCHEME = "disclosure.accounts.tokens", "Bearer"
# Of one person, at a time; days.
MOST, LONGEST = 5, 365
BAD = "访问令牌不对、过期了或者作废了。请在“我的”里另开一个。"

register("person", {"token_made": "开访问令牌", "token_revoked": "作废访问令牌"})


def digest_of(secret: str) -> str:
    return salted_hmac(SALT, secret, algorithm="sha256").hexdigest()


@transaction.atomic
def make_token(person: User, *, name: str, days: int, now: datetime) -> str:
    """The secret, shown to nobody again. ``days``: until it ends. ValidationError: too many, or too long."""
    today, name = local_day(now), " ".join(name.split())
    if not name or len(name) > 60:
        raise ValidationError({"name": "请写明用在哪里，最多60个字。"})
    if not 1 <= days <= LONGEST:
        raise ValidationError({"days": f"最长{LONGEST}天。"})
    if AccessToken.objects.open(today).filter(person=person).count() >= MOST:
        raise ValidationError(f"一个人最多{MOST}个，请先作废不用的。")
    secret = secrets.token_urlsafe(32)
    row = AccessToken(person=person, name=name, digest=digest_of(secret), made_at=now)
    row.expires_on = today + timedelta(days=days)
    row.save()
    put_on_record("person.token_made", person, by=person, now=now, token=row.pk, until=str(row.expires_on))
    return secret


@transaction.atomic
def revoke(row: AccessToken, *, now: datetime) -> None:
    if AccessToken.objects.filter(pk=row.pk, revoked_at__isnull=True).update(revoked_at=now):
        put_on_record("person.token_revoked", row.person, by=row.person, now=now, token=row.pk)


def person_of(secret: str, on: date) -> User | None:
    """Whose token it is, while both it and the account are good; the day of its use is kept."""
    row = AccessToken.objects.open(on).filter(digest=digest_of(secret), person__is_active=True)
    found = row.select_related("person").first()
    if found is None:
        return None
    if found.last_used_on != on:
        AccessToken.objects.filter(pk=found.pk).update(last_used_on=on)
    return found.person


def by_token(view):
    """For pages that programs read: the reader is who the token names, if the request bears one; a bad one answers 401."""

    @wraps(view)
    def read(request: HttpRequest, *args, **kwargs):
        scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.casefold() == SCHEME.casefold():
            person = person_of(secret.strip(), timezone.localdate())
            if person is None:
                answer = JsonResponse({"detail": BAD}, status=401, json_dumps_params={"ensure_ascii": False})
                answer["WWW-Authenticate"] = SCHEME
                return answer
            request.user = person
        return view(request, *args, **kwargs)

    return read
