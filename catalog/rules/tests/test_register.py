"""The register of rules: what is in it, and what may be cited when for what."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from catalog.obligations.withholdings.models import Withholding
from catalog.rules.register import choices, cite, register

TODAY = date(2026, 9, 1)
REASONS = set(Withholding.Reason.values)


def keys(*uses, on=TODAY):
    return [key for key, _label in choices(on, *uses)][1:]


def test_every_rule_says_how_it_was_verified_and_what_was_not_is_no_sentence():
    for key, rule in register().items():
        assert rule.key == key and rule.text and rule.how and rule.full and rule.article
        assert rule.verified or not rule.is_sentence, f"{key}: an unverified text is no sentence"
        assert rule.uses <= REASONS | {"pin", "handover", "reckoning", "accountability"}


def test_versions_of_one_rule_follow_each_other_without_a_gap():
    for old, new in (
        ("state-secrets-3-2010", "state-secrets-5"),
        ("cadres-publicity-2014", "cadres-publicity"),
        ("holidays-6-2013", "holidays-6"),
    ):
        assert register()[old].until_on + timedelta(days=1) == register()[new].from_on


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_every_reason_has_a_ground_in_force(reason):
    assert keys(reason)


def test_the_ground_for_not_disclosing_is_article_7_and_the_scopes_of_article_8_are_none():
    assert "disclosure-7" in keys("party_secret")
    assert "disclosure-8" not in keys(*REASONS)


def test_personal_privacy_rests_on_the_law_for_personal_information_alone():
    assert keys("privacy") == ["personal-information-25"]
    with pytest.raises(ValidationError, match="不能作这种理由的依据"):
        cite("disclosure-7", "privacy", TODAY, field="legal_basis")


@pytest.mark.parametrize("on", [date(2024, 4, 30), date(2010, 10, 1)])
def test_a_rule_is_cited_while_it_is_in_force(on):
    assert cite("state-secrets-3-2010", "state_secret", on, field="legal_basis").article == "第三条"


@pytest.mark.parametrize("on", [date(2024, 5, 1), date(2010, 9, 30)])
def test_a_rule_not_in_force_that_day_is_neither_offered_nor_taken(on):
    assert "state-secrets-3-2010" not in keys("state_secret", on=on)
    with pytest.raises(ValidationError, match="没有施行"):
        cite("state-secrets-3-2010", "state_secret", on, field="legal_basis")


@pytest.mark.parametrize("typed", ["", "《实施方案》五（二）"])
def test_what_is_typed_is_no_ground(typed):
    with pytest.raises(ValidationError, match="请从规则库里选依据"):
        cite(typed, "by_rule", TODAY, field="legal_basis")
