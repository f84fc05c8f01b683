"""Every page of the desk that names a case, a letter, a consultation or a meeting, asked for by whom it is no business of."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from disclosure.organizations.actions import end_post
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Post
from disclosure.organizations.tests.factories import (
    make_administrator,
    make_holder,
    make_holders,
    make_organization,
)
from feedback.cases.actions.accepting import accept
from feedback.cases.actions.answering.writing import write_reply
from feedback.cases.files import keep_files
from feedback.cases.models.replies import CannedReply
from feedback.cases.states import Kind
from feedback.cases.tests.factories import received, under_scheme
from feedback.consultations.actions import comments as commenting
from feedback.consultations.actions import meetings, publishing, writing

pytestmark = pytest.mark.django_db
TOKEN = "丁香巷"
STRANGERS = ("another handler", "approver above", "handler below", "clerk", "gone", "audit")
# A draft is also the clerk's, who writes drafts; so are the meetings.
WRITTEN_BY_CLERKS = ("consultation", "meeting")
POSTED = {
    "result": "to_sender", "text": "改", "reason": "改", "what": "改", "until_on": "2026-12-01", "do": "claim", "row": "1",
    "title": "改", "body": "改", "name": "改", "query": "tab=open", "kind": "pdf", "verdict": "satisfied", "how": "phone",
}  # fmt: skip


@pytest.fixture
def world(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    now = timezone.now()
    above = make_organization("above")
    organization = under_scheme("qijiang", superior=above)
    people = make_holders(organization, ["handler", "collector", "clerk", "secretary", "approver"])
    by = {"by": people["handler"], "now": now}
    topic = {"subject": f"{TOKEN}修路", "text": f"{TOKEN}花了多少", "on": timezone.localdate(now)}
    case = received(organization, Kind.TOPIC, is_anonymous=False, name="王小明", **topic).case
    [file] = keep_files(case, [SimpleUploadedFile("信.txt", TOKEN.encode())], **by)
    accept(case, **by)
    write_reply(case, result="to_sender", text=f"{TOKEN}12万元。", **by)
    opinion = received(organization, Kind.OPINION, **topic).case
    today = timezone.localdate(now)
    text = {"title": f"{TOKEN}稿", "body": f"<p>{TOKEN}</p>", "scope": "party"}
    days = {"from_on": today, "until_on": today + timedelta(days=9)}
    consultation = writing.write(organization, by=people["clerk"], now=now, **text, **days)
    upload = SimpleUploadedFile("附.txt", TOKEN.encode())
    draft_file = writing.add_file(consultation, upload=upload, by=people["clerk"], now=now)
    publishing.publish(consultation, by=people["secretary"], now=now)
    commenting.enter(consultation, text=f"{TOKEN}意见", given_on=today, name="王小明", by=people["collector"], now=now)
    held = {"kind": "symposium", "title": f"{TOKEN}会", "held_on": today, "place": TOKEN, "attendance": 3}
    meeting = meetings.enter_meeting(
        organization, by=people["clerk"], now=now, minutes=f"<p>{TOKEN}</p>", scope="party", **held
    )
    canned = CannedReply.objects.create(organization=organization, title=TOKEN, text=TOKEN)
    rows = {
        "case": [case, opinion], "letter": [case.letters.first()], "consultation": [consultation],
        "meeting": [meeting], "cannedreply": [canned], "file_pk": file, "file": draft_file,
    }  # fmt: skip
    return organization, people, rows


def stranger(who: str, organization, people):
    if who == "another handler":
        return make_holder(make_organization("other"), "handler")
    if who == "approver above":
        return make_holder(Organization.objects.get(code="above"), "approver")
    if who == "handler below":
        return make_holder(make_organization("below", organization), "handler")
    if who == "gone":
        today = timezone.localdate()
        end_post(
            Post.objects.get(person=people["handler"]), until_on=today - timedelta(days=1), by=None, now=timezone.now()
        )
        return people["handler"]
    if who == "audit":
        return make_administrator(who)
    return people[who]


def routes(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        yield from routes(pattern, route) if isinstance(pattern, URLResolver) else [route]


def addresses(rows):
    """(model, address) of every page that names a row; a number spelt the way the admin quotes it too."""
    for route in routes(get_resolver()):
        named = re.match(r"admin/feedback/(\w+)/", route)
        if not named or "<" not in route or named[1] not in rows:
            continue
        for row in rows[named[1]]:
            for word in words_for(route):
                yield named[1], "/" + filled(route, rows, row, word)


def words_for(route: str) -> tuple:
    if "/step/" in route:
        return ("claim", "write_reply", "decide_above", "list")
    return ("publish", "withdraw") if "/do/" in route else ("docx",)


def filled(route: str, rows, row, word: str) -> str:
    route = re.sub(r"<int:(\w+)>", lambda part: str(rows.get(part[1], row).pk), route)
    quoted = "".join(f"_{ord(sign):X}" for sign in str(row.pk))
    return re.sub(r"<(?:slug|str):\w+>|<\w+>", word, re.sub(r"<path:\w+>", quoted, route))


def counted() -> dict:
    apart = ("feedback", "deadlines", "audit", "notices")
    return {model: model.objects.count() for app in apart for model in apps.get_app_config(app).get_models()}


@pytest.mark.parametrize("who", STRANGERS)
def test_who_has_no_business_with_a_row_neither_reads_nor_changes_it(world, who):
    organization, people, rows = world
    client = Client(raise_request_exception=False)
    client.force_login(stranger(who, organization, people))
    before, asked = counted(), list(addresses(rows))
    assert len(asked) > 40
    for model, address in asked:
        if who == "clerk" and model in WRITTEN_BY_CLERKS:
            continue
        for answer in (client.get(address), client.post(address, POSTED)):
            assert answer.status_code in (302, 403, 404, 405), (address, answer.status_code)
            assert TOKEN not in answer.content.decode(errors="replace"), address
    for address in ("", "?tab=open", "?tab=open&q=修路", "?tab=open&organization=qijiang"):
        assert TOKEN not in client.get(f"/admin/feedback/case/{address}").content.decode()
    keys = [row.pk for row in rows["case"]]
    client.post("/admin/feedback/case/bulk/", {"do": "claim", "row": keys})
    assert counted() == before
