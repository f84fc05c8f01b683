"""What a scheme says, asked for an organisation."""

from datetime import date

import pytest

from catalog.directory.adoption import adopt_scheme
from catalog.directory.exchange.tests.files import row
from catalog.directory.importing.cells import understand_scope
from catalog.directory.importing.wordings import vocabulary_of
from catalog.directory.models import Entry
from catalog.directory.tests.factories import NOW, TODAY, adopt, install, make_scheme_loaded
from catalog.schemes.rules import NoLimit, NoScheme, scheme_for
from disclosure.organizations.tests.factories import make_organization
from disclosure.workflow.kit import SYSTEM

pytestmark = pytest.mark.django_db
clause = pytest.mark.clause


@clause("QJ-24")
def test_a_superiors_scheme_binds_whoever_has_none_of_its_own():
    county = make_organization("qijiang")
    town = make_organization("town", superior=county)
    branch = make_organization("branch", superior=town)
    adopt(county, "qijiang")

    assert scheme_for(branch, TODAY).scheme.slug == "qijiang"

    adopt(town, "longkou")
    assert scheme_for(branch, TODAY).scheme.slug == "longkou"
    assert scheme_for(county, TODAY).scheme.slug == "qijiang"


@clause("QJ-24")
def test_a_scheme_binds_from_its_first_day_and_no_earlier():
    county = make_organization("qijiang")
    branch = make_organization("branch", superior=county)
    adopt(county, "qijiang", from_on=date(2026, 9, 2))

    with pytest.raises(NoScheme, match="请先登记实施方案"):
        scheme_for(branch, date(2026, 9, 1))
    assert scheme_for(branch, date(2026, 9, 2)).scheme.slug == "qijiang"


def test_a_new_scheme_follows_the_old_one_without_a_gap():
    organization = make_organization()
    adopt(organization, "longkou")
    adopt_scheme(
        organization, scheme=make_scheme_loaded("yueyang"), from_on=date(2026, 9, 2), as_issued=True, by=SYSTEM, now=NOW
    )

    assert scheme_for(organization, date(2026, 9, 1)).scheme.slug == "longkou"
    assert scheme_for(organization, date(2026, 9, 2)).scheme.slug == "yueyang"


def test_asking_for_the_scheme_takes_one_query(django_assert_num_queries):
    county = make_organization("qijiang")
    adopt(county, "qijiang")
    branch = make_organization("branch", superior=county)
    with django_assert_num_queries(1):
        scheme_for(branch, TODAY).limit("periodic")


@clause("LK-12")
def test_an_organisations_own_number_wins_and_is_marked_as_its_own():
    organization = make_organization()
    adopt(organization, "longkou", **{"time_limits.immediate.rule": {"working_days": 2}})
    rules = scheme_for(organization, TODAY)

    assert rules.rule_for("immediate") == {"working_days": 2}
    assert rules.source_for("immediate")["own"] is True
    assert rules.rule_for("fixed") == {"working_days": 5}
    assert "own" not in rules.source_for("fixed")


@clause("LK-12")
def test_every_kind_of_longkou_has_its_rule_and_a_preset_says_so():
    organization = make_organization()
    adopt(organization, "longkou")
    rules = scheme_for(organization, TODAY)

    assert set(rules.limits) == {"fixed", "periodic", "staged", "immediate"}
    assert rules.source_for("fixed")["sentence"].startswith("凡政策措施")
    assert rules.source_for("immediate")["preset"] is True
    assert "原文只说" in rules.source_for("immediate")["note"]


@clause("YY-01")
def test_yueyang_knows_no_staged_limit_and_says_so():
    organization = make_organization()
    adopt(organization, "yueyang")
    with pytest.raises(NoLimit, match="没有“逐段公开”这一类时限"):
        scheme_for(organization, TODAY).limit("staged")


def understood(rules, *words):
    found = understand_scope(row(scope=words), vocabulary_of(rules, {}))
    return found.scope, found.inside_first, found.asked


def test_words_are_known_only_to_the_scheme_that_has_them():
    longkou, yueyang = make_organization("a"), make_organization("b")
    adopt(longkou, "longkou")
    adopt(yueyang, "yueyang")
    ours, theirs = scheme_for(longkou, TODAY), scheme_for(yueyang, TODAY)

    assert [vocabulary_of(each, {}).meaning("limit", "及时") for each in (ours, theirs)] == ["", "immediate"]
    assert understood(theirs, "先党内后党外") == ("society", True, ())
    assert understood(ours, "党支部委员", "第二纪检组") == ("audience", False, ())
    assert understood(ours, "社会", "全体党员") == ("", False, ("社会、全体党员",))


def test_a_form_written_in_another_word_is_the_schemes_form():
    organization = make_organization()
    install(organization, "longkou")
    rules = scheme_for(organization, TODAY)
    entry = Entry.objects.get(catalogue__organization=organization, code="3-1-1")

    assert entry.channels[-1] == "新闻媒"
    assert rules.planned_channels(entry) == ["会议", "文件", "网站", "新闻媒体", "新闻媒"]
    assert rules.channel_allowed("新闻媒体", "party", entry=entry)
    assert not rules.channel_allowed("电视", "party")


@clause("YY-07")
def test_yueyangs_forms_for_society_are_not_offered_inside_and_society_may_use_all():
    organization = make_organization()
    adopt(organization, "yueyang")
    rules = scheme_for(organization, TODAY)

    inside = ["会议", "通报", "文件", "简报", "内网"]
    assert rules.channels_for("party") == inside
    assert rules.channels_for("society") == [*inside, "报刊", "广播", "电视", "网站"]
    assert rules.channel_allowed("电视", "society") and not rules.channel_allowed("电视", "party")
