"""Whether the superior decides (JG-04, QJ-16), and who there may: in the portal, or by a written reply."""

from datetime import date

from catalog.obligations.withholdings.models import Withholding
from catalog.schemes.rules import find_scheme
from disclosure.deadlines.dates import plain
from disclosure.organizations.holders import nearest_holders
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import DECIDE_BELOW

EXEMPTION, REFUSAL = "exemption", "refusal"
SUPERIOR_DECIDES = "superior_decides"
# By what a narrower scope is agreed to.
EXEMPTION, SUPERIOR, APPROVER = "exemption", "superior", "approver"


def superior_decides(organization: Organization, on: date, what: str = EXEMPTION) -> bool:
    """Whether the scheme sends it up for decision: the ``exemption`` of what the catalogue lists (JG-04), or the ``refusal`` of
    what was asked for (JG-04, QJ-16)."""
    rules = find_scheme(organization, on)
    return rules is not None and rules.data[what]["route"] == SUPERIOR_DECIDES


def narrowing_route(organization: Organization, on: date) -> str:
    """``EXEMPTION``, ``SUPERIOR`` or ``APPROVER``, by the scheme; without one as an exemption."""
    rules = find_scheme(organization, on)
    return rules.narrowing["route"] if rules else EXEMPTION


def goes_up(withholding: Withholding, on: date) -> bool:
    """Whether it is in force only with the superior's word."""
    if withholding.kind == Withholding.Kind.NARROWING:
        return narrowing_route(withholding.organization, on) == SUPERIOR
    return superior_decides(withholding.organization, on)


def is_filed(withholding: Withholding, on: date) -> bool:
    return withholding.kind != Withholding.Kind.NARROWING or narrowing_route(withholding.organization, on) == EXEMPTION


def deciders_above(organization: Organization, on: date) -> list[User]:
    """Who decides at the nearest superior where anyone does; nobody where the superior does not work in the portal."""
    return nearest_holders(DECIDE_BELOW, organization, on)[1]


def reply_words(opinion: str, number: str, on: date) -> str:
    """同意（县办发〔2026〕3号，2026年10月9日）"""
    return f"{opinion}（{number}，{plain(on)}）"
