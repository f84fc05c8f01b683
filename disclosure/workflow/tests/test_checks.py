"""The system check finds tables that are not whole: a state that nothing leads to, an action that nothing leads up to."""

import os
import subprocess
import sys

from django import forms

from catalog.obligations.withholdings.models import Withholding
from disclosure.organizations.roles import APPROVE
from disclosure.testing.servers import BASE_DIR
from disclosure.workflow.checks import faults, lost_columns, questions, tables_are_whole
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


def test_a_value_that_no_form_asks_is_named():
    table = loans()

    class LendForm(forms.Form):
        until = forms.DateField()

    @table.action("lend", "出借", who=Holds(APPROVE), form=LendForm)
    def lend(act, *, until, to_whom, note=""): ...

    @table.start("ask", "借用", who=Holds(APPROVE), form=LendForm)
    def ask(act, *, reason): ...

    assert list(questions(table)) == [
        "loan: the form of lend does not ask to_whom",
        "loan: the form of ask does not ask reason",
        "loan: ask takes no until, which its form asks",
    ]


REGISTERED = """
import importlib, pkgutil
import django
django.setup()
from disclosure.audit.words import ACTION_LABELS
from disclosure.workflow.table import WORKFLOWS

def declared():
    actions = {f"{workflow.code}.{name}" for workflow in WORKFLOWS for name in workflow.actions}
    return actions | set(ACTION_LABELS) | {f"{workflow.code}:{workflow.model.__name__}" for workflow in WORKFLOWS}

at_start = declared()
for name in ("disclosure", "catalog", "feedback"):
    for module in pkgutil.walk_packages(importlib.import_module(name).__path__, f"{name}."):
        if not {"tests", "testing", "migrations", "wsgi", "asgi", "__main__"} & set(module.name.split(".")):
            importlib.import_module(module.name)
print(*sorted(declared() - at_start))
"""


def test_every_action_is_there_when_the_portal_has_started():
    """Not only once somebody has happened to import its module: a test would, production would not."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "disclosure.settings"}
    run = subprocess.run(
        [sys.executable, "-c", REGISTERED], cwd=BASE_DIR, env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == []
