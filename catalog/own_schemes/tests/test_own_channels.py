"""The forms of disclosure that a document names, inside and outside, and one that a scheme of one's own adds (PL-07)."""

import pytest
from django.test import Client

from catalog.directory.tests.factories import NOW, TODAY, branch, make_catalogue
from catalog.items.actions.registering import register_item
from catalog.items.channels.choices import channel_choices
from catalog.items.tests.factories import Desk
from catalog.own_schemes.actions import solicit
from catalog.own_schemes.models import SchemeDraft
from catalog.own_schemes.tests.test_scheme_life import LATER, UNTIL, Maker
from catalog.own_schemes.tests.test_scheme_sections import save
from catalog.schemes.rules import scheme_for
from disclosure.organizations.tests.factories import client_of, noon

pytestmark = [pytest.mark.django_db, pytest.mark.clause("PL-07")]

# 三（二）, as the document lists them.
INSIDE = ["党员会议", "情况通报会议", "民主生活会", "文件", "通报", "简报"]
OUTSIDE = ["党务公开栏", "广播电视", "报刊", "局域网", "电子信箱"]
ADDED = "村民微信群"


def choose(person, item, channels):
    """At the desk, in the item's plan; answers what the item has then."""
    plan = {"event_on": item.event_on, "scope": item.scope, "approval_route": "leader", "channels": channels}
    answer = client_of(person).post(f"/admin/catalog/item/{item.pk}/plan/", plan)
    item.refresh_from_db()
    return answer.status_code, item.channels


def test_pingluos_forms_inside_and_outside_are_there_and_can_be_chosen():
    desk = Desk(slug="pingluo")
    sides = {row["name"]: row["side"] for row in desk.scheme.data["forms"]}
    assert {name for name, side in sides.items() if side == "inside"} == set(INSIDE)
    assert {name for name, side in sides.items() if side == "outside"} >= set(OUTSIDE)
    item = desk.registered(code="1-1")
    assert choose(desk.clerk, item, [*INSIDE, *OUTSIDE]) == (302, [*INSIDE, *OUTSIDE])


def test_a_form_that_no_scheme_knows_is_not_offered():
    desk = Desk(slug="pingluo")
    item = desk.registered(code="1-1")
    assert choose(desk.clerk, item, [ADDED]) == (200, ["网站"])


def test_a_form_that_a_scheme_of_ones_own_adds_can_be_chosen_under_it(client: Client):
    maker = Maker("pingluo")
    draft, last = maker.draft(), len(maker.scheme.data["forms"])
    client.force_login(maker.clerk)
    row = f"forms__{last}__"
    values = {f"{row}name": ADDED, f"{row}raw_words": "微信群", f"{row}side": "outside", f"{row}article": "五（一）"}
    assert save(client, draft, "channels", **values).status_code == 302
    draft = solicit(SchemeDraft.objects.get(), from_on=TODAY, until_on=UNTIL, by=maker.secretary, now=NOW)
    maker.issued(maker.reviewed_of(draft))

    rules = scheme_for(maker.organization, LATER)
    assert [(each["name"], each["side"]) for each in rules.data["forms"]][-1] == (ADDED, "outside")
    assert ADDED not in [each["name"] for each in maker.scheme.data["forms"]]
    tree = [branch("1", "组织生活", [branch("1-1", "学习情况", channels=["网站"])])]
    entry = make_catalogue(maker.organization, rules.scheme, tree, in_force=True).nodes.get(code="1-1")
    given = {"organization": maker.organization, "entry": entry, "title": "学习情况", "event_on": LATER}
    item = register_item(**given, by=maker.clerk, now=noon(LATER))
    assert ADDED in dict(channel_choices(item, rules))
    assert choose(maker.clerk, item, ["民主生活会", ADDED]) == (302, ["民主生活会", ADDED])
