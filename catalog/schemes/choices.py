"""The words that catalogue entries and items share: scopes and time-limit kinds."""

from django.db import models


class Scope(models.TextChoices):
    SOCIETY = "society", "社会"
    STAFF = "staff", "机关全体人员"
    PARTY = "party", "党内"
    AUDIENCE = "audience", "特定对象"
    INDIVIDUAL = "individual", "个人"


class LimitKind(models.TextChoices):
    FIXED = "fixed", "固定公开"
    PERIODIC = "periodic", "定期公开"
    STAGED = "staged", "逐段公开"
    IMMEDIATE = "immediate", "即时公开"


# What a scope may be narrowed to; never widened (PL-02). STAFF and PARTY reach people that the other does not: PARTY
# includes members of the organisations below, STAFF those who are no members. Neither is inside the other.
NARROWER: dict[str, frozenset[str]] = {
    Scope.SOCIETY: frozenset(Scope),
    Scope.STAFF: frozenset({Scope.STAFF, Scope.AUDIENCE, Scope.INDIVIDUAL}),
    Scope.PARTY: frozenset({Scope.PARTY, Scope.AUDIENCE, Scope.INDIVIDUAL}),
    Scope.AUDIENCE: frozenset({Scope.AUDIENCE, Scope.INDIVIDUAL}),
    Scope.INDIVIDUAL: frozenset({Scope.INDIVIDUAL}),
}
