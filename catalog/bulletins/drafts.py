"""What a draft of a notice holds: its text, for whom it is, its files."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from catalog.bulletins.blockers import check_readers
from catalog.bulletins.models import Bulletin
from catalog.schemes.choices import Scope
from disclosure.files.rich_text import clean, one_line
from disclosure.files.store import Received, clean_name
from disclosure.organizations.models.people import Audience, User
from disclosure.web.required import require_text
from disclosure.workflow.kit import Act, Action, Condition, Context, Who, Workflow, last_saved, stamp_of
from disclosure.workflow.with_file import FileAction


def fill_draft(
    bulletin: Bulletin,
    by: User,
    now: datetime,
    *,
    kind: str,
    title: str,
    body: str,
    scope: str,
    audiences: Iterable[Audience] = (),
    needs_receipt: bool = False,
) -> list[Audience]:
    """Not saved yet. Returns the named groups, to be set once the notice has a row: those of a notice to groups alone."""
    groups = list(audiences) if scope == Scope.AUDIENCE else []
    bulletin.title, bulletin.body = one_line(title), clean(body)
    bulletin.kind, bulletin.scope, bulletin.needs_receipt = kind, scope, needs_receipt
    check_readers(bulletin, groups)
    require_text(bulletin.title, "请写标题。", field="title")
    bulletin.saved_at, bulletin.saved_by = now, by
    return groups


# --- what every text that is written here and published by another person needs ---


def with_files(context: Context) -> str:
    """The stamp of the text and its files, as whoever publishes them has read them."""
    return stamp_of(context.subject.saved_at, *context.subject.files.order_by("pk").values_list("pk", flat=True))


def words_of_conflict(by: User | None) -> str:
    return f"{by or '别人'}刚刚保存过这一份。您写的还在下面，再按一次保存就以您的为准。"


def saved_by_another(context: Context) -> str:
    return words_of_conflict(context.subject.saved_by)


def saving(workflow: Workflow, at: Condition, who: Who):
    """The action that saves the text, as often as one likes."""
    shown: dict[str, Any] = {"is_button": False, "stamp": last_saved, "changed": saved_by_another, "done": "已保存。"}
    return workflow.action("save", "修改", at=at, who=who, **shown)


def with_file_actions(workflow: Workflow, at: Condition, who: Who) -> tuple[Action, Action]:
    """The actions that add a file and take one away, of a text whose ``files`` they are."""
    add = workflow.action(
        "keep_file", "修改", at=at, who=who, is_button=False, made_as=FileAction, takes_file="file", may_be_named=require_new_name,
        done="附件已添加。",
    )  # fmt: skip
    drop = workflow.action("drop_file", "修改", at=at, who=who, is_button=False, done="已删除附件“{found}”。")
    return add(keep_file), drop(drop_file)


def keep_new(act: Act, row: Any, audiences: Iterable[Audience], not_asked: Collection[str]) -> None:
    """Keep a new text and the named groups it is for. ``not_asked``: what no form fills in."""
    act.create(row, exclude=not_asked)
    row.audiences.set(audiences)


def require_new_name(row: Any, name: str) -> None:
    if row.files.filter(name=clean_name(name)).exists():
        raise ValidationError({"file": "已有同名附件。"})


def keep_file(act: Act, *, upload: Received) -> Any:
    """Who adds or takes away a file writes the text too, as far as publishing by another person goes."""
    require_new_name(act.subject, upload.file.name)
    stored = upload.keep()
    file = act.subject.files.create(findings=stored.findings, **stored.columns(by=act.person, now=act.now))
    act.subject.saved_by = act.person
    act.record("file_added", sha256=file.sha256)
    return file


def drop_file(act: Act, *, file: Any) -> str:
    """Returns its name."""
    if not act.subject.files.filter(pk=file.pk).delete()[0]:
        raise ValidationError("这个附件已经删除了。")
    act.subject.saved_by = act.person
    act.record("file_removed", sha256=file.sha256)
    return file.name
