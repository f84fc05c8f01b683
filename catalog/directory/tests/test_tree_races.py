"""Two who keep a catalogue at the same moment."""

from catalog.directory import entries
from catalog.directory.models import Entry
from catalog.directory.tests.factories import NOW, branch, make_catalogue, make_entry
from catalog.directory.trees import faults
from disclosure.organizations.tests.factories import make_organization
from disclosure.workflow.kit import SYSTEM, NotNow
from disclosure.workflow.tests.races import RACE, at_once

pytestmark = RACE


def test_a_matter_under_a_heading_that_somebody_removes_is_kept_or_refused_in_words():
    catalogue = make_catalogue(make_organization(), branches=[branch("1", "甲", []), branch("2", "乙", [])])
    for heading in Entry.objects.filter(catalogue=catalogue, rank="category"):
        removed, added = at_once(
            lambda heading=heading: entries.remove_entry(heading, by=SYSTEM, now=NOW),
            lambda heading=heading: make_entry(catalogue, parent=heading, code=f"{heading.code}-1"),
        )
        is_kept = isinstance(added, Entry)
        assert isinstance(removed if is_kept else added, Exception)
        assert Entry.objects.filter(catalogue=catalogue, code=f"{heading.code}-1").exists() is is_kept
        assert Entry.objects.filter(pk=heading.pk).exists() is is_kept
    assert faults(catalogue) == []


def test_after_it_is_gone_the_refusal_says_so():
    catalogue = make_catalogue(make_organization(), branches=[branch("1", "甲", [])])
    heading = Entry.objects.get(catalogue=catalogue, rank="category")
    entries.remove_entry(heading, by=SYSTEM, now=NOW)
    for call in (
        lambda: make_entry(catalogue, parent=heading, code="1-1"),
        lambda: entries.remove_entry(heading, by=SYSTEM, now=NOW),
    ):
        (refusal,) = at_once(call)
        assert isinstance(refusal, NotNow) and "刚刚被别人删除" in str(refusal)
