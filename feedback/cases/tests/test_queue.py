"""The queue of cases: its views, their order and counts, filters, search, several at once (LK-23, QJ-17, YY-10)."""

import re
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.utils import timezone

from disclosure.organizations.access import access_of
from disclosure.organizations.tests.factories import make_department, make_holder, noon
from feedback.cases.actions.accepting import accept
from feedback.cases.actions.answering.writing import write_reply
from feedback.cases.actions.assigning import assign, claim, defer
from feedback.cases.actions.merging import merge
from feedback.cases.actions.waiting.completing import ask_completion
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import SavedFilter
from feedback.cases.staff import queue, queue_tabs
from feedback.cases.staff.admin.bulk import together
from feedback.cases.staff.queue_order import current_deadline, queue_page
from feedback.cases.states import Kind
from feedback.cases.tests.factories import SUNDAY, received, under_scheme

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
MONDAY = SUNDAY + timedelta(days=1)
NOW = noon(MONDAY)
QUEUE = "/admin/feedback/case/"


@pytest.fixture
def longkou():
    return under_scheme("longkou")


@pytest.fixture
def handler(longkou):
    return make_holder(longkou, "handler")


def view(name, person, on=MONDAY, **asked) -> list[Case]:
    access, parameters = access_of(person, on), QueryDict(urlencode(asked))
    tab = queue_tabs.TABS[name]
    cases = queue.narrowed(queue_tabs.of_tab(tab, access), parameters, queue.fields_for(access))
    rows = queue.page_of(tab, cases, parameters, on).rows
    assert queue_tabs.counts_of(access)[name] == len(rows) or asked
    return rows


@pytest.mark.clause("QJ-17")
def test_each_case_stands_in_the_views_that_it_belongs_to(longkou, handler):
    taken, aside, asked, free = (received(longkou, on=SUNDAY + timedelta(days=day)).case for day in (0, 1, 2, 3))
    later = noon(SUNDAY + timedelta(days=3))
    claim(taken, by=handler, now=later)
    defer(aside, until_on=date(2026, 9, 28), note="等会计回来", by=handler, now=later)
    ask_completion(asked, what="哪一栋楼", by=handler, now=later)
    on = later.date()
    merged = merge(received(longkou, on=on).case, into=taken, by=handler, now=later)
    assert view("mine", handler, on) == [taken]
    assert view("unassigned", handler, on) == [aside, free, asked]
    assert view("deferred", handler, on) == [aside]
    assert view("deferred", handler, date(2026, 9, 28)) == []
    assert view("waiting", handler, on) == [asked]
    assert view("soon", handler, on) == [taken, aside, free]
    assert view("late", handler, date(2026, 9, 29)) == [taken, aside, free]
    assert view("open", handler, on) == [taken, aside, free, asked]
    assert view("closed", handler, on) == [merged]


def test_what_is_due_first_stands_first_and_pages_neither_skip_nor_repeat(longkou, handler):
    days = [SUNDAY + timedelta(days=day) for day in (9, 0, 5, 2, 5, 7, 2)]
    cases = [
        received(longkou, Kind.QUESTION if number % 2 else Kind.TOPIC, on=day).case for number, day in enumerate(days)
    ]
    waits = ask_completion(cases[0], what="哪一栋楼", by=handler, now=noon(days[0]))
    rows = Case.objects.select_related("accept_deadline", "answer_deadline")
    everything = queue_page(rows).rows
    due = [current_deadline(case).due_on for case in everything if case != waits]
    assert due == sorted(due) and everything[-1] == waits and set(everything) == set(cases)
    forward, page = [], queue_page(rows, size=2)
    while True:
        forward += page.rows
        if not page.older:
            break
        page = queue_page(rows, size=2, after=page.older)
    assert forward == everything
    back = list(page.rows)
    while page.newer:
        page = queue_page(rows, size=2, before=page.newer)
        back = page.rows + back
    assert back == everything


def test_a_cursor_that_somebody_typed_shows_the_first_page(longkou):
    case = received(longkou).case
    rows = Case.objects.select_related("accept_deadline", "answer_deadline")
    for typed in ("x", "W10", "WyJhIiwxXQ", "WyI5OTk5LTEyLTMxIiw5OTk5OTk5OTk5OTk5OTk5OTk5OTk5XQ"):
        assert queue_page(rows, after=typed).rows == [case]


@pytest.mark.clause("YY-10")
def test_cases_are_found_by_number_by_words_and_by_filters(longkou, handler):
    roof = received(longkou, subject="屋顶维修的预算").case
    dues = received(longkou, Kind.QUESTION, subject="党费怎么收").case
    office = make_department(longkou)
    assign(dues, department=office, by=handler, now=NOW)
    assert view("open", handler, q=roof.number.lower()) == [roof]
    assert view("open", handler, q="预算 屋顶") == [roof]
    assert view("open", handler, q="屋顶 党费") == []
    assert view("open", handler, kind="question") == [dues]
    assert view("open", handler, department=office.pk) == [dues]
    assert view("open", handler, channel="box") == []


def queries_of(client, django_assert_max_num_queries, url):
    with django_assert_max_num_queries(200) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_the_page_costs_the_same_with_one_case_and_with_twenty(client, longkou, handler, django_assert_max_num_queries):
    client.force_login(handler)
    received(longkou)
    url = f"{QUEUE}?tab=open"
    client.get(url)
    once = queries_of(client, django_assert_max_num_queries, url)
    office = make_department(longkou)
    for number in range(19):
        case = received(longkou, subject=f"第{number}件").case
        assign(case, handler=make_holder(longkou, "clerk", f"clerk-{number}"), department=office, by=handler, now=NOW)
    assert queries_of(client, django_assert_max_num_queries, url) == once


def test_several_are_given_at_once_and_what_is_refused_is_named(client, longkou, handler):
    cases = [received(longkou).case for _number in range(3)]
    claim(cases[0], by=handler, now=timezone.now())
    client.force_login(handler)
    chosen = {"row": [case.pk for case in cases], "query": "tab=open"}
    page = client.post(f"{QUEUE}bulk/", {**chosen, "do": "assign"}).content.decode()
    assert all(case.number in page for case in cases)
    sent = {**chosen, "do": "assign", "sent": "1", "handler": handler.pk}
    answer = client.post(f"{QUEUE}bulk/", sent, follow=True)
    words = answer.content.decode()
    assert "分办：2 件已办好" in words and f"1 件没有办，原样未动。{cases[0].number}" in words
    assert Case.objects.filter(handler=handler).count() == 3


def test_nobody_reaches_cases_of_others_by_choosing_them(client, longkou, handler):
    other = received(under_scheme("yueyang")).case
    client.force_login(handler)
    client.post(f"{QUEUE}bulk/", {"row": [other.pk], "do": "claim", "query": ""})
    other.refresh_from_db()
    assert other.handler is None


def test_a_filter_is_kept_under_its_name_for_its_person_alone(client, longkou, handler):
    client.force_login(handler)
    for query in ("tab=open&kind=topic&after=x", "tab=open&kind=question"):
        client.post(f"{QUEUE}filters/save/", {"name": "我的点题", "query": query})
    kept = SavedFilter.objects.get()
    assert (kept.person, kept.query) == (handler, "tab=open&kind=question")
    assert "我的点题" in client.get(QUEUE).content.decode()
    colleague = make_holder(longkou, "handler", "second")
    client.force_login(colleague)
    assert client.post(f"{QUEUE}filters/{kept.pk}/drop/").status_code == 404
    assert "我的点题" not in client.get(QUEUE).content.decode()
    client.force_login(handler)
    client.post(f"{QUEUE}filters/{kept.pk}/drop/", {"query": "tab=open"})
    assert not SavedFilter.objects.exists()


def test_from_a_case_one_goes_on_to_the_next_of_the_view(client, longkou, handler):
    first, second, third = (received(longkou, on=SUNDAY + timedelta(days=day)).case for day in (0, 2, 4))
    client.force_login(handler)
    kept = urlencode({"queue": "tab=open"})
    page = client.get(f"{QUEUE}{second.pk}/change/?{kept}").content.decode()
    links = dict(re.findall(r'data-key="([jk])"[^>]*href="([^"]+)"', page))
    assert links == {"j": f"{QUEUE}{third.pk}/change/?{kept}", "k": f"{QUEUE}{first.pk}/change/?{kept}"}


def test_who_approves_finds_what_waits_for_their_word_and_no_button_that_is_not_theirs(longkou, handler):
    boss = make_holder(longkou, "approver")
    case = accept(received(longkou, on=SUNDAY).case, by=handler, now=NOW)
    assert view("approve", boss) == []
    write_reply(case, result="to_sender", text="共12万元。", by=handler, now=NOW)
    assert view("approve", boss) == [case]
    names = {name: len(together(tab, access_of(boss, MONDAY))) for name, tab in queue_tabs.TABS.items()}
    assert not sum(count for name, count in names.items() if name != "mine")
    shown = {step.name for step in together(queue_tabs.TABS["mine"], access_of(handler, MONDAY))}
    assert shown == {"assign", "defer"}
