"""The five schemes as they lie in git: every rule has its source, every catalogue is clean, every word is known."""

import re
from difflib import SequenceMatcher
from itertools import combinations

import pytest

from catalog.rules.taxonomies import taxonomies
from catalog.schemes.tests.scheme_data import SCHEMES, SLUGS, blocks, claims, has_ground, is_said, notes, rows, scheme
from disclosure.deadlines.rules import Rule

HEADER = ["code", "category", "subcategory", "content", "scope", "forms", "limit", "departments", "person"]
ENTRIES = {"longkou": 76, "jiguan": 24, "pingluo": 24, "yueyang": 35, "qijiang": 40}
KEYS = {
    "slug", "title", "document_number", "issuer", "issued_on", "source", "time_limits", "requests", "refusal", "exemption",
    "off_catalogue", "display", "release", "separation", "approval_routes", "scopes", "forms", "form_rules",
    "categories", "catalogue", "filing", "archive",
}  # fmt: skip
every_scheme = pytest.mark.parametrize("slug", SLUGS)
clause = pytest.mark.clause


@every_scheme
def test_the_files_hold_the_agreed_keys_and_header(slug):
    assert scheme(slug)["slug"] == slug
    assert set(scheme(slug)) >= KEYS
    header = (SCHEMES / f"{slug}.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert header in (HEADER, [*HEADER, *(each.title for each in taxonomies().values())])


def test_the_documents_are_distinguished_by_their_source_number():
    assert [scheme(slug)["source"] for slug in SLUGS] == ["000", "001", "002", "003", "004"]


@every_scheme
def test_every_rule_has_its_sentence_and_article_or_a_preset_reason(slug):
    assert [claim for claim in claims(slug) if not has_ground(claim)] == []


@every_scheme
def test_no_number_stands_outside_a_rule_with_a_ground(slug):
    recurrences = [each for kind in scheme(slug)["time_limits"] for each in kind["recurrences"]]
    stages = [each["second_stage"] for each in scheme(slug)["scopes"] if "second_stage" in each]
    assert all(stage["preset"] and stage["preset_reason"] for stage in stages)
    grounded = claims(slug) + recurrences + stages
    assert all(block in grounded for block in blocks(scheme(slug)) if {"rule", "min_days", "count"} & set(block))


@every_scheme
def test_a_number_that_is_not_a_preset_stands_in_its_sentence(slug):
    said = [claim for claim in claims(slug) if "rule" in claim and not claim.get("preset")]
    assert said
    assert [claim for claim in said if not is_said(claim["rule"], claim["sentence"])] == []


@every_scheme
def test_every_recurrence_and_choice_stands_in_the_sentence_of_its_kind(slug):
    for kind in scheme(slug)["time_limits"]:
        for recurrence in kind["recurrences"]:
            assert is_said(recurrence["rule"], kind["sentence"]), recurrence


@every_scheme
def test_every_rule_is_understood_by_the_deadline_arithmetic(slug):
    written = [
        block[key]
        for block in blocks(scheme(slug))
        for key in ("rule", "important_rule", "summary_rule")
        if block.get(key)
    ]
    assert written and all(Rule.from_mapping(rule).to_mapping() == rule for rule in written)


@clause("LK-12")
@every_scheme
def test_every_kind_has_one_rule_and_no_word_means_two_kinds(slug):
    kinds = [each["kind"] for each in scheme(slug)["time_limits"]]
    words = [word for each in scheme(slug)["time_limits"] for word in each["raw_words"]]
    assert len(kinds) == len(set(kinds)) and len(words) == len(set(words))
    assert all(each["rule"] for each in scheme(slug)["time_limits"])


@every_scheme
def test_every_word_of_the_catalogue_is_known_to_its_scheme(slug):
    document = scheme(slug)
    scopes = {word for each in document["scopes"] for word in each["raw_words"]}
    forms = {word for each in document["forms"] for word in each["raw_words"]}
    limits = {word for each in document["time_limits"] for word in each["raw_words"]}
    for row in rows(slug):
        assert set(row["scope"].split("、")) <= scopes, row
        assert set(row["forms"].split("、")) <= forms, row
        assert row["limit"] in limits, row


@every_scheme
def test_suggested_forms_are_forms_of_the_scheme(slug):
    names = {each["name"] for each in scheme(slug)["forms"]}
    assert all(set(rule["forms"]) <= names for rule in scheme(slug)["form_rules"])


@every_scheme
def test_the_portal_can_carry_each_scheme_inside_and_outside(slug):
    assert {each["portal"] for each in scheme(slug)["forms"]} == {None, "intranet", "site"}


@every_scheme
def test_codes_are_unique_and_rows_are_clean(slug):
    codes = [row["code"] for row in rows(slug)]
    assert len(codes) == len(set(codes)) == ENTRIES[slug]
    for row in rows(slug):
        assert row["category"] and row["content"] and not row["person"]
        assert all(value == value.strip(" 、\n") for value in row.values()), row


@clause("LK-03")
@every_scheme
def test_categories_are_those_of_the_catalogue_and_one_is_home_to_other_matters(slug):
    categories = scheme(slug)["categories"]
    used = list(dict.fromkeys(row["category"] for row in rows(slug)))
    assert [each["name"] for each in categories][: len(used)] == used
    assert [each["number"] for each in categories] == list(range(1, len(categories) + 1))
    assert [each["home_for_off_catalogue"] for each in categories] == [False] * (len(categories) - 1) + [True]


@every_scheme
def test_columns_that_the_document_leaves_open_are_marked_as_presets(slug):
    catalogue = scheme(slug)["catalogue"]
    expected = {"jiguan": ["scope", "forms", "limit"], "pingluo": ["scope", "forms"]}
    expected["qijiang"] = expected["jiguan"]
    assert catalogue["presets"] == expected.get(slug, [])
    assert bool(catalogue["presets"]) == bool(catalogue.get("presets_reason"))


@every_scheme
def test_notes_point_to_entries_or_say_that_the_entry_is_missing(slug):
    codes = {row["code"] for row in rows(slug)}
    for note in scheme(slug)["catalogue"]["notes"]:
        assert note["note"]
        pointed = {note["code"], note.get("also")} - {None}
        if note["kind"] == "gap":
            assert not pointed & codes
        elif note["kind"] not in {"missing_heading", "joined_label", "repeated_heading"}:
            assert pointed <= codes, note


@every_scheme
def test_nearly_equal_entries_are_kept_and_noted(slug):
    noted = {(note["code"], note["also"]) for note in notes(slug, "near_duplicate")}
    pairs = combinations(rows(slug), 2)
    alike = {
        (a["code"], b["code"]) for a, b in pairs if SequenceMatcher(None, a["content"], b["content"]).ratio() > 0.85
    }
    assert alike <= noted


@every_scheme
def test_an_inside_entry_that_names_an_outside_form_is_noted(slug):
    document = scheme(slug)
    outside = {word for each in document["forms"] if each["side"] == "outside" for word in each["raw_words"]}
    society = {word for each in document["scopes"] if each["scope"] == "society" for word in each["raw_words"]}
    odd = {
        row["code"]
        for row in rows(slug)
        if not set(row["scope"].split("、")) & society and set(row["forms"].split("、")) & outside
    }
    assert odd == {note["code"] for note in notes(slug, "scope_form")}


@every_scheme
def test_proposer_secrecy_reviewer_and_approver_are_three_people(slug):
    assert scheme(slug)["separation"]["distinct_people"] == ["proposer", "secrecy_reviewer", "approver"]


def test_every_key_of_the_files_is_read_somewhere():
    """What no code reads would be a promise that nobody keeps: it acts, is shown, or goes."""
    root = SCHEMES.parent.parent
    paths = [path for name in ("catalog", "feedback", "disclosure", "templates") for path in (root / name).rglob("*.*")]
    read = [path for path in paths if path.suffix in (".py", ".html") and not {"tests", "migrations"} & set(path.parts)]
    code = "\n".join(path.read_text(encoding="utf-8") for path in read)
    words = set(re.findall(r"[\"'.](\w+)", code))
    keys = {str(key) for slug in SLUGS for block in blocks(scheme(slug)) for key in block}
    assert keys - words == set()
