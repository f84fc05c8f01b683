"""The reason that a script names, and the rule that may be cited for it."""

from catalog.obligations.withholdings.models import Withholding
from catalog.rules.register import key_of, register

Reason = Withholding.Reason


def reason_of(reason: str) -> str:
    """The value of the list that is called so."""
    if reason in Reason.values:
        return reason
    return next((value for value, label in Reason.choices if label == reason), Reason.OTHER)


def rule_for(reason: str, words: str = "") -> str:
    """The key of the rule that the words name; without words the first of the register that may be cited for the reason."""
    return (
        key_of(words)
        if words
        else next(key for key, rule in register().items() if reason in rule.uses and not rule.until_on)
    )
