"""An organisation with three entries that owe by event and one that recurs, for the tests of confirmations."""

from datetime import date

from catalog.directory.tests.factories import branch
from catalog.items.tests.factories import Desk
from catalog.obligations.confirmations.models import Confirmation
from catalog.obligations.confirmations.opening import open_confirmations
from disclosure.organizations.tests.factories import noon

ENTRIES = [
    branch("1", "决议情况", [
        branch("1-1", "支部决议"),
        branch("1-2", "职责分工", scope="party", scope_words=["党内"], limit_kind="fixed", limit_words="固定"),
        branch("1-3", "阶段工作", limit_kind="staged", limit_words="逐段"),
        branch("1-4", "党费收缴", limit_kind="periodic", limit_words="定期"),
    ])
]  # fmt: skip


def desk_of(code="branch", **fields) -> Desk:
    return Desk(code, entries=ENTRIES, **fields)


def sweep(on: date) -> int:
    return open_confirmations(on=on, now=noon(on))


def only() -> Confirmation:
    return Confirmation.objects.select_related("organization", "deadline").get()


def closed() -> tuple[str, date | None]:
    row = only().deadline
    return row.closed_as, row.closed_on
