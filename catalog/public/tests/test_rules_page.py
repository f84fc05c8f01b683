"""The register of rules is read by anyone, and each citation leads to its place."""

import pytest

from catalog.rules.register import register, url_of

pytestmark = pytest.mark.django_db


def test_every_rule_has_its_place_with_text_time_and_how_it_was_verified(client):
    text = client.get("/rules/").content.decode()
    for key, rule in register().items():
        assert url_of(key) == f"/rules/#{key}"
        assert text.count(f'<section id="{key}">') == 1
        assert all(words in text for words in (str(rule), rule.text, rule.how))


def test_what_is_no_longer_in_force_stands_last_and_says_so(client):
    rows = client.get("/rules/").context["rows"]
    words = [row.badge.word for row in rows]
    assert words == sorted(words, key=lambda word: word != "施行中")
    old = next(row for row in rows if row.rule.key == "state-secrets-3-2010")
    assert (old.badge.word, old.facts[0].value) == ("不再施行", "2010年10月1日起，到2024年4月30日")


def test_what_was_not_verified_is_shown_as_substance(client):
    rows = {row.rule.key: row for row in client.get("/rules/").context["rows"]}
    labels = [fact.label for fact in rows["disclosure-8"].facts]
    assert "大意" in labels and "原句" not in labels
    assert rows["disclosure-8"].facts[-1].value.startswith("没有核对过原句")


def test_what_was_typed_before_leads_nowhere():
    assert url_of("") == url_of("《实施方案》五（二）") == ""
