"""The document of a draft as it is written: what it begins with, what is taken from a person, what is refused."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from catalog.own_schemes.models import SchemeDraft
from catalog.schemes.copying import copied, with_presets
from catalog.schemes.document.reading import check_data, in_words
from catalog.schemes.issued import IDENTITY, first_document, is_document_of, with_identity
from catalog.schemes.models import Scheme
from disclosure.organizations.access import Access
from disclosure.organizations.models.directory import Organization

Row = Mapping[str, Any]


def begun(scheme: Scheme | None, organization: Organization, title: str) -> Row:
    """Raises ``ValidationError`` for a scheme that the organisation does not copy from."""
    if scheme and not Scheme.objects.open_to(organization).filter(pk=scheme.pk).exists():
        raise ValidationError({"scheme": "只能抄预设的、本组织的和上级的方案。"})
    return first_document(scheme, organization, title)


def taken(draft: SchemeDraft, document: Row) -> Row:
    """As it is kept: whose it is and when it is issued says the draft. What is still missing may be missing; raises
    ``ValidationError`` for what is wrong."""
    checked = check_data(with_identity(document, draft.title, draft.organization.name))
    if checked.wrong:
        raise ValidationError([in_words(fault) for fault in checked.wrong])
    return checked.data


def imported(document: Row, organization: Organization) -> Row:
    """Of a complete document of the organisation's own all of it, with number and day as they stand there; of another's the
    rules alone, under a name of its own."""
    if faults := check_data(document).faults:
        raise ValidationError([in_words(fault) for fault in faults])
    if is_document_of(document, organization):
        return document
    return copied(document, title=f"{organization.name}党务公开实施方案", issuer=organization.name)


def with_section(draft: SchemeDraft, section: str, values: Any) -> Row:
    if section in IDENTITY:
        raise ValidationError("名称、文号、制定机关和日期在起草和印发时写。")
    others = {key: value for key, value in draft.document.items() if key != section}
    return others if values is None else {**others, section: values}


def preset(draft: SchemeDraft) -> Row:
    """Every ground that is still to be given as a preset."""
    return with_presets(draft.document)


def differing(before: Row, after: Row) -> list[str]:
    return sorted(key for key in {*before, *after} if before.get(key) != after.get(key))


def is_being_drafted(access: Access) -> Q:
    """What the person has begun and may go on writing."""
    return Q(state=SchemeDraft.State.DRAFT, created_by=access.user_id)
