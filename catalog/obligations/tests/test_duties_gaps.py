"""Whatever nights the job did not run, the ledger after them equals the ledger of an office where it ran every night (LK-01)."""

import random
from datetime import date, timedelta

import pytest
from django.db import transaction

from catalog.changes.history import removals
from catalog.directory import actions as catalogues
from catalog.directory import entries
from catalog.directory.adoption import adopt_scheme
from catalog.directory.models import Catalogue
from catalog.directory.tests.factories import adopt, branch, make_catalogue, make_scheme_loaded
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.opening import open_duties
from catalog.obligations.withholdings.models import Withholding
from disclosure.audit.record import record
from disclosure.organizations.actions import create_organization
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.tests.factories import make_department, make_organization, make_person, noon
from disclosure.workflow.kit import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
FIRST, LAST = date(2026, 9, 18), date(2026, 11, 20)
DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
PERIODIC = {"limit_kind": "periodic", "limit_words": "定期"}
MATTERS = [branch("1", "决议情况", [branch("1-1", "工作部署", **PERIODIC), branch("1-2", "党费收缴", **PERIODIC)])]


def in_force(catalogue: Catalogue, on: date) -> Catalogue:
    catalogue = catalogues.approve(catalogue, by=SYSTEM, now=noon(on))
    return catalogues.put_in_force(catalogue, on=on, by=SYSTEM, now=noon(on))


def village(code: str, on: date) -> Organization:
    county = Organization.objects.get(code="county")
    return create_organization(
        superior=county, by=None, now=noon(on), code=code, name=code, sector="village", kind="branch"
    )


def found_county(on: date) -> None:
    """With those below it, which had owed nothing before: the disclosure day of September is over."""
    county = make_organization("county")
    adopt(county, "qijiang")
    for number in range(2):
        village(f"old-{number}", on)
    catalogue = make_catalogue(county, None, MATTERS, applies_to="class", sectors=["village"])
    in_force(catalogue, on)


def found_bureau(on: date) -> None:
    bureau = make_organization("bureau")
    adopt_scheme(bureau, scheme=make_scheme_loaded("pingluo"), from_on=on, as_issued=True, by=SYSTEM, now=noon(on))
    enter_department(on)


def enter_department(on: date) -> None:
    bureau = Organization.objects.get(code="bureau")
    department = make_department(bureau, f"科室{on}")
    record("department.added", department, by=None, now=noon(on), organization=bureau)


def work_by_own_document(on: date) -> None:
    """A village that came in the gap adopts a scheme of its own."""
    own = Organization.objects.get(code="new")
    scheme = make_scheme_loaded("longkou")
    adopt_scheme(own, scheme=scheme, from_on=on, as_issued=True, by=SYSTEM, now=noon(on))


def exempt(on: date) -> None:
    old, person = Organization.objects.get(code="old-0"), make_person(f"leader-{on}")
    entry = Catalogue.objects.get(organization__code="county").nodes.get(code="1-2", rank="entry")
    given = {"kind": "exemption", "reason": "under_way", "explanation": "正在核查。", "legal_basis": "disclosure-7"}
    Withholding.objects.create(
        organization=old, entry=entry, entry_code="1-2", from_on=on, review_on=on + timedelta(days=90), state="in_force",
        proposed_by=person, proposed_at=noon(on), approved_by=person, approved_at=noon(on), **given,
    )  # fmt: skip


def renew(on: date) -> None:
    """Without 1-1 and with 1-3."""
    draft = catalogues.new_version(
        Catalogue.objects.in_force().get(organization__code="county"), by=SYSTEM, now=noon(on)
    )
    entries.remove_entry(draft.nodes.get(code="1-1", rank="entry"), by=SYSTEM, now=noon(on))
    values = branch("1-3", "新增事项", **PERIODIC).values
    entries.add_entry(draft, parent=draft.nodes.get(code="1"), by=SYSTEM, now=noon(on), **values)
    in_force(draft, on)


HAPPENS = {
    date(2026, 9, 18): found_county,
    date(2026, 9, 24): lambda on: village("new", on),
    date(2026, 9, 25): found_bureau,
    date(2026, 10, 1): exempt,
    date(2026, 10, 12): work_by_own_document,
    date(2026, 10, 28): enter_department,
    date(2026, 11, 3): renew,
    date(2026, 11, 10): lambda on: village("newest", on),
}


def ledger_after(nights: set[date]) -> list[tuple]:
    """Of the last day, of an office whose job ran in these nights; everything is undone again."""
    with transaction.atomic():
        for on in DAYS:
            if on in HAPPENS:
                HAPPENS[on](on)
            if on in nights:
                open_duties(on=on, now=noon(on), removals=removals)
        rows = Duty.objects.values_list(
            "organization__code", "kind", "entry_code", "department__name", "recurrence", "starts_on",
            "deadline__start_on", "deadline__due_on", "deadline__closed_as", "deadline__closed_on", "ended_reason",
        )  # fmt: skip
        found = sorted(map(str, rows))
        transaction.set_rollback(True)
    return found


@pytest.mark.clause("LK-01")
@pytest.mark.clause("QJ-11")
def test_the_ledger_after_any_gap_equals_the_ledger_without_it():
    every_night = ledger_after(set(DAYS))
    # Of the villages the disclosure days of October and November, before and after the change of 3 November.
    assert sum("'old-1', 'period'" in row for row in every_night) == 4 + 1
    assert ledger_after({LAST}) == every_night, "it never ran before"
    # Sweeps on 21 September and 9 October: those who had owed nothing owe October, whose day was the 8th.
    assert ledger_after({date(2026, 9, 21), date(2026, 10, 9), *DAYS[22:]}) == every_night
    chance = random.Random(20261109)
    for _turn in range(3):
        nights = {on for on in DAYS if chance.random() < chance.choice([0.05, 0.3, 0.7])} | {LAST}
        assert ledger_after(nights) == every_night, sorted(nights)
