"""The system check finds tables that are not whole: a state that nothing leads to, an action that nothing leads up to."""

from catalog.obligations.withholdings.models import Withholding
from disclosure.organizations.roles import APPROVE
from disclosure.workflow.checks import faults, lost_columns, tables_are_whole
from disclosure.workflow.kit import Act, Holds, Workflow, in_state
from disclosure.workflow.table import WORKFLOWS
from disclosure.workflow.tests.loans import S, loans


def test_the_tables_of_the_portal_are_whole():
    assert WORKFLOWS and tables_are_whole(None) == []


def test_what_is_missing_is_named():
    table = Workflow(Withholding, code="loan")
    WORKFLOWS.remove(table)

    @table.action("end", "结束", at=in_state(S.IN_FORCE), to={S.ENDED, "lost"}, who=Holds(APPROVE))
    def end(act: Act) -> None: ...

    assert set(faults(table)) == {
        "loan: no action leads Withholding to agreed",
        "loan: no action leads Withholding to in_force",
        "loan: no action leads Withholding to refused",
        "loan: no action leads Withholding to submitted",
        "loan: Withholding has no state lost",
        "loan: end starts from in_force, which is never reached",
    }


def test_a_column_that_is_not_there_is_named():
    table = loans()
    table.reads = ("organisation", "entry__catalogue")

    @table.action("lend", "出借", who=Holds(APPROVE), others=("askd_by",))
    def lend(act):
        act.record("lent")

    assert list(lost_columns(table)) == ["loan: reads organisation", "loan: lend names askd_by"]
