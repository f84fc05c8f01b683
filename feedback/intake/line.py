"""What was sent with files stands in line until a process of the background has looked through it.

The rows are the truth, a message only wakes. One at a time of a lane, lanes in turn; a process that died in the middle is followed
by another, once. The files lie in a folder of their own and go with the end of the inspection.
"""

import hmac
import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Q, Sum

from feedback.intake.models import Waiting
from feedback.intake.rate_limit import hour_of, network_of
from feedback.intake.used_tokens import key_of, release_form, spend_form

LANES = 16
MOST, MOST_IN_A_LANE, MOST_BYTES = 200, 10, 2 * 1024**3
# Longer than the budget of a letter; whoever has not ended by then has died.
LEASE = timedelta(minutes=3)
MOST_TRIES = 2
# An answer that nobody fetched, and files whose row was never written.
KEPT = timedelta(days=2)
FULL = "等着检查的附件太多，这一次没有收下。请过半小时再发；或者先去掉附件发出，附件以后再补。写好的内容都还在。"
DIED = "附件查了两次都没有查完，没有收下。请把附件另存一份，或者去掉附件再发。写好的内容都还在。"


def of_form(token: str) -> Waiting | None:
    """What was sent with the form, as it stands."""
    return Waiting.objects.filter(key=key_of(token)).first()


def lane_of(source: str, now: datetime) -> int:
    """Says of nobody who it is: a sixteenth of all have the same, and in an hour others."""
    said = f"lane:{hour_of(now).isoformat()}:{network_of(source)}".encode()
    return hmac.digest(settings.SECRET_KEY.encode(), said, "sha256")[0] % LANES


def line_up(
    token: str, begun_at: str, *, source: str, content: Mapping[str, Any], files: Sequence[UploadedFile], now: datetime
) -> bool:
    """False: another press of the form was first. ``content``: what JSON can say. Raises ``ValidationError`` where the line is full."""
    lane = lane_of(source, now)
    waiting = Waiting.objects.filter(stage=Waiting.Stage.WAITING)
    turn, total = waiting.filter(lane=lane).count(), waiting.aggregate(found=Sum("size"))["found"] or 0
    size = sum(file.size or 0 for file in files)
    if turn >= MOST_IN_A_LANE or total + size > MOST_BYTES or waiting.count() >= MOST:
        raise ValidationError(FULL)
    kept = keep_aside(files)
    row = Waiting(
        key=key_of(token),
        lane=lane,
        turn=turn,
        content=json.dumps(content, ensure_ascii=False),
        files=kept,
        size=size,
        sent_at=now,
    )
    try:
        with transaction.atomic():
            if is_first := is_first_press(token, begun_at):
                row.save(force_insert=True)
    except IntegrityError:
        is_first = False
    if not is_first:
        throw_away(kept)
    return is_first


def is_first_press(token: str, begun_at: str) -> bool:
    """In the transaction of what is sent. What was refused before gives way."""
    is_first = spend_form(token, begun_at)
    if is_first:
        Waiting.objects.filter(key=key_of(token), stage=Waiting.Stage.REFUSED).delete()
    return is_first


def claim(now: datetime) -> Waiting | None:
    """The next that is looked through, by this process alone. What died twice is refused on the way."""
    fresh, free = Q(claimed_at__gt=now - LEASE), Waiting.objects.filter(stage=Waiting.Stage.WAITING)
    for dead in free.exclude(fresh).filter(tries__gte=MOST_TRIES):
        refuse(dead, ValidationError(DIED))
    busy = list(free.filter(fresh).values_list("lane", flat=True))
    for row in free.exclude(fresh).exclude(lane__in=busy).order_by("turn", "pk")[:LANES]:
        same = Waiting.objects.filter(pk=row.pk, stage=Waiting.Stage.WAITING, tries=row.tries)
        if same.update(claimed_at=now, tries=row.tries + 1):
            row.claimed_at, row.tries = now, row.tries + 1
            return row
    return None


def is_mine(row: Waiting) -> bool:
    """Behind the claim: whether nobody has taken it over meanwhile. In the transaction of what comes of it; the update locks the row."""
    return bool(Waiting.objects.filter(pk=row.pk, stage=Waiting.Stage.WAITING, tries=row.tries).update(tries=row.tries))


def finish(row: Waiting) -> None:
    """In the transaction of what came of it. Of what was written nothing stays here, nor what became of it."""
    end(row, Waiting.Stage.DONE, {})


@transaction.atomic
def refuse(row: Waiting, error: ValidationError) -> None:
    """The form may be sent again."""
    faults = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    release_form(row.key)
    end(row, Waiting.Stage.REFUSED, faults)


def end(row: Waiting, stage: str, answer: Mapping[str, Any]) -> None:
    Waiting.objects.filter(pk=row.pk).update(stage=stage, answer=answer, content="", files=[], size=0)
    kept = row.files
    transaction.on_commit(lambda: throw_away(kept))


def before(row: Waiting) -> int:
    """How many are looked through first."""
    waiting = Waiting.objects.filter(stage=Waiting.Stage.WAITING)
    return waiting.filter(Q(turn__lt=row.turn) | Q(turn=row.turn, pk__lt=row.pk)).count()


# --- the files ---


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "waiting"


def keep_aside(files: Sequence[UploadedFile]) -> list[Mapping[str, str]]:
    """For nobody but the portal's own account; all of them or none."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    kept: list[Mapping[str, str]] = []
    try:
        for file in files:
            handle, path = tempfile.mkstemp(dir=folder())
            kept.append({"path": os.path.basename(path), "name": file.name or ""})
            with os.fdopen(handle, "wb") as aside:
                shutil.copyfileobj(file, aside)
    except BaseException:
        throw_away(kept)
        raise
    return kept


def throw_away(kept: Sequence[Mapping[str, str]]) -> None:
    for file in kept:
        (folder() / file["path"]).unlink(missing_ok=True)


def forget(*, now: datetime) -> int:
    """Answers that nobody fetched, and files that belong to no row; a job of the nightly sweep."""
    gone = Waiting.objects.exclude(stage=Waiting.Stage.WAITING).filter(sent_at__lt=now - KEPT).delete()[0]
    known = {file["path"] for files in Waiting.objects.values_list("files", flat=True) for file in files}
    for path in folder().glob("*"):
        if path.name not in known and path.stat().st_mtime < (now - KEPT).timestamp():
            path.unlink(missing_ok=True)
    return gone
