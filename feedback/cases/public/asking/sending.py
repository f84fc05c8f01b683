"""Sending what was written: counted and tested first; without files received at once, with files once they are looked through."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from disclosure.workflow.kit import SENDER
from feedback.cases.actions.receiving import receive_case
from feedback.cases.files import check_sizes
from feedback.cases.public.asking import sheets
from feedback.cases.public.asking.drafts import keep_receipt
from feedback.cases.public.asking.progress import Asking
from feedback.cases.public.asking.waiting import packed, wake
from feedback.intake import gate
from feedback.intake.line import is_first_press, line_up
from feedback.intake.rate_limit import CASE


def send(
    asking: Asking,
    *,
    uploads: Sequence[UploadedFile],
    test: Mapping[str, str],
    source: str,
    now: datetime,
    receipt: str,
) -> bool:
    """Receive the case, or line it up. False: another press of the same form was first.

    ``test`` holds challenge, proof and answer; ``source`` is whoever cases are counted by; ``receipt`` names the
    locker of its receipt. Raises ``ValidationError``; nothing is kept then but the count and the spent test.
    """
    gate.enter(source, CASE, test=None if asking.reader.is_authenticated else test, now=now)
    letter, draft = letter_of(asking), asking.draft
    if uploads:
        check_sizes(uploads)
        content = packed(letter, receipt)
        is_first = line_up(draft.token, draft.begun_at, source=source, content=content, files=uploads, now=now)
        transaction.on_commit(wake)
        return is_first
    with transaction.atomic():
        if not is_first_press(draft.token, draft.begun_at):
            return False
        found = receive_case(**letter, by=SENDER, now=now)
        keep_receipt(receipt, case=found.case, code=found.code, now=now)
    return True


def letter_of(asking: Asking) -> Mapping[str, Any]:
    """As ``receive_case`` takes it. Every step's answers are checked again. Raises ``ValidationError`` where one is not valid."""
    forms: dict[str, Any] = {step: asking.form(step) for step in asking.questions}
    if not all(form.is_valid() for form in forms.values()):
        raise ValidationError("前面还有没填好的，请回去看看。")
    answers = {name: value for form in forms.values() for name, value in form.cleaned_data.items()}
    reply = forms[sheets.REPLY]
    return {
        "kind": asking.kind,
        "organization": asking.organization,
        "subject": answers["subject"],
        "text": answers["text"],
        "purpose": answers.get("purpose", ""),
        "item": asking.about.item,
        "entry": asking.about.entry,
        "reply_by": answers["reply_by"],
        "is_anonymous": reply.is_anonymous(),
        **reply.identity(),
    }
