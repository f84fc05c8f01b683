"""What an assessment goes by: the scheme's words and numbers, copied when it is drafted, so that a scheme changed later does not
change what was assessed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from catalog.schemes.document.judging import WHOLE
from catalog.schemes.rules import NoScheme, scheme_for
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.assessment.models import Assessment, Result

Terms = Mapping[str, Any]
NO_ASSESSMENT = "本组织的实施方案没有写考核。请先在方案的“考核”一节写明考核谁、看哪些指标。"
# Whom an assessment of the kind may assess, in the order of its table.
KINDS = {
    Assessment.Of.BELOW: (Result.Kind.ORGANIZATION, Result.Kind.HEAD),
    Assessment.Of.DEPARTMENTS: (Result.Kind.DEPARTMENT,),
}
KEPT = ("article", "sentence", "preset", "preset_reason", "rule", "passing", "by_hand", "ranks", "assessed")
DEFAULTS: Terms = {"passing": 60, "by_hand": 5, "ranks": False, "preset": False}


def terms_of(organization: Organization, on: date) -> Terms:
    """Raises ``ValidationError`` where the scheme says nothing of it."""
    try:
        rules = scheme_for(organization, on)
    except NoScheme as error:
        raise ValidationError(str(error)) from error
    said = rules.data.get("assessment")
    if not said:
        raise ValidationError(NO_ASSESSMENT)
    kept = {**DEFAULTS, **{key: said[key] for key in KEPT if key in said}}
    weights = {row["indicator"]: row["weight"] for row in said["weights"]}
    return {**kept, "scheme": rules.scheme.title, "weights": weights}


def kinds_of(terms: Terms, of: str) -> list[str]:
    """Whom the scheme assesses, of those the assessment may."""
    return [kind for kind in KINDS[Assessment.Of(of)] if kind in terms["assessed"]]


def check_weights(weights: Mapping[str, int]) -> Mapping[str, int]:
    """Those that count, which make up the whole."""
    if (found := sum(weights.values())) != WHOLE:
        raise ValidationError(f"各项指标加起来要正好{WHOLE}分，现在是{found}分。")
    return {key: weight for key, weight in weights.items() if weight}
