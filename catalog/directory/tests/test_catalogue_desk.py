"""Catalogues at the desk: list, page, verbs, import, entries."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.directory.actions import approve, new_version
from catalog.directory.exchange.rows import HEADER
from catalog.directory.importing import kept
from catalog.directory.models import Catalogue, Entry
from catalog.directory.staff import import_page
from catalog.directory.tests.factories import NOW, adopt, branch, confirm, install, make_catalogue, stamp
from catalog.schemes.models import Wording
from disclosure.organizations.tests.factories import make_department, make_holder, make_organization
from disclosure.workflow.kit import SYSTEM

pytestmark = pytest.mark.django_db
clause = pytest.mark.clause


def at(name, *args):
    return reverse(f"admin:catalog_catalogue_{name}", args=args)


@pytest.fixture
def organization():
    return make_organization("longkou")


@pytest.fixture
def secretary(organization, client):
    person = make_holder(organization, "secretary")
    client.force_login(person)
    return person


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def upload(client, organization, *lines, **values):
    data = "\n".join([",".join(HEADER), *lines]).encode()
    values = {"organization": organization.pk, "applies_to": "own", **values}
    return client.post(at("import"), {**values, "file": SimpleUploadedFile("目录.csv", data)})


EXPIRED = "cadres-publicity-2014"
ROW = "1-1,思想建设,,学习情况,社会,会议,{limit},办公室,"


@clause("LK-04")
def test_the_list_shows_state_and_filing_of_the_own_catalogues_only(client, organization, secretary):
    make_catalogue(organization, title="未报的目录", in_force=True)
    make_catalogue(make_organization("other"), title="别人的目录")
    page = client.get(at("changelist")).content.decode()
    assert "未报的目录" in page
    assert "未备案" in page
    assert "施行中" in page
    assert "别人的目录" not in page


@pytest.mark.parametrize("size", [1, 20])
def test_the_list_costs_the_same_queries_for_one_and_for_twenty(client, organization, secretary, size):
    counts = []
    for number in range(size):
        make_catalogue(organization, title=f"目录{number}")
        if number in (0, size - 1):
            with CaptureQueriesContext(connection) as captured:
                client.get(at("changelist"))
            counts.append(len(captured))
    assert len(set(counts)) == 1


def test_the_page_shows_every_entry_with_all_columns_in_constant_queries(client, organization, secretary):
    few = make_catalogue(organization, title="小目录")
    many = install(organization, "longkou")
    counts = []
    for catalogue in (few, few, many):
        with CaptureQueriesContext(connection) as captured:
            page = client.get(at("change", catalogue.pk)).content.decode()
        counts.append(len(captured))
    assert counts[1] == counts[2]
    assert "中央和上级党组织要求公开的事项" in page
    assert "党支部委员、第二纪检组" in page
    assert "✓ 2026年9月1日" in page
    assert "原文缺此代码" in page
    assert page.count("<tr>") - page.count("<thead>") == 76


@clause("PL-03")
def test_the_page_says_which_columns_are_preset(client):
    organization = make_organization("pingluo")
    catalogue = install(organization, "pingluo")
    client.force_login(make_holder(organization, "secretary"))
    page = client.get(at("change", catalogue.pk)).content.decode()
    assert "公开范围、公开形式是预设的" in page
    assert "备案" not in page.partition("目录情况")[2].partition("</dl>")[0]


def test_a_catalogue_out_of_scope_is_not_found(client, organization, secretary):
    other = make_catalogue(make_organization("other"))
    for address in (at("change", other.pk), at("do", other.pk, "approve"), at("download", other.pk, "csv")):
        assert client.get(address).status_code == 404


def test_a_clerk_reads_but_has_no_buttons_and_cannot_act(client, organization):
    client.force_login(make_holder(organization, "clerk"))
    catalogue = make_catalogue(organization)
    entry = Entry.objects.filter(catalogue=catalogue).entries().get()

    page = client.get(at("change", catalogue.pk)).content.decode()
    assert "学习情况" in page
    assert at("do", catalogue.pk, "approve") not in page
    refused = [at("do", catalogue.pk, "approve"), at("entry", entry.pk), at("remove_entry", entry.pk), at("import")]
    assert [client.post(address).status_code for address in refused] == [403] * 4
    assert Catalogue.objects.get().state == "draft"


@clause("LK-04")
def test_the_buttons_walk_a_catalogue_into_force(client, organization, secretary):
    catalogue = make_catalogue(organization)
    client.get(at("do", catalogue.pk, "approve"))
    assert Catalogue.objects.get().state == "draft"

    client.post(at("do", catalogue.pk, "approve"))
    client.post(at("do", catalogue.pk, "file"), {"filed_with": "工委", "filed_on": "2026-01-05", "number": "1号"})
    client.post(at("do", catalogue.pk, "put_in_force"), {"on": "2026-01-06"})

    catalogue.refresh_from_db()
    assert (catalogue.state, catalogue.filing_number, catalogue.approved_by) == ("in_force", "1号", secretary)
    client.post(at("do", catalogue.pk, "new_version"))
    assert Catalogue.objects.filter(state="draft", version=2).exists()


def test_a_new_version_is_not_begun_twice(client, organization, secretary):
    catalogue = make_catalogue(organization, in_force=True)
    client.post(at("do", catalogue.pk, "new_version"))
    again = client.post(at("do", catalogue.pk, "new_version")).content.decode()
    assert "第2版还在起草，请直接改那一版" in again
    assert Catalogue.objects.filter(state="draft").count() == 1
    approve(Catalogue.objects.get(state="draft"), by=SYSTEM, now=NOW)
    client.post(at("do", catalogue.pk, "new_version"))
    assert Catalogue.objects.filter(state="draft", version=3).exists()


def test_a_refused_verb_says_why_and_keeps_what_was_typed(client, organization, secretary):
    catalogue = make_catalogue(organization)
    client.post(at("do", catalogue.pk, "approve"))
    answer = client.post(at("do", catalogue.pk, "file"), {"filed_with": "市直工委", "filed_on": "2099-01-01"})
    page = answer.content.decode()
    assert "备案日期不能晚于今天" in page
    assert "市直工委" in page
    again = client.post(at("do", catalogue.pk, "approve")).content.decode()
    assert "只有起草中的目录可以批准" in again


@pytest.mark.parametrize("kind", ["csv", "xlsx", "docx"])
def test_a_catalogue_is_downloaded(client, organization, secretary, kind):
    catalogue = make_catalogue(organization)
    answer = client.get(at("download", catalogue.pk, kind))
    assert answer.status_code == 200
    assert answer.content[:3] == (b"\xef\xbb\xbf" if kind == "csv" else b"PK\x03")
    assert f".{kind}" in answer["Content-Disposition"]


def test_days_that_were_not_read_can_be_given_by_hand(client, organization, secretary, files):
    adopt(organization, "longkou")
    preview = upload(client, organization, ROW.format(limit="定期（每季度10日前）"))
    assert "将按每半年、每季度办" in client.get(preview.url).content.decode()

    assert "还是没有读懂" in client.post(preview.url, {"q0": "每季度10日左右"}).content.decode()

    client.post(preview.url, {"q0": "每季度首月十日前"})
    confirm(client, preview.url)
    entry = Entry.objects.filter(catalogue=Catalogue.objects.get()).entries().get()
    assert entry.limit_rule == {"day_of_month": {"day": 10, "months": [1, 4, 7, 10]}}
    assert (Wording.objects.get().raw, Wording.objects.get().meaning) == ("日子：每季度10日前", "每季度首月十日前")


def test_an_import_asks_first_then_shows_then_writes(client, organization, secretary, files):
    adopt(organization, "longkou")
    preview = upload(client, organization, ROW.format(limit="及时"))
    assert preview.status_code == 302
    page = client.get(preview.url).content.decode()
    assert "公开时限“及时”是什么意思" in page
    assert "即时公开（建议）" in page
    assert re.findall(r'value="(\w+)"[^>]* checked', page) == ["immediate"]
    assert "确认导入" not in page
    assert Catalogue.objects.count() == 0

    missing = client.post(preview.url).content.decode()
    assert "还有问题没有回答" in missing

    client.post(preview.url, {"q0": "immediate"})
    page = client.get(preview.url).content.decode()
    assert "确认导入" in page
    assert "将新建的责任科室" in page
    assert (Catalogue.objects.count(), Wording.objects.count()) == (0, 0)

    done = confirm(client, preview.url)
    catalogue = Catalogue.objects.get()
    assert done.url == at("change", catalogue.pk)
    assert Entry.objects.filter(catalogue=catalogue).entries().get().limit_kind == "immediate"
    assert Wording.objects.get().confirmed_by == secretary
    assert client.get(preview.url).status_code == 404
    assert list((files / "imports").iterdir()) == []


def test_answers_sent_twice_write_nothing_that_nobody_has_seen(client, organization, secretary):
    adopt(organization, "longkou")
    preview = upload(client, organization, ROW.format(limit="及时"))
    for _press in range(2):
        answered = client.post(preview.url, {"q0": "immediate"})

    assert answered.url == preview.url
    assert Catalogue.objects.count() == 0


def test_a_preview_that_was_read_anew_meanwhile_is_shown_again(client, organization, secretary):
    adopt(organization, "longkou")
    preview = upload(client, organization, ROW.format(limit="定期"))
    seen = stamp(client, preview.url)
    kept.find(preview.url.split("/")[-2], user=secretary).answer({("column", "person"): "skip"})

    late = client.post(preview.url, {"confirm": seen}, follow=True)
    assert "请再看一遍" in late.content.decode()
    assert Catalogue.objects.count() == 0


def test_of_two_who_confirm_at_once_one_imports(client, organization, secretary, monkeypatch):
    adopt(organization, "longkou")
    preview = upload(client, organization, ROW.format(limit="定期"))
    write, others = import_page.commit_import, []

    def write_while_another_presses(*args, **values):
        monkeypatch.setattr(import_page, "commit_import", write)
        others.append(client.post(preview.url, {"confirm": seen}).status_code)
        return write(*args, **values)

    seen = stamp(client, preview.url)
    monkeypatch.setattr(import_page, "commit_import", write_while_another_presses)
    client.post(preview.url, {"confirm": seen})
    assert others == [404]
    assert Catalogue.objects.count() == 1


def test_a_refused_import_keeps_the_upload(client, organization, secretary, monkeypatch):
    adopt(organization, "longkou")
    preview = upload(client, organization, ROW.format(limit="定期"))
    seen = stamp(client, preview.url)

    def refuse(*args, **values):
        raise ValidationError("本组织的目录由上级制定。")

    monkeypatch.setattr(import_page, "commit_import", refuse)
    page = client.post(preview.url, {"confirm": seen}, follow=True)
    assert "由上级制定" in page.content.decode()
    assert "确认导入" in page.content.decode()


def test_answers_that_could_not_be_written_leave_the_upload_as_it_was(client, organization, secretary, monkeypatch):
    adopt(organization, "longkou")
    key = upload(client, organization, ROW.format(limit="及时")).url.split("/")[-2]
    found = kept.find(key, user=secretary)
    whole = Path.write_text

    def disk_is_full(path, text, **values):
        whole(path, text[:10], **values)
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "write_text", disk_is_full)
    with pytest.raises(OSError, match="No space"):
        found.answer({("limit", "及时"): "immediate"})
    assert kept.find(key, user=secretary).answers == []


def test_a_file_with_errors_names_the_row_and_cannot_be_confirmed(client, organization, secretary):
    adopt(organization, "longkou")
    preview = upload(client, organization, ROW.format(limit="定期"), ROW.format(limit="定期"))
    page = client.get(preview.url).content.decode()
    assert re.search("第3行.*重复", page)
    assert "确认导入" not in page
    client.post(preview.url, {"confirm": ""})
    assert Catalogue.objects.count() == 0


def test_a_file_that_is_no_catalogue_is_refused_at_the_upload(client, organization, secretary):
    adopt(organization, "longkou")
    data = {
        "organization": organization.pk,
        "applies_to": "own",
        "file": SimpleUploadedFile("x.csv", "甲,乙\n1,2\n".encode()),
    }
    page = client.post(at("import"), data)
    assert page.status_code == 200
    assert "文件还没有收下" in page.content.decode()


def test_a_preview_belongs_to_who_uploaded_it_and_to_own_organisations(client, organization, secretary):
    adopt(organization, "longkou")
    preview = upload(client, organization, ROW.format(limit="定期"))
    elsewhere = make_organization("elsewhere")
    assert upload(client, elsewhere, ROW.format(limit="定期")).status_code == 200

    client.force_login(make_holder(organization, "secretary", username="colleague"))
    assert client.get(preview.url).status_code == 404


@clause("QJ-03")
def test_a_catalogue_for_a_class_is_imported_with_its_sectors(client, organization, secretary):
    adopt(organization, "longkou")
    preview = upload(client, organization, ROW.format(limit="定期"), applies_to="class", sectors=["village", "school"])
    confirm(client, preview.url)
    catalogue = Catalogue.objects.get()
    assert (catalogue.applies_to, sorted(catalogue.sectors)) == ("class", ["school", "village"])


def entry_values(**values):
    usual = {"code": "1-1", "name": "学习情况", "scope": "society", "scope_words": "社会", "limit_kind": "periodic"}
    return {**usual, "limit_words": "定期", "limit_rule": "每月", "channels": "会议、文件", **values}


@clause("LK-04")
def test_an_entry_of_a_draft_is_edited_with_its_department_and_person(client, organization, secretary):
    office = make_department(organization, "办公室")
    entry = Entry.objects.filter(catalogue=make_catalogue(organization)).entries().get()
    assert client.get(at("entry", entry.pk)).status_code == 200

    client.post(
        at("entry", entry.pk),
        entry_values(departments=[office.pk], person_name="张三", scope="audience", scope_words="支委、纪检组"),
    )

    entry.refresh_from_db()
    assert (entry.limit_kind, entry.limit_rule, entry.channels) == (
        "periodic",
        {"period_end": "month"},
        ["会议", "文件"],
    )
    assert (entry.department_names, entry.person_name) == (["办公室"], "张三")
    assert entry.audience_names == entry.scope_words == ["支委", "纪检组"]


@pytest.mark.parametrize(
    ("words", "rule", "understood"),
    [
        ("每季度第一个月的10号以前", {"day_of_month": {"day": 10, "months": [1, 4, 7, 10]}}, "每季度首月10日前"),
        ("每年二月底前", {"day_of_month": {"day": 31, "months": [2]}}, "每年2月底前"),
        ("每月第一个星期五", {"disclosure_day": {"weekday": 5, "nth": 1}}, "每月第一个星期五"),
        ("决议作出后5个工作日", {"working_days": 5}, "5个工作日"),
        ("十五日", {"calendar_days": 15}, "15日"),
    ],
)
def test_an_entry_takes_its_time_limit_as_people_write_it_and_says_what_was_understood(
    client, organization, secretary, words, rule, understood
):
    entry = Entry.objects.filter(catalogue=make_catalogue(organization)).entries().get()
    said = client.post(at("entry", entry.pk), entry_values(limit_rule=words), follow=True).content.decode()
    entry.refresh_from_db()
    assert entry.limit_rule == rule
    assert f"时限读作“{understood}”" in said
    assert f'value="{understood}"' in client.get(at("entry", entry.pk)).content.decode()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("每季度10日左右", "“每季度10日左右”没有读懂，请照样子写。"),
        ("每年2月30日前", "“每年2月30日前”没有读懂，请照样子写。"),
        ("按上级要求", "“按上级要求”没有读懂，请照样子写。"),
        ("定期，每月10日前", "这里只写日子，“定期”请不要写在这里。"),
    ],
)
def test_a_time_limit_that_is_not_understood_is_refused_and_stays_in_its_field(
    client, organization, secretary, words, said
):
    entry = Entry.objects.filter(catalogue=make_catalogue(organization)).entries().get()
    page = client.post(at("entry", entry.pk), entry_values(limit_rule=words)).content.decode()
    entry.refresh_from_db()
    assert entry.limit_rule is None
    assert said in page and f'value="{words}"' in page


def test_an_entry_without_a_time_limit_of_its_own_goes_by_the_scheme_again(client, organization, secretary):
    entry = Entry.objects.filter(catalogue=make_catalogue(organization)).entries().get()
    client.post(at("entry", entry.pk), entry_values())
    client.post(at("entry", entry.pk), entry_values(limit_rule="", limit_words=""))
    entry.refresh_from_db()
    assert (entry.limit_rule, entry.limit_words) == (None, "定期")


@clause("QJ-08")
def test_an_entry_stays_pinned_when_its_rule_is_in_force_no_longer(client, organization, secretary):
    catalogue = make_catalogue(organization, branches=[branch("1", "干部", [branch("1-1", "公示", pinned_by=EXPIRED)])])
    entry = catalogue.nodes.get(code="1-1")
    page = client.get(at("entry", entry.pk)).content.decode()
    assert re.search(f'value="{EXPIRED}" selected>[^<]*不再施行', page)
    client.post(at("entry", entry.pk), entry_values(pinned_by=EXPIRED, person_name="李四"))
    entry.refresh_from_db()
    assert (entry.person_name, entry.pinned_by) == ("李四", EXPIRED)
    assert EXPIRED not in client.get(at("add_entry", catalogue.pk, "entry")).content.decode()


def test_entries_are_added_moved_and_removed(client, organization, secretary):
    catalogue = make_catalogue(organization, branches=[branch("1", "甲", [branch("1-1", "一")]), branch("2", "乙", [])])
    first, second = Entry.objects.filter(catalogue=catalogue, rank="category").order_by("code")

    assert client.get(at("add_entry", catalogue.pk, "entry")).status_code == 200
    client.post(at("add_entry", catalogue.pk, "entry"), entry_values(code="1-2", name="二", parent=first.pk))
    added = Entry.objects.get(catalogue=catalogue, code="1-2")
    client.post(at("move_entry", added.pk), {"where": "up"})
    assert codes(catalogue) == ["1-2", "1-1"]

    client.post(at("move_entry", added.pk), {"where": "into", "parent": second.pk})
    added.refresh_from_db()
    assert added.parent_id == second.pk

    assert client.get(at("remove_entry", added.pk)).status_code == 200
    assert codes(catalogue) == ["1-1", "1-2"]
    client.post(at("remove_entry", added.pk))
    assert codes(catalogue) == ["1-1"]


def codes(catalogue):
    return list(Entry.objects.filter(catalogue=catalogue).entries().order_by("lft").values_list("code", flat=True))


def test_a_duplicate_code_is_refused_and_the_text_is_not_lost(client, organization, secretary):
    catalogue = make_catalogue(organization)
    category = Entry.objects.get(catalogue=catalogue, rank="category")
    page = client.post(at("add_entry", catalogue.pk, "entry"), entry_values(name="长长的内容", parent=category.pk))
    assert "目录里已有这个代码" in page.content.decode()
    assert "长长的内容" in page.content.decode()
    assert codes(catalogue) == ["1-1"]


def test_a_catalogue_in_force_offers_no_editing(client, organization, secretary):
    catalogue = make_catalogue(organization, in_force=True)
    entry = Entry.objects.filter(catalogue=catalogue).entries().get()
    page = client.get(at("change", catalogue.pk)).content.decode()
    assert at("entry", entry.pk) not in page
    answer = client.post(at("entry", entry.pk), entry_values(name="偷改"))
    assert "请先开一版新目录" in answer.content.decode()
    entry.refresh_from_db()
    assert entry.name == "学习情况"


def test_a_class_is_suggested_marked_and_kept_once_the_person_saves(client, organization, secretary):
    tree = [branch("1", "党风廉政建设情况", [branch("1-1", "述廉", class_2010="integrity")])]
    entry = Entry.objects.filter(catalogue=make_catalogue(organization, branches=tree)).entries().get()
    form = client.get(at("entry", entry.pk)).context["form"]
    assert (form["class_2010"].value(), form["class_2017"].value()) == ("integrity", "discipline")
    assert [label for _key, label in form.fields["class_2017"].choices if "（建议）" in label] == [
        "⑥ 管党治党、廉政、组织处理和纪律处分（建议）"
    ]
    entry.refresh_from_db()
    assert entry.class_2017 == ""
    client.post(at("entry", entry.pk), entry_values(class_2010="integrity", class_2017="conduct"))
    entry.refresh_from_db()
    assert (entry.class_2010, entry.class_2017) == ("integrity", "conduct")


@clause("LK-29")
def test_the_government_matter_is_set_at_the_desk_and_kept_by_a_new_version(client, organization, secretary):
    tree = [branch("1", "组织管理情况", [branch("1-1", "救助")])]
    catalogue = make_catalogue(organization, branches=tree)
    entry = Entry.objects.filter(catalogue=catalogue).entries().get()
    named = {"government_entry": "社会救助／最低生活保障", "government_url": "https://www.example.gov.cn/a"}
    client.post(at("entry", entry.pk), entry_values(**named))
    entry.refresh_from_db()
    assert {name: getattr(entry, name) for name in named} == named
    draft = new_version(approve(catalogue, by=SYSTEM, now=NOW), by=SYSTEM, now=NOW)
    assert {name: getattr(draft.nodes.entries().get(), name) for name in named} == named


@clause("LK-29")
@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"government_url": "https://www.example.gov.cn/a"}, "填了网址的，也要写对应的政务公开事项。"),
        ({"government_entry": "社会救助", "government_url": "ftp://example.gov.cn/a"}, "网址要以 http:// 或 https://"),
    ],
)
def test_an_address_of_nothing_and_one_that_is_not_on_the_web_are_refused(
    client, organization, secretary, values, said
):
    tree = [branch("1", "组织管理情况", [branch("1-1", "救助")])]
    entry = Entry.objects.filter(catalogue=make_catalogue(organization, branches=tree)).entries().get()
    assert said in client.post(at("entry", entry.pk), entry_values(**values)).content.decode()
    entry.refresh_from_db()
    assert (entry.government_entry, entry.government_url) == ("", "")
