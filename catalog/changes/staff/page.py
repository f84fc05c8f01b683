"""What the page of one change shows: old and new side by side, why, and for whom it counts."""

from catalog.changes.models import EntryChange
from catalog.changes.new_version import current_version, organizations_under
from catalog.directory.fields import field_changes
from catalog.directory.models import Catalogue
from disclosure.deadlines.dates import moment, plain
from disclosure.web.components import Badge, Fact, given
from disclosure.workflow.context import Context
from disclosure.workflow.staff.page import Note, ProcedurePage

S, CatalogueState = EntryChange.State, Catalogue.State
BADGES = {S.SUBMITTED: "waiting", S.APPROVED: "done", S.REFUSED: "returned", S.TAKEN_BACK: "draft"}
NOT_YET_IN_FORCE = (CatalogueState.DRAFT, CatalogueState.APPROVED, CatalogueState.FILED)


def page_of(context: Context) -> ProcedurePage:
    change = context.subject
    return ProcedurePage(
        heading=f"{change.get_kind_display()}：{change.subject}",
        badge=Badge(BADGES[S(change.state)], change.get_state_display()),
        caption="目录事项变更",
        facts=given(metadata(context)),
        notes=warnings(change),
        more=field_changes(change.before, change.after),
    )


def metadata(context: Context) -> list[Fact]:
    row = context.subject
    return [
        Fact("申请组织", str(row.organization)),
        Fact("制定组织", str(row.maker)),
        Fact("申请人", f"{row.asked_by}，{moment(row.asked_at)}"),
        Fact("批准人", f"{row.decided_by}，{moment(row.decided_at)}" if row.decided_at else ""),
        Fact("生效", plain(row.effective_on) if row.effective_on else ""),
        Fact("原因", row.reason, is_wide=True),
        Fact("公布说明", row.explanation, is_wide=True),
        Fact("批准意见", row.decision_note, is_wide=True),
        *outcome(row),
        Fact("备案", row.filing.state_words(context.on) if row.filing else ""),
    ]


def outcome(change: EntryChange) -> list[Fact]:
    """The notice that explains it, and the version that it made."""
    notice, made = change.announcement, change.new_catalogue
    found = [Fact("公布", notice.title, notice.get_absolute_url())] if notice else []
    return [*found, Fact("新一版目录", str(made), made.get_absolute_url(), is_wide=True)] if made else found


def warnings(change: EntryChange) -> list[Note]:
    """Before it is decided."""
    if change.state != S.SUBMITTED:
        return []
    return [Note(text, kind="warning") for text in (reach(change.catalogue), drafts(change.catalogue)) if text]


def reach(catalogue: Catalogue) -> str:
    """For whom the change counts, where that is more than one organisation."""
    current = current_version(catalogue)
    count = len(organizations_under(current)) if current else 0
    if count <= 1:
        return ""
    return f"这份目录是{catalogue.organization}制定的。批准以后，按它公开的{count}个党组织都照新的办。"


def drafts(catalogue: Catalogue) -> str:
    """A draft of the next version does not know of the change."""
    rows = Catalogue.objects.filter(
        organization=catalogue.organization_id, title=catalogue.title, state__in=NOT_YET_IN_FORCE
    )
    versions = [f"第{version}版" for version in rows.order_by("version").values_list("version", flat=True)]
    if not versions:
        return ""
    return f"另有还没有施行的{'、'.join(versions)}，里面没有这次变更。施行它以前，请把这次变更也写进去。"
