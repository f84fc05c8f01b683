"""By which scheme an organisation works, and from when on."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError

from catalog.directory.actions import KEEPERS
from catalog.schemes.issued import is_at_home, issue_scheme, own_copy
from catalog.schemes.models import Adoption, Scheme
from catalog.schemes.rules import Row
from disclosure.workflow.kit import Act, Workflow

adoptions = Workflow(
    Adoption,
    code="scheme",
    words={"adopted": "施行方案", "loaded": "装入实施方案", "changed": "修改实施方案"},
    reads=("organization", "scheme"),
)


@adoptions.start("adopt", "施行方案", who=KEEPERS, by_system=True)
def adopt_scheme(act: Act, *, scheme: Scheme, from_on: date, as_issued: bool = False) -> None:
    """The organisation, and those below it that have none of their own, work by the scheme from the day on (QJ-24); what was in
    force ends. Of what neither it nor its superior issued it gets the rules alone, as a scheme of its own. ``as_issued``: it is
    the organisation's own document, whatever it calls its issuer."""
    organization = act.subject
    if not (as_issued or is_at_home(scheme, organization, from_on)):
        scheme = issue_scheme(organization, own_copy(scheme, organization), copied_from=scheme, now=act.now)
    put_scheme_in_force(act, scheme, from_on)


@adoptions.start("adopt_own", "施行自己的方案", who=KEEPERS, by_system=True)
def adopt_own_scheme(act: Act, *, document: Row, from_on: date, copied_from: Scheme | None = None) -> None:
    """``document``, with number and day of issue, becomes a scheme of the organisation's own (YY-08, QJ-23)."""
    scheme = issue_scheme(act.subject, document, copied_from=copied_from, now=act.now)
    put_scheme_in_force(act, scheme, from_on)


def put_scheme_in_force(act: Act, scheme: Scheme, from_on: date) -> None:
    organization = act.subject
    current = Adoption.objects.filter(organization=organization, until_on__isnull=True).first()
    if current and current.from_on >= from_on:
        raise ValidationError("新方案的施行日期要晚于现行方案。")
    if current:
        current.until_on = from_on - timedelta(days=1)
        current.save(update_fields=["until_on"])
    act.create(Adoption(organization=organization, scheme=scheme, from_on=from_on))
    replaced = current.scheme.slug if current else None
    act.record("adopted", scheme=scheme.slug, from_on=str(from_on), replaces=replaced)
