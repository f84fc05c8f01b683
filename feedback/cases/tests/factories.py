"""Cases for tests, made by the actions that make them in life."""

from datetime import date, datetime

from django.utils import timezone

from catalog.directory.tests.factories import adopt
from disclosure.organizations.access import access_of
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.tests.factories import make_organization, noon
from disclosure.workflow.kit import SENDER, Act, Action, Actor
from disclosure.workflow.offers import offers
from feedback.cases.actions.receiving import Received, receive_case
from feedback.cases.context import CaseContext
from feedback.cases.models.cases import Case
from feedback.cases.procedure import cases, describe_step
from feedback.cases.states import Kind

SUNDAY = date(2026, 9, 20)


def offered(case: Case, person, on: date) -> list[Action]:
    """What the case's page offers to the person."""
    return [offer.action for offer in offers(cases, CaseContext(case, access_of(person, on)))]


def happened(case: Case, word: str, *, now: datetime, by=None, words: str = "", note: str = "") -> None:
    """A step on the time line as an action leaves it, with everything that follows from it."""
    action = next(action for action in cases.actions.values() if action.audit == f"case.{word}")
    on = timezone.localdate(now)
    act = Act(action, CaseContext(case, access_of(by, on)), Actor(by), now, on, {})
    describe_step(act, words, note)
    for effect in cases.after_all:
        effect(act)


def under_scheme(slug: str, **given) -> Organization:
    """An organisation under one of the five schemes, with the scheme's name as its code."""
    organization = make_organization(slug, **given)
    adopt(organization, slug)
    return organization


def received(organization, kind=Kind.TOPIC, on=SUNDAY, **given) -> Received:
    """Anonymous unless ``is_anonymous=False`` comes with a ``name``, a ``person`` or an ``applicant``."""
    given = {"subject": "办公楼维修用了多少钱", "text": "想知道维修的预算和决算。", "is_anonymous": True, **given}
    return receive_case(kind=kind, organization=organization, now=noon(on), **{"by": SENDER, **given})
