"""Several items of one organisation are archived at the same moment: each gets its own number, none is left out."""

import pytest
from django.db import connection

from catalog.archive import guard
from catalog.archive.archiving import archive
from catalog.archive.models import ArchiveRecord
from catalog.archive.verifying import problems
from catalog.items.actions.publishing import end_display
from catalog.items.tests.factories import Desk
from disclosure.workflow.tests.races import RACE, at_once

pytestmark = RACE


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def ended(desk):
    return end_display(desk.released(), by=desk.secretary, reason="已经展示够了", now=desk.tick())


def test_pieces_archived_at_once_are_numbered_without_a_gap():
    desk = Desk()
    items, now = [ended(desk) for _ in range(4)], desk.tick()
    at_once(*(lambda item=item: archive(item, by=desk.secretary, now=now) for item in items))
    assert sorted(ArchiveRecord.objects.values_list("piece_number", flat=True)) == [1, 2, 3, 4]
    assert list(problems()) == []


def test_a_double_press_packs_once():
    desk = Desk()
    item, now = ended(desk), desk.tick()
    outcomes = at_once(*[lambda: archive(item, by=desk.secretary, now=now)] * 2)
    assert sorted(isinstance(outcome, ArchiveRecord) for outcome in outcomes) == [False, True]
    assert list(problems()) == [] and guard.missing(connection) == []
