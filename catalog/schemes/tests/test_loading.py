"""Schemes come from git: the same twice, and never over what an organisation set."""

import copy

import pytest
from django.core.management import CommandError, call_command

from catalog.directory.tests.factories import NOW, TODAY, adopt
from catalog.schemes import checks, loading
from catalog.schemes.loading import load_all, load_scheme
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


def test_a_file_that_is_not_complete_is_named_with_its_line_and_not_loaded(tmp_path, monkeypatch, capsys):
    text = (loading.FOLDER / "longkou.yaml").read_text(encoding="utf-8")
    (tmp_path / "longkou.yaml").write_text(text.replace("working_days: 5", "working_dayz: 5", 1), encoding="utf-8")
    (tmp_path / "other.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(loading, "FOLDER", tmp_path)
    line = text[: text.index("working_days: 5")].count("\n") + 1

    found = [each.msg for each in checks.scheme_files_are_complete(None)]
    assert found[0].startswith(f"longkou.yaml：第{line}行：看不懂这条时限")
    assert found[1] == "other.yaml：第1行：代号（slug）应与文件名相同：other。"
    with pytest.raises(CommandError, match=f"longkou.yaml：第{line}行"):
        call_command("load_schemes")
    assert not Scheme.objects.exists()


def test_the_database_check_asks_for_load_schemes_until_it_has_run():
    (warning,) = checks.schemes_are_loaded(None, databases=["default"])
    assert "load_schemes" in warning.hint

    load_all(now=NOW)
    assert checks.schemes_are_loaded(None, databases=["default"]) == []

    Scheme.objects.filter(slug="jiguan").update(digest="old")
    (warning,) = checks.schemes_are_loaded(None, databases=["default"])
    assert warning.msg.endswith("jiguan")
