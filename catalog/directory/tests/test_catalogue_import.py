"""A file is understood row by row; nothing is written until a person has confirmed."""

import pytest
from django.core.exceptions import PermissionDenied

from catalog.directory.exchange.rows import HEADER
from catalog.directory.exporting import FORMATS, export_catalogue
from catalog.directory.importing.commit import ImportRefused, commit_import
from catalog.directory.importing.preview import read_file
from catalog.directory.importing.wordings import keep
from catalog.directory.models import Catalogue, Entry
from catalog.directory.tests.factories import NOW, make_catalogue, make_scheme_loaded
from catalog.directory.tests.factories import branch as made
from catalog.schemes.models import Wording
from catalog.schemes.rules import SchemeRules
from disclosure.audit.models import Event
from disclosure.files.reading.errors import UnreadableFile
from disclosure.organizations.models.directory import Department
from disclosure.organizations.models.people import Audience
from disclosure.organizations.tests.factories import make_department, make_holder, make_organization
from disclosure.workflow.kit import SYSTEM

pytestmark = pytest.mark.django_db


def file_of(*rows) -> bytes:
    """Rows as dicts; what a row does not name has a usual value."""
    usual = {"category": "思想建设情况", "subcategory": "", "content": "学习情况", "scope": "社会", "forms": "会议"}
    usual |= {"limit": "定期", "departments": "", "person": ""}
    lines = [",".join(HEADER)]
    for number, row in enumerate(rows, start=1):
        texts = {"code": f"1-{number}", **usual, "content": f"第{number}号学习情况", **row}
        lines.append(",".join(texts[name] for name in HEADER))
    return "\n".join(lines).encode()


@pytest.fixture
def branch():
    return make_organization("longkou")


@pytest.fixture
def rules():
    scheme = make_scheme_loaded()
    return SchemeRules(scheme, scheme.data)


def preview(rules, organization, *rows, answers=None):
    return read_file(file_of(*rows), "目录.csv", rules, organization=organization, answers=answers)


def committed(found, rules, by=SYSTEM, **values):
    values = {"title": "公开目录", **values}
    return commit_import(found.organization, preview=found, by=by, now=NOW, **values)


def written():
    models = (Catalogue, Entry, Department, Audience, Event)
    return [model.objects.count() for model in models] + [Wording.objects.filter(confirmed_by=None).count()]


def test_a_preview_writes_nothing_and_shows_raw_words_beside_what_was_understood(branch, rules):
    before = written()
    found = preview(
        rules, branch, {"scope": "党支部委员、第二纪检组", "limit": "即时", "departments": "办公室、人事科"}
    )

    (each,) = found.rows
    assert (each.row.scope, each.scope) == (("党支部委员", "第二纪检组"), "audience")
    assert (each.row.limit, each.limit_kind) == ("即时", "immediate")
    assert found.new_audiences == ("党支部委员", "第二纪检组")
    assert found.new_departments == ("办公室", "人事科")
    assert found.is_ready
    assert written() == before


def test_synonyms_are_asked_once_for_all_rows_and_never_guessed(branch, rules):
    found = preview(rules, branch, {"limit": "及时"}, {"limit": "定期"}, {"limit": "及时", "scope": "全社会"})

    assert [(each.column, each.word, each.rows) for each in found.questions] == [
        ("limit", "及时", (2, 4)),
        ("scope", "全社会", (4,)),
    ]
    assert found.questions[0].suggestion == "immediate"
    assert found.rows[0].limit_kind == ""
    assert not found.is_ready
    with pytest.raises(ImportRefused, match="第2、4行：公开时限“及时”是什么意思？（另有1处）"):
        committed(found, rules)
    assert Catalogue.objects.count() == 0


def test_answers_are_kept_and_the_word_is_not_asked_again(branch, rules):
    secretary = make_holder(branch, "secretary")
    found = preview(rules, branch, {"limit": "及时"})
    catalogue = committed(found, rules, by=secretary, answers={("limit", "及时"): "immediate"})

    entry = Entry.objects.filter(catalogue=catalogue).entries().get()
    assert (entry.limit_words, entry.limit_kind) == ("及时", "immediate")
    wording = Wording.objects.get(scheme=rules.scheme, raw="及时")
    assert (wording.meaning, wording.confirmed_by) == ("immediate", secretary)
    assert preview(rules, branch, {"limit": "及时"}).is_ready


@pytest.mark.portable
def test_answers_are_kept_in_one_statement_and_never_in_place_of_what_is_known(
    branch, rules, django_assert_num_queries
):
    Wording.objects.create(scheme=rules.scheme, field="limit", raw="及时", meaning="immediate", confirmed_at=NOW)
    answers = {("limit", word): "periodic" for word in ("及时", "常办", "", "长" * 61)}
    with django_assert_num_queries(1):
        keep(answers, scheme=rules.scheme, by=None, now=NOW)
    assert set(Wording.objects.values_list("raw", "meaning")) == {("及时", "immediate"), ("常办", "periodic")}


def test_an_answer_of_this_import_never_overrules_what_was_confirmed(branch, rules):
    Wording.objects.create(scheme=rules.scheme, field="limit", raw="及时", meaning="immediate", confirmed_at=NOW)
    found = preview(rules, branch, {"limit": "及时"}, answers={("limit", "及时"): "periodic"})
    assert found.rows[0].limit_kind == "immediate"


def test_a_cell_with_a_rule_of_its_own_keeps_the_rule_beside_the_word(branch, rules):
    found = preview(
        rules,
        branch,
        {"limit": "定期，每季度首月10日前"},
        {"limit": "每年1月底前"},
        {"limit": "即时，决定后20个工作日内"},
        answers={("limit", "每年1月底前"): "periodic"},
    )
    assert [each.limit_rule for each in found.rows] == [
        {"day_of_month": {"day": 10, "months": [1, 4, 7, 10]}},
        {"day_of_month": {"day": 31, "months": [1]}},
        {"working_days": 20},
    ]
    assert [each.limit_kind for each in found.rows] == ["periodic", "periodic", "immediate"]


def test_a_calendar_rule_without_a_class_is_asked_with_a_suggestion(branch, rules):
    (question,) = preview(rules, branch, {"limit": "每年1月底前"}).questions
    assert (question.column, question.word, question.suggestion) == ("limit", "每年1月底前", "periodic")


def test_days_that_were_not_read_are_said_and_asked(branch, rules):
    found = preview(rules, branch, {"limit": "定期，每季度10日前"})
    assert [(each.column, each.word) for each in found.questions] == [("limit", "日子：每季度10日前")]
    assert found.questions[0].message == "第2行：日子“每季度10日前”没有读懂，什么时候到期？"
    assert found.rows[0].remarks == ["日子“每季度10日前”没有读懂，将按每半年、每季度办"]
    assert found.rows[0].limit_rule is None


def test_days_given_by_hand_hold_and_are_kept_for_the_next_file(branch, rules):
    found = preview(rules, branch, {"limit": "定期，每季度10日前"})
    committed(found, rules, answers={("limit", "日子：每季度10日前"): "每季度首月10日前"})

    again = preview(rules, branch, {"limit": "定期，每季度10日前"})
    assert (again.is_ready, again.rows[0].remarks) == (True, [])
    assert again.rows[0].limit_rule == {"day_of_month": {"day": 10, "months": [1, 4, 7, 10]}}


def test_days_left_to_the_scheme_stay_said(branch, rules):
    found = preview(
        rules, branch, {"limit": "定期，每季度10日前"}, answers={("limit", "日子：每季度10日前"): "按实施方案"}
    )
    assert (found.is_ready, found.rows[0].limit_rule) == (True, None)
    assert found.rows[0].remarks == ["日子“每季度10日前”没有读懂，将按每半年、每季度办"]


def test_days_without_a_class_are_asked_besides_the_class(branch, rules):
    found = preview(rules, branch, {"limit": "每季度10日前"})
    assert [each.word for each in found.questions] == ["每季度10日前", "日子：每季度10日前"]


def test_several_limits_of_one_cell_are_several_rules(branch, rules):
    (row,) = preview(rules, branch, {"limit": "定期，每季度首月10日前，每年12月底前"}).rows
    assert [next(iter(rule)) for rule in row.limit_rule["several"]] == ["day_of_month", "day_of_month"]
    assert row.limit_label == "定期公开，每季度首月10日前；每年12月底前"


def test_a_reference_beside_a_class_may_be_a_remark_only(branch, rules):
    found = preview(rules, branch, {"limit": "定期，按上级要求"})
    assert [each.word for each in found.questions] == ["按上级要求"]
    answered = found.answered({("limit", "按上级要求"): "note"})
    assert (answered.is_ready, answered.rows[0].limit_kind) == (True, "periodic")


def test_an_empty_cell_is_asked_and_its_answer_is_not_kept(branch, rules):
    found = preview(rules, branch, {"limit": "", "scope": ""})
    assert {(each.column, each.word) for each in found.questions} == {("limit", ""), ("scope", "")}
    committed(found, rules, answers={("limit", ""): "periodic", ("scope", ""): "party"})
    assert not Wording.objects.filter(scheme=rules.scheme, raw="").exists()


def test_a_cell_that_names_different_scopes_is_asked_as_a_whole(branch, rules):
    found = preview(rules, branch, {"scope": "社会、全体党员"})
    assert [each.word for each in found.questions] == ["社会、全体党员"]
    assert found.answered({("scope", "社会、全体党员"): "party"}).rows[0].scope == "party"


def test_rows_without_a_code_take_the_suggested_ones_once_agreed(branch, rules):
    found = preview(rules, branch, {"code": "1-1"}, {"code": ""}, {"code": ""})
    (question,) = found.questions
    assert (question.column, question.rows, question.suggestion) == ("code", (3, 4), "suggested")
    agreed = found.answered({("code", ""): "suggested"})
    assert [each.row.code for each in agreed.rows] == ["1-1", "1-2", "1-3"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"code": "1-1"}, {"code": "1-1"}], "第3行.*重复"),
        ([{}, {"content": ""}], "第3行.*没有公开内容"),
        ([{}, {}, {"content": "长" * 301}], "第4行：公开内容太长，最多300个字"),
        ([{"departments": "科" * 101}], "第2行：责任部门太长"),
    ],
)
def test_a_wrong_file_is_refused_with_its_row(branch, rules, rows, said):
    before = written()
    with pytest.raises(ImportRefused, match=said):
        committed(preview(rules, branch, *rows), rules)
    assert written() == before


def test_a_file_that_is_no_catalogue_is_refused_in_chinese(branch, rules):
    with pytest.raises(UnreadableFile, match="[一-龥]"):
        read_file("姓名,电话\n甲,1\n".encode(), "名单.csv", rules, organization=branch)


def test_a_kind_the_scheme_does_not_know_is_refused(branch):
    scheme = make_scheme_loaded("yueyang")
    rules = SchemeRules(scheme, scheme.data)
    found = preview(rules, branch, {"scope": "党内", "limit": "逐段"}, answers={("limit", "逐段"): "staged"})
    assert [error.message for error in found.errors] == ["第2行：本方案没有“逐段”这一类时限"]


@pytest.mark.each_database
def test_a_failure_half_way_leaves_nothing_behind(branch, rules, monkeypatch):
    before = written()

    def break_down(*args, **kwargs):
        raise RuntimeError("the machine stopped")

    monkeypatch.setattr("disclosure.workflow.act.record", break_down)
    with pytest.raises(RuntimeError):
        committed(preview(rules, branch, {"departments": "办公室"}), rules)
    assert written() == before


@pytest.mark.each_database
def test_known_departments_are_reused_and_the_next_import_is_the_next_version(branch, rules):
    office = make_department(branch, "办公室")
    found = preview(rules, branch, {"departments": "办公室"})
    assert (found.rows[0].row.departments, found.new_departments) == (("办公室",), ())

    first, second = committed(found, rules), committed(found, rules)

    assert (first.version, second.version) == (1, 2)
    assert Entry.objects.filter(catalogue=second).entries().get().departments.get() == office


def test_who_may_not_manage_the_catalogue_cannot_import(branch, rules):
    clerk = make_holder(branch, "clerk")
    with pytest.raises(PermissionDenied):
        committed(preview(rules, branch, {}), rules, by=clerk)
    assert Catalogue.objects.count() == 0


@pytest.mark.each_database
def test_understanding_takes_the_same_queries_for_one_row_and_for_twenty(branch, rules, django_assert_num_queries):
    for size in (1, 20):
        with django_assert_num_queries(4):
            found = preview(rules, branch, *[{"departments": f"科室{number}"} for number in range(size)])
            assert (found.is_ready, len(found.new_departments), found.new_audiences) == (True, size, ())


def test_a_remark_kept_from_another_import_does_not_answer_for_a_cell_that_holds_it_alone(branch, rules):
    Wording.objects.create(scheme=rules.scheme, field="limit", raw="按上级要求", meaning="note", confirmed_at=NOW)
    found = preview(rules, branch, {"limit": "按上级要求"}, {"limit": "定期，按上级要求"})
    assert [(each.word, each.rows) for each in found.questions] == [("按上级要求", (2,))]
    answered = found.answered({("limit", "按上级要求"): "immediate"})
    assert [each.limit_kind for each in answered.rows] == ["immediate", "periodic"]


@pytest.mark.clause("LK-03")
@pytest.mark.parametrize(
    ("category", "expected"),
    [
        ("思想建设情况", ["思想建设情况", "其他根据需要应公开的事项"]),
        ("其他情况", ["其他情况"]),
    ],
)
def test_an_imported_catalogue_always_has_a_category_for_other_matters(branch, rules, category, expected):
    catalogue = committed(preview(rules, branch, {"category": category}), rules)
    categories = Entry.objects.filter(catalogue=catalogue, rank="category").order_by("lft")
    assert [each.name for each in categories] == expected
    assert [each.name for each in categories if each.name.startswith("其他")] == expected[-1:]


def test_what_looked_odd_in_the_file_stays_noted_with_the_catalogue(branch, rules):
    catalogue = committed(preview(rules, branch, {"code": "1-1"}, {"code": "1-3"}), rules)
    assert {"kind": "gap", "code": "1-3", "note": "第3行：缺 1-2"} in catalogue.notes


def test_note_and_both_classes_survive_export_and_import(branch, rules):
    classed = {"class_2010": "integrity", "class_2017": "discipline", "note": "每年一次；公开依据：某文件"}
    tree = [made("1", "党风廉政建设情况", [made("1-1", "述廉", **classed), made("1-2", "警示教育")])]
    source = make_catalogue(branch, branches=tree)
    for kind in FORMATS:
        found = read_file(export_catalogue(source, kind), f"目录.{kind}", rules, organization=branch)
        again = committed(found, rules, title=f"又一份{kind}")
        lines = {line.code: line for line in Entry.objects.filter(catalogue=again).entries()}
        assert {name: getattr(lines["1-1"], name) for name in classed} == classed
        assert (lines["1-2"].note, lines["1-2"].class_2010, lines["1-2"].class_2017) == ("", "", "")


def test_a_word_that_names_no_class_is_said_and_stays_in_the_note(branch, rules):
    head, line = file_of({}).decode().split("\n")
    data = f"{head},2010年意见类别,2017年条例类别\n{line},廉政,①".encode()
    found = read_file(data, "目录.csv", rules, organization=branch)
    assert found.rows[0].row.classes == {"class_2017": "study"}
    assert any("2010年意见类别没有“廉政”这一类" in remark for remark in found.rows[0].remarks)
    assert committed(found, rules).nodes.entries().get().note == "2010年意见类别：廉政"


MATTER = "社会救助／最低生活保障／审核审批信息"
AT = "https://www.example.gov.cn/zwgk/shjz/"


@pytest.mark.clause("LK-29")
def test_the_government_matter_of_an_entry_survives_export_and_import(branch, rules):
    named = {"government_entry": MATTER, "government_url": AT}
    tree = [made("1", "组织管理情况", [made("1-1", "救助", **named), made("1-2", "学习", government_entry="养老服务")])]
    source = make_catalogue(branch, branches=tree)
    for kind in FORMATS:
        found = read_file(export_catalogue(source, kind), f"目录.{kind}", rules, organization=branch)
        again = committed(found, rules, title=f"又一份{kind}")
        lines = {line.code: line for line in Entry.objects.filter(catalogue=again).entries()}
        assert {name: getattr(lines["1-1"], name) for name in named} == named
        assert (lines["1-2"].government_entry, lines["1-2"].government_url) == ("养老服务", "")
        assert {line.note for line in lines.values()} == {""}


@pytest.mark.clause("LK-29")
@pytest.mark.parametrize(
    ("matter", "url", "kept", "note"),
    [
        (MATTER, "javascript:alert(1)", MATTER, "政务公开网址：javascript:alert(1)"),
        ("", AT, "", f"政务公开网址：{AT}"),
        ("长" * 301, "", "", f"对应的政务公开事项：{'长' * 301}"),
    ],
)
def test_what_is_no_address_and_no_name_is_said_and_stays_in_the_note(branch, rules, matter, url, kept, note):
    head, line = file_of({}).decode().split("\n")
    data = f"{head},对应的政务公开事项,政务公开网址\n{line},{matter},{url}".encode()
    found = read_file(data, "目录.csv", rules, organization=branch)
    assert any("不能用，记入说明" in remark for remark in found.rows[0].remarks)
    entry = committed(found, rules).nodes.entries().get()
    assert (entry.government_entry, entry.government_url, entry.note) == (kept, "", note)
