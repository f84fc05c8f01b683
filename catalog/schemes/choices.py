"""The words that schemes and what works by them share: scopes, time-limit kinds, and whom and what a scheme asks for."""

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


class Constituency(models.TextChoices):
    """Whom a supervisor of disclosure (监督员) comes from."""

    ENTERPRISE = "enterprise", "企业"
    GRASSROOTS = "grassroots", "基层"
    MASSES = "masses", "群众"
    RETIRED = "retired", "离退休"
    MEMBER = "member", "党员"


class MeetingKind(models.TextChoices):
    SUPERVISORS = "supervisors", "监督员会议"
    GROUP = "group", "领导小组会议"


class PointKind(models.TextChoices):
    CONTACT = "contact", "联系点"
    DEMONSTRATION = "demonstration", "示范点"


# What a scope may be narrowed to; never widened (PL-02). STAFF and PARTY reach people that the other does not: PARTY
# includes members of the organisations below, STAFF those who are no members. Neither is inside the other.
NARROWER: dict[str, frozenset[str]] = {
    Scope.SOCIETY: frozenset(Scope),
    Scope.STAFF: frozenset({Scope.STAFF, Scope.AUDIENCE, Scope.INDIVIDUAL}),
    Scope.PARTY: frozenset({Scope.PARTY, Scope.AUDIENCE, Scope.INDIVIDUAL}),
    Scope.AUDIENCE: frozenset({Scope.AUDIENCE, Scope.INDIVIDUAL}),
    Scope.INDIVIDUAL: frozenset({Scope.INDIVIDUAL}),
}
