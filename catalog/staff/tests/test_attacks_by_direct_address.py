"""Every page and button of the desk that names a row, asked for by people it is none of the business of."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLResolver, get_resolver

from catalog.archive.archiving import archive
from catalog.bulletins import actions as bulletins
from catalog.bulletins import upward_reports as upward
from catalog.changes import actions as changes
from catalog.changes.history import removals
from catalog.directory.tests.factories import branch
from catalog.filings.models import Filing
from catalog.items.actions.publishing import end_display
from catalog.items.channels.actions import add_evidence, record_channel
from catalog.items.channels.models import Carrier, ChannelRecord
from catalog.items.redaction.waivers import ask_waiver
from catalog.items.tests.factories import TODAY, Desk
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.opening import open_duties
from catalog.obligations.projects.actions import register_project
from catalog.obligations.withholdings import actions as withholdings
from catalog.own_schemes.actions import begin_draft
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.tests.factories import (
    client_of,
    make_administrator,
    make_holder,
    make_member,
    make_organization,
    make_person,
)
from disclosure.web.changelist import KeyedLists

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
TOKEN = "丁香巷"
ENTRIES = [
    branch(
        "1",
        "组织生活",
        [
            branch("1-1", "学习情况", channels=["网站", "会议"]),
            branch("1-2", "为民办实事", limit_kind="staged", limit_words="逐段"),
            branch("1-3", "党费收缴", limit_kind="periodic", limit_words="定期"),
        ],
    )
]
STRANGERS = ("another secretary", "superior's clerk", "supervisor", "system", "nobody")
# What those who supervise from within the organisation may read at the desk: the list of what is owed.
READ_BY_SUPERVISORS = ("duty",)
VERBS = {
    "withholding": ("approval", "refusal", "approve", "refuse", "answer", "reply", "confirm", "end"),
    "entrychange": ("approve", "refuse", "take_back"),
    "filing": ("send", "drop", "acknowledge", "comment", "receipt", "write", "anew"),
    "schemedraft": ("solicit", "submit", "pass_review", "fail_review", "issue", "discard"),
    "bulletin": ("submit", "publish", "take_back", "withdraw"),
    "item": ("submit", "review", "check_secrecy", "approve", "publish_inside", "publish_outside", "return_item"),
}
POSTED = {
    "title": "改过的", "body": "<p>改过的</p>", "reason": "改", "passed": "yes", "kind": "notice", "scope": "society",
    "answer": "改", "text": "改", "opinion": "改", "sent_on": "2026-09-01", "from_on": "2026-09-01", "place": "改",
    "attendance": "1", "name": "改", "planned_on": "2026-12-01", "completed_on": "2026-09-01", "ended_on": "2026-09-01",
    "event_on": "2026-09-01", "result": "adopted", "reply": "改", "mask": "x", "retention": "permanent",
}  # fmt: skip


@pytest.fixture
def world(settings, tmp_path):
    """One row of everything that has a page at the desk, all of one organisation, and its address."""
    settings.MEDIA_ROOT = tmp_path
    above = make_organization("above")
    desk = Desk(entries=ENTRIES, superior=above)
    item, rows = desk.released(title=f"{TOKEN}的学习"), {}
    record = ChannelRecord.objects.get(item=item, channel="会议")
    record_channel(record, from_on=TODAY, place=f"{TOKEN}会议室", attendance=3, by=desk.clerk, now=desk.tick())
    sheet = SimpleUploadedFile("签到.txt", TOKEN.encode())
    rows["file"] = add_evidence(record, upload=sheet, by=desk.clerk, now=desk.tick())
    draft = desk.registered(title=f"{TOKEN}的草稿", body=f"<p>{TOKEN}，电话13800138000。</p>")
    rows["waiver"] = ask_waiver(
        draft, kind="mobile_phone", mask="138****8000", reason="公布的电话", by=desk.clerk, now=desk.tick()
    )
    ended = end_display(
        desk.released(title=f"{TOKEN}旧事", channels=["网站"], channels_reason="只用网站"),
        by=desk.secretary,
        reason="已经展示够了",
        now=desk.tick(),
    )
    rows["archiverecord"] = archive(ended, by=desk.secretary, now=desk.tick())
    text = {"kind": "notice", "title": f"{TOKEN}通报", "body": "<p>请看。</p>", "scope": "party"}
    bulletin = bulletins.write_bulletin(desk.organization, by=desk.clerk, now=desk.tick(), **text)
    rows["bulletin"] = bulletins.submit(bulletin, by=desk.clerk, now=desk.tick())
    rows["upwardreport"] = upward.write_report(
        desk.organization, title=f"{TOKEN}漏雨", body=TOKEN, by=desk.clerk, now=desk.tick()
    )
    rows["withholding"] = withholdings.propose(
        organization=desk.organization, entry=desk.entry("1-1"), kind="deferral", reason="under_way", explanation=TOKEN,
        legal_basis="disclosure-7", from_on=TODAY, until_on=TODAY, by=desk.clerk, now=desk.tick(),
    )  # fmt: skip
    rows["entrychange"] = changes.ask(
        organization=desk.organization, entry=desk.entry("1-3"), kind="change", reason=TOKEN, explanation="统一。",
        after={"name": "党费"}, by=desk.secretary, now=desk.tick(),
    )  # fmt: skip
    rows["project"] = register_project(
        organization=desk.organization, code="1-2", name=f"{TOKEN}危房改造", started_on=TODAY,
        milestones=[("土方", TODAY)], by=desk.clerk, now=desk.tick(),
    )  # fmt: skip
    rows["milestones"] = rows["project"].milestones.get()
    rows["schemedraft"] = begin_draft(
        organization=desk.organization, scheme=desk.scheme, title=f"{TOKEN}方案", by=desk.clerk, now=desk.tick()
    )
    rows["carrier"] = Carrier.objects.create(organization=desk.organization, kind="board", name=f"{TOKEN}公开栏")
    rows["filing"] = Filing.objects.create(
        organization=desk.organization, what="report", title=f"{TOKEN}报告", to_name="上级", to_organization=above,
        content=TOKEN, created_at=desk.tick(),
    )  # fmt: skip
    open_duties(on=TODAY, now=desk.tick(), removals=removals)
    rows["duty"] = Duty.objects.filter(organization=desk.organization).first()
    rows |= {"item": item, "draft": draft, "record": record, "delivery": record, "catalogue": desk.catalogue}
    rows["entries"] = desk.entry("1-1")
    return desk, rows


def stranger(who: str, desk):
    if who == "another secretary":
        return make_holder(make_organization("other"), "secretary")
    if who == "superior's clerk":
        return make_holder(Organization.objects.get_parent(desk.organization), "clerk")
    if who == "supervisor":
        return make_holder(desk.organization, who)
    if who == "system":
        return make_administrator(who)
    person = make_person("somebody") if who == "member" else None
    if person:
        make_member(person, desk.organization)
    return person


def routes(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield route


def addresses(rows):
    """(model, address) of every page of the desk that names a row."""
    for route in routes(get_resolver()):
        named = re.match(r"admin/catalog/(\w+)/", route)
        if not named or "<" not in route or named[1] not in {*rows, "entry"}:
            continue
        model = named[1]
        keys = ("item", "draft") if model == "item" else (model,)
        for key in keys:
            yield from ((model, address) for address in filled(route, rows, key))


def filled(route: str, rows, key: str):
    section = next((name for name in ("milestones", "entries") if f"/{name}/<int:pk>" in route), key)
    route = re.sub(r"<int:(\w+)>", lambda part: str(rows.get(part[1], rows[section]).pk), route)
    route = re.sub(r"<path:\w+>", str(rows[section].pk), route)
    words = VERBS.get(key if key != "draft" else "item", ("x",))
    for word in words if re.search(r"<slug:", route) else ("",):
        yield "/" + re.sub(r"<(?:slug|str):\w+>|<\w+>", word, route)


def counted() -> dict:
    """How many rows of each kind there are, and what the audit log says of the catalogue's."""
    return {
        model.__name__: model.objects.count()
        for app in ("catalog", "deadlines", "audit")
        for model in apps.get_app_config(app).get_models()
    }


@pytest.mark.parametrize("who", STRANGERS)
def test_who_has_no_business_with_a_row_neither_reads_nor_changes_it(world, who):
    desk, rows = world
    person = stranger(who, desk)
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person)
    before, asked = counted(), list(addresses(rows))
    assert len(asked) > 80
    for model, address in asked:
        for answer in (client.get(address), client.post(address, POSTED)):
            if who == "supervisor" and model in READ_BY_SUPERVISORS:
                continue
            assert answer.status_code in (302, 403, 404, 405), (address, answer.status_code)
            assert TOKEN not in answer.content.decode(errors="replace"), address
            if answer.status_code == 302:
                assert answer["Location"].startswith(("/accounts/login/", "/admin/login/", "/admin/")), address
    assert counted() == before
    rows["bulletin"].refresh_from_db()
    assert rows["bulletin"].state == "submitted"


@pytest.mark.parametrize("who", ["another secretary", "superior's clerk", "member"])
def test_no_list_and_no_export_of_the_desk_tells_of_another_organisations_rows(world, who):
    desk, rows = world
    client = Client(raise_request_exception=False)
    if person := stranger(who, desk):
        client.force_login(person)
    for route in routes(get_resolver()):
        if not re.match(r"admin/catalog/\w+/", route) or "<" in route.replace("<slug:kind>", ""):
            continue
        for kind in ("csv", "xlsx") if "<slug:kind>" in route else ("",):
            answer = client.get("/" + route.replace("<slug:kind>", kind))
            assert answer.status_code < 500
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert TOKEN.encode() not in content, route


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("changes__contains=%7B", 400),
        ("id__range=1", 400),
        ("id__regex=(", 400),
        ("id__in=99999999999999999999", 302),
        ("occurred_at__gte=x", 302),
    ],
)
def test_an_address_that_compares_in_a_way_no_list_does_is_refused(query, status):
    """Before: five hundreds, on SQLite or on PostgreSQL."""
    assert client_of(make_administrator("audit")).get(f"/admin/audit/event/?{query}").status_code == status


def test_every_list_of_the_desk_is_one_of_ours():
    assert [model for model, one in admin.site._registry.items() if not isinstance(one, KeyedLists)] == []
