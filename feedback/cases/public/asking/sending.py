"""Sending what was written: the test, the files, the case and the receipt, all of it or nothing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from disclosure.workflow.kit import SENDER
from feedback.cases.actions.receiving import Received, receive_case
from feedback.cases.files import keep, looked_through
from feedback.cases.public.asking import sheets
from feedback.cases.public.asking.progress import Asking
from feedback.intake import gate
from feedback.intake.rate_limit import CASE
from feedback.intake.used_tokens import spend_form


def send(
    asking: Asking,
    *,
    uploads: Sequence[UploadedFile],
    test: Mapping[str, str],
    source: str,
    now: datetime,
    keep_receipt: Callable[[Received], None],
) -> bool:
    """Receive the case. False: another press of the same form was first, and its receipt is there.

    ``test`` holds challenge, proof and answer; ``source`` is whoever cases are counted by. ``keep_receipt`` is called
    in the case's transaction. Raises ``ValidationError``; nothing is kept then but the count and the spent test.
    """
    gate.enter(source, CASE, test=None if asking.reader.is_authenticated else test, now=now)
    with looked_through(uploads) as files, transaction.atomic():
        if not spend_form(asking.draft.token, asking.draft.begun_at):
            return False
        found = receive(asking, now=now)
        keep(found.case, files, by=None, now=now)
        keep_receipt(found)
    return True


def receive(asking: Asking, *, now: datetime) -> Received:
    """Every step's answers are checked again. Raises ``ValidationError`` where one is not valid."""
    forms: dict[str, Any] = {step: asking.form(step) for step in asking.questions}
    if not all(form.is_valid() for form in forms.values()):
        raise ValidationError("前面还有没填好的，请回去看看。")
    answers = {name: value for form in forms.values() for name, value in form.cleaned_data.items()}
    reply = forms[sheets.REPLY]
    return receive_case(
        kind=asking.kind,
        organization=asking.organization,
        subject=answers["subject"],
        text=answers["text"],
        purpose=answers.get("purpose", ""),
        item=asking.about.item,
        entry=asking.about.entry,
        reply_by=answers["reply_by"],
        is_anonymous=reply.is_anonymous(),
        by=SENDER,
        now=now,
        **reply.identity(),
    )
