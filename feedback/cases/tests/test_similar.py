"""What is alike: only words that were let through, only items this reader may read."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from catalog.items.tests.factories import make_item
from disclosure.organizations.tests.factories import make_member, make_organization, make_person
from disclosure.workflow.kit import SENDER
from feedback.cases.actions.listing import second
from feedback.cases.public.similar import pairs_of, similar_to
from feedback.cases.tests.asking_scene import NOW, listed
from feedback.cases.tests.factories import received, under_scheme

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
ON = date(2026, 9, 20)
NOBODY = AnonymousUser()


def alike(organization, subject="办公楼维修花了多少钱？", reader=NOBODY):
    found = similar_to(subject, "", organization, reader, ON)
    return [row.case.listed_subject for row in found.topics], [row.item.shown_version.title for row in found.items]


def test_words_that_every_question_has_do_not_count():
    assert pairs_of("请问办公楼维修用了多少钱", "") == ["办公", "公楼", "楼维", "维修"]
    assert pairs_of("想知道的情况是什么", "") == []


def test_topics_are_found_by_their_public_words_alone(django_assert_num_queries):
    longkou = under_scheme("longkou")
    topic = listed(longkou, subject="办公楼维修决算")
    listed(longkou, subject="党费收缴", text="党费交到哪里")
    listed(make_organization("elsewhere"), subject="办公楼维修")
    received(longkou, subject="办公楼维修没有公布的来件")
    second(topic, whoever="one", by=SENDER, now=NOW)
    assert alike(longkou) == (["办公楼维修决算"], [])
    with django_assert_num_queries(2):
        [row] = similar_to("办公楼维修", "", longkou, NOBODY, ON).topics
    assert (row.case.asking, row.case.can_be_seconded) == (1, True)


def test_items_are_found_as_the_reader_may_read_them():
    longkou, clerk, member = under_scheme("longkou"), make_person("clerk"), make_person("member")
    make_member(member, longkou)
    make_item(longkou, clerk, title="办公楼维修招标结果")
    make_item(longkou, clerk, title="办公楼维修经费", scope="party", stage="inside")
    make_item(longkou, clerk, title="办公楼搬迁", stage="draft")
    make_item(longkou, clerk, title="学习计划")
    assert alike(longkou)[1] == ["办公楼维修招标结果"]
    assert set(alike(longkou, reader=member)[1]) == {"办公楼维修招标结果", "办公楼维修经费"}


def test_the_piece_of_the_page_is_posted_and_knows_only_organisations_in_use(client):
    longkou = under_scheme("longkou")
    listed(longkou, subject="办公楼维修决算")
    asked = {"organization": "longkou", "subject": "办公楼维修", "text": "", "here": "/opinions/new/"}
    page = client.post("/requests/similar/", asked)
    assert "办公楼维修决算" in page.content.decode()
    assert "<html" not in page.content.decode()
    assert client.post("/requests/similar/", {**asked, "organization": "nowhere"}).status_code == 404
    assert client.get("/requests/similar/", asked).status_code == 405
