"""An organisation's own words for its letters, saved and taken back."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from disclosure.audit.record import record
from disclosure.organizations.access import access_of
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import APPROVE, HANDLE_REQUESTS
from disclosure.workflow.kit import lock_organization, require_text
from feedback.cases.letters.wording import check_places
from feedback.cases.models.replies import Letter, LetterTemplate

EDITORS = (APPROVE, HANDLE_REQUESTS)
TITLE, BODY = 40, 4000


@transaction.atomic
def save_words(organization: Organization, name: str, *, title: str, body: str, by, now: datetime) -> LetterTemplate:
    """Letters that went out keep the words they went out with."""
    require_editor(organization, by=by, now=now)
    title, body = require_text(title, "请写明标题。", most=TITLE), require_text(body, "请写明正文。", most=BODY)
    for field, text in (("title", title), ("body", body)):
        check_field(name, field, text)
    values = {"title": title, "body": body, "saved_by": by, "saved_at": now}
    template, _new = LetterTemplate.objects.update_or_create(organization=organization, name=name, defaults=values)
    log("saved", template, by=by, now=now)
    return template


def check_field(name: str, field: str, text: str) -> None:
    try:
        check_places(name, text)
    except ValidationError as error:
        raise ValidationError({field: error.messages}) from error


@transaction.atomic
def restore_words(organization: Organization, name: str, *, by, now: datetime) -> None:
    """Back to the portal's own words; twice changes nothing."""
    require_editor(organization, by=by, now=now)
    lock_organization(organization.pk)
    template = LetterTemplate.objects.filter(organization=organization, name=name).first()
    if template is not None:
        log("restored", template, by=by, now=now)
        template.delete()


def require_editor(organization: Organization, *, by, now: datetime) -> None:
    access = access_of(by, timezone.localdate(now))
    if not any(access.can(permission, organization) for permission in EDITORS):
        raise PermissionDenied("您没有修改本组织文书的权限。")


def log(verb: str, template: LetterTemplate, *, by, now: datetime) -> None:
    label = Letter.Name(template.name).label
    record(f"lettertemplate.{verb}", template, by=by, now=now, organization=template.organization, label=label)
