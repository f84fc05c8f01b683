"""The five annexes as catalogues in force, entry by entry as in their documents."""

from collections import Counter

import pytest
from django.core.exceptions import ValidationError

from catalog.directory.actions import approve, new_version
from catalog.directory.contents import catalogue_for, entries_of
from catalog.directory.entries import change_entry
from catalog.directory.exporting import export_catalogue, rows_of
from catalog.directory.models import Catalogue, Entry
from catalog.directory.tests.factories import NOW, TODAY, install, of_columns
from catalog.directory.trees import faults
from catalog.schemes.loading import annex
from disclosure.audit.models import Event
from disclosure.organizations.models.directory import Department
from disclosure.organizations.models.people import Audience
from disclosure.organizations.tests.factories import make_organization
from disclosure.workflow.kit import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
clause = pytest.mark.clause


@pytest.mark.parametrize(
    ("slug", "count"),
    [
        pytest.param("longkou", 76, marks=clause("LK-27")),
        pytest.param("jiguan", 24, marks=clause("JG-02")),
        pytest.param("pingluo", 24, marks=clause("PL-01")),
        pytest.param("yueyang", 35, marks=clause("YY-16")),
        pytest.param("qijiang", 40, marks=clause("QJ-02")),
    ],
)
def test_a_schemes_annex_is_in_force_exactly_as_it_is_in_git(slug, count):
    organization = make_organization(slug)
    catalogue = install(organization, slug)

    assert Entry.objects.filter(catalogue=catalogue).entries().count() == count
    assert of_columns(export_catalogue(catalogue, "csv"), annex(slug)) == of_columns(annex(slug), annex(slug))
    assert faults(catalogue) == []
    assert catalogue_for(organization) == catalogue


@clause("LK-27")
def test_longkou_has_the_scopes_and_limits_of_its_annex():
    rows = rows_of(install(make_organization("longkou"), "longkou"))
    assert Counter(row.scope for row in rows) == {("社会",): 40, ("全体党员",): 28, ("党支部委员", "第二纪检组"): 8}
    assert Counter(row.limit for row in rows) == {"定期": 43, "即时": 25, "固定": 5, "逐段": 3}


@clause("YY-16")
def test_yueyang_has_the_scopes_and_limits_of_its_annex():
    catalogue = install(make_organization("yueyang"), "yueyang")
    rows = rows_of(catalogue)
    assert Counter(row.scope for row in rows) == {("先党内后党外",): 25, ("党内",): 10}
    assert Counter(row.limit for row in rows) == {"定期": 19, "及时": 14, "长期": 2}
    entries = Entry.objects.filter(catalogue=catalogue).entries()
    assert Counter(entries.values_list("limit_kind", flat=True)) == {"periodic": 19, "immediate": 14, "fixed": 2}
    assert set(entries.values_list("scope", "inside_first")) == {("society", True), ("party", False)}
    assert entries.get(code="3").departments.count() == 2


@clause("LK-12")
def test_each_entry_has_exactly_one_kind_of_limit_and_keeps_the_catalogues_word():
    catalogue = install(make_organization("longkou"), "longkou")
    kinds = set(Entry.objects.filter(catalogue=catalogue).entries().values_list("limit_words", "limit_kind"))
    assert kinds == {("固定", "fixed"), ("定期", "periodic"), ("逐段", "staged"), ("即时", "immediate")}


@clause("LK-27")
def test_gaps_missing_heading_and_near_duplicates_are_kept_and_noted():
    catalogue = install(make_organization("longkou"), "longkou")
    tree = entries_of(catalogue)
    codes = [line.code for line in tree.entries]

    assert not {"1-2-5", "1-3-1"} & set(codes)
    assert {"1-2-5", "1-3-1", "1-3"} <= {note["code"] for note in catalogue.notes}
    (unnamed,) = [each for each in tree.categories[0].subcategories if not each.label]
    assert [line.code for line in unnamed.entries] == [f"1-3-{number}" for number in range(2, 8)]
    twins = Entry.objects.filter(catalogue=catalogue, code__in=["6-1-2", "7-1-1"])
    assert all("内容相近" in twin.note for twin in twins)
    assert len({(twin.name, twin.limit_kind) for twin in twins}) == 2


@clause("LK-03")
@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("longkou", "其他根据需要应公开的事项"),
        ("jiguan", "根据实际情况认为有必要公开的党内其他事务"),
        ("pingluo", "随时公开内容"),
        ("yueyang", "其他应当公开的情况"),
        ("qijiang", "其他应当公开的事项"),
    ],
)
def test_every_catalogue_has_a_category_for_matters_outside_it(slug, name):
    catalogue = install(make_organization(slug), slug)
    homes = [row["name"] for row in catalogue.scheme.data["categories"] if row.get("home_for_off_catalogue")]
    assert homes == [name]
    assert Entry.objects.filter(catalogue=catalogue, rank="category", name=name).exists()


@clause("LK-03")
def test_longkou_has_eight_categories_and_the_others():
    catalogue = install(make_organization("longkou"), "longkou")
    categories = entries_of(catalogue).categories
    assert [each.code for each in categories] == list("123456789")
    assert [len(list(each.entries)) for each in categories][-1] == 0


@clause("LK-04")
def test_a_catalogue_is_filed_where_its_document_says_and_nowhere_else():
    longkou = install(make_organization("longkou"), "longkou")
    jiguan = install(make_organization("jiguan"), "jiguan")
    assert (longkou.is_filed, longkou.filed_with, longkou.filed_on) == (
        True,
        "市委党务公开工作领导小组办公室",
        TODAY,
    )
    assert (jiguan.state, jiguan.is_filed, jiguan.filing) == (Catalogue.State.IN_FORCE, False, None)


def test_audiences_and_departments_that_the_catalogue_names_are_made():
    longkou, yueyang = make_organization("longkou"), make_organization("yueyang")
    install(longkou, "longkou")
    install(yueyang, "yueyang")

    assert set(Audience.objects.filter(organization=longkou).values_list("name", flat=True)) == {
        "党支部委员",
        "第二纪检组",
    }
    assert {"办公室", "人事科"} <= set(Department.objects.filter(organization=yueyang).values_list("name", flat=True))


@clause("PL-03")
def test_what_the_document_leaves_open_is_marked_as_preset():
    assert install(make_organization("pingluo"), "pingluo").presets == ["scope", "forms"]


@clause("QJ-08")
def test_cadre_appointments_are_pinned_by_no_rule_that_the_document_does_not_name():
    """第七条：按照有关规定公开。 Which rule is not said: the sentence is noted, nothing is pinned."""
    catalogue = install(make_organization("qijiang"), "qijiang")
    assert not Entry.objects.filter(catalogue=catalogue).exclude(pinned_by="").exists()
    for code in ("5-1", "5-2"):
        assert "按照有关规定公开" in Entry.objects.get(catalogue=catalogue, code=code).note


@clause("QJ-08")
def test_who_keeps_the_catalogue_names_the_rule_and_then_it_pins():
    draft = new_version(install(make_organization("qijiang"), "qijiang"), by=SYSTEM, now=NOW)
    entry = Entry.objects.get(catalogue=draft, code="5-1")
    for key, said in (
        ("有关规定", "请从规则库里选"),
        ("cadres-publicity-2014", "没有施行"),
        ("disclosure-7", "不能作"),
    ):
        with pytest.raises(ValidationError, match=said):
            change_entry(entry, pinned_by=key, by=SYSTEM, now=NOW)
    change_entry(entry, pinned_by="cadres-publicity", by=SYSTEM, now=NOW)
    entry.refresh_from_db()
    assert entry.is_scope_pinned and not Entry.objects.get(catalogue=draft, code="5-2").is_scope_pinned
    again = new_version(approve(draft, by=SYSTEM, now=NOW), by=SYSTEM, now=NOW)
    assert Entry.objects.get(catalogue=again, code="5-1").pinned_by == "cadres-publicity"


def test_every_step_of_an_installation_is_in_the_audit():
    catalogue = install(make_organization("longkou"), "longkou")
    events = Event.objects.filter(object_type="catalog.catalogue", object_id=catalogue.pk).order_by("pk")
    assert [event.action for event in events] == [
        "catalogue.imported",
        "catalogue.approved",
        "catalogue.filed",
        "catalogue.put_in_force",
    ]
    assert events[0].changes["entries"] == 76
    assert len(events[0].changes["sha256"]) == 64
