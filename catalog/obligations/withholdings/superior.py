"""Whether the superior decides (JG-04, QJ-16), and who there may: in the portal, or by a written reply."""

from datetime import date

from catalog.schemes.rules import find_scheme
from disclosure.deadlines.dates import plain
from disclosure.organizations.holders import nearest_holders
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import DECIDE_BELOW

EXEMPTION, REFUSAL = "exemption", "refusal"
SUPERIOR_DECIDES = "superior_decides"


def superior_decides(organization: Organization, on: date, what: str = EXEMPTION) -> bool:
    """Whether the scheme sends it up for decision: the ``exemption`` of what the catalogue lists (JG-04), or the ``refusal`` of
    what was asked for (JG-04, QJ-16)."""
    rules = find_scheme(organization, on)
    return rules is not None and rules.data[what]["route"] == SUPERIOR_DECIDES


def deciders_above(organization: Organization, on: date) -> list[User]:
    """Who decides at the nearest superior where anyone does; nobody where the superior does not work in the portal."""
    return nearest_holders(DECIDE_BELOW, organization, on)[1]


def reply_words(opinion: str, number: str, on: date) -> str:
    """同意（县办发〔2026〕3号，2026年10月9日）"""
    return f"{opinion}（{number}，{plain(on)}）"
