"""Who is given another's scheme gets its rules as a scheme of its own; a superior's is cited as the superior's (QJ-24)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from catalog.directory.adoption import adopt_own_scheme, adopt_scheme
from catalog.directory.importing.branches import Remarks
from catalog.directory.installation import install_scheme_catalogue
from catalog.directory.models import Entry
from catalog.directory.tests.factories import NOW, TODAY, branch, make_catalogue, make_scheme_loaded
from catalog.items.channels.suggestions import suggested_channels
from catalog.items.models import Item
from catalog.items.routes import required_route
from catalog.items.staff.forms import display_help
from catalog.schemes.document.reading import check_data
from catalog.schemes.document.whole import SchemeDocument
from catalog.schemes.issued import own_copy
from catalog.schemes.models import Adoption, Scheme, Wording
from catalog.schemes.rules import SchemeRules, scheme_for
from catalog.schemes.tests.scheme_data import SLUGS, scheme
from catalog.schemes.tests.test_copying import ORDINARY, words_of_another
from disclosure.organizations.tests.factories import make_organization
from disclosure.workflow.kit import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.clause("QJ-24")]
every_scheme = pytest.mark.parametrize("slug", SLUGS)


def give(organization, slug, from_on=TODAY, **given):
    row = make_scheme_loaded(slug)
    return adopt_scheme(organization, scheme=row, from_on=from_on, by=SYSTEM, now=NOW, **given)


@every_scheme
def test_another_gets_the_rules_as_a_complete_scheme_of_its_own(slug):
    hospital = make_organization("hospital", name="青山医院党委")
    adoption = give(hospital, slug)
    own = adoption.scheme
    assert (own.organization, own.slug, own.title) == (hospital, "hospital-1", "青山医院党委党务公开实施方案")
    assert (own.document_number, own.issued_on) == ("", None)
    assert check_data(own.data).faults == []
    rules = scheme_for(hospital, TODAY)
    assert {kind: limit.rule for kind, limit in rules.limits.items()} == {
        row["kind"]: row["rule"] for row in scheme(slug)["time_limits"]
    }
    assert all(limit.is_preset for limit in rules.limits.values())


@every_scheme
def test_no_page_of_it_says_a_word_of_the_other(client, slug):
    hospital = make_organization("hospital", name="青山医院党委", short_name="")
    own = give(hospital, slug).scheme
    rows = [branch("1", "医院决定", [branch("1-1", "采购情况", channels=["会议"])])]
    make_catalogue(hospital, own, rows, in_force=True)
    words = set(words_of_another(scheme(slug))) - ORDINARY - {"其他应当公开的事项", "一", "二"}
    pages = [
        reverse("catalog:organization", args=["hospital"]),
        reverse("catalog:scheme", args=["hospital"]),
        reverse("catalog:entry", args=["hospital", "1-1"]),
    ]
    for page in pages:
        text = client.get(page).content.decode()
        assert "青山医院党委" in text
        assert {word for word in words if word in text} == set(), page
    assert "没有另作规定，预设为" in client.get(pages[1]).content.decode()


@pytest.mark.parametrize("name", ["岳阳市统计局党组", "中共岳阳市统计局党组"])
def test_who_issued_a_preset_keeps_it(name):
    adoption = give(make_organization("bureau", name=name), "yueyang")
    assert adoption.scheme.slug == "yueyang" and Scheme.objects.count() == 1


def test_below_the_superior_its_scheme_is_the_superiors():
    county = make_organization("county", name="中共綦江县委")
    town = make_organization("town", county)
    superiors = give(county, "qijiang").scheme
    assert scheme_for(town, TODAY).scheme == superiors
    assert give(town, "qijiang", TODAY + timedelta(days=1)).scheme == superiors
    document = scheme_for(town, TODAY).source_for("periodic")["document"]
    assert document == "《綦江县党的基层组织党务公开实施细则》"


def test_a_scheme_of_the_superiors_own_is_given_as_it_is():
    county = make_organization("county")
    town = make_organization("town", county)
    own = give(county, "longkou").scheme
    assert give(town, "longkou").scheme.organization == town
    assert adopt_scheme(town, scheme=own, from_on=TODAY + timedelta(days=1), by=SYSTEM, now=NOW).scheme == own


def test_the_same_rules_given_to_two_are_two_schemes():
    first, second = (give(make_organization(code), "longkou").scheme for code in ("first", "second"))
    assert first != second and first.data["title"] != second.data["title"]


def test_confirmed_wordings_go_along_only_where_the_word_does():
    row = make_scheme_loaded("yueyang")
    Wording.objects.create(scheme=row, field="forms", raw="岳阳统计信息网", meaning="网站", confirmed_at=NOW)
    own = give(make_organization("other"), "yueyang").scheme
    assert list(own.wordings.values_list("field", "raw", "meaning")) == [("limit", "及时", "immediate")]


def test_an_own_document_is_issued_with_its_number_and_day():
    organization = make_organization("branch")
    document = {**scheme("longkou"), "title": "本支部方案", "issuer": organization.name, "document_number": "1号"}
    adoption = adopt_own_scheme(organization, document=document, from_on=TODAY, by=SYSTEM, now=NOW)
    assert (adoption.scheme.title, adoption.scheme.document_number) == ("本支部方案", "1号")
    assert adoption.scheme.data["slug"] == adoption.scheme.slug == "branch-1"


def test_anothers_catalogue_is_not_installed():
    organization = make_organization("other")
    give(organization, "longkou")
    with pytest.raises(ValidationError, match="目录是别的组织的"):
        install_scheme_catalogue(organization, "longkou", by=SYSTEM, now=NOW, in_force_from=TODAY)
    assert Adoption.objects.get().scheme.organization == organization


def test_a_code_that_was_anothers_before_does_not_stand_in_the_way():
    old = make_organization("bureau")
    adopt_own_scheme(old, document=scheme("longkou"), from_on=TODAY, by=SYSTEM, now=NOW)
    old.code = "office"
    old.save(update_fields=["code"])
    new = make_organization("bureau")
    slugs = [
        adopt_own_scheme(
            each, document=scheme("longkou"), from_on=TODAY + timedelta(days=1), by=SYSTEM, now=NOW
        ).scheme.slug
        for each in (new, old)
    ]
    assert slugs == ["bureau-2", "office-2"]


def test_what_a_document_says_is_nothing_is_as_good_as_left_out():
    """A file may say 延期答复: null; an entry may be pinned without a sentence."""
    said = scheme("qijiang")
    requests = {**said["requests"], "extension": None}
    catalogue = {**said["catalogue"], "pinned": [{"codes": ["1-1"]}]}
    data = check_data({**said, "separation": None, "requests": requests, "catalogue": catalogue}).data
    bureau = make_organization("bureau")
    own = adopt_own_scheme(bureau, document=data, from_on=TODAY, by=SYSTEM, now=NOW).scheme
    assert scheme_for(bureau, TODAY).distinct_people == frozenset()
    assert "extension" not in own_copy(own, bureau)["requests"]
    assert Remarks.of(data["catalogue"]).note("1-1") == ""
    policy = {"policy": "per_item", "preset": True, "preset_reason": "没有写", "sentence": "逐项确定"}
    assert display_help(SchemeRules(own, {**data, "display_policy": policy}), "immediate").startswith(
        "展示多久逐项确定"
    )


@every_scheme
def test_a_document_that_says_no_more_than_it_must_is_read_everywhere(client, slug):
    """Columns left out are as good as empty ones."""
    data = own_copy(make_scheme_loaded(slug), make_organization("source"))
    least = SchemeDocument.model_validate(data).model_dump(mode="json", by_alias=True, exclude_defaults=True)
    bureau = make_organization("bureau")
    own = adopt_own_scheme(bureau, document=least, from_on=TODAY, by=SYSTEM, now=NOW).scheme
    catalogue = make_catalogue(
        bureau, own, [branch("1", "决定", [branch("1-1", "采购", channels=["会议"])])], in_force=True
    )
    for name, args in (("organization", []), ("scheme", []), ("entry", ["1-1"])):
        assert client.get(reverse(f"catalog:{name}", args=["bureau", *args])).status_code == 200
    rules, entry = scheme_for(bureau, TODAY), Entry.objects.get(catalogue=catalogue, code="1-1")
    assert [suggestion.channel for suggestion in suggested_channels(rules, entry, "society")][:1] == ["会议"]
    for kind in rules.limits:
        assert rules.source_for(kind)["note"].startswith("预设：") and display_help(rules, kind)
    for step in ("accept", "answer", "application_answer"):
        assert rules.source_for_request(step)["preset"]
    assert rules.distinct_people and required_route(Item(organization=bureau, entry=entry), rules) in (
        None,
        "collective",
    )
