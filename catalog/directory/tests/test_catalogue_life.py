"""A catalogue from draft to superseded."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from catalog.directory import actions as catalogues
from catalog.directory import entries
from catalog.directory.contents import catalogue_for
from catalog.directory.exporting import rows_of
from catalog.directory.models import Catalogue, Entry
from catalog.directory.staff.page import filed_word
from catalog.directory.tests.factories import (
    NOW,
    TODAY,
    branch,
    install,
    make_catalogue,
    make_entry,
    make_scheme_loaded,
)
from catalog.directory.trees import faults
from catalog.filings.models import Filing
from catalog.items.public.organizations import catalogue_rows
from disclosure.audit.models import Event
from disclosure.audit.tests.factories import actions_on
from disclosure.deadlines.models import Deadline
from disclosure.organizations.tests.factories import make_department, make_holder, make_organization
from disclosure.workflow.kit import SYSTEM, NotNow

pytestmark = pytest.mark.django_db
clause = pytest.mark.clause
S = Catalogue.State


def approved(catalogue):
    return catalogues.approve(catalogue, by=SYSTEM, now=NOW)


@clause("LK-04")
def test_a_catalogue_is_approved_filed_and_put_in_force_by_its_secretary():
    organization = make_organization()
    secretary = make_holder(organization, "secretary")
    catalogue = make_catalogue(organization)

    catalogues.approve(catalogue, by=secretary, now=NOW)
    catalogues.file(
        catalogue, filed_with="市委办公室", filed_on=TODAY, number="备[2026]1号", receipt="收讫", by=secretary, now=NOW
    )
    done = catalogues.put_in_force(catalogue, on=TODAY, by=secretary, now=NOW)

    assert (done.state, done.approved_by, done.in_force_from) == (S.IN_FORCE, secretary, TODAY)
    assert (done.filed_with, done.filed_on, done.filing_number, done.filing_receipt) == (
        "市委办公室",
        TODAY,
        "备[2026]1号",
        "收讫",
    )
    assert actions_on(catalogue) == ["catalogue.approved", "catalogue.filed", "catalogue.put_in_force"]


@clause("LK-04")
def test_a_catalogue_in_force_before_its_filing_is_shown_as_not_filed_until_it_is():
    catalogue = approved(make_catalogue(make_organization()))
    in_force = catalogues.put_in_force(catalogue, on=TODAY, by=SYSTEM, now=NOW)
    assert (in_force.state, in_force.is_filed) == (S.IN_FORCE, False)
    assert filed_word(in_force) == "未备案"

    filed = catalogues.file(catalogue, filed_with="工委", filed_on=TODAY, by=SYSTEM, now=NOW)
    assert (filed.state, filed.is_filed) == (S.IN_FORCE, True)
    assert filed_word(filed) == "✓ 2026年9月1日"
    with pytest.raises(ValidationError, match="已经登记过的"):
        catalogues.file(catalogue, filed_with="工委", filed_on=TODAY, by=SYSTEM, now=NOW)


@clause("LK-04")
@pytest.mark.parametrize("slug", ["jiguan", "pingluo", "qijiang"])
def test_where_no_document_asks_for_its_filing_none_is_opened_offered_or_shown(slug):
    catalogue = approved(make_catalogue(make_organization(), make_scheme_loaded(slug)))
    in_force = catalogues.put_in_force(catalogue, on=TODAY, by=SYSTEM, now=NOW)
    assert (in_force.filing, filed_word(in_force)) == (None, "")
    assert "备案" not in {row.label for row in catalogue_rows(in_force.organization, in_force, TODAY)}
    with pytest.raises(ValidationError, match="没有要求备案"):
        catalogues.file(in_force, filed_with="工委", filed_on=TODAY, by=SYSTEM, now=NOW)
    assert not Filing.objects.exists() and not Deadline.objects.exists()


@pytest.mark.parametrize("verb", ["approve", "file", "put_in_force", "discard"])
@pytest.mark.parametrize("state", S.values)
def test_a_verb_works_in_the_states_of_the_table_and_in_no_other(state, verb):
    catalogue = make_catalogue(make_organization())
    Catalogue.objects.filter(pk=catalogue.pk).update(state=state)
    given = {"file": {"filed_with": "工委", "filed_on": TODAY}, "put_in_force": {"on": TODAY}}.get(verb, {})

    def act():
        return getattr(catalogues, verb)(catalogue, **given, by=SYSTEM, now=NOW)

    if state in getattr(catalogues, verb).at.states:
        act()
    else:
        with pytest.raises(ValidationError, match=getattr(catalogues, verb).not_now):
            act()
        assert Catalogue.objects.get(pk=catalogue.pk).state == state


@pytest.mark.each_database
def test_a_discarded_draft_is_gone_with_its_entries_and_stays_in_the_log():
    draft = make_catalogue(make_organization())
    catalogues.discard(draft, by=SYSTEM, now=NOW)
    assert not Catalogue.objects.exists() and not Entry.objects.exists()
    assert actions_on(draft) == ["catalogue.discarded"]


def test_a_draft_is_changed_and_not_copied():
    draft = make_catalogue(make_organization())
    with pytest.raises(ValidationError, match="不用开新版"):
        catalogues.new_version(draft, by=SYSTEM, now=NOW)
    assert list(Catalogue.objects.all()) == [draft]


@pytest.mark.each_database
def test_the_next_version_replaces_the_one_before_on_the_same_day():
    organization = make_organization()
    first = make_catalogue(organization, in_force=True)
    second = approved(catalogues.new_version(first, by=SYSTEM, now=NOW))

    catalogues.put_in_force(second, on=TODAY, by=SYSTEM, now=NOW)

    first.refresh_from_db()
    assert (first.state, first.superseded_on) == (S.SUPERSEDED, TODAY)
    assert catalogue_for(organization) == second
    assert actions_on(first)[-1] == "catalogue.superseded"


@pytest.mark.each_database
def test_a_new_version_is_a_sound_copy_that_can_be_changed_alone():
    organization = make_organization("yueyang")
    first = install(organization, "yueyang")
    second = catalogues.new_version(first, by=SYSTEM, now=NOW)

    assert (second.version, second.state, second.is_filed) == (2, S.DRAFT, False)
    assert [row.fields for row in rows_of(second)] == [row.fields for row in rows_of(first)]
    assert faults(second) == []
    copied = Entry.objects.get(catalogue=second, rank="entry", code="3")
    assert copied.departments.count() == 2

    entries.change_entry(copied, name="改过的事项", by=SYSTEM, now=NOW)
    assert Entry.objects.get(catalogue=first, rank="entry", code="3").name != "改过的事项"


def test_a_day_to_come_is_refused():
    catalogue = approved(make_catalogue(make_organization()))
    with pytest.raises(ValidationError, match="施行日期不能晚于今天"):
        catalogues.put_in_force(catalogue, on=TODAY + timedelta(days=1), by=SYSTEM, now=NOW)
    with pytest.raises(ValidationError, match="备案日期不能晚于今天"):
        catalogues.file(catalogue, filed_with="工委", filed_on=date(2026, 9, 2), by=SYSTEM, now=NOW)


@clause("QJ-03")
def test_catalogues_for_different_classes_are_in_force_side_by_side():
    county = make_organization("qijiang")
    towns = make_catalogue(county, title="街镇目录", applies_to="class", sectors=["street_town"], in_force=True)
    schools = make_catalogue(county, title="学校目录", applies_to="class", sectors=["school"], in_force=True)
    again = approved(catalogues.new_version(schools, by=SYSTEM, now=NOW))
    catalogues.put_in_force(again, on=TODAY, by=SYSTEM, now=NOW)

    states = {row.pk: row.state for row in Catalogue.objects.all()}
    assert states == {towns.pk: S.IN_FORCE, schools.pk: S.SUPERSEDED, again.pk: S.IN_FORCE}


@pytest.mark.parametrize("role", ["clerk", "approver", "supervisor"])
def test_other_roles_are_refused_everything(role):
    organization = make_organization()
    person = make_holder(organization, role)
    catalogue = make_catalogue(organization)
    entry = Entry.objects.filter(catalogue=catalogue).entries().get()
    attempts = [
        lambda: catalogues.new_version(catalogue, by=person, now=NOW),
        lambda: catalogues.approve(catalogue, by=person, now=NOW),
        lambda: catalogues.discard(catalogue, by=person, now=NOW),
        lambda: entries.change_entry(entry, name="x", by=person, now=NOW),
        lambda: entries.remove_entry(entry, by=person, now=NOW),
    ]
    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt()
    assert Catalogue.objects.get().state == S.DRAFT


@clause("LK-04")
def test_a_change_to_an_entry_is_audited_with_old_and_new():
    organization = make_organization()
    secretary = make_holder(organization, "secretary")
    office = make_department(organization, "办公室")
    entry = make_entry(make_catalogue(organization))

    entries.change_entry(entry, person_name="张三", departments=[office], by=secretary, now=NOW)

    entry.refresh_from_db()
    assert (entry.person_name, entry.department_names) == ("张三", ["办公室"])
    event = Event.objects.get(action="entry.changed")
    assert event.changes == {"person_name": ["", "张三"], "department_names": [[], ["办公室"]]}
    assert event.actor_name == str(secretary)


def test_an_entry_in_force_cannot_be_changed():
    catalogue = make_catalogue(make_organization(), in_force=True)
    entry = Entry.objects.filter(catalogue=catalogue).entries().get()
    with pytest.raises(NotNow):
        entries.change_entry(entry, name="偷偷改", by=SYSTEM, now=NOW)
    assert Entry.objects.get(pk=entry.pk).name == "学习情况"


def test_an_entry_needs_scope_limit_and_a_code_of_its_own():
    catalogue = make_catalogue(make_organization())
    with pytest.raises(ValidationError, match="目录里已有这个代码"):
        make_entry(catalogue, code="1-1")
    with pytest.raises(ValidationError, match="必须有代码、公开范围和时限类别"):
        make_entry(catalogue, code="1-2", limit_kind="")
    assert Entry.objects.filter(catalogue=catalogue).entries().count() == 1


@pytest.mark.each_database
def test_nodes_stay_in_three_levels():
    catalogue = make_catalogue(make_organization())
    category = Entry.objects.get(catalogue=catalogue, rank="category")
    entry = Entry.objects.filter(catalogue=catalogue).entries().get()
    with pytest.raises(ValidationError, match="事项不能放在事项下面"):
        make_entry(catalogue, parent=entry)
    with pytest.raises(ValidationError, match="一级目录不能放在一级目录下面"):
        entries.add_entry(catalogue, parent=category, rank="category", code="2", name="类", by=SYSTEM, now=NOW)


@pytest.mark.each_database
def test_entries_move_and_only_empty_headings_are_removed():
    catalogue = make_catalogue(
        make_organization(),
        branches=[branch("1", "甲", [branch("1-1", "一"), branch("1-2", "二")]), branch("2", "乙", [])],
    )
    by_code = {node.code: node for node in Entry.objects.filter(catalogue=catalogue)}
    entries.move_entry(by_code["1-2"], target=by_code["1-1"], position="left", by=SYSTEM, now=NOW)
    assert [row.code for row in rows_of(catalogue)] == ["1-2", "1-1"]

    with pytest.raises(ValidationError, match="先移走或删除"):
        entries.remove_entry(Entry.objects.get(pk=by_code["1"].pk), by=SYSTEM, now=NOW)
    entries.remove_entry(Entry.objects.get(pk=by_code["2"].pk), by=SYSTEM, now=NOW)
    assert faults(catalogue) == []
