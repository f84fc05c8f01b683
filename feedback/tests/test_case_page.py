"""The page of one letter: what it says, its days and why, the steps that fit; never who sent it."""

import pytest

from disclosure.organizations.tests.factories import make_holder
from feedback.states import Kind
from feedback.tests.factories import received, under_scheme

pytestmark = pytest.mark.django_db
SENDER = {"is_anonymous": False, "name": "王小明", "phone": "13800138000"}


@pytest.fixture
def longkou():
    return under_scheme("longkou")


@pytest.fixture
def handler(longkou):
    return make_holder(longkou, "handler")


def page_of(client, person, letter, tail="change/"):
    client.force_login(person)
    return client.get(f"/admin/feedback/letter/{letter.pk}/{tail}")


def test_the_page_says_what_was_asked_and_by_when_and_names_nobody(client, longkou, handler):
    letter = received(longkou, **SENDER).letter
    page = page_of(client, handler, letter).content.decode()
    assert letter.subject in page and letter.text in page and "为什么答复是这一天" in page
    assert "王小明" not in page and "13800138000" not in page


def test_who_does_not_handle_its_kind_finds_no_such_page(client, longkou, handler):
    opinion = received(longkou, Kind.OPINION).letter
    assert page_of(client, handler, opinion).status_code == 404
    assert page_of(client, handler, opinion, "step/screen/").status_code == 404
