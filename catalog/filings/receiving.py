"""What the superior does with what came in: sign for it, comment on it. It reads the text that was sent, nothing else."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from catalog.filings.marking import RECEIVED_ALREADY, locked_sent, write
from catalog.filings.models import Filing
from catalog.filings.opening import page_of
from catalog.filings.visibility import SENDING, require_receiver
from disclosure.notices.tell import tell
from disclosure.organizations.holders import holders

SIGNED = ["received_on", "received_by"]


@transaction.atomic
def acknowledge(filing: Filing, *, by, now: datetime) -> Filing:
    require_receiver(filing, by=by, now=now)
    filing = locked_sent(filing)
    if filing.received_on:
        raise ValidationError(RECEIVED_ALREADY)
    sign(filing, by=by, now=now)
    write(filing, "filing.acknowledged", SIGNED, by=by, now=now, changes={"received_on": str(filing.received_on)})
    tell_sender(filing, step="acknowledged", words="上级已签收", now=now)
    return filing


@transaction.atomic
def comment(filing: Filing, *, text: str, by, now: datetime) -> Filing:
    """The superior's comment, once; who files answers with a new filing. Whoever comments has received it."""
    require_receiver(filing, by=by, now=now)
    filing = locked_sent(filing)
    if filing.comment:
        raise ValidationError("已经提过意见，没有再改。")
    if not text.strip():
        raise ValidationError({"text": "请写意见。"})
    if not filing.received_on:
        sign(filing, by=by, now=now)
    filing.comment, filing.commented_by, filing.commented_at = text.strip(), by, now
    fields = [*SIGNED, "comment", "commented_by", "commented_at"]
    write(filing, "filing.commented", fields, by=by, now=now, changes={})
    tell_sender(filing, step="commented", words="上级提出意见", body=filing.comment, now=now)
    return filing


def sign(filing: Filing, *, by, now: datetime) -> None:
    filing.received_on, filing.received_by = timezone.localdate(now), by


def tell_sender(filing: Filing, *, step: str, words: str, now: datetime, body: str = "") -> None:
    """Who sent it, and who sends for the organisation today."""
    on, organization = timezone.localdate(now), filing.organization
    people = {person for permission in SENDING for person in holders(permission, [organization], on)[organization.pk]}
    people |= {filing.sent_by} - {None}
    title = f"{words}：{filing.title}"
    tell(people, key=f"filing:{filing.pk}:{step}", title=title, body=body, url=page_of(filing), now=now)
