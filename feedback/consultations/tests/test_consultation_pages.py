"""The pages of consultations: the list, one draft with its form, the desk (JG-10, JG-15)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from disclosure.audit.models import Event
from disclosure.organizations.tests.factories import client_of, make_member, make_person, noon
from disclosure.workflow.kit import SENDER
from feedback.consultations.actions import comments as commenting
from feedback.consultations.actions import publishing, writing
from feedback.consultations.actions import summary as summarising
from feedback.consultations.models import Comment, Consultation
from feedback.consultations.tests.factories import SECRET, Office
from feedback.intake import gate, proof_of_work
from feedback.intake import rate_limit as attempts

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def member(office):
    person = make_person("member", full_name="王小明")
    make_member(person, office.organization)
    return person


def ended(office, today, **text) -> Consultation:
    """Over since yesterday."""
    return office.out(today - timedelta(days=5), until_on=today - timedelta(days=1), **text)


@pytest.mark.clause("JG-10")
def test_a_draft_is_read_by_those_it_is_for_and_is_not_there_for_others(office, today, member, client):
    inside, gone = office.out(today, scope="party"), office.out(today)
    summarising.withdraw(gone, reason="有误", by=office.secretary, now=noon(today))
    url = inside.get_absolute_url()
    assert "还有 11 天截止" in client_of(member).get(url).content.decode()
    for reader, address in ((client, url), (client, gone.get_absolute_url()), (client, "/c/999999/")):
        answer = reader.get(address)
        assert answer.status_code == 404 and SECRET not in answer.content.decode()
    assert client.post(f"{url}comment/", {"text": "猜"}).status_code == 404
    assert SECRET not in client.get("/consultations/").content.decode()
    assert SECRET in client_of(member).get("/consultations/").content.decode()


@pytest.mark.clause("JG-10")
def test_a_file_is_for_readers_and_for_the_desk(office, today, member, client):
    draft = office.draft(today, scope="party")
    writing.add_file(draft, upload=SimpleUploadedFile("稿.txt", b"draft"), by=office.clerk, now=noon(today))
    url = f"/c/{draft.pk}/files/{draft.files.get().pk}/"
    assert client_of(member).get(url).status_code == 404
    assert client_of(office.collector).get(url).status_code == 200
    publishing.publish(draft, by=office.secretary, now=noon(today))
    assert client_of(member).get(url).status_code == 200
    assert client.get(url).status_code == 404
    assert client_of(member).get(f"/c/999999/files/{draft.files.get().pk}/").status_code == 404


@pytest.mark.clause("JG-10")
def test_a_passer_by_comments_after_a_small_test_and_what_was_typed_is_kept(office, today, client, settings):
    settings.PROOF_OF_WORK_BITS = 4
    consultation = office.out(today)
    url = consultation.get_absolute_url()
    data = {"text": "建议每季度开一次", "name": "", "once": "one"}
    refused = client.post(f"{url}comment/", {**data, **solved(client.get(url)), "proof": "x"})
    assert "没有答对" in refused.content.decode() and "建议每季度开一次" in refused.content.decode()
    assert not Comment.objects.exists()
    right = solved(refused)
    sent = client.post(f"{url}comment/", {**data, **right}, follow=True)
    assert "收到了" in sent.content.decode()
    client.post(f"{url}comment/", {**data, **right})
    used = client.post(f"{url}comment/", {**data, **right, "once": "two"})
    assert "正在处理" in used.content.decode()
    assert [(row.text, row.name) for row in Comment.objects.all()] == [("建议每季度开一次", "")]


@pytest.mark.clause("JG-10")
def test_one_address_cannot_flood(office, today, client, monkeypatch, settings):
    settings.PROOF_OF_WORK_BITS = 4
    monkeypatch.setitem(attempts.MOST, attempts.COMMENT, 1)
    url = office.out(today).get_absolute_url()
    for once, words in (("one", "收到了"), ("two", gate.TOO_MANY)):
        data = {"text": "建议每季度开一次", "name": "", "once": once, **solved(client.get(url))}
        assert words in client.post(f"{url}comment/", data, follow=True).content.decode()
    data = {"text": "别人", "name": "", "once": "three", **solved(client.get(url))}
    other = client.post(f"{url}comment/", data, follow=True, REMOTE_ADDR="10.0.0.2")
    assert "收到了" in other.content.decode()
    assert Comment.objects.count() == 2


def solved(page) -> dict[str, str]:
    """As the browser sends it."""
    test = page.context["challenge"]
    proof = next(str(n) for n in range(100_000) if proof_of_work.is_worked(test.token, str(n), test.bits))
    return {"challenge": test.token, "proof": proof}


@pytest.mark.clause("JG-10")
def test_a_member_chooses_to_be_named_or_not_and_a_late_comment_is_shown_back(office, today, member):
    consultation = office.out(today, scope="party")
    reader, url = client_of(member), consultation.get_absolute_url()
    reader.post(f"{url}comment/", {"text": "署名", "signature": "named", "once": "a"})
    reader.post(f"{url}comment/", {"text": "不署名", "signature": "unnamed", "once": "b"})
    assert list(Comment.objects.order_by("pk").values_list("person", "name")) == [(member.pk, "王小明"), (None, "")]
    over = ended(office, today, scope="party")
    late = reader.post(f"{over.get_absolute_url()}comment/", {"text": "晚到的话", "signature": "named"})
    words = late.content.decode()
    assert "已经截止" in words and "晚到的话" in words and "提交意见" not in words
    assert not over.comments.exists()


@pytest.mark.clause("JG-15")
def test_the_summary_lists_comments_and_answers_without_names(office, today, member, client):
    consultation = ended(office, today)
    on = consultation.from_on
    commenting.comment(consultation, by=SENDER, text="每季度开一次", person=member, now=noon(on))
    url = consultation.get_absolute_url()
    before = client.get(url).content.decode()
    assert "每季度开一次" not in before and "采纳情况还没有公布" in before
    office.summarised(consultation)
    after = client.get(url).content.decode()
    assert "每季度开一次" in after and "采纳 1 条" in after and "王小明" not in after


@pytest.mark.clause("JG-10")
def test_running_consultations_come_first_and_the_list_costs_the_same_with_many(office, today, client):
    for title, make in (("已截止的", ended), ("正在征求的", lambda office, today, **text: office.out(today, **text))):
        make(office, today, title=title)
    page = client.get("/consultations/")
    assert [row.consultation.title for row in page.context["running"]] == ["正在征求的"]
    assert [row.status.word for row in page.context["over"]] == ["采纳情况还没有公布"]
    one = queries(client, "/consultations/")
    model = Consultation.objects.get(title="已截止的")
    for number in range(40):
        model.pk, model.title, model.summary_deadline = None, f"第{number}份", None
        model.save(force_insert=True)
    assert queries(client, "/consultations/") == one
    older = client.get("/consultations/").context["page"].older_url
    assert older and client.get(f"/consultations/{older}").context["running"] == []
    assert len(client.get("/consultations/", {"o": office.organization.code}).context["running"]) == 1


def queries(client, url) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(url).status_code == 200
    return len(found)


@pytest.mark.clause("JG-15")
def test_the_desk_writes_publishes_answers_and_publishes_what_was_adopted(office, today):
    clerk, secretary, collector = (client_of(person) for person in (office.clerk, office.secretary, office.collector))
    days = {"from_on": today.isoformat(), "until_on": today.isoformat()}
    data = {"title": "稿子", "body": "<p>一</p>", "scope": "society", "allows_anonymous": "on", **days}
    bad = clerk.post("/admin/feedback/consultation/add/", {**data, "title": ""})
    assert "请写标题" in bad.content.decode()
    clerk.post("/admin/feedback/consultation/add/", data)
    consultation = Consultation.objects.get()
    base = f"/admin/feedback/consultation/{consultation.pk}/"
    assert [row.action.name for row in clerk.get(f"{base}change/").context["offers"]] == ["ask"]
    stale = clerk.post(f"{base}save/", {**data, "seen": "another"})
    assert "刚刚保存过" in stale.content.decode()
    clerk.post(f"{base}do/ask/")
    assert "已发布" in secretary.post(f"{base}do/publish/", follow=True).content.decode()
    assert "已经有人办过" in secretary.post(f"{base}do/publish/", follow=True).content.decode()
    given = [
        commenting.comment(consultation, by=SENDER, text=text, now=timezone.now()).pk for text in ("甲", "乙", "丙")
    ]
    Consultation.objects.update(from_on=today - timedelta(days=3), until_on=today - timedelta(days=1))
    answer = {"decide-result": "declined", "decide-reply": "", "comments": given[:1]}
    refused = collector.post(f"{base}decide/", answer)
    assert "没有采纳的原因" in refused.content.decode()
    collector.post(f"{base}decide/", {**answer, "decide-reply": "已有规定"})
    collector.post(f"{base}decide/", {"decide-result": "adopted", "all": "1", "shown": given[1:]})
    assert sorted(Comment.objects.values_list("result", flat=True)) == ["adopted", "adopted", "declined"]
    assert [row.action.name for row in collector.get(f"{base}change/").context["offers"]] == ["write_summary"]
    collector.post(f"{base}do/write_summary/", {"write_summary-summary": "<p>都听了</p>"})
    assert "采纳情况已公布" in secretary.post(f"{base}do/publish_summary/", follow=True).content.decode()


def test_a_day_at_the_end_of_the_calendar_is_refused_and_said(office, today):
    """From there the day by which the summary is owed cannot be reckoned."""
    consultation = office.out(today, until_on=today + timedelta(days=5))
    page = f"/admin/feedback/consultation/{consultation.pk}/"
    answer = client_of(office.secretary).post(
        f"{page}do/extend/", {"extend-until_on": "9999-12-31", "extend-reason": "再听听"}
    )
    assert "请核对年份" in answer.content.decode() and "再听听" in answer.content.decode()
    days = {"from_on": today.isoformat(), "until_on": "9999-12-31"}
    data = {"title": "稿子", "body": "<p>一</p>", "scope": "society", **days}
    assert "请核对年份" in client_of(office.clerk).post("/admin/feedback/consultation/add/", data).content.decode()


@pytest.mark.clause("JG-15")
def test_names_and_exports_are_given_to_the_staff_alone_and_on_record(office, today, member):
    consultation = office.out(today)
    commenting.comment(consultation, by=SENDER, text="好", person=member, now=noon(today))
    base = f"/admin/feedback/consultation/{consultation.pk}/"
    collector = client_of(office.collector)
    assert "王小明" not in collector.get(f"{base}change/").content.decode()
    assert collector.get(f"{base}names/").status_code == 405
    assert "王小明" in collector.post(f"{base}names/").content.decode()
    for ending in ("docx", "xlsx"):
        assert collector.post(f"{base}comments.{ending}").content[:2] == b"PK"
    actions = list(Event.objects.filter(action__startswith="consultation.").values_list("action", flat=True))
    assert actions.count("consultation.names_seen") == 1 and actions.count("consultation.comments_exported") == 2
    stranger = client_of(Office("other").clerk)
    for address in ("change/", "names/", "comments.docx"):
        answer = stranger.get(f"{base}{address}") if address == "change/" else stranger.post(f"{base}{address}")
        assert answer.status_code == 404


@pytest.mark.clause("QJ-09")
def test_an_organisation_names_its_spokesperson_and_leads_to_its_consultations(office, today, client):
    office.organization.spokesperson = "王平，宣传委员，0535-1234567"
    office.organization.save()
    office.out(today)
    page = client.get(office.organization.get_absolute_url()).content.decode()
    assert "新闻发言人" in page and "王平，宣传委员" in page
    assert f"/consultations/?o={office.organization.code}" in page
    other = Office("other").organization
    assert client.get("/consultations/", {"o": other.code}).context["running"] == []


@pytest.mark.parametrize(
    ("route", "fields"),
    [
        ("decide", {"decide-result": "declined", "decide-reply": "写了很久的说明"}),
        ("enter", {"enter-text": "写了很久的说明"}),
    ],
)
def test_what_was_typed_after_the_summary_went_out_can_be_copied(office, today, route, fields):
    consultation = ended(office, today)
    office.summarised(consultation)
    url = f"/admin/feedback/consultation/{consultation.pk}/{route}/"
    shown = client_of(office.collector).post(url, {**fields, "comments": "1"}).content.decode()
    assert "您刚才写的没有存进去" in shown and "写了很久的说明" in shown
