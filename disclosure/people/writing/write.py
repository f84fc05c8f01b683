"""A confirmed preview is written: organisations and people by the system administrator, posts by the security administrator."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from disclosure.notices.notify import notify
from disclosure.organizations.actions import put_on_record
from disclosure.organizations.models.people import User
from disclosure.people.models import PeopleImport
from disclosure.people.understanding.preview import Preview
from disclosure.people.writing import posts, structure

STRUCTURE, POSTS = "written", "posts"
CHANGED_MEANWHILE = "门户里的资料刚才有人改过，没有写入。请再看一遍预览。"


def write_structure(kept: PeopleImport, preview: Preview, *, by: User | None, now: datetime) -> None:
    """Everything but posts, which the security administrator is asked to confirm. ValidationError: not complete, written before, or
    the portal has changed meanwhile."""
    _write(kept, preview, STRUCTURE, structure.write, by=by, now=now)
    if kept.posts_waiting:
        security = User.objects.filter(administrator=User.Administrator.SECURITY, is_active=True)
        title = f"请确认 {kept.posts_waiting} 项任职"
        notify(security, key=f"people-import:{kept.pk}", title=title, url=kept.get_absolute_url(), now=now)


def write_posts(kept: PeopleImport, preview: Preview, *, by: User | None, now: datetime) -> None:
    """The posts alone; whose accounts and organisations are not written yet is refused."""
    _write(kept, preview, POSTS, posts.write, by=by, now=now)


def _write(
    kept: PeopleImport, preview: Preview, part: str, write: Callable[..., Mapping], *, by: User | None, now: datetime
) -> None:
    require_ready(preview)
    try:
        with transaction.atomic():
            claim(kept, part, by=by, now=now)
            counts = write(preview.plan, preview.known, by=by, now=now)
            kept.decided = {**kept.decided, **decided(preview)}
            kept.posts_waiting = len(preview.plan.posts) if by and part == STRUCTURE else 0
            kept.save(update_fields=["decided", "posts_waiting"])
            facts = {"file": kept.filename, "sha256": kept.digest, **counts}
            put_on_record(
                f"peopleimport.{'written' if part == STRUCTURE else 'posts_written'}", kept, by=by, now=now, **facts
            )
    except IntegrityError as error:
        raise ValidationError(CHANGED_MEANWHILE) from error


def require_ready(preview: Preview) -> None:
    problems = [*preview.errors, *(question.message for question in preview.questions)]
    if problems:
        more = f"（另有{len(problems) - 1}处）" if len(problems) > 1 else ""
        raise ValidationError(f"{problems[0]}{more}")


def claim(kept: PeopleImport, part: str, *, by: User | None, now: datetime) -> None:
    """Each part once: of two who confirm at the same time only one gets it."""
    open_part = PeopleImport.objects.filter(pk=kept.pk, **{f"{part}_at__isnull": True})
    if open_part.update(**{f"{part}_at": now, f"{part}_by": by}) != 1:
        raise ValidationError("已经写入过了，没有再写一次。")
    kept.refresh_from_db(fields=[f"{part}_at", f"{part}_by", "decided"])


def decided(preview: Preview) -> Mapping[str, int]:
    """Row → account, so that the other part means the same people."""
    persons = preview.understood.persons
    people = [*persons.all, *persons.by_row.values()]
    return {key: someone.pk for someone in people if someone.row for key in someone.keys}
