"""Attachments leave through one view only, with the reach of the text they belong to."""

import hashlib
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.conf import settings
from django.utils import timezone

from catalog.items.actions.publishing import publish_correction, start_correction
from catalog.items.models import Attachment, Item
from catalog.items.tests.factories import Desk
from disclosure.organizations.tests.factories import make_holder, make_member, make_organization, make_person

pytestmark = pytest.mark.django_db
CONTENT = b"%PDF-1.4 minutes"
NAME = "会议纪要（第9次）.pdf"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = settings.SENDFILE_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def desk(files):
    return Desk(on=timezone.localdate() - timedelta(days=10))


@pytest.fixture
def readers(desk):
    """Who knocks, by name; None is a passer-by."""
    party, staff, stranger = make_person("party"), make_person("staff"), make_person("stranger")
    make_member(party, desk.organization)
    make_member(staff, desk.organization, kind="staff")
    other = make_organization("elsewhere")
    make_member(stranger, other)
    return {
        "passer-by": None,
        "stranger": stranger,
        "member": party,
        "staff": staff,
        "clerk": desk.clerk,
        "other clerk": make_holder(other, "clerk"),
    }


def attach(item, name=NAME, content=CONTENT, content_type="application/pdf", version=None) -> Attachment:
    path = hashlib.sha256(content).hexdigest()
    version = version or item.working_version
    (settings.MEDIA_ROOT / path).write_bytes(content)
    return Attachment.objects.create(
        version=version,
        name=name,
        path=path,
        content_type=content_type,
        size=len(content),
        sha256=path,
        uploaded_by=item.created_by,
        uploaded_at=item.created_at,
    )


def url_of(attachment) -> str:
    return f"/i/{attachment.version.item_id}/files/{attachment.pk}/"


def answers(client, readers, attachment) -> dict[str, int]:
    found = {}
    for name, person in readers.items():
        client.logout()
        if person:
            client.force_login(person, "django.contrib.auth.backends.ModelBackend")
        found[name] = client.get(url_of(attachment)).status_code
    return found


def only(readers, *names) -> dict[str, int]:
    return {name: 200 if name in names else 404 for name in readers}


def with_file(desk, stage, **fields):
    """An item of the stage with one attachment on its published, or else its working version."""
    item = getattr(desk, stage)(event_on=timezone.localdate(desk.now), **fields)
    return item, attach(item)


EVERYONE = ("passer-by", "stranger", "member", "staff", "clerk", "other clerk")


@pytest.mark.parametrize(
    ("stage", "code", "who"),
    [
        ("published_outside", "1-1", EVERYONE),
        ("published_inside", "1-2", ("member", "clerk")),
        ("published_inside", "1-3", ("member", "clerk")),
        ("published_inside", "1-4", ("member", "staff", "clerk")),
        ("approved", "1-1", ("clerk",)),
        ("registered", "1-1", ("clerk",)),
    ],
)
def test_a_file_is_as_open_as_its_item(client, desk, readers, stage, code, who):
    _, attachment = with_file(desk, stage, code=code)
    assert answers(client, readers, attachment) == only(readers, *who)


def test_a_withdrawn_item_takes_its_files_with_it(client, desk, readers):
    item, attachment = with_file(desk, "published_outside", code="1-1")
    desk.withdrawn(item)
    assert answers(client, readers, attachment) == only(readers, "clerk")


def test_after_its_display_a_file_is_closed_to_passers_by(client, desk, readers):
    item, attachment = with_file(desk, "published_outside", code="1-1")
    Item.objects.filter(pk=item.pk).update(display_until=timezone.localdate() - timedelta(days=1))
    assert answers(client, readers, attachment) == only(readers, "member", "clerk")


def test_a_correction_closes_the_old_file_and_opens_the_new(client, desk, readers):
    item, old = with_file(desk, "published_outside", code="1-1")
    item = start_correction(item, note="附件有误", by=desk.clerk, now=desk.tick())
    item.working_version.attachments.all().delete()
    new = attach(item, name="更正后的纪要.pdf", content=b"%PDF-1.4 corrected")
    assert answers(client, readers, new) == only(readers, "clerk")
    item = desk.approved(desk.checked(desk.submitted(item)))
    publish_correction(item, by=desk.secretary, now=desk.tick())
    assert answers(client, readers, new) == only(readers, *EVERYONE)
    assert answers(client, readers, old) == only(readers, "clerk")


def test_a_file_is_not_found_under_another_item(client, desk):
    _, attachment = with_file(desk, "published_outside", code="1-1")
    other, _ = with_file(desk, "published_inside", code="1-3")
    assert client.get(f"/i/{other.pk}/files/{attachment.pk}/").status_code == 404
    assert client.get(f"/i/{attachment.version.item_id}/files/999999/").status_code == 404


def test_a_hidden_file_is_the_same_answer_as_no_file(client, desk):
    _, attachment = with_file(desk, "published_inside", code="1-3")
    unknown = f"/i/{attachment.version.item_id}/files/{attachment.pk + 7}/"
    hidden = client.get(url_of(attachment))
    assert hidden.status_code == client.get(unknown).status_code == 404
    assert NAME not in hidden.content.decode()


def test_a_pdf_opens_in_place_under_its_chinese_name(client, desk):
    _, attachment = with_file(desk, "published_outside", code="1-1")
    answer = client.get(url_of(attachment))
    assert b"".join(answer) == CONTENT
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")
    assert quote(NAME) in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-cache" in answer["Cache-Control"]


@pytest.mark.parametrize("content_type", ["text/html", "image/svg+xml", "application/msword", "text/xml"])
def test_what_a_browser_could_run_is_downloaded(client, desk, content_type):
    item = desk.published_outside(code="1-1", event_on=timezone.localdate(desk.now))
    attachment = attach(item, name="说明.html", content=b"<script>alert(1)</script>", content_type=content_type)
    answer = client.get(url_of(attachment))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"


def test_a_file_missing_on_disk_is_not_found(client, desk, files):
    _, attachment = with_file(desk, "published_outside", code="1-1")
    (files / attachment.path).unlink()
    assert client.get(url_of(attachment)).status_code == 404


def test_the_item_page_lists_its_files_with_type_and_size(client, desk):
    item, attachment = with_file(desk, "published_outside", code="1-1")
    page = client.get(item.get_absolute_url()).content.decode()
    assert NAME in page
    assert url_of(attachment) in page
    assert "PDF · 16 B" in page
