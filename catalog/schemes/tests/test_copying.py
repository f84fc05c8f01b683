"""A scheme of one's own begins with another's rules, never with its name, bodies, categories or sentences."""

import json

import pytest

from catalog.schemes.copying import copied, with_presets
from catalog.schemes.issued import blank
from catalog.schemes.tests.scheme_data import SLUGS, blocks, has_ground, scheme
from disclosure.deadlines.rules import Rule

TITLE, ISSUER = "青山医院党务公开实施方案", "青山医院党委"
every_scheme = pytest.mark.parametrize("slug", SLUGS)
pytestmark = pytest.mark.clause("QJ-24")
# Ordinary words of the trade, which the documents use as names of bodies too.
ORDINARY = {"上一级党组织", "书记", "主要领导", "分管领导", "department"}


def words_of_another(data):
    """Whatever says who the document is of, about whom, or in which sentence."""
    yield from filter(None, (data["title"], data["document_number"], data["issuer"]))
    yield from (row["name"] for row in data["categories"])
    yield from (note["note"] for note in data["catalogue"]["notes"])
    yield data["catalogue"]["title"]
    for block in blocks(data):
        yield from (
            str(block[key]) for key in ("article", "sentence", "summary_sentence", "start_reason") if block.get(key)
        )
        yield from (
            str(block[key])
            for key in ("with", "filed_with", "to", "approver_name", "who", "head", "body", "reviewer")
            if block.get(key)
        )


@every_scheme
def test_a_copy_names_no_document_body_category_or_sentence_of_another(slug):
    text = json.dumps(copied(scheme(slug), title=TITLE, issuer=ISSUER), ensure_ascii=False)
    found = {word for word in words_of_another(scheme(slug)) if word in text}
    assert found - ORDINARY - {"其他应当公开的事项"} == set()
    assert "原文" not in text


@every_scheme
def test_a_copy_keeps_every_rule_and_every_route(slug):
    source, copy = scheme(slug), copied(scheme(slug), title=TITLE, issuer=ISSUER)
    assert (copy["title"], copy["issuer"], copy["document_number"]) == (TITLE, ISSUER, None)
    for before, after in zip(source["time_limits"], copy["time_limits"], strict=True):
        for key in ("kind", "label", "raw_words", "rule", "important_rule", "recurrences", "is_permanent"):
            assert after[key] == before[key]
    for step, row in source["requests"].items():
        assert copy["requests"][step]["rule"] == row["rule"]
    for key, name in (
        ("refusal", "route"), ("exemption", "route"), ("narrowing", "route"), ("off_catalogue", "approver"),
        ("release", "inside_first"), ("separation", "distinct_people"), ("archive", "rule"),
    ):  # fmt: skip
        assert copy[key][name] == source[key][name]
    assert [row["what"] for row in copy["filing"]] == [row["what"] for row in source["filing"]]
    assert [(row["name"], row["side"], row["portal"]) for row in copy["forms"]] == [
        (row["name"], row["side"], row["portal"]) for row in source["forms"]
    ]
    assert bool(copy["refusal"]["filed_with"]) == bool(source["refusal"]["filed_with"])


@every_scheme
def test_what_the_other_grounds_by_a_sentence_is_to_be_grounded_anew(slug):
    source, copy = scheme(slug), copied(scheme(slug), title=TITLE, issuer=ISSUER)
    for before, after in zip(source["time_limits"], copy["time_limits"], strict=True):
        assert bool(after["preset"]) == bool(before["preset"])
        assert has_ground(after) == bool(before["preset"])
    filled = with_presets(copy)
    assert all(has_ground(block) for block in blocks(filled) if "preset" in block)
    assert {row["preset_reason"] for row in filled["time_limits"]} == {
        f"没有另作规定，预设为{Rule.from_mapping(row['rule']).describe()}，可以改。" for row in source["time_limits"]
    }


@every_scheme
def test_a_copy_shares_nothing_with_its_source(slug):
    copy = copied(scheme(slug), title=TITLE, issuer=ISSUER)
    mine, others = ({id(block) for block in blocks(data)} for data in (copy, scheme(slug)))
    assert not mine & others


def test_a_document_from_scratch_is_small_and_grounded():
    document = blank(TITLE, ISSUER)
    assert (document["title"], document["issuer"], document["document_number"]) == (TITLE, ISSUER, None)
    assert document["catalogue"]["title"] == "青山医院党委党务公开目录"
    assert all(has_ground(block) for block in blocks(document) if "preset" in block)
    assert all(Rule.from_mapping(block["rule"]) for block in blocks(document) if "rule" in block)
