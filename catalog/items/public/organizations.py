"""Organisations as cards, lists and the block that says who answers for disclosure."""

from datetime import date

from catalog.directory.models import Catalogue
from catalog.items.channels.models import Carrier
from catalog.schemes.rules import SchemeRules
from disclosure.deadlines import dates
from disclosure.organizations.card import Card
from disclosure.organizations.models.directory import Organization

# More organisations than this are opened level by level.
ON_ONE_PAGE = 60
KINDS = Carrier.Kind.values


def tops(limit: int = ON_ONE_PAGE) -> list[dict]:
    """Cards of the topmost organisations, each with those right below it while they all fit on a page. Two queries."""
    roots = list(Organization.objects.active().filter(depth=1)[:limit])
    below = list(Organization.objects.active().filter(depth=2)[: limit + 1])
    shown = below if len(below) <= limit else []
    return [card(root, [row for row in shown if row.path.startswith(root.path)]) for root in roots]


def card(organization: Organization, below: list[Organization]) -> dict:
    return {
        **link(organization),
        "kind": organization.get_kind_display(),
        "below": [link(row) for row in below],
        "more": f"下级组织 {organization.numchild} 个" if organization.numchild and not below else "",
    }


def link(organization: Organization) -> dict:
    return {"label": organization.name, "url": organization.get_absolute_url(), "short": str(organization)}


def crumbs(organization: Organization, *last: str) -> list[dict]:
    """From the home page down the tree. One query, none for a top organisation."""
    above = Organization.objects.get_ancestors(organization) if organization.depth > 1 else []
    line = [{"label": "首页", "url": "/"}]
    line += [{"label": str(row), "url": row.get_absolute_url()} for row in above]
    line.append({"label": str(organization), "url": organization.get_absolute_url()})
    return line + [{"label": label} for label in last]


def card_rows(card: Card, catalogue: Catalogue | None, rules: SchemeRules | None, on: date) -> list[dict]:
    """Rows of the component ``metadata_block``; what nobody has entered is left out."""
    rows = [
        ("第一责任人" if card.organization.responsible_person else "书记", card.responsible_person),
        ("书记", "、".join(card.secretaries) if card.organization.responsible_person else ""),
        ("公开办公室", card.office_name),
        ("监督电话", card.phone),
        ("地址", card.address),
        ("电子信箱", card.mailbox),
        ("新闻发言人", card.spokesperson),
    ]
    shown = [{"label": label, "value": value} for label, value in rows if value]
    shown += catalogue_rows(card.organization, catalogue, on)
    if rules:
        scheme = rules.scheme
        number = f"（{scheme.document_number}）" if scheme.document_number else ""
        shown.append({"label": "实施方案", "value": f"{scheme.title}{number}", "is_wide": True})
    shown.append(consultations_row(card.organization))
    shown += carrier_rows(card.organization)
    for label, seats in (("领导小组", card.group), ("小组办公室", card.office)):
        if seats:
            shown.append({"label": label, "value": seat_words(seats), "is_wide": True})
    return shown


def consultations_row(organization: Organization) -> dict:
    """Where its drafts that are out for comment stand."""
    return {"label": "意见征求", "value": "征求意见、听证座谈", "url": f"/consultations/?o={organization.code}"}


def carrier_rows(organization: Organization) -> list[dict]:
    """Boards, screens, boxes and phones in use, a row a kind (PL-14); who keeps them is the desk's business. One query."""
    rows: dict[str, list[str]] = {}
    carriers = organization.carriers.filter(is_active=True).order_by("pk")
    for carrier in sorted(carriers, key=lambda row: KINDS.index(row.kind)):
        words = f"{carrier.name}（{carrier.place}）" if carrier.place else carrier.name
        rows.setdefault(carrier.get_kind_display(), []).append(words)
    return [{"label": label, "value": "、".join(words), "is_wide": True} for label, words in rows.items()]


def seat_words(seats) -> str:
    """组长 某某；成员 某某、某某"""
    titles: dict[str, list[str]] = {}
    for seat in seats:
        titles.setdefault(seat.title, []).append(seat.name)
    return "；".join(f"{title} {'、'.join(names)}" for title, names in titles.items())


def catalogue_rows(organization: Organization, catalogue: Catalogue | None, on: date) -> list[dict]:
    if catalogue is None:
        return [{"label": "公开目录", "value": "还没有施行中的目录"}]
    since = f"，{dates.plain(catalogue.in_force_from)}起施行" if catalogue.in_force_from else ""
    maker = "" if catalogue.organization_id == organization.pk else f"（{catalogue.organization}制定）"
    rows = [{"label": "公开目录", "value": f"第{catalogue.version}版{since}{maker}"}]
    if catalogue.is_filed:
        filed = f"{dates.plain(catalogue.filed_on)}报{catalogue.filed_with}"
        rows.append({"label": "备案", "value": filed, "state": "done", "word": "已备案"})
    else:
        rows.append({"label": "备案", "value": "", "state": "waiting", "word": "尚未备案"})
    return rows


def contact_rows(organizations) -> list[dict]:
    """Whom to call, for the guide."""
    return [
        {**link(row), "phone": row.supervision_phone, "office": row.office_name, "mailbox": row.mailbox}
        for row in organizations
    ]
