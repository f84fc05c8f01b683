"""Schemes come from git: the same twice, and never over what an organisation set."""

import copy

import pytest
from django.core.management import call_command

from catalog.directory.tests.factories import NOW, TODAY, adopt
from catalog.schemes import checks
from catalog.schemes.loading import load_all, load_scheme, read_scheme, scheme_files
from catalog.schemes.models import Adoption, Scheme, Wording
from catalog.schemes.rules import scheme_for
from disclosure.organizations.tests.factories import make_organization

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
SLUGS = ["jiguan", "longkou", "pingluo", "qijiang", "yueyang"]


def test_loading_twice_changes_nothing_the_second_time():
    assert load_all(now=NOW) == dict.fromkeys(SLUGS, "created")
    before = list(Scheme.objects.order_by("pk").values())

    assert load_all(now=NOW) == dict.fromkeys(SLUGS, "unchanged")
    assert list(Scheme.objects.order_by("pk").values()) == before


def test_a_changed_file_updates_its_scheme_and_leaves_an_organisations_own_changes():
    organization = make_organization()
    adoption = adopt(organization, "longkou", **{"time_limits.fixed.rule": {"working_days": 3}})
    data = copy.deepcopy(adoption.scheme.data)
    data["time_limits"][0]["rule"] = {"working_days": 10}

    assert load_scheme(data, now=NOW) == "updated"

    assert Adoption.objects.get(pk=adoption.pk).changes == {"time_limits.fixed.rule": {"working_days": 3}}
    assert scheme_for(organization, TODAY).rule_for("fixed") == {"working_days": 3}
    assert Scheme.objects.get(slug="longkou").data["time_limits"][0]["rule"] == {"working_days": 10}


def test_a_wording_that_a_person_confirmed_is_not_overwritten():
    load_all(now=NOW)
    Wording.objects.filter(raw="及时").update(meaning="periodic")
    scheme = Scheme.objects.get(slug="yueyang")
    Scheme.objects.filter(pk=scheme.pk).update(digest="old")

    load_scheme(scheme.data, now=NOW)

    assert Wording.objects.get(scheme=scheme, raw="及时").meaning == "periodic"


def test_the_command_says_what_it_loaded(capsys):
    call_command("load_schemes")
    assert capsys.readouterr().out.splitlines() == [f"{slug}：新载入" for slug in SLUGS]
    call_command("load_schemes")
    assert capsys.readouterr().out == ""


def test_every_scheme_file_passes_the_check():
    assert checks.scheme_files_are_complete(None) == []


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda data: data.pop("forms"), "缺少 forms"),
        (lambda data: data["time_limits"][0].update(rule={"working_dayz": 5}), "time_limits.fixed：看不懂这条时限"),
        (lambda data: data["time_limits"][3].pop("preset_reason"), "time_limits.immediate 没有条目和原句"),
        (
            lambda data: data["time_limits"][1]["recurrences"][0].update(rule={"working_days": 5}),
            "time_limits.periodic：“5个工作日”不会按周期再来",
        ),
        (
            lambda data: data["time_limits"][1]["recurrences"][0].update(rule={"every_months": {"months": 5}}),
            "time_limits.periodic：看不懂这条时限",
        ),
        (lambda data: data["requests"]["accept"].pop("sentence"), "requests.accept 没有条目和原句"),
    ],
)
def test_the_check_names_what_a_scheme_lacks(spoil, said):
    data = read_scheme(next(path for path in scheme_files() if path.stem == "longkou"))
    if "immediate" in said:
        data["time_limits"][3].pop("sentence")
    spoil(data)
    (fault,) = checks.faults_of(data)
    assert fault.startswith(said)


def test_the_database_check_asks_for_load_schemes_until_it_has_run():
    (warning,) = checks.schemes_are_loaded(None, databases=["default"])
    assert "load_schemes" in warning.hint

    load_all(now=NOW)
    assert checks.schemes_are_loaded(None, databases=["default"]) == []

    Scheme.objects.filter(slug="jiguan").update(digest="old")
    (warning,) = checks.schemes_are_loaded(None, databases=["default"])
    assert warning.msg.endswith("jiguan")
