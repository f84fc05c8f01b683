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


# How wide a scope is: an item may narrow its entry's scope, never widen it (PL-02).
WIDTH = {Scope.SOCIETY: 4, Scope.STAFF: 3, Scope.PARTY: 2, Scope.AUDIENCE: 1, Scope.INDIVIDUAL: 0}
