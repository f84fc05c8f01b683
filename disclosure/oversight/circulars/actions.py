"""Keeping the drafted circular as a notice: its writers edit it there, another person publishes it, its readers confirm it."""

from datetime import date, datetime
from html import escape

from django.core.exceptions import ValidationError
from django.db import transaction

from catalog.bulletins.actions import write_bulletin
from catalog.bulletins.models import Bulletin
from catalog.schemes.choices import Scope
from disclosure.deadlines.dates import local_day, year_month
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.oversight.circulars.drafting import text_of
from disclosure.oversight.circulars.models import Circular
from disclosure.oversight.watching import Watch


@transaction.atomic
def draft_circular(organization: Organization, month: date, *, by: User, now: datetime) -> Circular:
    """Inside the Party, with receipts: organisations are compared before members and supervisors, never before society.

    Raises ``PermissionDenied`` for who may not write notices there, ``ValidationError`` where the month has one already.
    """
    on = local_day(now)
    if month > on:
        raise ValidationError("这个月还没有开始。")
    text = text_of(Watch([organization.path], organization), month, on)
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.paragraphs)
    # It locks the organisation, so that of two at once the second finds the first.
    bulletin = write_bulletin(
        organization, by=by, now=now, kind=Bulletin.Kind.NOTICE, title=text.title, body=body, scope=Scope.PARTY, needs_receipt=True,
    )  # fmt: skip
    if Circular.objects.of(organization, month).standing().exists():
        raise ValidationError(f"{year_month(month)}的通报已经起草过，请改那一份。")
    circular = Circular(organization=organization, month=month, bulletin=bulletin)
    circular.full_clean()
    circular.save()
    return circular
