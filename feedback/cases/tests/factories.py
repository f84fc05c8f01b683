"""Cases for tests, made by the actions that make them in life."""

from datetime import date

from catalog.directory.tests.factories import adopt
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.tests.factories import make_organization, noon
from feedback.cases.actions.receiving import Received, receive_case
from feedback.cases.states import Kind

SUNDAY = date(2026, 9, 20)


def under_scheme(slug: str, **given) -> Organization:
    """An organisation under one of the five schemes, with the scheme's name as its code."""
    organization = make_organization(slug, **given)
    adopt(organization, slug)
    return organization


def received(organization, kind=Kind.TOPIC, on=SUNDAY, **given) -> Received:
    """Anonymous unless ``is_anonymous=False`` comes with a ``name``, a ``person`` or an ``applicant``."""
    given = {"subject": "办公楼维修用了多少钱", "text": "想知道维修的预算和决算。", "is_anonymous": True, **given}
    return receive_case(kind=kind, organization=organization, now=noon(on), **given)
