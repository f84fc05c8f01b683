"""Whatever is sent again, because its answer was lost, is there once (``bin/chaos`` does the same to a portal that dies)."""

import pytest
from django.test import Client
from django.utils import timezone

from disclosure.organizations.models.people import User
from disclosure.testing.chaos.__main__ import Tally, judge
from disclosure.testing.chaos.kinds import COLUMNS, KINDS
from disclosure.testing.visitor import Visitor
from disclosure.tests import chaos_world
from disclosure.workflow.models import SentForm
from disclosure.workflow.sent_once.sending import KEPT, forget_sent_forms

pytestmark = pytest.mark.django_db


class LosingClient(Client):
    """Every answer to a post is thrown away, and the same is sent again."""

    def post(self, path, data=None, **given):
        super().post(path, data)
        return super().post(path, data, **given)


def test_what_is_sent_twice_is_there_once(settings):
    settings.PROOF_OF_WORK_BITS = 4
    world = chaos_world.fill()
    tally = Tally()
    for kind, (write, who) in KINDS.items():
        client = LosingClient()
        if who:
            client.cookies[settings.SESSION_COOKIE_NAME] = world["sessions"][who]
        marker = f"重发的{kind}"
        write(Visitor(client), world, marker)
        tally.acknowledged[kind].append(marker)
    assert set(KINDS) == set(COLUMNS)
    assert judge(tally, chaos_world.count(tally.acknowledged)) == ([], [])


def test_what_was_refused_may_be_sent_again_and_old_pages_are_forgotten(client):
    world = chaos_world.fill()
    client.cookies["sessionid"] = world["sessions"]["system"]
    sent = {"once": "page", "full_name": ""}
    assert client.post("/admin/organizations/user/add/", sent).status_code == 200
    for _time in range(2):
        client.post("/admin/organizations/user/add/", {**sent, "full_name": "再来"})
    assert User.objects.filter(full_name="再来").count() == 1
    assert forget_sent_forms(now=timezone.now()) == 0
    assert forget_sent_forms(now=timezone.now() + KEPT * 2) == SentForm.objects.count() + 1 == 1


def test_what_is_lost_or_doubled_is_named():
    tally = Tally()
    tally.acknowledged["item"] = ["there", "twice", "lost"]
    found = {**{kind: {} for kind in KINDS}, "item": {"there": 1, "twice": 2}}
    assert judge(tally, found) == (["lost"], ["twice"])
