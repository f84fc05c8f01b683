"""Measures and commendations: recorded by one, confirmed by another, never by whom they concern, read by nobody else."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from catalog.directory.tests.factories import adopt
from disclosure.audit.models import Event
from disclosure.deadlines.models import Deadline
from disclosure.notices.models import Notice
from disclosure.organizations.access import access_of
from disclosure.organizations.tests.factories import (
    client_of,
    make_holder,
    make_member,
    make_organization,
    make_person,
    make_post,
    noon,
)
from disclosure.oversight.accountability import actions
from disclosure.oversight.accountability.models import Measure
from disclosure.oversight.accountability.results import counts_of
from disclosure.oversight.accountability.table import measures
from disclosure.oversight.sweeping import run_sweep

pytestmark = [pytest.mark.django_db, pytest.mark.clause("PL-18"), pytest.mark.clause("QJ-21")]
DAY = date(2026, 10, 12)
NOW = noon(DAY)
SECRET = "长期不公开经费使用"


class Scene:
    """A bureau over two branches; two inspectors and a decider above, secretaries and a clerk below."""

    def __init__(self, slug="pingluo"):
        self.bureau = make_organization("bureau")
        adopt(self.bureau, slug)
        self.branch, self.neighbour = (make_organization(code, self.bureau) for code in ("branch", "neighbour"))
        self.inspector, self.second = (make_holder(self.bureau, "inspector", name) for name in ("first", "second"))
        self.approver = make_holder(self.bureau, "approver")
        self.secretary, self.clerk = (make_holder(self.branch, role) for role in ("secretary", "clerk"))
        self.other = make_holder(self.neighbour, "secretary")
        self.member = make_person("member")
        make_member(self.member, self.branch)

    def enter(self, by=None, now=NOW, **facts):
        usual = {
            "kind": "fault", "concerned": self.branch, "step": "严肃批评", "body": "县纪委", "document_number": "〔2026〕3号",
            "decided_on": DAY - timedelta(days=4), "ground": "accountability", "why": SECRET,
            "heard_on": DAY - timedelta(days=9),
        }  # fmt: skip
        return actions.enter(organization=self.bureau, by=by or self.inspector, now=now, **{**usual, **facts})

    def confirmed(self, **facts):
        return actions.confirm(self.enter(**facts), by=self.second, now=NOW)


@pytest.fixture
def scene():
    return Scene()


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def test_recorded_by_one_and_confirmed_by_another(scene):
    made = scene.enter()
    with pytest.raises(PermissionDenied, match="另一个人"):
        actions.confirm(made, by=scene.inspector, now=NOW)
    done = actions.confirm(made, by=scene.second, now=NOW)
    assert (done.state, done.confirmed_by) == ("confirmed", scene.second)
    assert "问责条例" in done.ground_words and done.keep_until_on == date(2031, 10, 8)
    assert Notice.objects.get().recipient == scene.secretary and SECRET not in Notice.objects.get().title


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"step": "通报批评"}, "方案里是这几种"),
        ({"decided_on": DAY + timedelta(days=1)}, "不能晚于今天"),
        ({"step": "批评教育", "decided_on": date(2019, 8, 31), "heard_on": date(2019, 8, 1)}, "没有施行"),
        ({"ground": "disclosure-7"}, "不能作这种理由的依据"),
        ({"heard_on": None}, "没有听取陈述"),
        ({"heard_on": DAY}, "决定以前听取"),
        ({"body": " "}, "作出决定的机关"),
    ],
)
def test_what_is_not_right_is_refused(scene, facts, said):
    with pytest.raises(ValidationError) as error:
        scene.enter(**facts)
    assert said in " ".join(error.value.messages)


@pytest.mark.parametrize(
    ("slug", "steps", "own"),
    [
        ("pingluo", ["严肃批评", "限期整改", "追究责任"], "五4"),
        ("qijiang", ["批评教育", "限期整改", "追究责任"], "第九条（八）"),
        ("yueyang", ["批评教育", "限期整改", "追究责任"], ""),
    ],
)
def test_steps_and_ground_are_those_of_the_organisations_own_document(slug, steps, own):
    scene = Scene(slug)
    for step in steps:
        assert scene.enter(step=step).step == step
    if own:
        assert scene.enter(step=steps[0], ground="").ground_words.endswith(own)
    else:
        with pytest.raises(ValidationError, match="请从规则库里选依据"):
            scene.enter(step=steps[0], ground="")


def test_whom_it_concerns_neither_records_nor_confirms_it(scene):
    about_inspector = scene.enter(by=scene.approver, person=scene.second)
    with pytest.raises(PermissionDenied):
        actions.confirm(about_inspector, by=scene.second, now=NOW)
    with pytest.raises(PermissionDenied, match="和您有关"):
        scene.enter(person=scene.inspector)
    with pytest.raises(PermissionDenied, match="和您有关"):
        scene.enter(person_name=str(scene.inspector))
    # Where no person is named, the secretary of the organisation is the leader concerned.
    head = make_holder(scene.bureau, "inspector", "head")
    scene.branch.posts.create(person=head, role="secretary", from_on=date(2020, 1, 1))
    waiting = scene.enter()
    with pytest.raises(PermissionDenied):
        actions.confirm(waiting, by=head, now=NOW)
    inbox = {who: set(measures.inbox(access_of(who, DAY))) for who in (head, scene.second, scene.approver)}
    assert inbox == {head: {about_inspector}, scene.second: {waiting}, scene.approver: {waiting}}
    with pytest.raises(PermissionDenied):
        scene.enter(by=head)


def test_only_who_inspects_or_decides_records_and_only_of_those_below(scene):
    for person in (scene.clerk, scene.secretary, scene.member, scene.other):
        with pytest.raises(PermissionDenied):
            scene.enter(by=person)
    below = make_holder(scene.branch, "inspector", "below")
    with pytest.raises(ValidationError, match="本组织和下级"):
        actions.enter(
            organization=scene.branch, concerned=scene.neighbour, kind="fault", step="严肃批评", body="甲", why="乙",
            decided_on=DAY, ground="accountability", heard_on=DAY, by=below, now=NOW,
        )  # fmt: skip


def test_an_appeal_and_a_correction_are_confirmed_anew_and_hidden_till_then(scene):
    done = scene.confirmed()

    def shown():
        return Measure.objects.shown_to(access_of(scene.secretary, DAY)).exists()

    assert shown()
    actions.appeal(done, appealed_on=DAY, appeal_outcome="revoked", by=scene.inspector, now=NOW)
    assert not shown()
    with pytest.raises(PermissionDenied):
        actions.confirm(done, by=scene.inspector, now=NOW)
    assert counts_of([scene.branch.pk], 2026) == {}
    actions.confirm(done, by=scene.second, now=NOW)
    scene.confirmed(document_number="〔2026〕4号")
    scene.confirmed(kind="praise", step="总结推广", ground="", heard_on=None)
    assert shown() and counts_of([scene.branch.pk], 2026) == {scene.branch.pk: (1, 1)}


def test_a_term_to_put_right_begins_an_order_that_says_nothing_of_the_measure(scene):
    with pytest.raises(ValidationError, match="不是限期整改"):
        actions.order_rectification(
            scene.confirmed(), what="补公开", due_on=date(2026, 11, 2), by=scene.second, now=NOW
        )
    order = actions.order_rectification(
        scene.confirmed(step="限期整改"), what="补公开经费", due_on=date(2026, 11, 2), by=scene.second, now=NOW
    )
    assert (order.organization, order.issuer) == (scene.branch, scene.bureau)
    assert (
        order.deadline.kind == Deadline.Kind.RECTIFICATION
        and SECRET not in f"{order.what}{order.why}{order.source_label}"
    )


def test_the_log_and_the_titles_have_no_fact_of_it(scene):
    done = scene.confirmed(person=scene.clerk)
    actions.withdraw(done, reason="登记错了", by=scene.second, now=NOW)
    rows = Event.objects.filter(object_type="oversight.measure")
    assert set(rows.values_list("action", flat=True)) == {"measure.entered", "measure.confirmed", "measure.withdrawn"}
    everything = str(list(rows.values())) + str(list(Notice.objects.values()))
    assert not [word for word in (SECRET, "严肃批评", "县纪委", "branch-clerk") if word in everything]


def test_a_record_is_deleted_when_its_time_is_over_and_the_log_says_so(scene):
    scene.confirmed()
    last = date(2031, 10, 8)
    assert run_sweep(on=last, now=noon(last))["accountability"] == 0 and Measure.objects.exists()
    after = last + timedelta(days=1)
    assert run_sweep(on=after, now=noon(after))["accountability"] == 1 and not Measure.objects.exists()
    assert Event.objects.filter(action="measure.forgotten").count() == 1


READERS = {
    "anonymous": (False, False),
    "member": (False, False),
    "clerk": (False, True),  # whom it names
    "secretary": (True, True),
    "other": (False, False),
    "inspector": (False, False),
}


@pytest.mark.parametrize("who", READERS)
def test_who_reads_what_on_the_site(scene, who, client):
    of_branch, of_person = scene.confirmed(), scene.confirmed(person=scene.clerk)
    person = None if who == "anonymous" else getattr(scene, who)
    browser = client if person is None else client_of(person)
    for measure, reads in zip((of_branch, of_person), READERS[who], strict=True):
        answer = browser.get(measure.get_absolute_url())
        assert answer.status_code == (302 if person is None else 200 if reads else 404)
        assert (SECRET in answer.content.decode()) == reads
    if person is not None:
        listed = browser.get(reverse("oversight:measures")).content.decode()
        assert [str(of_branch) in listed, str(of_person) in listed] == list(READERS[who])


@pytest.mark.parametrize("who", ["clerk", "secretary", "member", "other", "inspector", "approver"])
def test_who_opens_the_desks_page(scene, who):
    made = scene.confirmed()
    answer = client_of(getattr(scene, who)).get(made.get_staff_url())
    reads = who in ("inspector", "approver")
    assert (answer.status_code == 200) == reads and (SECRET in answer.content.decode()) == reads
    listed = client_of(getattr(scene, who)).get(reverse("admin:oversight_measure_changelist"))
    assert (str(made) in listed.content.decode()) == reads


def test_the_person_named_does_not_read_it_as_a_keeper(scene):
    made = scene.confirmed(person=scene.approver)
    assert client_of(scene.approver).get(made.get_staff_url()).status_code == 404
    assert client_of(scene.approver).get(made.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("url", ["/", "/o/branch/", "/search/?q=" + SECRET, "/feeds/branch.xml", "/api/v1/items/"])
def test_no_public_page_knows_of_it(scene, client, url):
    scene.confirmed()
    for browser in (client, client_of(scene.member)):
        answer = browser.get(url)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert "县纪委" not in body.decode() and "责任追究记录" not in body.decode()


def test_entered_at_the_desk_and_waiting_for_another(scene):
    browser = client_of(scene.inspector)
    form = browser.get(reverse("admin:oversight_measure_add")).content.decode()
    assert re.findall(r'<option value="([^"\d]+)"', form) == [
        "严肃批评",
        "限期整改",
        "追究责任",
        "总结推广",
        "accountability",
    ]
    browser.post(
        reverse("admin:oversight_measure_add"),
        {
            "organization": "bureau", "kind": "fault", "concerned": scene.branch.pk, "step": "限期整改", "body": "县纪委",
            "decided_on": "2026-10-08", "ground": "accountability", "why": SECRET, "not_heard": "本人不愿意",
        },
    )  # fmt: skip
    made = Measure.objects.get()
    assert measures.inbox(access_of(scene.second, DAY)).get() == made
    assert not measures.inbox(access_of(scene.inspector, DAY)).exists()
    client_of(scene.second).post(reverse("admin:oversight_measure_act", args=[made.pk, "confirm"]))
    made.refresh_from_db()
    assert made.state == "confirmed"


def statements(client, url, counted):
    client.get(url)
    with counted(40) as found:
        assert client.get(url).status_code == 200
    return len(found.captured_queries)


def test_lists_cost_the_same_however_much_they_show(scene, django_assert_max_num_queries):
    scene.confirmed()
    urls = [(client_of(scene.secretary), reverse("oversight:measures"))]
    urls += [(client_of(scene.inspector), reverse("admin:oversight_measure_changelist"))]
    before = [statements(client, url, django_assert_max_num_queries) for client, url in urls]
    for number in range(5):
        scene.confirmed(document_number=f"{number}号")
    assert [statements(client, url, django_assert_max_num_queries) for client, url in urls] == before


def test_the_same_is_not_entered_twice_nor_kept_by_who_is_not_above(scene):
    scene.enter()
    with pytest.raises(ValidationError, match="已经登记过"):
        scene.enter(by=scene.second)
    elsewhere = make_organization("elsewhere")
    make_post(scene.inspector, elsewhere, "inspector")
    with pytest.raises(ValidationError, match="本组织和下级"):
        scene.enter(concerned=elsewhere)
    assert Measure.objects.count() == 1
