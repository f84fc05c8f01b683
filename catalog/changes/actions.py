"""The life of a change of a catalogue in force: an entry changed, withdrawn or terminated (变更、撤销、终止; LK-20, QJ-15).

Asked by an organisation that works by the catalogue, decided by the one that made it, taken back while nobody has decided.
"""

from collections.abc import Mapping
from typing import Any

from catalog.changes.announcement import announce
from catalog.changes.effects import file_change, stop_owing
from catalog.changes.forms import NoteForm, RefusalForm
from catalog.changes.models import EntryChange
from catalog.changes.new_version import entry_in, organizations_under, remake, require_current_version
from catalog.changes.proposal import new_change
from catalog.directory.models import Entry
from disclosure.organizations.holders import holders
from disclosure.organizations.roles import APPROVE, MANAGE_CATALOGUE
from disclosure.workflow.kit import Act, Holds, Workflow, in_state, lock_organization, require_text

S, Kind = EntryChange.State, EntryChange.Kind


def lock_maker(change: EntryChange) -> None:
    """The organisation that made the catalogue: one change of a catalogue at a time."""
    lock_organization(change.catalogue.organization_id)


def lock_maker_of_entry(organization: object, values: Mapping[str, Any]) -> None:
    """The maker's row only: a second lock, on the asker's row, could deadlock with a sweep that writes for both."""
    lock_organization(values["entry"].catalogue.organization_id)


changes = Workflow(
    EntryChange,
    code="change",
    words={
        "asked": "申请变更目录事项",
        "approved": "批准变更目录事项",
        "refused": "不同意变更目录事项",
        "taken_back": "收回变更目录事项的申请",
    },
    reads=("organization", "catalogue__organization", "entry", "new_catalogue"),
    lock=lock_maker,
    label=lambda row: f"{row.get_kind_display()} {row.subject}",
    heading=lambda row: f"目录事项{row.get_kind_display()}：{row.subject}",
)
ASKER, MAKER = Holds(MANAGE_CATALOGUE), Holds(APPROVE, at="catalogue__organization")


@changes.start(
    "ask", "申请变更目录事项", who=ASKER, to={S.SUBMITTED}, lock=lock_maker_of_entry,
    done="已申请，等{found.maker}批准。批准以前目录不变。",
)  # fmt: skip
def ask(
    act: Act, *, entry: Entry, kind: str, reason: str, explanation: str, after: dict[str, Any] | None = None
) -> None:
    """``entry`` stands in the catalogue by which the organisation works; ``after`` holds the new values by field.
    ``explanation`` is published with the change once it is approved."""
    change = new_change(act.subject, entry, kind, reason, explanation, after or {})
    change.asked_by, change.asked_at = act.person, act.now
    act.move(S.SUBMITTED, change)
    act.create(change)
    act.record("asked", kind=kind, fields=sorted(change.after))
    deciders = holders(APPROVE, [change.maker], act.on)[change.maker.pk]
    act.notify("asked", deciders, "等您批准")


@changes.action(
    "approve", "批准并公布", at=in_state(S.SUBMITTED), to={S.APPROVED}, who=MAKER, others=("asked_by",),
    form=NoteForm, style="main", done="已批准：新一版目录今天起施行，说明已公布。", waits=True,
)  # fmt: skip
def approve(act: Act, *, note: str = "") -> None:
    """The next version is in force from today for all that work by the catalogue; it is filed, and the reasons published."""
    change, current = act.subject, require_current_version(act.subject.catalogue)
    entry, working_by_it = entry_in(current, change.entry_code), organizations_under(current)
    decide(act, S.APPROVED, note.strip())
    change.effective_on, change.filing = act.on, file_change(act)
    change.new_catalogue = remake(current, change, on=act.on, by=act.person, now=act.now)
    if change.kind != Kind.CHANGE:
        stop_owing(act, working_by_it)
    change.announcement = announce(act, entry)
    version = change.new_catalogue.version
    act.record("approved", version=version, organizations=len(working_by_it))
    act.notify("approved", [change.asked_by_id], f"已批准，目录第{version}版今天起施行")


@changes.action(
    "refuse", "不同意", at=in_state(S.SUBMITTED), to={S.REFUSED}, who=MAKER, others=("asked_by",),
    form=RefusalForm, is_folded=True, done="已退回，申请人会看到您的意见。",
)  # fmt: skip
def refuse(act: Act, *, note: str) -> None:
    """The catalogue stays as it is."""
    decide(act, S.REFUSED, require_text(note, "请写明为什么不同意。", field="note"))
    act.record("refused")
    act.notify("refused", [act.subject.asked_by_id], "没有同意", act.subject.decision_note)


@changes.action(
    "take-back", "收回申请", at=in_state(S.SUBMITTED), to={S.TAKEN_BACK}, who=ASKER,
    is_folded=True, done="申请已收回，目录不变。", audit="change.taken_back",
)  # fmt: skip
def take_back(act: Act) -> None:
    """By those who asked, while nobody has decided."""
    act.move(S.TAKEN_BACK)


def decide(act: Act, state: str, note: str) -> None:
    change = act.subject
    act.move(state)
    change.decided_by, change.decided_at, change.decision_note = act.by, act.now, note
