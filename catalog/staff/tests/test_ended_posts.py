"""Whoever leaves a post loses its desk the same day, whatever other desk they keep."""

import pytest
from django.test import Client
from django.utils import timezone

from catalog.items.actions.checking import review
from catalog.items.tests.factories import Desk
from disclosure.organizations.actions import end_post
from disclosure.organizations.models.people import Post
from disclosure.organizations.tests.factories import make_organization, make_post

pytestmark = pytest.mark.django_db


def test_a_clerk_who_has_moved_no_longer_sees_the_titles_of_drafts_left_behind():
    desk = Desk()
    desk.registered(title="处分决定的草稿")
    returned = desk.submitted(title="退回的处分决定")
    review(returned, passed=False, reason="再核", by=desk.reviewer, now=desk.tick())
    make_post(desk.clerk, make_organization("elsewhere"), "clerk")
    client = Client()
    client.force_login(desk.clerk)
    before = client.get("/admin/").content.decode()
    assert "处分决定的草稿" in before and "退回的处分决定" in before
    post = Post.objects.get(person=desk.clerk, organization=desk.organization)
    end_post(post, until_on=timezone.localdate(), by=None, now=timezone.now())
    assert "处分决定" not in client.get("/admin/").content.decode()
