"""The log says who did what to which item, never what the item says: its readers are not the item's."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalog.bulletins import actions as bulletins
from catalog.items.actions.attaching import add_attachment, remove_attachment
from catalog.items.actions.writing import change_plan, save_text
from catalog.items.tests.factories import Desk
from disclosure.audit.models import Event
from disclosure.organizations.tests.factories import make_administrator, make_person

pytestmark = pytest.mark.django_db


def test_the_audit_administrator_learns_no_titles():
    desk = Desk()
    item = desk.registered(code="1-6", title="给予某某处分的决定")
    item = save_text(item, title="给予某某处分的通知", body="", by=desk.clerk, now=desk.tick())
    client = Client()
    client.force_login(make_administrator("audit"))
    events = Event.objects.filter(object_type="catalog.item", object_id=item.pk)
    pages = ["/admin/audit/event/", *(f"/admin/audit/event/{event.pk}/change/" for event in events)]
    shown = "".join(client.get(page).content.decode() for page in pages)
    assert item.index_number in shown
    assert "处分" not in shown


def test_the_log_names_neither_files_nor_those_who_are_told_nor_what_is_planned(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    desk, person = Desk(), make_person("told", full_name="张受处分")
    item = desk.registered(code="1-6")
    upload = SimpleUploadedFile("给予张受处分的决定.txt", "决定".encode())
    file = add_attachment(item, upload=upload, by=desk.clerk, now=desk.tick())
    remove_attachment(item, attachment=file, by=desk.clerk, now=desk.tick())
    change_plan(item, recipients=[person], by=desk.clerk, now=desk.tick())
    text = {"kind": "notice", "title": "通报", "body": "<p>请看。</p>", "scope": "party"}
    bulletin = bulletins.write_bulletin(desk.organization, by=desk.clerk, now=desk.tick(), **text)
    upload.seek(0)
    kept = bulletins.add_file(bulletin, upload=upload, by=desk.clerk, now=desk.tick())
    bulletins.drop_file(bulletin, file=kept, by=desk.clerk, now=desk.tick())
    off = desk.registered(code=None, scope="party", limit_kind="immediate", work_plan="先开会")
    change_plan(off, work_plan="先找张受处分谈话", by=desk.clerk, now=desk.tick())
    said = str(list(Event.objects.values_list("changes", "object_label")))
    assert "处分" not in said and file.sha256 in said
    assert [person.pk] == Event.objects.filter(changes__has_key="recipients").get().changes["recipients"]
