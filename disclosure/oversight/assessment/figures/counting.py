"""Who is assessed, and what each came to. A constant number of statements, however many they are."""

from collections.abc import Iterable, Sequence
from datetime import date

from disclosure.organizations.holders import heads_of
from disclosure.organizations.models.directory import Department, Organization
from disclosure.oversight.assessment.figures.measuring import Measures, Span, Unit
from disclosure.oversight.assessment.figures.sources import SOURCES
from disclosure.oversight.assessment.models import Assessment, Result, Score
from disclosure.oversight.assessment.terms import kinds_of

Kind = Result.Kind


def find_assessed(assessment: Assessment, on: date) -> list[Result]:
    """In the order of the tree, each organisation before who heads it; departments in their own. Not saved."""
    kinds = kinds_of(assessment.terms, assessment.of)
    found = departments(assessment) if assessment.of == Assessment.Of.DEPARTMENTS else below(assessment, kinds, on)
    for position, result in enumerate(found, 1):
        result.assessment, result.position = assessment, position
    return found


def departments(assessment: Assessment) -> list[Result]:
    rows = Department.objects.filter(organization=assessment.organization_id, is_active=True).order_by("position", "pk")
    return [
        Result(kind=Kind.DEPARTMENT, organization=assessment.organization, department=row, name=row.name)
        for row in rows
    ]


def below(assessment: Assessment, kinds: Sequence[str], on: date) -> list[Result]:
    path = assessment.organization.path
    depth = len(path) // Organization.steplen + 1
    organizations = list(Organization.objects.active().filter(path__startswith=path, depth=depth))
    heads = heads_of([each.pk for each in organizations], on)
    found = []
    for each in organizations:
        if Kind.ORGANIZATION in kinds:
            found.append(Result(kind=Kind.ORGANIZATION, organization=each, name=each.name))
        if Kind.HEAD in kinds:
            found += head_rows(each, heads[each.pk])
    return found


def head_rows(organization: Organization, heads: Sequence) -> list[Result]:
    """Who heads it: the secretary, else whom the organisation names as first responsible."""
    if heads:
        return [Result(kind=Kind.HEAD, organization=organization, person=heads[0], name=f"{organization} {heads[0]}")]
    name = organization.responsible_person
    return [Result(kind=Kind.HEAD, organization=organization, name=f"{organization} {name}")] if name else []


# --- counting ---


def unit_of(result: Result) -> Unit:
    """Who heads an organisation answers for all of it."""
    return Unit(result.organization_id, result.department_id)


def count(assessment: Assessment, results: Iterable[Result]) -> list[Score]:
    """Of each of the assessed and each indicator that counts; a statement an indicator."""
    results = list(results)
    units = list(dict.fromkeys(map(unit_of, results)))
    span = Span.of_year(assessment.year, assessment.counted_on)
    measured = {key: SOURCES[key].count(units, span) for key in assessment.terms["weights"] if key in SOURCES}
    return [score(result, key, measures) for key, measures in measured.items() for result in results]


def score(result: Result, key: str, measures: Measures) -> Score:
    found = measures[unit_of(result)]
    return Score(
        result=result, indicator=key, good=found.good, whole=found.whole, rows=found.rows, digest=found.digest
    )  # fmt: skip
