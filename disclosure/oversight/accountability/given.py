"""What the scheme of the organisation concerned says of accountability: steps, retention, readers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from catalog.schemes.models import Adoption, Scheme
from catalog.schemes.rules import find_scheme
from disclosure.organizations.access import Access
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import DECIDE_BELOW, INSPECT
from disclosure.oversight.accountability.models import Measure

USUAL: Mapping[str, Any] = {
    "steps": ["批评教育", "限期整改", "追究责任"],
    "commends": ["表扬推广"],
    "keep_years": 5,
    "seen_by": ["head", "person"],
}


@dataclass(frozen=True)
class Rules:
    """``own_ground``: the scheme's own article, empty where it says nothing."""

    part: Mapping[str, Any]
    own_ground: str

    def steps(self, kind: str) -> list[str]:
        return list(self.part["steps"] if kind == Measure.Kind.FAULT else self.part.get("commends") or [])

    def is_seen_by(self, reader: str) -> bool:
        return reader in self.part["seen_by"]

    def keep_until(self, decided_on: date) -> date:
        year = decided_on.year + self.part["keep_years"]
        try:
            return decided_on.replace(year=year)
        except ValueError:
            return date(year, 3, 1)


def rules_of(organization: Organization, on: date) -> Rules:
    scheme = find_scheme(organization, on)
    part = scheme.data.get("accountability") if scheme else None
    if not (scheme and part):
        return Rules(USUAL, "")
    return Rules(
        part, f"《{scheme.scheme.title}》{part['article']}" if part.get("article") and part.get("sentence") else ""
    )


def choices_below(organization: Organization, access: Access) -> tuple[QuerySet[Organization], list[str]]:
    """Whom a record that the organisation keeps may concern, and the words for what was done: of all schemes in force there."""
    paths = [*access.prefixes(INSPECT), *access.prefixes(DECIDE_BELOW)]
    below = Organization.objects.within(paths).filter(path__startswith=organization.path)
    own = Adoption.objects.in_force(access.on).filter(organization__path__startswith=organization.path)
    schemes = Scheme.objects.filter(pk__in=own.values("scheme")).order_by("pk").values_list("data", flat=True)
    parts = [rules_of(organization, access.on).part, *(data.get("accountability") or USUAL for data in schemes)]
    words = (word for part in parts for word in [*part["steps"], *(part.get("commends") or [])])
    return below, list(dict.fromkeys(words))
