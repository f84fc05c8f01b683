"""What people look for by the words that stand on the portal's own pages is found, each kind of thing by itself."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.public.finding.places import NOTHING_YET

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
# The home page's own example is the first.
LOOKED_FOR = {
    "党费": "公开目录里的事项",
    "党 费": "公开目录里的事项",
    "民主生活会": "公开目录里的事项",
    "统计局": "党组织",
    "清溪村": "党组织",
    "3月": "情况通报",
    "2026年": "情况通报",
}


def asked(q: str, client: Client | None = None):
    answer = (client or Client()).get("/search/", {"q": q})
    context = answer.context_data
    return answer.text, {group.label: group for group in (*context["before"], *context["after"])}


@pytest.mark.parametrize("q", LOOKED_FOR)
def test_a_passer_by_finds_what_stands_on_public_pages(world, q):
    text, groups = asked(q)
    assert LOOKED_FOR[q] in groups
    assert all(Client().get(row.url).status_code == 200 for row in groups[LOOKED_FOR[q]].rows[:2])
    assert "就问这一项" in text


def test_an_entry_says_when_it_was_last_disclosed_to_this_reader_and_nothing_of_what_is_not_theirs(world):
    told = next(each for each in world.items if each.kind == ("party", "inside") and each.item.entry)
    name, code = told.item.entry.name, told.item.entry.code

    def facts(client):
        groups = asked(name, client)[1]
        rows = groups["公开目录里的事项"].rows
        return [row.facts for row in rows if row.url == f"/o/{told.code}/{code}/"][0]

    reader = next(name for name in sorted(world.clients) if name != "anonymous" and told.may_read(name))
    assert facts(world.clients[reader])[-1].startswith("最近公开 20")
    outside = facts(Client())
    assert len(outside) == 2 or outside[-1] == NOTHING_YET


def test_it_takes_few_statements_however_much_is_found(world):
    """One or two a group, and those of every page."""
    with CaptureQueriesContext(connection) as statements:
        groups = asked("公开")[1]
    assert len(groups) >= 4
    assert len(statements) <= 11
