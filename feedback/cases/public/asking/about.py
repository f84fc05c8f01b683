"""Which organisations a form offers, and what a case is about: resolved anew at every step, as the reader sees it now."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import Http404, QueryDict

from catalog.directory.contents import entry_for
from catalog.directory.models import Entry
from catalog.items.models import Item
from disclosure.organizations.access import access_of
from disclosure.organizations.models.directory import Organization
from disclosure.web.whole_numbers import whole_number
from feedback.cases.public.asking.drafts import Answers

# Organisations offered on one page.
MOST = 40


@dataclass(frozen=True)
class About:
    organization: Organization | None = None
    item: Item | None = None
    entry: Entry | None = None

    @property
    def words(self) -> str:
        """What the form says it is about; an item by the title that this reader reads."""
        if self.item:
            return f"公开事项“{self.item.shown_version.title}”"
        return f"目录事项“{self.entry.code} {self.entry.name}”" if self.entry else ""


def named_in_link(parameters: QueryDict, reader, on: date) -> Answers:
    """The answers a link brings along: ``?item=``, ``?o=`` or ``?o=&entry=``. What there is not and what this reader may
    not see are the same 404."""
    values = {name: parameters.get(name, "") for name in ("item", "o", "entry")}
    if values["item"]:
        item = item_shown(values["item"], reader, on)
        if item is None:
            raise Http404
        return {"item": str(item.pk), "organization": item.organization.code}
    if not values["o"]:
        return {}
    organization = in_use(values["o"])
    if organization is None or (values["entry"] and entry_of(organization, values["entry"]) is None):
        raise Http404
    return {"organization": organization.code, "entry": values["entry"]}


def about(values: Answers, reader, on: date) -> About:
    """An item that was withdrawn meanwhile is no longer named; the case goes on without it."""
    organization = in_use(values.get("organization", ""))
    if organization is None:
        return About()
    item = item_shown(values.get("item", ""), reader, on)
    if item and item.organization_id == organization.pk:
        return About(organization, item, item.entry)
    return About(organization, None, entry_of(organization, values.get("entry", "")))


def in_use(code: str) -> Organization | None:
    return Organization.objects.active().filter(code=code).first() if code and "\x00" not in code else None


def item_shown(pk: str, reader, on: date) -> Item | None:
    key = whole_number(pk)
    if key is None:
        return None
    rows = Item.objects.visible_to(reader, on).filter(organization__is_active=True, pk=key)
    return rows.select_related("organization", "entry", "published_version").first()


def entry_of(organization: Organization, code: str) -> Entry | None:
    return entry_for(organization, code) if code and "\x00" not in code else None


def offered(q: str, reader, on: date) -> list[Organization]:
    """Those in use, found by name; else the reader's own first, then all in the order of the tree, or its upper levels where
    there are too many for one page."""
    rows = Organization.objects.active()
    if q:
        return list(rows.filter(Q(name__icontains=q) | Q(short_name__icontains=q))[:MOST])
    own = list(rows.filter(pk__in=access_of(reader, on).member_organization_ids))
    others = rows.exclude(pk__in=[row.pk for row in own])
    found = list(others.order_by("path")[: MOST + 1])
    return [*own, *(found if len(found) <= MOST else others.order_by("depth", "path")[:MOST])]
