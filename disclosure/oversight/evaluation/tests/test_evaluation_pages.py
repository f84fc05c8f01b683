"""The pages of an evaluation: who opens which, what they show once, and that casting knows nobody."""

import csv
import logging
import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from catalog.directory.tests.factories import adopt
from disclosure.audit.models import Event
from disclosure.organizations.tests.factories import client_of, make_holder, make_organization, noon
from disclosure.oversight.evaluation import voting
from disclosure.oversight.evaluation.models import Ballot, Evaluation, Voter
from disclosure.oversight.evaluation.tests.factories import (
    DAY,
    NOW,
    QUESTIONS,
    cast,
    count,
    make_branch,
    make_members,
    open_round,
    publish,
    take,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.clause("JG-15"),
    pytest.mark.clause("YY-15"),
    pytest.mark.clause("QJ-20"),
]
CODE, SLIP = (
    re.compile(r"<strong>(\d+(?:-[0-9A-Z]{4}){4})</strong>"),
    re.compile(r"<strong>([0-9A-Z]{4}(?:-[0-9A-Z]{4}){4})</strong>"),
)
BALLOT = "oversight:ballot"


@pytest.fixture
def staff():
    return make_branch()


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def act_url(evaluation, name):
    return reverse("admin:oversight_evaluation_act", args=[evaluation.pk, name])


def page(client, evaluation):
    return client.get(evaluation.get_staff_url()).content.decode()


def hidden(html, name):
    return re.search(rf'name="{name}" value="([^"]+)"', html).group(1)


def test_a_round_by_hand_from_the_draft_to_the_ballot(staff, caplog):
    people = make_members(staff.organization, 6)
    adopt(staff.organization, "pingluo")
    clerk, secretary, member = client_of(staff.clerk), client_of(staff.secretary), client_of(people[0])
    start = reverse("admin:oversight_evaluation_add")
    # The check points of the scheme stand there to begin with.
    assert "公开的内容是否全面" in clerk.get(start).content.decode()
    text = {
        "organization": "branch",
        "title": "十月评议",
        "questions": "\n".join(QUESTIONS),
        "asks_text": "on",
        "open_days": "3",
    }
    clerk.post(start, text)
    evaluation = Evaluation.objects.get()

    number = hidden(page(clerk, evaluation), "submit-slip")
    answer = clerk.post(act_url(evaluation, "submit"), {"submit-slip": number})
    again = clerk.post(act_url(evaluation, "submit"), {"submit-slip": number})
    assert SLIP.search(answer.content.decode()).group(1) == number == SLIP.search(again.content.decode()).group(1)
    assert "no-store" in answer["Cache-Control"]
    assert number not in page(secretary, evaluation) + page(clerk, evaluation)
    number = hidden(page(secretary, evaluation), "open-slip")
    answer = secretary.post(act_url(evaluation, "open"), {"open-slip": number})
    assert SLIP.search(answer.content.decode()).group(1) == number
    # Somebody else who sends the same words is shown nothing.
    assert not SLIP.search(clerk.post(act_url(evaluation, "open"), {"open-slip": number}, follow=True).content.decode())

    shown = member.get(evaluation.get_absolute_url()).content.decode()
    sent = {"number": hidden(shown, "number")}
    kept = list(Session.objects.values_list("session_key", "session_data", "expire_date"))
    events = Event.objects.count()
    with caplog.at_level(logging.DEBUG):
        answer = member.post(reverse("oversight:evaluation_code", args=[evaluation.pk]), sent)
        code = CODE.search(answer.content.decode()).group(1)
        assert "no-store" in answer["Cache-Control"]
        second = member.post(reverse("oversight:evaluation_code", args=[evaluation.pk]), sent)
        assert CODE.search(second.content.decode()).group(1) == code
        # Casting with the browser that is signed in leaves its session as it is.
        asked = member.post(reverse(BALLOT), {"code": code.lower()})
        assert QUESTIONS[0] in asked.content.decode()
        unfinished = member.post(reverse(BALLOT), {"code": code, "cast": "1", "q0": "1"})
        assert "请选一个" in unfinished.content.decode() and not Ballot.objects.exists()
        done = member.post(reverse(BALLOT), {"code": code, "cast": "1", "q0": "1", "q1": "3", "text": "只有我知道的话"})
        assert "已经投票" in done.content.decode()
        twice = member.post(reverse(BALLOT), {"code": code, "cast": "1", "q0": "3", "q1": "3"})
        assert "已经用过" in twice.content.decode()
    assert list(Session.objects.values_list("session_key", "session_data", "expire_date")) == kept
    assert settings_cookie(done) == {} and Ballot.objects.count() == 1 and Event.objects.count() == events
    assert code not in caplog.text and "只有我知道的话" not in caplog.text
    assert member.get("/me/").status_code == 200
    taken = member.get(evaluation.get_absolute_url()).content.decode()
    assert "您已经领过了" in taken and "number" not in re.findall(r'name="(\w+)"', taken) and code not in taken


def settings_cookie(answer):
    return {name: each.value for name, each in answer.cookies.items() if name == "sessionid"}


def test_the_ballot_page_says_nothing_of_any_round_without_a_genuine_code(staff, client):
    make_members(staff.organization, 6)
    played = open_round(staff)
    empty = client.get(reverse(BALLOT))
    wrong = client.post(reverse(BALLOT), {"code": f"{played.evaluation.pk}-AAAA-BBBB-CCCC-DDDD"})
    for answer in (empty, wrong):
        assert answer.status_code == 200
        assert played.evaluation.title not in answer.content.decode() and QUESTIONS[0] not in answer.content.decode()
    assert "没有这个投票码" in wrong.content.decode()


@pytest.mark.parametrize("who", ["anonymous", "member", "below", "superior", "neighbour", "staff_member", "watcher"])
def test_a_result_is_for_members_and_those_who_watch(who):
    above = make_organization("above")
    staff = make_branch(superior=above)
    organization = staff.organization
    below, other = make_organization("below", organization), make_organization("other")
    people = make_members(organization, 12)
    played = open_round(staff)
    for person in people[1:]:
        cast(played, take(played, person), (1, 2))
    count(played)
    before = client_of(people[0]).get(played.evaluation.get_absolute_url()).content.decode()
    assert "结果还没有公布" in before and "满意和基本满意占" not in before
    publish(played)
    clients = {
        "anonymous": Client(),
        "member": client_of(people[0]),
        "below": client_of(make_members(below, 1)[0]),
        "superior": client_of(make_members(above, 1)[0]),
        "neighbour": client_of(make_members(other, 1)[0]),
        "staff_member": client_of(staff.approver),
        "watcher": client_of(make_holder(above, "supervisor")),
    }
    reads = who in ("member", "below", "staff_member", "watcher")
    for name in ("evaluation", "evaluation_recount"):
        url = reverse(f"oversight:{name}", args=[played.evaluation.pk])
        assert clients[who].get(url).status_code == (200 if reads else 404)
    if who != "anonymous":
        listed = clients[who].get(reverse("oversight:evaluations")).content.decode()
        assert (played.evaluation.title in listed) == reads
    if who not in ("staff_member",):
        assert clients[who].get(played.evaluation.get_staff_url()).status_code in (302, 403, 404)
    taken = clients[who].post(reverse("oversight:evaluation_code", args=[played.evaluation.pk]), {"number": "a" * 32})
    assert taken.status_code in (302, 404)
    assert Voter.objects.filter(is_handed=True).count() == 11


def test_society_reads_a_result_that_was_published_for_it(staff, client):
    people = make_members(staff.organization, 6)
    played = open_round(staff)
    for person in people:
        cast(played, take(played, person))
    count(played)
    publish(played, results_for="society")
    assert "满意和基本满意占 100%" in client.get(played.evaluation.get_absolute_url()).content.decode()


def test_whoever_recounts_comes_to_the_published_sums(staff, client):
    people = make_members(staff.organization, 12)
    played = open_round(staff)
    codes = [take(played, person) for person in people]
    for at, code in enumerate(codes):
        cast(played, code, (at % 4, 2))
    count(played)
    publish(played)
    answer = client_of(people[0]).get(reverse("oversight:evaluation_recount", args=[played.evaluation.pk]))
    rows = list(csv.reader(b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()))[1:]
    assert [row[2] for row in rows if row[0] == "投票码"] == sorted(codes)
    marks = [row[2] for row in rows if row[:2] == ["评价", QUESTIONS[0]]]
    assert {word: marks.count(word) for word in ("满意", "基本满意", "不满意", "弃权")} == {
        "满意": 3,
        "基本满意": 3,
        "不满意": 3,
        "弃权": 3,
    }
    # By kinds: neither codes nor marks tell in which order they came.
    assert marks == sorted(marks, key=["满意", "基本满意", "不满意", "弃权"].index)


def test_paper_ballots_and_the_count_by_hand(staff):
    make_members(staff.organization, 5)
    played = open_round(staff, days=1, names=["老党员"])
    clerk, secretary, evaluation = client_of(staff.clerk), client_of(staff.secretary), played.evaluation
    handed = voting.evaluations.actions["hand_out"].name
    for voter in Voter.objects.exclude(person=None):
        number = hidden(page(clerk, evaluation), "hand_out-number")
        data = {"hand_out-voter": voter.pk, "hand_out-how": "paper", "hand_out-number": number}
        assert clerk.post(act_url(evaluation, handed), data).status_code == 302
    number = hidden(page(clerk, evaluation), "hand_out-number")
    last = {"hand_out-voter": Voter.objects.get(person=None).pk, "hand_out-how": "code", "hand_out-number": number}
    code = CODE.search(clerk.post(act_url(evaluation, handed), last).content.decode()).group(1)
    cast(played, code, (3, 3))
    with time_machine.travel(noon(DAY + timedelta(days=1)), tick=False):
        clerk, secretary = client_of(staff.clerk), client_of(staff.secretary)
        paper = reverse("admin:oversight_evaluation_paper", args=[evaluation.pk])
        given = {
            "sheets": "5",
            "q0_1": "4",
            "q0_2": "1",
            "q0_3": "0",
            "q1_1": "5",
            "q1_2": "0",
            "q1_3": "1",
            "texts": "好",
        }
        assert "票数加起来" in clerk.post(paper, given).content.decode()
        clerk.post(paper, {**given, "q1_3": "0"})
        secretary.post(act_url(evaluation, "confirm_paper"))
        first, second = played.slips
        wrong = secretary.post(act_url(evaluation, "count"), {"count-slip_one": second, "count-slip_two": first})
        assert "字条不对" in wrong.content.decode()
        secretary.post(act_url(evaluation, "count"), {"count-slip_one": first, "count-slip_two": second})
        approver = client_of(staff.approver)
        approver.post(act_url(evaluation, "publish"), {"publish-results_for": "party", "publish-hidden": ""})
    evaluation.refresh_from_db()
    assert evaluation.state == Evaluation.State.PUBLISHED and evaluation.result["counts"] == [
        [4, 1, 1, 0],
        [5, 0, 1, 0],
    ]
    assert first not in page(secretary, evaluation)


def statements(client, url, counted):
    client.get(url)
    with counted(40) as found:
        assert client.get(url).status_code == 200
    return len(found.captured_queries)


def test_lists_and_pages_cost_the_same_however_much_they_show(staff, django_assert_max_num_queries):
    people = make_members(staff.organization, 12)
    watcher, member = client_of(make_holder(staff.organization, "supervisor")), client_of(people[0])

    def one():
        played = open_round(staff)
        for person in people[1:]:
            cast(played, take(played, person), (1, 2), "话")
        count(played)
        publish(played)
        return played

    first = one()
    urls = [(watcher, reverse("oversight:evaluations")), (member, reverse("oversight:evaluations"))]
    urls += [(member, first.evaluation.get_absolute_url()), (client_of(staff.clerk), first.evaluation.get_staff_url())]
    before = [statements(client, url, django_assert_max_num_queries) for client, url in urls]
    for _more in range(4):
        one()
    assert [statements(client, url, django_assert_max_num_queries) for client, url in urls] == before
