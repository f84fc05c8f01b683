"""What the writes need, and what became of them. Imported once Django is set up."""

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Count
from django.test import Client
from django.utils import timezone

from catalog.directory.tests.factories import branch, make_catalogue
from catalog.items.tests.factories import Desk
from disclosure.organizations.models.people import User
from disclosure.organizations.tests.factories import (
    make_administrator,
    make_holder,
    make_member,
    make_organization,
    make_person,
)
from disclosure.testing.chaos.kinds import COLUMNS
from feedback.consultations.actions.publishing import publish
from feedback.consultations.actions.writing import write


def fill() -> dict[str, Any]:
    """Who writes, by their sessions, and where."""
    now = timezone.now()
    desk: Any = Desk("chaos", on=now.date() - timedelta(days=30), name="演练党支部")
    handler, reader = make_holder(desk.organization, "handler"), make_person("reader")
    make_member(reader, desk.organization)
    other = make_organization("drafting", name="起草党支部")
    draft = make_catalogue(other, desk.scheme, [branch("1", "甲类", [branch("1-1", "甲")])])
    text = {"title": "演练的征求意见稿", "body": "<p>请提意见。</p>", "scope": "society", "allows_anonymous": True}
    days = {"from_on": now.date(), "until_on": now.date() + timedelta(days=20)}
    consultation = write(organization=desk.organization, by=desk.clerk, now=now, **text, **days)
    publish(consultation, by=desk.secretary, now=now)
    people = {
        "clerk": desk.clerk,
        "secretary": make_holder(other, "secretary"),
        "handler": handler,
        "system": make_administrator("system"),
    }
    return {
        "sessions": {name: session_of(person) for name, person in people.items()},
        "entry": desk.entry("1-1").pk,
        "draft": draft.pk,
        "consultation": consultation.pk,
        "today": str(timezone.localdate()),
    }


def session_of(person: User) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def count(markers: dict[str, list[str]]) -> dict[str, dict[str, int]]:
    """Markers by kind → how many rows bear each that is there."""
    found: dict[str, dict[str, int]] = {}
    for kind, wanted in markers.items():
        label, column = COLUMNS[kind]
        rows = apps.get_model(label).objects.filter(**{f"{column}__in": wanted}).order_by()
        found[kind] = dict(rows.values_list(column).annotate(rows=Count("pk")))
    return found
