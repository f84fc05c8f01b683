"""The life of a catalogue: new version, approved, filed, put in force, replaced (LK-04, QJ-03).

A catalogue changes only while it is a draft; what is in force is replaced by its next version on one day. Filing may
follow: a catalogue in force that is not filed yet is shown as such. Approving puts it on the register of what goes up;
to file the catalogue and to send that filing are one and the same.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max, Q

from catalog.directory.contents import entries_of
from catalog.directory.forms import AgreementForm, FilingForm, InForceForm
from catalog.directory.makers import CatalogueContext, find_other_maker, find_unagreed, is_to_be_agreed, why_not_made_by
from catalog.directory.models import Catalogue, Entry
from catalog.directory.trees import Branch, plant
from catalog.filings.actions import drop, mark_sent
from catalog.filings.models import Filing
from catalog.filings.opening import open_filing
from disclosure.organizations.roles import MANAGE_CATALOGUE
from disclosure.workflow.kit import (
    Act,
    Context,
    Holds,
    Nobody,
    Workflow,
    in_state,
    lock_organization,
    require_text,
    when,
)

S = Catalogue.State
COPIED = ("organization", "scheme", "title", "applies_to", "sectors", "notes", "presets")
AGREEMENT = ("agreed_with", "agreed_on")  # a person's new version is settled anew
# What an entry says, as its draft may change it.
ENTRY_VALUES = (
    "code", "name", "scope", "inside_first", "scope_words", "audience_names", "limit_kind", "limit_words",
    "limit_rule", "channels", "department_names", "person_name", "note", "class_2010", "class_2017", "pinned_by",
    "government_entry", "government_url",
)  # fmt: skip

catalogues = Workflow(
    Catalogue,
    code="catalogue",
    words={
        "created": "新建目录",
        "imported": "导入目录",
        "exported": "导出目录",
        "changed": "修改目录",
        "approved": "目录批准",
        "filed": "目录备案",
        "agreed": "目录商定",
        "put_in_force": "目录启用",
        "superseded": "目录停用",
        "discarded": "删除目录草稿",
    },
    context=CatalogueContext,
    reads=("organization", "scheme", "filing"),
    lock=lambda catalogue: lock_organization(catalogue.organization_id),
)
KEEPERS = Holds(MANAGE_CATALOGUE)
NOT_FILED = when(lambda context: not context.subject.is_filed, lambda: Q(filed_on__isnull=True))
TO_BE_AGREED = when(is_to_be_agreed)
ASKED_FOR = when(lambda context: context.subject.must_be_filed)


def usual_receiver(context: Context) -> Mapping[str, str]:
    """With whom the scheme says it is filed, else who the register names."""
    catalogue = context.subject
    to_name = catalogue.filing.to_name if catalogue.filing else ""
    return {"filed_with": catalogue.scheme.data["catalogue"].get("filed_with") or to_name}


# --- the table ---


@catalogues.action(
    "approve", "批准", at=in_state(S.DRAFT), to={S.APPROVED}, who=KEEPERS, by_system=True,
    text="批准以后内容不再改动；要改就开一版新目录。", blockers=find_other_maker, shows_blocked=True,
    not_now="只有起草中的目录可以批准。", done="批准：已完成。",
)  # fmt: skip
def approve(act: Act, *, filing: Filing | None = None) -> None:
    """``filing``: what goes up for this version already, such as that of the change that made it (LK-20)."""
    catalogue = act.subject
    if not Entry.objects.filter(catalogue=catalogue).entries().exists():
        raise ValidationError("目录里还没有事项，不能批准。")
    catalogue.approved_at, catalogue.approved_by = act.now, act.by
    catalogue.filing = filing or to_be_filed(catalogue, event="目录批准", start_on=act.on, by=act.by, now=act.now)
    move_on(act, S.APPROVED, "approved")


@catalogues.action(
    "file", "登记备案", at=in_state(S.APPROVED, S.IN_FORCE) & NOT_FILED & ASKED_FOR, to={S.FILED, S.IN_FORCE},
    who=KEEPERS, by_system=True, form=FilingForm, initial=usual_receiver,
    text="登记报给哪个机关、哪一天、文号和回执。",
    not_now="目录批准以后才能登记备案；已经登记过的、实施方案没有要求备案的，不用登记。", done="登记备案：已完成。",
)  # fmt: skip
def file(
    act: Act, *, filed_with: str, filed_on: date, number: str = "", receipt: str = "", sent: Filing | None = None
) -> None:
    """With whom, when, document number, receipt (LK-04). Its row on the register is sent with it, if not ``sent`` before."""
    catalogue = act.subject
    if filed_on > act.on:
        raise ValidationError({"filed_on": "备案日期不能晚于今天。"})
    catalogue.filed_with, catalogue.filed_on = filed_with, filed_on
    catalogue.filing_number, catalogue.filing_receipt = number, receipt
    catalogue.filing = sent or send_with(act, catalogue.filing)
    details = {"filed_with": filed_with, "filed_on": str(filed_on), "number": number, "receipt": receipt}
    move_on(act, S.IN_FORCE if catalogue.state == S.IN_FORCE else S.FILED, "filed", **details)


@catalogues.action(
    "agree", "登记商定", at=in_state(S.DRAFT, S.APPROVED, S.FILED) & TO_BE_AGREED, who=KEEPERS, by_system=True,
    form=AgreementForm, text="方案要求和上级主管部门商定的，登记和哪个机关、哪一天商定。",
    not_now="方案没有要求商定，或者目录已经施行。", done="登记商定：已完成。",
)  # fmt: skip
def agree(act: Act, *, agreed_with: str, agreed_on: date) -> None:
    """Which body settled the catalogue with its maker, and when (QJ-26)."""
    catalogue = act.subject
    if agreed_on > act.on:
        raise ValidationError({"agreed_on": "商定日期不能晚于今天。"})
    catalogue.agreed_with = require_text(agreed_with, "请写和哪个机关商定。", field="agreed_with")
    catalogue.agreed_on = agreed_on
    act.record("agreed", agreed_with=catalogue.agreed_with, agreed_on=str(agreed_on))


@catalogues.action(
    "put_in_force", "施行", at=in_state(S.APPROVED, S.FILED), to={S.IN_FORCE}, who=KEEPERS, by_system=True,
    blockers=find_unagreed, shows_blocked=True, form=InForceForm, text="从这一天起按这一版公开，前一版同日停用。",
    not_now="目录批准以后才能施行。", done="施行：已完成。",
)  # fmt: skip
def put_in_force(act: Act, *, on: date) -> None:
    """From ``on`` the organisation works by this version; the one before it ends the same day."""
    catalogue = act.subject
    if on > act.on:
        raise ValidationError({"on": "施行日期不能晚于今天；到那一天再施行。"})
    for before in predecessors(catalogue):
        act.follow(supersede, before, on=on, by_version=catalogue)
    catalogue.in_force_from = on
    if catalogue.filing_id is None and not catalogue.is_filed:
        catalogue.filing = to_be_filed(catalogue, event="目录施行", start_on=on, by=act.by, now=act.now)
    move_on(act, S.IN_FORCE, "put_in_force", on=str(on))


@catalogues.action(
    "supersede", "替代", at=in_state(S.IN_FORCE), to={S.SUPERSEDED}, who=Nobody(), is_button=False,
    not_now="只有施行中的目录可以被替代。",
)  # fmt: skip
def supersede(act: Act, *, on: date, by_version: Catalogue) -> None:
    """The consequence of another version's coming into force."""
    act.subject.superseded_on = on
    move_on(act, S.SUPERSEDED, "superseded", replaced_by=by_version.pk)
    drop_filing(act, f"已由{by_version}替代")


@catalogues.action(
    "new_version", "开一版新目录", at=in_state(S.APPROVED, S.FILED, S.IN_FORCE, S.SUPERSEDED), to={S.DRAFT},
    who=KEEPERS, by_system=True, blockers=find_other_maker, shows_blocked=True,
    text="照这一版抄一份起草中的目录；施行中的不受影响。",
    not_now="这份目录还在起草，可以直接改，不用开新版。", done="开一版新目录：已完成。",
)  # fmt: skip
def new_version(act: Act) -> Catalogue:
    """A draft with the same tree, to be changed without touching what is in force. A handful of statements.

    A person has one open draft of a catalogue at a time; the system makes another for a change of one entry (LK-20)."""
    source = act.subject
    versions = Catalogue.objects.filter(organization=source.organization, title=source.title)
    if act.by and (begun := versions.filter(state=S.DRAFT).first()):
        raise ValidationError(f"第{begun.version}版还在起草，请直接改那一版，不用再开新版。")
    copied = {name: getattr(source, name) for name in (COPIED if act.by else (*COPIED, *AGREEMENT))}
    draft = Catalogue(**copied, version=versions.aggregate(highest=Max("version"))["highest"] + 1)
    act.move(S.DRAFT, draft)
    draft.save()
    plant(draft, branches_from(source))
    act.record_of(catalogues, draft, "created", copied_from=source.pk, version=draft.version)
    return draft


@catalogues.action(
    "discard", "删除草稿", at=in_state(S.DRAFT), who=KEEPERS, by_system=True, style="danger",
    text="这份草稿和其中的事项都会删除。",
    not_now="只有起草中的目录可以删除。", done="删除草稿：已完成。",
)  # fmt: skip
def discard(act: Act) -> None:
    """Delete a draft that was made or imported by mistake."""
    act.record("discarded")
    act.delete()


# --- what the actions share ---


def require_maker(act: Act, applies_to: str, sectors: list[str]) -> None:
    """A catalogue that another makes by the document is not begun (QJ-26)."""
    if said := why_not_made_by(act.subject, applies_to, sectors, act.on):
        raise ValidationError(said)


def move_on(act: Act, state: str, word: str, **details: Any) -> None:
    """The log says from which state to which."""
    before = act.subject.state
    act.move(state)
    act.subject.full_clean(validate_constraints=False)
    act.record(word, state=[before, state], **details)


def branches_from(catalogue: Catalogue) -> list[Branch]:
    """The catalogue's tree as branches to plant again. Two queries."""
    nodes = Entry.objects.filter(catalogue=catalogue).order_by("lft").prefetch_related("departments")
    top: list[Branch] = []
    made: dict[int, Branch] = {}
    for node in nodes:
        if node.rank == Entry.Rank.ROOT:
            continue
        names = tuple(department.name for department in node.departments.all())
        made[node.pk] = Branch({name: getattr(node, name) for name in ("rank", *ENTRY_VALUES)}, [], names)
        (made[node.parent_id].children if node.parent_id in made else top).append(made[node.pk])
    return top


def to_be_filed(catalogue: Catalogue, *, event: str, start_on: date, by, now: datetime) -> Filing | None:
    """On the register, where the scheme asks for the filing of the catalogue."""
    if not catalogue.must_be_filed:
        return None
    return open_filing(
        organization=catalogue.organization,
        what=Filing.What.CATALOGUE,
        title=str(catalogue),
        content=as_text(catalogue),
        url=catalogue.get_absolute_url(),
        event=event,
        start_on=start_on,
        with_deadline=not catalogue.is_filed,
        by=by,
        now=now,
    )


def as_text(catalogue: Catalogue) -> str:
    """What the superior reads: every entry with its scope and limit."""
    lines = entries_of(catalogue).entries
    return "\n".join(
        f"{line.code}　{line.name}（{line.get_scope_display()}，{line.get_limit_kind_display()}）" for line in lines
    )


def send_with(act: Act, filing: Filing | None) -> Filing:
    """The row of the register that waits, else a new one."""
    catalogue = act.subject
    if filing is None or not filing.is_pending:
        filing = to_be_filed(catalogue, event="登记备案", start_on=catalogue.filed_on, by=act.by, now=act.now)
    return act.follow(
        mark_sent,
        filing,
        sent_on=catalogue.filed_on,
        number=catalogue.filing_number,
        to_name=catalogue.filed_with,
        receipt=catalogue.filing_receipt,
    )


def predecessors(catalogue: Catalogue) -> list[Catalogue]:
    """In force for the same organisations: the own one, or that of the same class."""
    rows = Catalogue.objects.in_force().filter(organization=catalogue.organization, applies_to=catalogue.applies_to)
    own = catalogue.applies_to == Catalogue.AppliesTo.OWN
    return [row for row in rows.order_by("pk") if own or set(row.sectors) == set(catalogue.sectors)]


def drop_filing(act: Act, reason: str) -> None:
    """What was replaced before it was filed need not be filed any more; a change's own filing still is."""
    filing = act.subject.filing
    if filing and filing.is_pending and filing.what == Filing.What.CATALOGUE:
        act.follow(drop, filing, reason=reason)


# --- what the register of filings brings about ---


def file_with_filing(act: Act) -> None:
    """Sending a catalogue's filing files the catalogue too, by the same actor."""
    filing = act.subject
    catalogue = Catalogue.objects.filter(filing=filing).first()
    if catalogue and catalogue.must_be_filed and catalogue.state in file.at.states:
        given = {"filed_with": filing.to_name, "filed_on": filing.sent_on, "number": filing.number}
        file(catalogue, **given, sent=filing, by=act.actor, now=act.now)


def keep_receipt(act: Act) -> None:
    Catalogue.objects.filter(filing=act.subject).update(filing_receipt=act.subject.receipt)
