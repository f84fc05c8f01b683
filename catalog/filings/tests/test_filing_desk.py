"""The register and the making of schemes at the desk: who sees what, the buttons, the downloads."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from catalog.directory.tests.factories import adopt, make_catalogue, make_scheme_loaded
from catalog.filings import actions as filings
from catalog.filings.models import Filing
from catalog.filings.opening import open_filing
from catalog.filings.tests.test_filings import report_duty
from catalog.items.tests.factories import make_item
from catalog.obligations.duties.models import Duty
from catalog.own_schemes.actions import begin_draft
from catalog.own_schemes.models import SchemeDraft, SchemeOpinion
from catalog.own_schemes.sections.tests.test_sections import posted
from disclosure.organizations.tests.factories import make_holder, make_organization
from disclosure.workflow.kit import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
clause = pytest.mark.clause


def at(name, *args):
    return reverse(f"admin:catalog_filing_{name}", args=args)


def scheme_at(name, *args):
    return reverse(f"admin:catalog_schemedraft_{name}", args=args)


@pytest.fixture
def superior():
    return make_organization("above")


@pytest.fixture
def organization(superior):
    below = make_organization("below", superior)
    adopt(below, "longkou")
    return below


@pytest.fixture
def secretary(organization, client):
    person = make_holder(organization, "secretary")
    client.force_login(person)
    return person


@pytest.fixture
def receiver(superior):
    return make_holder(superior, "approver")


def filing_of(organization, title="1-1 暂不公开", content="理由：尚在调查。", what="exemption", **fields):
    now = timezone.now()
    start_on = timezone.localdate(now)
    return open_filing(
        organization=organization, what=what, title=title, content=content, event="批准", start_on=start_on, now=now,
        **fields,
    )  # fmt: skip


def sent(filing, by, on=None):
    return filings.send(filing, sent_on=on or timezone.localdate(), by=by, now=timezone.now())


def text_of(answer):
    return answer.content.decode()


@clause("LK-19")
def test_the_secretary_sends_from_the_page_and_the_superior_signs(client, organization, secretary, receiver):
    filing = filing_of(organization)
    page = text_of(client.get(at("change", filing.pk)))
    assert "理由：尚在调查。" in page
    assert "市直机关工委（由above党支部签收）" in page
    done = client.post(
        at("do", filing.pk, "send"), {"send-sent_on": timezone.localdate().isoformat(), "send-number": "备1号"}
    )
    assert done.url == at("change", filing.pk)
    assert at("do", filing.pk, "edit") not in text_of(client.get(done.url))

    client.force_login(receiver)
    assert "下级报来的不予公开" in text_of(client.get("/admin/"))
    assert "1-1 暂不公开" in text_of(client.get(at("incoming")))
    client.post(at("do", filing.pk, "acknowledge"))
    filing.refresh_from_db()
    assert (filing.number, filing.received_by) == ("备1号", receiver)
    assert "下级报来的不予公开" not in text_of(client.get("/admin/"))


def test_a_second_press_on_the_page_says_so(client, organization, secretary):
    filing = sent(filing_of(organization), secretary)
    answer = client.post(at("do", filing.pk, "send"), {"send-sent_on": "2026-01-01"}, follow=True)
    assert "这一步已经有人办过" in text_of(answer)
    filing.refresh_from_db()
    assert filing.sent_on == timezone.localdate()


def test_a_refusal_stands_at_its_field_and_what_was_typed_stays(client, organization, secretary):
    filing = filing_of(organization)
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = text_of(
        client.post(at("do", filing.pk, "send"), {"send-sent_on": tomorrow.isoformat(), "send-number": "备9号"})
    )
    assert "报送日期不能晚于今天" in page
    assert "备9号" in page
    assert "请填哪一天报送的" in text_of(client.post(at("do", filing.pk, "send"), {}))


def test_the_superior_reads_what_was_sent_to_it_and_nothing_before(client, organization, secretary, receiver):
    item = make_item(organization, secretary, title="不能让上级看的事项", scope="individual", stage="draft")
    draft = filing_of(organization, title="还没有报", url=f"/admin/catalog/item/{item.pk}/change/")
    other = sent(filing_of(make_organization("elsewhere"), title="报给别人的"), SYSTEM)
    client.force_login(receiver)
    assert [client.get(at("change", each.pk)).status_code for each in (draft, other)] == [404, 404]

    gone_up = sent(draft, secretary)
    page = text_of(client.get(at("change", gone_up.pk)))
    assert "理由：尚在调查。" in page
    assert f"/admin/catalog/item/{item.pk}/change/" not in page
    assert client.get(f"/admin/catalog/item/{item.pk}/change/").status_code == 404


def test_who_watches_the_superior_or_a_sister_branch_reads_no_filing(client, organization, superior, secretary):
    filing = sent(filing_of(organization), secretary)
    sister = make_organization("sister", superior)
    for person in (make_holder(sister, "secretary"), make_holder(superior, "clerk")):
        client.force_login(person)
        assert client.get(at("change", filing.pk)).status_code == 404
        assert "暂不公开" not in text_of(client.get(at("changelist")))
        assert client.post(at("do", filing.pk, "acknowledge")).status_code == 404
    client.force_login(make_holder(sister, "supervisor"))
    assert client.get(at("change", filing.pk)).status_code in (302, 403)


def test_what_came_in_stands_with_the_unsigned_first_page_by_page(client, organization, secretary, receiver):
    filings = [sent(filing_of(organization, title=f"第{number}份", what="change"), secretary) for number in range(23)]
    client.force_login(receiver)
    client.post(at("do", filings[22].pk, "acknowledge"))
    first = text_of(client.get(at("incoming")))
    assert "第21份" in first
    assert "第22份" not in first
    answer = client.get(at("incoming"))
    second = text_of(client.get(at("incoming") + answer.context["older_url"]))
    assert "第0份" in second
    assert "第22份" in second


def test_who_signs_for_nothing_has_no_page_of_what_came_in(client, organization, secretary):
    assert client.get(at("incoming")).status_code == 403


@pytest.mark.parametrize("place", ["changelist", "incoming"])
def test_the_lists_cost_the_same_queries_for_one_and_for_twenty(client, organization, secretary, receiver, place):
    if place == "incoming":
        client.force_login(receiver)
    counts = []
    for number in range(20):
        sent(filing_of(organization, title=f"第{number}份", what="change"), secretary)
        if number in (0, 19):
            with CaptureQueriesContext(connection) as captured:
                client.get(at(place))
            counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("state", "shown"),
    [("pending", {"待"}), ("sent", {"已报"}), ("dropped", {"不报"}), ("late", {"待"}), ("received", set())],
)
def test_the_list_is_narrowed_by_how_it_stands(client, organization, secretary, state, shown):
    late = filing_of(organization, title="待")
    late.deadline.due_on = date(2026, 1, 1)
    late.deadline.save()
    sent(filing_of(organization, title="已报"), secretary)
    dropped = filing_of(organization, title="不报")
    filings.drop(dropped, reason="不用了", by=secretary, now=timezone.now())
    rows = client.get(at("changelist"), {"is": state}).context["cl"].result_list
    assert {row.title for row in rows} == shown


def test_the_register_is_downloaded_without_texts_and_without_formulas(client, organization, secretary):
    sent(filing_of(organization, title="=1+1", content="只给上级看"), secretary)
    filing_of(make_organization("elsewhere"), title="别人的")
    answer = client.get(at("export", "csv"))
    rows = list(csv.reader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert rows[0][:4] == ["报送组织", "组织代码", "种类", "事由"]
    assert [row[3] for row in rows[1:]] == ["'=1+1"]
    assert "只给上级看" not in str(rows)
    sheet = load_workbook(BytesIO(client.get(at("export", "xlsx")).content)).active
    assert [cell.value for cell in sheet[2]][:4] == ["below党支部", "below", "不予公开", "'=1+1"]
    assert client.get(at("export", "pdf")).status_code == 404


def test_a_control_character_in_a_comment_breaks_no_download(client, organization, secretary):
    filing = sent(filing_of(organization), secretary)
    Filing.objects.filter(pk=filing.pk).update(number="\x0b=1+1", comment="退回\x01\ud7ff修改")
    sheet = load_workbook(BytesIO(client.get(at("export", "xlsx")).content)).active
    assert "退回\ud7ff修改" in [cell.value for cell in sheet[2]] and "'=1+1" in [cell.value for cell in sheet[2]]
    assert "\x0b" not in b"".join(client.get(at("export", "csv")).streaming_content).decode()


@clause("LK-04")
def test_the_catalogues_page_leads_to_its_filing_and_back(client, organization, secretary):
    catalogue = make_catalogue(organization)
    client.post(reverse("admin:catalog_catalogue_do", args=[catalogue.pk, "approve"]))
    catalogue.refresh_from_db()
    page = text_of(client.get(reverse("admin:catalog_catalogue_change", args=[catalogue.pk])))
    assert at("change", catalogue.filing_id) in page
    filing_page = text_of(client.get(at("change", catalogue.filing_id)))
    assert reverse("admin:catalog_catalogue_change", args=[catalogue.pk]) in filing_page
    client.post(at("do", catalogue.filing_id, "send"), {"send-sent_on": timezone.localdate().isoformat()})
    catalogue.refresh_from_db()
    assert catalogue.state == "filed"


# --- the year report ---


@clause("YY-12")
def test_the_report_begins_with_what_the_data_say_and_is_sent_from_the_register(client, organization, secretary):
    duty = report_duty(organization, timezone.localdate().year)
    make_item(organization, secretary, scope="party", stage="inside", now=timezone.now())
    page = text_of(client.get(duty.url))
    assert "共公开1件：党内1件。" in page
    assert "没有登记过申请和意见建议" in page

    client.post(duty.url, {"title": "年度总结", "content": "改好的正文"})
    filing = Filing.objects.get()
    assert client.get(duty.url).url == at("change", filing.pk)
    client.post(at("do", filing.pk, "send"), {"send-sent_on": timezone.localdate().isoformat()})
    assert Duty.objects.get().filing == filing


def test_a_report_of_another_organisation_is_not_found(client, organization, secretary):
    duty = report_duty(make_organization("elsewhere"))
    assert client.get(duty.url).status_code == 404
    assert client.post(duty.url, {"title": "x", "content": "y"}).status_code == 404
    assert client.get(at("add")).url == at("changelist")
    assert not Filing.objects.exists()


# --- schemes ---


def draft_of(organization, by, slug="longkou"):
    scheme = make_scheme_loaded(slug)
    return begin_draft(organization=organization, scheme=scheme, title="实施方案", by=by, now=timezone.now())


def text_values(client, draft, **changed):
    """What the page of name and text would post if nothing but ``changed`` were touched."""
    form = client.get(scheme_at("text", draft.pk)).context["form"]
    return {"title": form["title"].value(), "body": form["body"].value(), "seen": form["seen"].value(), **changed}


@clause("PL-13")
def test_a_scheme_is_begun_written_and_walked_to_its_issue_on_the_desk(client, organization, secretary):
    scheme, today = make_scheme_loaded("yueyang"), timezone.localdate().isoformat()
    assert "制定方案" in text_of(client.get(scheme_at("add")))
    client.post(scheme_at("add"), {"organization": "below", "scheme": scheme.slug, "title": "本局方案"})
    draft = SchemeDraft.objects.get()
    client.post(scheme_at("text", draft.pk), text_values(client, draft, body="正文"))
    section = client.get(scheme_at("section", draft.pk, "immediate")).context["form"]
    changed = {
        **posted(section.parts).dict(),
        "seen": section["seen"].value(),
        "time_limits-immediate-rule": "2个工作日",
    }
    client.post(scheme_at("section", draft.pk, "immediate"), changed)
    draft.refresh_from_db()
    found = {row["kind"]: row["rule"] for row in draft.document["time_limits"]}
    assert (draft.body, found["immediate"]) == ("正文", {"working_days": 2})
    client.post(scheme_at("do", draft.pk, "preset_rest"))
    compared = client.get(scheme_at("compare"), {"draft": draft.pk}).context["groups"][0].rows[3]
    assert [cell.lines for cell in compared.cells] == [["随时：作出决定，2个工作日"], ["随时：作出决定，1个工作日"]]

    client.post(scheme_at("do", draft.pk, "submit"), {"submit-review_body": "局党组"})
    review = {"register_review-passed": "yes", "register_review-reviewed_on": today}
    client.post(scheme_at("do", draft.pk, "register_review"), review)
    client.force_login(make_holder(organization, "approver"))
    client.post(scheme_at("do", draft.pk, "issue"), {"issue-document_number": "1号", "issue-issued_on": today})
    draft.refresh_from_db()
    assert (draft.state, draft.filing.what) == ("issued", "scheme")
    assert at("change", draft.filing_id) in text_of(client.get(scheme_at("change", draft.pk)))


def test_two_writers_of_one_scheme_both_keep_their_words(client, organization, secretary):
    draft = draft_of(organization, secretary)
    values = text_values(client, draft, body="后保存的")
    client.post(scheme_at("text", draft.pk), text_values(client, draft, body="先保存的"))
    again = client.post(scheme_at("text", draft.pk), values)
    assert "别人保存过" in text_of(again)
    assert "后保存的" in text_of(again)
    seen = again.context["form"]["seen"].value()
    client.post(scheme_at("text", draft.pk), {**values, "seen": seen})
    draft.refresh_from_db()
    assert draft.body == "后保存的"


@clause("PL-13")
def test_opinions_are_entered_and_answered_on_the_page(client, organization, secretary):
    draft = draft_of(organization, secretary)
    SchemeDraft.objects.update(body="正文")
    today = timezone.localdate().isoformat()
    client.post(scheme_at("do", draft.pk, "solicit"), {"solicit-from_on": today, "solicit-until_on": today})
    refused = client.post(scheme_at("opinion", draft.pk), {"opinion-text": "太长", "opinion-given_on": today})
    assert "请选择来自党内还是党外" in text_of(refused)
    given = {"opinion-side": "outside", "opinion-text": "太长", "opinion-given_on": today}
    client.post(scheme_at("opinion", draft.pk), given)
    opinion = SchemeOpinion.objects.get()
    assert "还有1条意见没有答复" in text_of(client.get(scheme_at("change", draft.pk)))
    assert "请说明理由" in text_of(client.post(scheme_at("answer", opinion.pk), {"result": "declined"}))
    client.post(scheme_at("answer", opinion.pk), {"result": "adopted"})
    assert "党内0条，党外1条，都已答复。" in text_of(client.get(scheme_at("change", draft.pk)))


def test_a_scheme_of_another_organisation_is_not_found(client, organization, secretary):
    elsewhere = make_organization("elsewhere")
    draft = draft_of(elsewhere, make_holder(elsewhere, "secretary"))
    opinion = SchemeOpinion.objects.create(
        draft=draft,
        side="inside",
        text="好",
        given_on=date(2026, 1, 1),
        entered_by=secretary,
        entered_at=timezone.now(),
    )
    addresses = [scheme_at("text", draft.pk), scheme_at("do", draft.pk, "discard"), scheme_at("answer", opinion.pk)]
    assert client.get(scheme_at("change", draft.pk)).status_code == 404
    assert [client.post(address).status_code for address in addresses] == [404] * 3


def test_the_list_of_schemes_costs_the_same_queries_for_one_and_for_twenty(client, organization, secretary):
    counts = []
    for number in range(20):
        draft = draft_of(organization, secretary)
        SchemeDraft.objects.filter(pk=draft.pk).update(filing=filing_of(organization, title=f"第{number}份"))
        if number in (0, 19):
            with CaptureQueriesContext(connection) as captured:
                client.get(scheme_at("changelist"))
            counts.append(len(captured))
    assert counts[0] == counts[1]


def test_what_a_colleague_changed_is_read_before_it_is_filed(client, organization, secretary):
    filing = filing_of(organization)
    stale = stamp_on(client, filing, "send")
    filings.edit(filing, content="理由：另一个。", by=secretary, now=timezone.now())
    values = {"send-sent_on": timezone.localdate().isoformat(), "send-number": "报3号"}
    again = client.post(at("do", filing.pk, "send"), {**values, "send-seen": stale})
    assert "请再看一遍" in text_of(again) and "理由：另一个。" in text_of(again)
    assert Filing.objects.get(pk=filing.pk).sent_on is None
    client.post(at("do", filing.pk, "send"), {**values, "send-seen": stamp_on(client, filing, "send")})
    assert Filing.objects.get(pk=filing.pk).number == "报3号"


def test_two_writers_of_a_filing_are_told_of_each_other(client, organization, secretary):
    filing = filing_of(organization)
    stale = stamp_on(client, filing, "edit")
    filings.edit(filing, content="先写的", by=secretary, now=timezone.now())
    again = client.post(at("do", filing.pk, "edit"), {"edit-content": "后写的", "edit-seen": stale})
    assert "刚刚有人改过报送内容" in text_of(again) and "后写的" in text_of(again)
    assert Filing.objects.get(pk=filing.pk).content == "先写的"


def stamp_on(client, filing, name) -> str:
    offers = client.get(at("change", filing.pk)).context["offers"]
    return next(row.form["seen"].value() for row in offers if row.action.name == name)
