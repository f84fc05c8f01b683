"""Where a case went that belongs elsewhere, and where one came from, as its sender reads it."""

from dataclasses import dataclass

from feedback.cases.handover.words import way_words
from feedback.cases.models.cases import Case
from feedback.cases.models.handovers import Handover


@dataclass(frozen=True)
class Elsewhere:
    """To where the case was handed over, and how. ``became``: what it is there, inside this portal."""

    handover: Handover
    way: str
    became: Case | None


def elsewhere_of(case: Case) -> Elsewhere | None:
    found = Handover.objects.filter(case=case, confirmed_at__isnull=False).select_related("became").first()
    return Elsewhere(found, way_words(found), found.became) if found else None


def came_from(case: Case) -> Case | None:
    """What it was before it was handed over to here."""
    found = Handover.objects.filter(became=case).select_related("case__organization").first()
    return found.case if found else None
