"""Who may send which case to an organisation, by its scheme: members, everyone, or a branch by who holds a post in it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.contrib.auth.models import AnonymousUser

from disclosure.organizations.access import access_of
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Post, User
from feedback.cases.clocks.clocks import answer_rule, rules_of
from feedback.cases.models.cases import Case
from feedback.cases.states import REQUESTS

MEMBER, SOCIETY, ORGANIZATION = "member", "society", "organization"
WHO = {MEMBER: "本组织和下级组织的党员", ORGANIZATION: "下级党组织（由在那里任职的人提出）"}


@dataclass(frozen=True)
class Permissions:
    """What one reader may send to one organisation on one day. Outside the intranet a member counts as a passer-by."""

    organization: Organization
    reader: User | AnonymousUser
    on: date

    def allowed(self, kind: str) -> tuple[str, ...]:
        """Who may send a case of the kind by the scheme: ``member``, ``society``, ``organization``. Opinions: everyone."""
        named = answer_rule(kind, self._rules).get("applicants") if kind in REQUESTS else ()
        return tuple(named or (MEMBER, SOCIETY))

    def may(self, kind: str) -> bool:
        return self.may_in_person(kind) or bool(self.may_for(kind))

    def may_in_person(self, kind: str) -> bool:
        return SOCIETY in self.allowed(kind) or (MEMBER in self.allowed(kind) and self.is_member)

    def may_for(self, kind: str) -> list[Organization]:
        """Organisations in whose name the reader may ask."""
        return self._branches if ORGANIZATION in self.allowed(kind) else []

    def who(self, kind: str) -> str:
        """“谁可以提”: in plain words."""
        allowed = self.allowed(kind)
        return "党员和群众都可以提。" if SOCIETY in allowed else f"{'、'.join(WHO[name] for name in allowed)}可以提。"

    def refusal(self, kind: str) -> str:
        """Why this reader may not send it; empty where they may."""
        if self.may(kind):
            return ""
        if not self.reader.is_authenticated:
            return f"{self.who(kind)}请先登录；没有账号的，可以打电话、写信或当面提出。"
        return f"{self.who(kind)}您的账号不在其中，可以提意见建议，或者打电话、当面提出。"

    @cached_property
    def is_member(self) -> bool:
        return self.organization.path in access_of(self.reader, self.on).party_paths

    @cached_property
    def _rules(self):
        return rules_of(Case(organization=self.organization), self.on)

    @cached_property
    def _branches(self) -> list[Organization]:
        if not self.reader.is_authenticated:
            return []
        held = Post.objects.current(self.on).filter(person=self.reader.pk).values("organization")
        below = Organization.objects.active().filter(pk__in=held, path__startswith=self.organization.path)
        return list(below.exclude(pk=self.organization.pk))
