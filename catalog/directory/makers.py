"""Who makes which organisation's catalogue, where the superior's document says so (QJ-26).

The highest scheme in the line with ``catalogue_makers`` governs all below; the organisation that works by it is its issuer and
may make any. Below it nobody makes its own, and a class that the document gives to a named committee is that committee's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

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
            if reached & sectors_of(row) and not (row["maker"] == "called" and row["called"] in organization.name):
                return f"{self.sentence(row)}，“{organization}”不能制定这一类组织的目录。"
        return ""

    def agreed_row(self, catalogue: Catalogue) -> Row | None:
        """The sentence by which another body must have agreed to the catalogue."""
        reached = reached_by(catalogue)
        return next((row for row in self.rows if row.get("agreed_with") and reached & sectors_of(row)), None)

    @property
    def by_superior(self) -> Row:
        """The last sentence is the one for all that are not named."""
        return [row for row in self.rows if row["maker"] == "superior"][-1]


def sectors_of(row: Row) -> set[str]:
    return {SECTORS[label] for label in row.get("sectors") or []}


def reached_by(catalogue: Catalogue) -> set[str]:
    if catalogue.applies_to == Catalogue.AppliesTo.OWN:
        return {catalogue.organization.sector}
    return set(catalogue.sectors) or below(catalogue.organization)


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


class CatalogueContext(Context):
    """With who makes it by the documents of the line."""

    @cached_property
    def makers(self) -> Makers | None:
        return makers_for(self.subject.organization, self.on)

    @property
    def agreed_row(self) -> Row | None:
        return self.makers.agreed_row(self.subject) if self.makers else None


def is_to_be_agreed(context: CatalogueContext) -> bool:
    return context.agreed_row is not None


def find_other_maker(context: CatalogueContext, values) -> Iterator[Blocker]:
    """The catalogue is another's to make."""
    catalogue, makers = context.subject, context.makers
    said = makers.why_not(catalogue.organization, catalogue.applies_to, catalogue.sectors) if makers else ""
    if said:
        yield Blocker("other_maker", said)


def find_unagreed(context: CatalogueContext, values) -> Iterator[Blocker]:
    """The document has it settled with another body before it holds."""
    if context.subject.agreed_on is None and (row := context.agreed_row):
        assert context.makers is not None
        words = f"{context.makers.sentence(row)}：请先登记和{row['agreed_with']}商定的机关和日期。"
        yield Blocker("not_agreed", words)
