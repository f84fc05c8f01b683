from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from disclosure.audit.models import Event
from disclosure.audit.tests.factories import local, make_event, make_person
from disclosure.audit.words import ACTION_LABELS, label

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
LIST = "/admin/audit/event/"


@pytest.fixture
def auditor(client):
    person = make_person(full_name="王审计", administrator="audit", is_staff=True)
    client.force_login(person)
    return person


def test_the_audit_administrator_reads_events_in_plain_words_newest_first(client, auditor):
    make_event(action="item.published_inside", object_label="先前的")
    make_event(action="item.published_outside", object_label="后来的")
    page = client.get(LIST).content.decode()
    assert "向社会公开" in page
    assert page.index("后来的") < page.index("先前的")


@pytest.mark.parametrize(
    "person",
    [
        {"administrator": "system", "is_superuser": True},
        {"administrator": "security"},
        {"administrator": ""},
    ],
)
def test_nobody_else_reads_the_audit(client, person):
    event = make_event()
    client.force_login(make_person(is_staff=True, **person))
    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}{event.pk}/change/").status_code == 403
    assert client.get("/admin/audit/seal/").status_code == 403


def test_nothing_can_be_added_changed_or_deleted_there(client, auditor):
    event = make_event()
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{event.pk}/change/", {"action": "item.withdrawn"}).status_code == 403
    assert client.post(f"{LIST}{event.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.get(f"{LIST}{event.pk}/change/").status_code == 200
    assert Event.objects.get(pk=event.pk).action == "item.created"


def test_filters_narrow_by_time_organisation_and_action(client, auditor):
    now = timezone.now()
    make_event(now, object_label="今天的", organization_code="yueyang")
    make_event(now - timedelta(days=400), object_label="去年的", organization_code="longkou", action="item.archived")

    def shown(query):
        page = client.get(f"{LIST}?{query}").content.decode()
        return "今天的" in page, "去年的" in page

    assert shown("") == (True, True)
    assert shown("organization=yueyang") == (True, False)
    assert shown("action_word=item.archived") == (False, True)
    assert shown(f"at__gte={quote((now - timedelta(days=7)).isoformat())}") == (True, False)


def test_the_export_holds_the_filtered_events_and_is_itself_recorded(client, auditor):
    make_event(local(2026, 11, 20, 0, 30), object_label="=HYPERLINK(1)", organization_code="yueyang")
    make_event(object_label="别处的", organization_code="longkou")
    data = {"action": "export_csv", "select_across": "1", "_selected_action": [Event.objects.first().pk]}
    response = client.post(f"{LIST}?organization=yueyang", data)
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff时间,人员,动作,对象,")
    assert "2026-11-20 00:30:00,系统,登记事项,'=HYPERLINK(1),yueyang" in text
    assert "别处的" not in text
    exported = Event.objects.get(action="audit.exported")
    assert (exported.actor_name, exported.changes) == ("王审计", {"filter": {"organization": "yueyang"}})


def test_the_list_costs_the_same_queries_for_one_event_and_for_twenty(
    client, auditor, django_assert_max_num_queries, django_assert_num_queries
):
    make_event()
    with django_assert_max_num_queries(12) as one:
        client.get(LIST)
    for _ in range(19):
        make_event()
    with django_assert_num_queries(len(one)):
        client.get(LIST)


def test_the_list_counts_nothing_to_draw_itself(client, auditor, django_assert_max_num_queries):
    make_event()
    with django_assert_max_num_queries(12) as captured:
        client.get(LIST)
    assert not [query["sql"] for query in captured.captured_queries if "COUNT(" in query["sql"]]


def test_the_list_pages_by_key_back_and_forth(client, auditor):
    events = [make_event() for _ in range(101)]
    first = client.get(LIST).context["cl"]
    assert [row.pk for row in first.result_list] == [event.pk for event in reversed(events[1:])]
    assert not first.newer_url
    second = client.get(LIST + first.older_url).context["cl"]
    assert [row.pk for row in second.result_list] == [events[0].pk]
    assert not second.older_url
    again = client.get(LIST + second.newer_url).context["cl"]
    assert [row.pk for row in again.result_list] == [row.pk for row in first.result_list]


def test_an_unknown_action_word_shows_as_it_is():
    assert label("item.published_outside") == "向社会公开"
    assert label("item.sent_to_the_moon") == "item.sent_to_the_moon"


def test_action_words_fit_the_column_and_no_two_read_alike():
    assert max(map(len, ACTION_LABELS)) <= Event._meta.get_field("action").max_length
    assert len(set(ACTION_LABELS.values())) == len(ACTION_LABELS)
