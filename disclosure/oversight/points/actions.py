"""The life of a point: proposed and decided by two people of the superior that guides it, written about by both sides; what was
learnt there is shared with all below that superior (QJ-19, QJ-25, YY-20)."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q

from catalog.bulletins.models import Bulletin
from catalog.schemes.rules import find_scheme
from disclosure.files.rich_text import one_line, printable
from disclosure.organizations.holders import heads_of
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import APPROVE, DRAFT, PUBLISH
from disclosure.oversight.points.forms import RecordForm, WhyForm
from disclosure.oversight.points.models import ContactPoint, PointRecord
from disclosure.workflow.kit import Act, Holds, Nobody, Workflow, in_state, require_text, when

S, Kind = ContactPoint.State, PointRecord.Kind
GUIDES, LEADERS = Holds(DRAFT, PUBLISH, at="guided_by"), Holds(APPROVE, PUBLISH, at="guided_by")
STANDS = when(lambda context: context.subject.stands(context.on), not_now="还没有确定，或者已经到期，不能{action}。")

points = Workflow(
    ContactPoint,
    code="contact_point",
    words={
        "proposed": "提出定为联系点或示范点",
        "named": "确定联系点或示范点",
        "declined": "没有确定联系点或示范点",
        "ended": "联系点或示范点提前结束",
    },
    reads=("organization", "guided_by"),
    url_of=ContactPoint.get_staff_url,
)
records = Workflow(
    PointRecord,
    code="point_record",
    words={"written": "登记联系点情况", "shared": "放进交流栏", "unshared": "从交流栏撤下"},
    reads=("organization", "point__guided_by", "point__organization"),
    state_words=lambda row: "在交流栏" if row.shared_at else "已登记",
)


def standards_of(organization: Organization, on: date) -> list[str]:
    """By which the scheme chooses points."""
    rules = find_scheme(organization, on)
    rows = (rules.data.get("contact_points") or []) if rules else []
    return list(dict.fromkeys(each for row in rows for each in row.get("standards") or []))


@points.start(
    "propose_point",
    "提出定为联系点、示范点",
    who=Holds(DRAFT, PUBLISH),
    to={S.PROPOSED},
    done="已提出，等另一个人决定。",
)
def propose_point(
    act: Act, *, kind: str, point: Organization, guide: str, why: str, from_on: date, until_on: date,
    standards: Iterable[str] = (),
) -> None:  # fmt: skip
    """``act.subject`` is the superior that guides it."""
    guiding = act.subject
    if not (point.path.startswith(guiding.path) and point.pk != guiding.pk):
        raise ValidationError({"point": "要选本组织的下级。"})
    if until_on <= max(from_on, act.on):
        raise ValidationError({"until_on": "止期要在起期和今天以后。"})
    row = ContactPoint(
        organization=point, guided_by=guiding, kind=kind, guide=one_line(require_text(guide, "请写谁联系指导。", field="guide")),
        standards=list(standards), why=require_text(printable(why), "请写明理由。", field="why", most=500), from_on=from_on,
        until_on=until_on, proposed_by=act.person, proposed_at=act.now,
    )  # fmt: skip
    act.move(S.PROPOSED, row)
    act.create(row, exclude=("proposed_by",))
    act.record("proposed", kind=kind, guided_by=guiding.code)


@points.action(
    "name", "确定", at=in_state(S.PROPOSED), to={S.NAMED}, who=LEADERS, others=("proposed_by",), waits=True, style="main",
    done="已确定，下级会收到消息。",
)  # fmt: skip
def name_point(act: Act) -> None:
    row = act.subject
    row.decided_by, row.decided_at = act.person, act.now
    act.move(S.NAMED)
    act.record("named", guided_by=row.guided_by.code)
    people = heads_of([row.organization_id], act.on)[row.organization_id]
    act.notify("named", people, f"{row.guided_by}把你们定为{row.get_kind_display()}", url=row.get_absolute_url())


@points.action(
    "decline", "不定", at=in_state(S.PROPOSED), to={S.DECLINED}, who=LEADERS, others=("proposed_by",), form=WhyForm,
    is_folded=True, done="没有确定，原因已记下。",
)  # fmt: skip
def decline_point(act: Act, *, reason: str) -> None:
    row = act.subject
    row.reason = require_text(reason, "请写明原因。", field="reason", most=300)
    row.decided_by, row.decided_at = act.person, act.now
    act.move(S.DECLINED)
    act.record("declined", reason=row.reason)


@points.action(
    "end", "提前结束", at=in_state(S.NAMED) & STANDS, to={S.ENDED}, who=LEADERS, form=WhyForm, is_folded=True, style="danger",
    done="从今天起不再是。",
)  # fmt: skip
def end_point(act: Act, *, reason: str) -> None:
    row = act.subject
    row.reason = require_text(reason, "请写明原因。", field="reason", most=300)
    old, row.until_on = row.until_on, act.on
    act.move(S.ENDED)
    act.record("ended", until_on=[str(old), str(act.on)], reason=row.reason)


@points.action(
    "write_up", "登记走访、简报、经验", at=STANDS, who=GUIDES | Holds(DRAFT, PUBLISH), form=RecordForm, is_folded=True,
    done="已登记。",
)  # fmt: skip
def write(
    act: Act, *, kind: str, happened_on: date, text: str, learnt: str = "", bulletin: Bulletin | None = None
) -> PointRecord:
    """By the superior that guides, or by the point itself."""
    row = act.subject
    by = row.guided_by if GUIDES.allows(row, act.access) else row.organization
    given = {"kind": kind, "happened_on": happened_on, "text": text, "learnt": learnt, "bulletin": bulletin}
    found: PointRecord = act.follow(write_record, by, point=row, **given)
    return found


@records.start("write_record", "登记联系点情况", who=Nobody())
def write_record(
    act: Act,
    *,
    point: ContactPoint,
    kind: str,
    happened_on: date,
    text: str,
    learnt: str = "",
    bulletin: Bulletin | None = None,
) -> PointRecord:
    """A consequence of the point's own action; ``act.subject`` is who writes."""
    if happened_on > act.on:
        raise ValidationError({"happened_on": "日期不能晚于今天。"})
    if kind == Kind.BULLETIN and bulletin is None:
        raise ValidationError({"bulletin": "请选是哪一份简报；还没有发的，先在“通报公告”里发布。"})
    if bulletin and not bulletins_for(point).filter(pk=bulletin.pk).exists():
        raise ValidationError({"bulletin": "这份简报不是联系点或者指导它的上级发的。"})
    row = PointRecord(
        point=point, organization=act.subject, kind=kind, happened_on=happened_on, bulletin=bulletin, learnt=printable(learnt).strip(),
        text=require_text(printable(text), "请写做了什么。", field="text"), written_by=act.person, written_at=act.now,
    )  # fmt: skip
    act.create(row, exclude=("point", "organization", "written_by"))
    act.record("written", kind=kind)
    return row


def bulletins_for(point: ContactPoint):
    """Published by the point or by who guides it."""
    both = [point.organization_id, point.guided_by_id]
    return Bulletin.objects.filter(organization__in=both, state=Bulletin.State.PUBLISHED).order_by(
        "-published_at", "-pk"
    )


SHARED = when(lambda context: context.subject.shared_at is not None, lambda: Q(shared_at__isnull=False))
TO_SHARE = when(
    lambda context: context.subject.kind == Kind.EXPERIENCE and context.subject.shared_at is None,
    lambda: Q(kind=Kind.EXPERIENCE, shared_at__isnull=True),
    not_now="只有经验做法才放进交流栏，而且只放一次。",
)


@records.action(
    "share", "放进交流栏", at=TO_SHARE, who=Holds(APPROVE, PUBLISH, at="point__guided_by"), others=("written_by",), waits=True,
    style="main", done="已放进交流栏，各下级都看得到。",
)  # fmt: skip
def share_experience(act: Act) -> None:
    act.subject.shared_by, act.subject.shared_at = act.person, act.now
    act.record("shared")


@records.action(
    "unshare", "从交流栏撤下", at=SHARED, who=Holds(APPROVE, PUBLISH, at="point__guided_by"), form=WhyForm, is_folded=True,
    done="已撤下。",
)  # fmt: skip
def unshare_experience(act: Act, *, reason: str) -> None:
    reason = require_text(reason, "请写明原因。", field="reason", most=300)
    act.subject.shared_by = act.subject.shared_at = None
    act.record("unshared", reason=reason)
