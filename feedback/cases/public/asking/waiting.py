"""What was sent with files, in the background: looked through, received, or refused with the reason."""

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from typing import Any

from celery import current_app
from celery.exceptions import OperationalError
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models, transaction
from django.utils import timezone

from catalog.directory.models import Entry
from catalog.items.models import Item
from disclosure.files.inspection import Allowance
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.web.moments import local_day
from disclosure.workflow.kit import SENDER
from feedback.cases.actions.receiving import receive_case
from feedback.cases.files import keep, looked_through
from feedback.cases.public.asking.drafts import keep_receipt
from feedback.intake import line
from feedback.intake.models import Waiting

logger = logging.getLogger(__name__)
LOOK = "feedback.tasks.look_through_letters"
# So long one message works through the line; the next one goes on.
GOES_ON = timedelta(minutes=1)
# Seconds that each file of a letter waits while one of the staff is looked through.
PATIENCE = 20
ROWS: Mapping[str, type[models.Model]] = {
    "organization": Organization,
    "applicant": Organization,
    "person": User,
    "item": Item,
    "entry": Entry,
}


def packed(letter: Mapping[str, Any], receipt: str) -> Mapping[str, Any]:
    """As JSON can say it, with the name of the locker for the receipt."""
    said = {name: value.pk if isinstance(value, models.Model) else value for name, value in letter.items()}
    return {"letter": said, "receipt": receipt}


def unpacked(content: str) -> tuple[Mapping[str, Any], str]:
    said = json.loads(content)
    letter = {
        name: ROWS[name]._default_manager.get(pk=value) if name in ROWS and value is not None else value
        for name, value in said["letter"].items()
    }
    return letter, said["receipt"]


def wake() -> None:
    """By the name of the task. Where nobody takes the message the next minute's look finds what there is."""
    try:
        current_app.send_task(LOOK)
    except (OperationalError, OSError):
        logger.warning("Nobody was woken to look through what was sent")


def look_through_waiting() -> None:
    """One after another, as long as one message goes on; others of the worker's tasks come between. What fails unforeseen is tried
    once more, later."""
    until = timezone.now() + GOES_ON
    while row := line.claim(timezone.now()):
        try:
            take_up(row, now=timezone.now())
        except Exception as error:
            # Of what was written nothing is logged: the message of the error may hold it.
            logger.error("What was sent was not looked through, try %s: %s", row.tries, type(error).__name__)
        if timezone.now() > until:
            wake()
            return


def take_up(row: Waiting, *, now: datetime) -> None:
    """Received as of the day it was sent."""
    try:
        with (
            opened(row) as uploads,
            looked_through(uploads, Allowance(patience=PATIENCE)) as files,
            transaction.atomic(),
        ):
            if not line.is_mine(row):
                return
            letter, receipt = unpacked(row.content)
            found = receive_case(**letter, received_on=local_day(row.sent_at), by=SENDER, now=now)
            keep(found.case, files, by=None, now=now)
            keep_receipt(receipt, case=found.case, code=found.code, now=now)
            line.finish(row)
    except ValidationError as error:
        line.refuse(row, error)


@contextmanager
def opened(row: Waiting) -> Iterator[list[File]]:
    with ExitStack() as stack:
        yield [
            File(stack.enter_context((line.folder() / file["path"]).open("rb")), name=file["name"])
            for file in row.files
        ]
