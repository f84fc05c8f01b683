"""What a database had of rectifications when they became orders (``feedback.0006``): every word, day and person, in both states."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from disclosure.deadlines.tests.factories import make_rows
from disclosure.orders.models import Order
from disclosure.organizations.tests.factories import make_department, make_holder, make_organization, noon
from feedback.cases.models.replies import Rectification
from feedback.cases.states import Kind
from feedback.cases.tests.factories import SUNDAY, received

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
BEFORE = ("feedback", "0005_an_opinion_has_an_order")
COLUMNS = "case_id bigint, order_id bigint, demand text, outcome text, deadline_id bigint, ordered_by_id bigint, done_by_id bigint, ordered_at datetime, done_at datetime"


@pytest.fixture
def apps():
    """As they were, with the table as it was."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {Rectification._meta.db_table}")
        cursor.execute(f"CREATE TABLE {Rectification._meta.db_table} (id integer PRIMARY KEY, {COLUMNS})")
    return MigrationLoader(None, replace_migrations=False).project_state(BEFORE).apps


@pytest.mark.clause("LK-07")
@pytest.mark.clause("PL-05")
def test_every_rectification_becomes_an_order_of_the_organisation_to_itself(apps):
    branch = make_organization()
    clerk, secretary = make_holder(branch, "clerk"), make_holder(branch, "secretary")
    department = make_department(branch)
    cases = [received(branch, kind=Kind.OPINION).case for _case in range(3)]
    rows = make_rows(branch, 3, due_on=SUNDAY + timedelta(days=30), department=department, person=clerk)
    ordered, done = noon(SUNDAY), noon(SUNDAY + timedelta(days=9))
    ends = [{}, {"done_at": done, "done_by_id": clerk.pk, "outcome": "换好了。"}, {"done_at": done, "outcome": ""}]
    old = apps.get_model("feedback", "Rectification")
    for case, row, end in zip(cases, rows, ends, strict=True):
        given = {"case_id": case.pk, "deadline_id": row.pk, "ordered_by_id": secretary.pk, "ordered_at": ordered}
        old.objects.create(demand=f"要求{case.number}", **given, **{"outcome": "", **end})
    migration = import_module("feedback.migrations.0006_make_orders_of_rectifications")
    for _again in range(2):
        migration.make_orders(apps, None)
    found = list(Order.objects.order_by("pk"))
    assert [each.order_id for each in old.objects.order_by("pk")] == [order.pk for order in found]
    for order, case, row in zip(found, cases, rows, strict=True):
        assert (order.organization, order.issuer, order.department, order.person) == (branch, branch, department, clerk)
        assert (order.what, order.source_label) == (f"要求{case.number}", f"意见建议 {case.number}")
        assert (order.deadline, order.source_url, order.is_at_source) == (row, row.url, True)
        assert (order.issued_by, order.issued_at) == (secretary, ordered)
        order.full_clean()
    assert [(order.state, order.closed_at, order.closed_by, order.outcome) for order in found] == [
        ("open", None, None, ""), ("closed", done, clerk, "换好了。"), ("closed", done, secretary, ""),
    ]  # fmt: skip
