"""By whose words a catalogue is read, and whose scheme it is then kept under: never another organisation's document."""

from datetime import date, datetime

from catalog.schemes.issued import is_at_home, issue_scheme, own_copy
from catalog.schemes.models import Scheme
from catalog.schemes.rules import NoScheme, SchemeRules, find_scheme, scheme_for
from disclosure.organizations.models.directory import Organization


def rules_to_read_by(organization: Organization, scheme: Scheme | None, on: date) -> SchemeRules:
    """``scheme``: the one that was chosen; None: that in force, else raises ``NoScheme``. Of another's only the words are used:
    the catalogue, its categories and what is answered belong to the organisation's own scheme, which may not be saved yet."""
    if scheme is None:
        return scheme_for(organization, on)
    if is_at_home(scheme, organization, on):
        return SchemeRules(scheme, scheme.data)
    own = own_scheme(organization, scheme, on)
    return SchemeRules(own, {**scheme.data, "categories": own.data["categories"]})


def rules_called(organization: Organization, slug: str, on: date) -> SchemeRules:
    """``slug``: empty for the scheme in force. Raises ``NoScheme``."""
    scheme = Scheme.objects.filter(slug=slug).first()
    if slug and scheme is None:
        raise NoScheme(f"没有代号为“{slug}”的实施方案。请先运行 python manage.py load_schemes。")
    return rules_to_read_by(organization, scheme, on)


def own_scheme(organization: Organization, other: Scheme, on: date) -> Scheme:
    """In force, or made for an earlier catalogue, or a copy of the other's rules."""
    if found := find_scheme(organization, on):
        return found.scheme
    kept = Scheme.objects.filter(organization=organization).order_by("-pk").first()
    data = own_copy(other, organization)
    return kept or Scheme(organization=organization, title=data["title"], data=data)


def saved(scheme: Scheme, *, now: datetime) -> Scheme:
    """The first catalogue of an organisation that works by no scheme yet brings it one."""
    if scheme.pk or scheme.organization is None:
        return scheme
    return issue_scheme(scheme.organization, scheme.data, copied_from=None, now=now)
