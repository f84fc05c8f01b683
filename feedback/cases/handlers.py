"""Whose work a case is, by its kind: the permission that receiving, the ledger and the notices ask for."""

from datetime import date

from disclosure.organizations.holders import holders
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import COLLECT_OPINIONS, HANDLE_REQUESTS
from feedback.cases.models.cases import Case
from feedback.cases.states import Kind

STAFF_PERMISSION = {
    Kind.TOPIC: HANDLE_REQUESTS,
    Kind.APPLICATION: HANDLE_REQUESTS,
    Kind.QUESTION: HANDLE_REQUESTS,
    Kind.OPINION: COLLECT_OPINIONS,
}


def staff_for(case: Case, on: date) -> list[User]:
    return holders(STAFF_PERMISSION[case.kind], [case.organization], on)[case.organization_id]
