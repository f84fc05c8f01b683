"""Which catalogue an organisation works by."""

import pytest

from catalog.directory import actions as catalogues
from catalog.directory import entries
from catalog.directory.contents import catalogue_for, catalogues_for, entries_of, entry_for
from catalog.directory.models import Catalogue, Entry
from catalog.directory.tests.factories import NOW, TODAY, install, make_catalogue
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.tests.factories import make_organization
from disclosure.workflow.kit import SYSTEM

pytestmark = pytest.mark.django_db
clause = pytest.mark.clause
SECONDED = Organization.Sector.SECONDED


@pytest.fixture
def county():
    return make_organization("qijiang", kind="committee", sector="organ")


@clause("QJ-01")
@clause("QJ-03")
@pytest.mark.parametrize("sector", [each for each in Organization.Sector.values if each != SECONDED])
def test_the_countys_catalogue_reaches_every_class_of_subordinate_without_a_copy(county, sector):
    catalogue = install(county, "qijiang")
    below = make_organization("below", superior=make_organization("middle", superior=county), sector=sector)

    assert catalogue_for(below) == catalogue
    assert entry_for(below, "1-1").catalogue_id == catalogue.pk
    assert Catalogue.objects.count() == 1


@clause("QJ-26")
def test_the_countys_catalogue_is_not_that_of_seconded_agencies(county):
    """Theirs is made in agreement with the department that sent them."""
    install(county, "qijiang")
    assert catalogue_for(make_organization("station", superior=county, sector=SECONDED)) is None


@clause("QJ-03")
def test_a_change_reaches_all_subordinates_at_once(county):
    catalogue = install(county, "qijiang")
    subordinates = [make_organization(f"town-{number}", superior=county) for number in range(3)]
    draft = catalogues.new_version(catalogue, by=SYSTEM, now=NOW)
    entry = Entry.objects.get(catalogue=draft, code="1-1")
    entries.change_entry(entry, name="新的公开内容", by=SYSTEM, now=NOW)
    assert {entry_for(each, "1-1").name for each in subordinates} == {"执行中央方针政策和市委、县委的决策部署"}

    catalogues.approve(draft, by=SYSTEM, now=NOW)
    catalogues.put_in_force(draft, on=TODAY, by=SYSTEM, now=NOW)

    assert {entry_for(each, "1-1").name for each in subordinates} == {"新的公开内容"}


@clause("QJ-03")
def test_a_catalogue_reaches_only_the_class_it_names(county):
    schools = make_catalogue(county, applies_to="class", sectors=["school"], title="学校目录", in_force=True)
    everyone = make_catalogue(county, applies_to="class", title="各类目录", in_force=True)
    school = make_organization("school", superior=county, sector="school")
    village = make_organization("village", superior=county, sector="village")

    assert (catalogue_for(school), catalogue_for(village)) == (schools, everyone)


def test_the_own_catalogue_goes_before_a_superiors_and_the_nearer_before_the_farther(county):
    town = make_organization("town", superior=county)
    branch = make_organization("branch", superior=town)
    make_catalogue(county, applies_to="class", in_force=True)
    nearer = make_catalogue(town, applies_to="class", in_force=True)
    assert catalogue_for(branch) == nearer

    own = make_catalogue(branch, in_force=True)
    assert catalogue_for(branch) == own


def test_a_draft_or_another_line_counts_for_nothing(county):
    make_catalogue(county, applies_to="class")
    make_catalogue(make_organization("elsewhere"), applies_to="class", in_force=True)
    town = make_organization("town", superior=county)
    make_catalogue(county, title="本级目录", in_force=True)

    assert catalogue_for(town) is None
    assert entry_for(town, "1-1") is None


def test_many_organisations_cost_one_query_and_agree_with_asking_one_by_one(county, django_assert_num_queries):
    make_catalogue(county, applies_to="class", sectors=["school"], in_force=True)
    towns = [
        make_organization(f"town-{number}", superior=county, sector="school" if number % 2 else "village")
        for number in range(20)
    ]
    make_catalogue(towns[2], in_force=True)

    for some in (towns[:1], towns):
        with django_assert_num_queries(1):
            found = catalogues_for(some)
        assert found == {each.pk: catalogue_for(each) for each in some}


def test_the_whole_directory_is_one_query_for_few_and_many_entries(django_assert_num_queries):
    few = make_catalogue(make_organization("few"))
    many = install(make_organization("longkou"), "longkou")
    for catalogue, count in ((few, 1), (many, 76)):
        with django_assert_num_queries(1):
            assert len(list(entries_of(catalogue).entries)) == count


def test_one_organisations_catalogue_is_one_query(county, django_assert_num_queries):
    install(county, "qijiang")
    town = make_organization("town", superior=county)
    with django_assert_num_queries(1):
        assert catalogue_for(town).scheme.slug == "qijiang"
