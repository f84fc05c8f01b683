"""Organisations as cards, lists and the block that says who answers for disclosure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from catalog.directory.models import Catalogue
from catalog.items.channels.models import Carrier
from catalog.schemes.models import Scheme
from catalog.schemes.rules import SchemeRules
from disclosure.deadlines import dates
from disclosure.organizations.card import Card, Seat
from disclosure.organizations.models.directory import Organization
from disclosure.web.components import HOME, Fact, Link, given

# More organisations than this are opened level by level.
ON_ONE_PAGE = 60
KINDS = Carrier.Kind.values


@dataclass(frozen=True)
class Top:
    """A topmost organisation with those right below it; without them ``more`` says how many there are."""

    organization: Organization
    below: list[Organization]

    @property
    def more(self) -> str:
        return f"下级组织 {self.organization.numchild} 个" if self.organization.numchild else ""


def tops() -> list[Top]:
    """Each with those right below it while they all fit on a page. Two queries."""
    roots = list(Organization.objects.active().filter(depth=1)[:ON_ONE_PAGE])
    below = list(Organization.objects.active().filter(depth=2)[: ON_ONE_PAGE + 1])
    shown = below if len(below) <= ON_ONE_PAGE else []
    return [Top(root, [row for row in shown if row.path.startswith(root.path)]) for root in roots]


def crumbs(organization: Organization, *last: str) -> list[Link]:
    """From the home page down the tree. One query, none for a top organisation."""
    above = Organization.objects.get_ancestors(organization) if organization.depth > 1 else []
    return [HOME, *(Link(str(row), row.get_absolute_url()) for row in [*above, organization]), *map(Link, last)]


def card_rows(card: Card, catalogue: Catalogue | None, rules: SchemeRules | None, on: date) -> list[Fact]:
    """What nobody has entered is left out."""
    organization = card.organization
    contacts = [
        Fact("第一责任人" if organization.responsible_person else "书记", card.responsible_person),
        Fact("书记", "、".join(card.secretaries) if organization.responsible_person else ""),
        Fact("公开办公室", organization.office_name),
        Fact("监督电话", organization.supervision_phone),
        Fact("地址", organization.address),
        Fact("电子信箱", organization.mailbox),
        Fact("新闻发言人", organization.spokesperson),
    ]
    scheme = scheme_words(rules.scheme) if rules else ""
    scheme_url = reverse("catalog:scheme", args=[organization.code])
    consultations = f"{reverse('feedback:consultations')}?o={organization.code}"
    seats = (("领导小组", card.group), ("小组办公室", card.office))
    return [
        *given(contacts),
        *catalogue_rows(organization, catalogue, on),
        *given([Fact("实施方案", scheme, scheme_url, is_wide=True)]),
        Fact("意见征求", "征求意见、听证座谈", consultations),
        *carrier_rows(organization),
        *given(Fact(label, seat_words(held), is_wide=True) for label, held in seats),
    ]


def scheme_words(scheme: Scheme) -> str:
    return f"{scheme.title}（{scheme.document_number}）" if scheme.document_number else scheme.title


def carrier_rows(organization: Organization) -> list[Fact]:
    """Boards, screens, boxes and phones in use, a row a kind (PL-14); who keeps them is the desk's business. One query."""
    rows: dict[str, list[str]] = {}
    carriers = organization.carriers.filter(is_active=True).order_by("pk")
    for carrier in sorted(carriers, key=lambda row: KINDS.index(row.kind)):
        words = f"{carrier.name}（{carrier.place}）" if carrier.place else carrier.name
        rows.setdefault(carrier.get_kind_display(), []).append(words)
    return [Fact(label, "、".join(words), is_wide=True) for label, words in rows.items()]


def seat_words(seats: Iterable[Seat]) -> str:
    """组长 某某；成员 某某、某某"""
    titles: dict[str, list[str]] = {}
    for seat in seats:
        titles.setdefault(seat.title, []).append(seat.name)
    return "；".join(f"{title} {'、'.join(names)}" for title, names in titles.items())


def catalogue_rows(organization: Organization, catalogue: Catalogue | None, on: date) -> list[Fact]:
    if catalogue is None:
        return [Fact("公开目录", "还没有施行中的目录")]
    since = f"，{dates.plain(catalogue.in_force_from)}起施行" if catalogue.in_force_from else ""
    maker = "" if catalogue.organization_id == organization.pk else f"（{catalogue.organization}制定）"
    return [Fact("公开目录", f"第{catalogue.version}版{since}{maker}"), *filing_rows(catalogue)]


def filing_rows(catalogue: Catalogue) -> list[Fact]:
    """None where the document asks for no filing."""
    if catalogue.filed_on:
        words = f"{dates.plain(catalogue.filed_on)}报{catalogue.filed_with}"
        return [Fact("备案", words, state="done", word="已备案")]
    return [Fact("备案", "", state="waiting", word="尚未备案")] if catalogue.must_be_filed else []
