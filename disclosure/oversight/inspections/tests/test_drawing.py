"""What is drawn can be drawn again by anybody, and nobody can change what it rests on."""

import hashlib
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from catalog.items.tests.factories import make_item
from disclosure.organizations.tests.factories import client_of, make_organization, noon
from disclosure.oversight.inspections import guard
from disclosure.oversight.inspections.actions.drawing import draw, freeze
from disclosure.oversight.inspections.actions.planning import cancel, tell
from disclosure.oversight.inspections.models import Drawing, FrozenList, Inspection, Sampled
from disclosure.oversight.inspections.tests.scene import TODAY, County
from disclosure.workflow.kit import Blocked, NotNow

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def county() -> County:
    return County()


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def derived(lines: str, seed: str, number: str, size: int) -> list[str]:
    """By the words of the page alone."""
    keyed = []
    for line in lines.splitlines():
        keyed.append((sha(seed + "\n" + number + "\n" + line), line))
    keyed.sort()
    return [line for _digest, line in keyed[:size]]


@pytest.mark.clause("LK-25")
def test_anybody_derives_the_drawing_again_from_what_is_published(county, time_machine):
    inspection = county.drawn()
    time_machine.move_to(county.tick())
    visit = county.visit(inspection)
    secretary = client_of(county.desk.secretary)
    page = secretary.get(visit.get_absolute_url())
    shown = page.context_data["page"]
    told = {fact.label: fact.value for fact in [*shown.drawing_facts, *shown.proof_facts]}
    lines = secretary.get(f"{visit.get_absolute_url()}list.txt").content.decode()
    assert sha(lines) == told["名单的 SHA-256"]
    assert sha(told["种子"]) == told["种子的 SHA-256"]
    assert told["报的数"] == "4711（书记王某）"
    shown = [row.sampled.line for row in page.context_data["page"].rows]
    assert derived(lines, told["种子"], "4711", 3) == shown
    assert (len(shown), len(lines.splitlines())) == (3, 6)


def test_another_number_draws_others(county):
    seed, lines = "s" * 64, "\n".join(f"第{number}行" for number in range(60))
    assert len({tuple(derived(lines, seed, str(number), 3)) for number in range(40)}) > 35


def test_the_seed_is_a_secret_until_a_number_is_named(county, time_machine):
    inspection = county.frozen()
    visit = county.visit(inspection)
    time_machine.move_to(county.tick())
    for person in (county.leader, county.desk.secretary):
        shown = client_of(person).get(visit.get_absolute_url()).content.decode()
        assert visit.frozen.seed_digest in shown
        assert visit.frozen.seed not in shown
    inspection = draw(inspection, visit=visit, number="7", named_by="书记", by=county.leader, now=county.tick())
    assert visit.frozen.seed in client_of(county.desk.secretary).get(visit.get_absolute_url()).content.decode()


@pytest.mark.each_database
def test_list_seed_number_and_result_cannot_be_changed_by_any_way(county):
    inspection = county.drawn()
    visit = county.visit(inspection)
    assert guard.missing(connection) == []
    changes = [
        lambda: FrozenList.objects.update(lines="别的"),
        lambda: FrozenList.objects.update(seed="0" * 64),
        lambda: FrozenList.objects.all().delete(),
        lambda: Drawing.objects.update(number="1"),
        lambda: Drawing.objects.filter(pk=visit.frozen.drawing.pk)._raw_delete("default"),
        lambda: Sampled.objects.update(line="别的一行"),
        lambda: Sampled.objects.filter(visit=visit)._raw_delete("default"),
    ]
    for change in changes:
        with pytest.raises(Exception) as caught, transaction.atomic():  # noqa: PT011 - of two kinds
            change()
        assert isinstance(caught.value, DatabaseError) or "protected" in str(caught.value).lower()
    visit.refresh_from_db()
    assert visit.frozen.drawing.number == "4711"


def test_a_lot_is_drawn_once(county):
    inspection = county.drawn()
    with pytest.raises(NotNow):
        draw(
            inspection, visit=county.visit(inspection), number="1", named_by="书记", by=county.leader, now=county.tick()
        )
    assert Sampled.objects.count() == 3


def test_of_two_organisations_each_names_its_own_number(county):
    other = make_organization("other", county.organization)
    make_item(other, county.desk.clerk, title="别处的", now=noon(TODAY + timedelta(days=1)))
    inspection = county.frozen(organizations=[county.branch, other])
    first, second = inspection.visits.order_by("pk")
    inspection = draw(inspection, visit=first, number="11", named_by="甲", by=county.leader, now=county.tick())
    assert inspection.state == Inspection.State.PREPARED
    with pytest.raises(ValidationError, match="已经抽过样"):
        draw(inspection, visit=first, number="12", named_by="甲", by=county.leader, now=county.tick())
    inspection = draw(inspection, visit=second, number="22", named_by="乙", by=county.leader, now=county.tick())
    assert inspection.state == Inspection.State.DRAWN
    assert FrozenList.objects.values("seed").distinct().count() == 2
    assert Sampled.objects.filter(visit=second).count() == 1


def test_the_list_is_frozen_only_once_they_were_told(county):
    inspection = county.plan()
    with pytest.raises(Blocked, match="还没有告知"):
        freeze(inspection, by=county.leader, now=noon(TODAY + timedelta(days=2)))
    inspection = tell(inspection, by=county.leader, now=noon(TODAY + timedelta(days=2)))
    inspection = freeze(inspection, by=county.leader, now=noon(TODAY + timedelta(days=2)))
    with pytest.raises(NotNow):
        freeze(inspection, by=county.leader, now=noon(TODAY + timedelta(days=2)))


@pytest.mark.parametrize("number", ["", "3.5", "-1", "一百", "9" * 25])
def test_a_number_is_a_whole_number(county, number):
    inspection = county.frozen()
    with pytest.raises(ValidationError):
        draw(
            inspection,
            visit=county.visit(inspection),
            number=number,
            named_by="书记",
            by=county.leader,
            now=county.tick(),
        )
    assert not Drawing.objects.exists()


def test_nobody_draws_before_the_first_day(county):
    inspection = county.frozen()
    with pytest.raises(ValidationError, match="才能抽样"):
        draw(inspection, visit=county.visit(inspection), number="1", named_by="书记", by=county.leader, now=noon(TODAY + timedelta(days=3)))  # fmt: skip


# --- where nobody may be told ---


def test_an_unannounced_one_is_drawn_by_a_figure_fixed_beforehand_and_entered_by_another(county):
    inspection = county.frozen("unannounced")
    visit, given = county.visit(inspection), {"number": "3210", "now": county.tick()}
    assert visit.frozen.number_source.startswith("9月9日上证指数收盘点数的整数部分")
    with pytest.raises(PermissionDenied, match="另一个检查人"):
        draw(inspection, visit=visit, by=county.leader, **given)
    with pytest.raises(ValidationError, match="才能抽样"):
        draw(inspection, visit=visit, by=county.second, number="3210", now=noon(TODAY + timedelta(days=3)))
    inspection = draw(inspection, visit=visit, by=county.second, **given)
    assert inspection.state == Inspection.State.DRAWN


def test_a_figure_that_is_out_already_is_no_lot(county):
    inspection = county.plan("unannounced", number_on=TODAY + timedelta(days=2))
    with pytest.raises(Blocked, match="已经公布"):
        freeze(inspection, by=county.leader, now=noon(TODAY + timedelta(days=2)))
    with pytest.raises(ValidationError, match="暗访要写明"):
        county.plan("unannounced", number_source="", number_on=None)


def test_a_called_off_inspection_cannot_go_on(county):
    inspection = cancel(county.frozen(), reason="下雨", by=county.second, now=county.tick())
    with pytest.raises(NotNow):
        draw(
            inspection, visit=county.visit(inspection), number="1", named_by="书记", by=county.leader, now=county.tick()
        )
