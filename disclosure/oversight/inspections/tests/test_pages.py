"""The pages of an inspection: one way through by hand, the report, constant statements."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from docx import Document

from catalog.items.tests.factories import make_item
from disclosure.files.tests.samples import PNG
from disclosure.organizations.tests.factories import client_of, make_holder, make_organization
from disclosure.oversight.inspections.models import Finding, Inspection, Mark, Sampled
from disclosure.oversight.inspections.tests.scene import TODAY, VISITED_ON, County

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.fixture
def county(time_machine) -> County:
    county = County(count=3)
    time_machine.move_to(county.tick(), tick=False)
    return county


def filled(form) -> dict[str, str]:
    return {form.add_prefix(name): str(form[name].value() or "") for name in form.fields}


@pytest.mark.clause("PL-15", "LK-25")
def test_an_inspection_by_hand_from_plan_to_order(county, time_machine):
    leader, second, third = map(client_of, (county.leader, county.second, county.third))
    assert "计划一次检查" in leader.get("/oversight/inspections/").content.decode()
    time_machine.move_to(county.now - timedelta(days=5))
    answer = leader.post("/oversight/inspections/new/", {
        "organization": "county", "kind": "special", "title": "专项检查", "from_on": VISITED_ON, "until_on": VISITED_ON,
        "organizations": [county.branch.pk], "inspectors": [county.second.pk], "period_from": TODAY, "period_until": VISITED_ON,
        "entry_codes": "1", "size": "2",
    })  # fmt: skip
    inspection = Inspection.objects.get()
    assert answer["Location"] == inspection.get_absolute_url()
    act = f"{inspection.get_absolute_url()}do/"
    first, *others = leader.get(inspection.get_absolute_url()).context_data["offers"]
    assert (first.action.name, first.style) == ("tell", "main") and "freeze" in [each.action.name for each in others]
    for name in ("tell", "freeze"):
        assert leader.post(f"{act}{name}/").status_code == 302
    visit = county.visit(inspection)
    time_machine.move_to(county.tick())
    second.post(f"{visit.get_absolute_url()}draw/", {"number": "88", "named_by": "书记"})
    page = second.get(visit.get_absolute_url()).context_data["page"]
    for row in page.rows:
        data = filled(row.form) | {row.form.add_prefix(f"mark{point.number}"): "good" for point in row.points}
        data |= {row.form.add_prefix(f"why{point.number}"): "现场看过" for point in row.points}
        assert second.post(f"{visit.get_absolute_url()}mark/{row.sampled.pk}/", data).status_code == 302
    assert not Mark.objects.exclude(mark="good").exists()
    row = page.rows[0].sampled
    second.post(f"{visit.get_absolute_url()}find/", {"text": "栏目空着", "sampled": row.pk, "point": "2"})
    second.post(f"{visit.get_absolute_url()}find/", {"text": "专人核对", "is_good": "on"})
    finding = Finding.objects.get(is_good=False)
    assert (finding.sampled, finding.point) == (row, 2)
    leader.post(f"{act}report/", {"report-report": "总的不错。"})
    shown = third.get(inspection.get_absolute_url())
    (offer,) = [each for each in shown.context_data["offers"] if each.action.name == "confirm"]
    assert "等您办" in third.get("/oversight/inspections/").content.decode()
    third.post(f"{act}confirm/", {offer.form.add_prefix("seen"): offer.form["seen"].value()})
    leader.post(f"{act}announce/")
    leader.post(f"{visit.get_absolute_url()}find/{finding.pk}/order/", {"what": "补上", "due_on": "2026-09-30"})
    finding.refresh_from_db()
    assert finding.order is not None
    inspection.refresh_from_db()
    assert inspection.state == Inspection.State.ANNOUNCED
    secretary = client_of(county.desk.secretary).get(visit.get_absolute_url())
    assert "栏目空着" in secretary.content.decode()
    assert str(finding.order) in secretary.content.decode()


@pytest.mark.clause("PL-15", "PL-18")
def test_the_report_is_an_official_paper_with_marks_findings_and_the_lot(county):
    inspection = county.announced()
    answer = client_of(county.third).get(f"{inspection.get_absolute_url()}report.docx")
    text = "\n".join(each.text for each in Document(io.BytesIO(answer.content)).paragraphs)
    visit = county.visit(inspection)
    for words in ("关于第三季度抽查情况的报告", "总的不错。", "1．公开的内容是否全面：好", visit.frozen.seed, "得分"):
        assert words in text


def test_a_form_with_a_fault_says_so_and_keeps_what_was_typed(county):
    inspection = county.drawn()
    visit, client = county.visit(inspection), client_of(county.leader)
    row = Sampled.objects.order_by("position")[0]
    Mark.objects.filter(sampled=row, point=0).update(told="good", told_why="说得清")
    prefix = f"s{row.pk}"
    data = {
        f"{prefix}-mark1": "poor",
        f"{prefix}-why1": "",
        f"{prefix}-revision1": "0",
        f"{prefix}-mark2": "fair",
        f"{prefix}-why2": "留着",
    }
    answer = client.post(f"{visit.get_absolute_url()}mark/{row.pk}/", data)
    assert answer.status_code == 200
    assert "第1点和数据说的“好”不一样，请写理由。" in answer.content.decode()
    assert 'value="留着"' in answer.content.decode()
    answer = client.post(f"{visit.get_absolute_url()}find/", {"text": ""})
    assert "请写发现了什么" in answer.content.decode()


def test_what_is_prefilled_is_what_the_data_say(county):
    inspection = county.drawn()
    row = Sampled.objects.order_by("position")[0]
    Mark.objects.filter(sampled=row, point=4).update(told="fair", told_why="逾期 3 天")
    page = client_of(county.leader).get(county.visit(inspection).get_absolute_url())
    form = page.context_data["page"].rows[0].form
    assert (form["mark5"].value(), form["mark4"].value()) == ("fair", "")
    assert "数据：基本。逾期 3 天" in page.content.decode()


def test_pages_cost_the_same_whatever_they_hold(county, django_assert_max_num_queries):
    """Of the visit with one line and with eight; of the list with one inspection and with five."""
    for number in range(8):
        make_item(
            county.branch, county.desk.clerk, title=f"多{number}", entry=county.desk.entry("1-1"), now=timezone.now()
        )
    small, large = county.drawn(size=1), county.drawn(size=8)
    client = client_of(county.leader)
    counts = []
    for inspection in (small, large):
        address = county.visit(inspection).get_absolute_url()
        client.get(address)
        with django_assert_max_num_queries(40) as found:
            assert client.get(address).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1]
    make_organization("more", county.organization)
    for number in range(3):
        county.plan(title=f"第{number}次")
    with django_assert_max_num_queries(20) as listed:
        client.get("/oversight/inspections/")
    Inspection.objects.filter(state="planned").delete()
    with django_assert_max_num_queries(20) as fewer:
        client.get("/oversight/inspections/")
    assert len(listed) == len(fewer)


def test_the_sheet_has_titles_and_points_and_nothing_else(county):
    inspection = county.drawn(title="抽查")
    answer = client_of(county.leader).get(f"{county.visit(inspection).get_absolute_url()}sheet/")
    shown = answer.content.decode()
    assert "程序是否规范" in shown and "本季度组织生活会已经召开" not in shown


@pytest.mark.clause("LK-25", "PL-15")
@pytest.mark.parametrize(("slug", "first", "other"), [
    ("longkou", ["regular", "random", "unannounced", "research", "supervision"], "专项检查（方案里没有写）"),
    ("pingluo", ["regular", "special"], "暗访（方案里没有写）"),
])  # fmt: skip
def test_the_kinds_that_the_document_names_come_first(time_machine, slug, first, other):
    county = County(slug, count=1)
    time_machine.move_to(county.tick())
    own = make_holder(county.branch, "inspector")
    form = client_of(own).get("/oversight/inspections/new/").context_data["form"]
    choices = form.fields["kind"].choices
    assert [kind for kind, _label in choices][: len(first)] == first
    assert other in [label for _kind, label in choices]
    assert len(choices) == 6


def test_a_photograph_is_seen_by_the_inspected_with_the_results_alone(county, settings, tmp_path):
    settings.MEDIA_ROOT = settings.SENDFILE_ROOT = tmp_path
    inspection = county.marked()
    visit, leader, secretary = county.visit(inspection), client_of(county.leader), client_of(county.desk.secretary)
    own = visit.get_absolute_url()
    leader.post(f"{own}find/", {"text": "栏目空着"})
    finding = Finding.objects.get()
    answer = leader.post(f"{own}find/{finding.pk}/photograph/", {"upload": SimpleUploadedFile("公开栏.png", PNG)})
    assert answer.status_code == 302
    address = f"{own}photograph/{finding.photographs.get().pk}/"
    assert leader.get(address)["Content-Type"] == "image/png"
    assert secretary.get(address).status_code == 404
    Inspection.objects.update(results_at=county.tick())
    assert secretary.get(address).status_code == 200
    Inspection.objects.update(results_at=None, state="planned")
    refused = leader.post(f"{own}find/{finding.pk}/photograph/", {"upload": SimpleUploadedFile("坏.png", b"no image")})
    assert refused.status_code == 200
    assert finding.photographs.count() == 1
