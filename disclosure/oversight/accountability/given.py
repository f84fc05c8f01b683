"""What the scheme of the organisation concerned says of accountability: steps, retention, readers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

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


def choices_below(
    organization: Organization, access: Access, *, of: Organization | None = None
) -> tuple[QuerySet[Organization], list[str]]:
    """Whom a record that the organisation keeps may concern, and the words for what was done, by the scheme of ``of``."""
    paths = [*access.prefixes(INSPECT), *access.prefixes(DECIDE_BELOW)]
    below = Organization.objects.within(paths).filter(path__startswith=organization.path)
    part = rules_of(of or organization, access.on).part
    return below, [*part["steps"], *(part.get("commends") or [])]
