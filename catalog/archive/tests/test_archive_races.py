"""Several items of one organisation are archived at the same moment: each gets its own number, none is left out."""

from datetime import date

import pytest
from django.db import connection

from catalog.archive import guard
from catalog.archive.appraisal.actions import agree_appraisal, open_appraisals, propose
from catalog.archive.appraisal.models import Appraisal, CondemnedFile
from catalog.archive.archiving import archive
from catalog.archive.models import ArchiveRecord
from catalog.archive.verifying import problems
from catalog.items.actions.publishing import end_display
from catalog.items.tests.factories import Desk
from disclosure.organizations.tests.factories import noon
from disclosure.workflow.tests.races import RACE, at_once, refused_at_once

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


def test_a_package_whose_end_has_come_is_appraised_and_destroyed_once():
    desk = Desk()
    archive(ended(desk), retention="years_10", by=desk.secretary, now=desk.tick())
    on = date(2037, 1, 1)
    now = noon(on)
    assert sum(at_once(*[lambda: open_appraisals(on=on, now=now)] * 3)) == 1
    row = propose(Appraisal.objects.get(), opinion="destroy", reason="没有价值", by=desk.secretary, now=now)
    assert refused_at_once(*[lambda: agree_appraisal(row, by=desk.approver, now=now)] * 2) == [False, True]
    assert not CondemnedFile.objects.exists() and list(problems()) == []
