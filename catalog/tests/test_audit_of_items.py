"""The log says who did what to which item, never what the item says: its readers are not the item's."""

import pytest
from django.test import Client

from catalog import actions
from catalog.tests.factories import Desk
from disclosure.audit.models import Event
from disclosure.organizations.tests.factories import make_administrator

pytestmark = pytest.mark.django_db


def test_the_audit_administrator_learns_no_titles():
    desk = Desk()
    item = desk.registered(code="1-6", title="给予某某处分的决定")
    item = actions.save_text(item, title="给予某某处分的通知", body="", by=desk.clerk, now=desk.tick())
    client = Client()
    client.force_login(make_administrator("audit"))
    events = Event.objects.filter(object_type="catalog.item", object_id=item.pk)
    pages = ["/admin/audit/event/", *(f"/admin/audit/event/{event.pk}/change/" for event in events)]
    shown = "".join(client.get(page).content.decode() for page in pages)
    assert item.index_number in shown
    assert "处分" not in shown
