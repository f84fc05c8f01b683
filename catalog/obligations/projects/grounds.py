"""On what ground a project owes: an entry disclosed by milestones, and the scheme's rule for it."""

from datetime import date

from django.core.exceptions import ValidationError

from catalog.directory.contents import entry_for
from catalog.directory.models import Entry
from catalog.schemes.choices import LimitKind
from catalog.schemes.rules import Limit, NoLimit, NoScheme, SchemeRules, scheme_for
from disclosure.organizations.models.directory import Organization


def staged_entry(organization: Organization, code: str) -> Entry:
    """The entry with the code in the catalogue of today, which must be one that is disclosed by milestones."""
    entry = entry_for(organization, code)
    if entry is None:
        raise ValidationError({"entry": "这一项不在本组织施行中的目录里。"})
    if entry.limit_kind != LimitKind.STAGED:
        raise ValidationError({"entry": "这一项不是按阶段公开的事项，请直接登记。"})
    return entry


def staged_limit(organization: Organization, on: date) -> tuple[SchemeRules, Limit]:
    try:
        rules = scheme_for(organization, on)
        return rules, rules.limit(LimitKind.STAGED)
    except (NoScheme, NoLimit) as error:
        raise ValidationError({"entry": str(error)}) from error
