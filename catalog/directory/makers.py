"""Who makes which organisation's catalogue, where the superior's document says so (QJ-26).

The highest scheme in the line with ``catalogue_makers`` governs all below; the organisation that works by it is its issuer and
may make any. Below it nobody makes its own, and a class that the document gives to a named committee is that committee's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from catalog.directory.models import Catalogue
from catalog.schemes.models import Adoption
from catalog.schemes.rules import Row
from disclosure.organizations.models.directory import Organization
from disclosure.workflow.context import Context
from disclosure.workflow.refusals import Blocker

SECTORS = {label: value for value, label in Organization.Sector.choices}


@dataclass(frozen=True)
class Makers:
    """``rows``: the document's sentences, each with who makes which catalogues."""

    issuer: Organization
    title: str
    article: str
    rows: list[Row]

    def sentence(self, row: Row) -> str:
        return f"依《{self.title}》{self.article}“{row['sentence']}”"

    def why_not(self, organization: Organization, applies_to: str, sectors: list[str]) -> str:
        """Why the organisation may not make or change the catalogue; empty where it may."""
        if organization == self.issuer:
            return ""
        if applies_to == Catalogue.AppliesTo.OWN or organization.is_leaf():
            return f"{self.sentence(self.by_superior)}，“{organization}”不能给自己制定目录。"
        reached = set(sectors) or below(organization)
        for row in self.rows:
            taken = reached & {SECTORS[label] for label in row.get("sectors", [])}
            if taken and row["called"] not in organization.name:
                return f"{self.sentence(row)}，“{organization}”不能制定这一类组织的目录。"
        return ""

    @property
    def by_superior(self) -> Row:
        """The last sentence is the one for all that are not named."""
        return [row for row in self.rows if row["maker"] == "superior"][-1]


def below(organization: Organization) -> set[str]:
    """Classes of organisations that a catalogue for all of them reaches."""
    rows = Organization.objects.active().filter(path__startswith=organization.path).exclude(pk=organization.pk)
    return set(rows.values_list("sector", flat=True))


def makers_for(organization: Organization, on: date) -> Makers | None:
    """None where no document in the line says who makes catalogues. One query."""
    adopted = Adoption.objects.in_force(on).filter(organization__path__in=organization.line_paths)
    for adoption in adopted.select_related("scheme", "organization").order_by("organization__path"):
        if said := adoption.scheme.data.get("catalogue_makers"):
            return Makers(adoption.organization, adoption.scheme.title, said["article"], said["rows"])
    return None


def why_not_made_by(organization: Organization, applies_to: str, sectors: list[str], on: date) -> str:
    makers = makers_for(organization, on)
    return makers.why_not(organization, applies_to, sectors) if makers else ""


def find_other_maker(context: Context, values) -> Iterator[Blocker]:
    """The catalogue is another's to make."""
    catalogue: Catalogue = context.subject
    if said := why_not_made_by(catalogue.organization, catalogue.applies_to, catalogue.sectors, context.on):
        yield Blocker("other_maker", said)
