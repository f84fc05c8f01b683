"""What readers learn: that there was nothing, within the scope of the entry; never who said so, never that it is unconfirmed."""

from datetime import date

import pytest
from django.test import Client

from catalog.directory.tests.factories import branch
from catalog.items.tests.factories import Desk
from catalog.obligations.confirmations.actions import confirm_nothing
from catalog.obligations.confirmations.tests.factories import only, sweep
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.organizations.tests.factories import make_member, make_organization, make_person, noon

pytestmark = pytest.mark.django_db
SCOPES = [("1-1", "society"), ("1-2", "party"), ("1-3", "staff"), ("1-4", "audience"), ("1-5", "individual")]
WORDS = "2026年第三季度没有新情况（10月9日确认）"


@pytest.fixture
def desk():
    lines = [branch(code, f"{scope}一项", scope=scope, scope_words=[scope]) for code, scope in SCOPES]
    found = Desk("branch", entries=[branch("1", "决议", lines)])
    sweep(date(2026, 9, 30))
    found.now = noon(date(2026, 10, 9))
    return found


def clients(desk) -> dict[str, Client]:
    found = {"passer-by": Client()}
    other = Organization.objects.filter(code="other").first() or make_organization("other")
    for name, organization, kind in (
        ("member", desk.organization, "party"), ("staff", desk.organization, "staff"), ("stranger", other, "party"),
    ):  # fmt: skip
        person = User.objects.filter(username=name).first()
        if person is None:
            person = make_person(name)
            make_member(person, organization, kind=kind)
        found[name] = Client()
        found[name].force_login(person)
    return found


def told(desk) -> dict[str, set[str]]:
    """Reader → codes of the entries whose page says that there was nothing."""
    return {
        name: {code for code, _scope in SCOPES if WORDS in client.get(f"/o/branch/{code}/").content.decode()}
        for name, client in clients(desk).items()
    }


@pytest.mark.clause("LK-01")
@pytest.mark.clause("LK-02")
def test_that_there_was_nothing_is_told_within_the_scope_of_the_entry(desk):
    assert set().union(*told(desk).values()) == set()
    confirm_nothing(only(), by=desk.secretary, now=desk.tick())
    found = told(desk)
    assert found == {
        "passer-by": {"1-1"}, "stranger": {"1-1"}, "member": {"1-1", "1-2", "1-3"}, "staff": {"1-1", "1-3"},
    }  # fmt: skip


@pytest.mark.clause("LK-01")
def test_the_directory_says_it_to_the_same_readers_and_names_nobody(desk):
    User.objects.filter(pk=desk.secretary.pk).update(full_name="何确认")
    confirm_nothing(only(), by=desk.secretary, now=desk.tick())
    pages = {name: client.get("/o/branch/").content.decode() for name, client in clients(desk).items()}
    assert {name: page.count(WORDS) for name, page in pages.items()} == {
        "passer-by": 1, "stranger": 1, "member": 3, "staff": 2,
    }  # fmt: skip
    own = {name: client.get("/o/branch/1-1/").content.decode() for name, client in clients(desk).items()}
    assert not [name for name, page in own.items() if "何确认" in page]


@pytest.mark.clause("LK-01")
def test_what_is_not_confirmed_is_no_word_to_society_and_never_late(desk):
    for client in clients(desk).values():
        for path in ("/o/branch/", "/o/branch/1-1/"):
            page = client.get(path).content.decode()
            assert "未确认" not in page
            assert "逾期" not in page.partition("<main")[2].replace('value="late"', "").replace(">逾期</option>", "")


@pytest.mark.clause("LK-01")
def test_a_registered_item_takes_the_word_away(desk):
    confirm_nothing(only(), by=desk.secretary, now=desk.tick())
    desk.registered("1-1", event_on=date(2026, 9, 29))
    assert told(desk)["passer-by"] == set()
