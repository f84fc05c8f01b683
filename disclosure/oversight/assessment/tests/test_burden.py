"""减负: nothing is asked of a branch that no sentence asks for, nothing twice, no photographs, no ranking by log-ins (国办函〔2026〕12号)."""

import re
from collections import defaultdict
from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosure.audit.record import record
from disclosure.organizations.tests.factories import client_of, make_holder, make_organization, make_person
from disclosure.oversight.assessment.burden.collecting import EVERY, all_asked
from disclosure.oversight.assessment.burden.printing import burden_page
from disclosure.oversight.assessment.burden.reading import register
from disclosure.oversight.assessment.tests.factories import NOW, County, rows
from disclosure.testing.clauses import ROOT, clauses

ASKED = [each for each in all_asked() if not register().other(each)]
EXPLAINED = {(each.form, each.name): found for each in ASKED if (found := register().entry(each))}


def test_every_field_that_a_branch_meets_stands_in_the_register():
    assert len(ASKED) > 300
    missing = defaultdict(list)
    for each in ASKED:
        if (each.form, each.name) not in EXPLAINED:
            missing[each.form].append(f"{each.name}（{each.label}）")
    assert dict(missing) == {}


def test_the_register_names_no_form_and_no_field_that_is_not_there():
    found = {(base, each.name) for each in all_asked() for base in each.bases}
    forms = {form for form, _name in found}
    said = [(form, name) for form, entry in register().entries.items() for name in (*entry.cited, *entry.preset)]
    assert [each for each in said if each not in found and each[1] != EVERY] == []
    assert set(register().entries) - forms == set()
    for place in register().others:
        assert any(form == place or form.startswith(f"{place}.") for form in forms), place


def test_the_page_of_the_documentation_is_written_from_the_register():
    assert (ROOT / "docs" / "burden.md").read_text(encoding="utf-8") == burden_page()


def test_what_asks_is_a_clause_of_the_documents():
    cited = {clause for entry in register().entries.values() for clause in entry.cited.values()}
    assert cited - set(clauses()) == set()


def test_what_no_sentence_asks_for_may_be_left_empty_or_belongs_to_an_act_that_nobody_must_take():
    wrong = [
        (each.form, each.name)
        for each in ASKED
        if (found := EXPLAINED.get((each.form, each.name)))
        and found[1] in found[0].preset
        and each.must
        and not found[0].optional_act
    ]
    assert wrong == []
    reasons = [why for entry in register().entries.values() for why in entry.preset.values()]
    assert all(reasons)


# Called alike in one package, and two things: the rule by which one refuses and that by which one hands over; the title of what
# came in and of what is disclosed by it; a note on how somebody was told and the superior's opinion.
TWO_THINGS = {("feedback.cases", "依据"), ("feedback.cases", "标题"), ("feedback.cases", "说明")}
# What a branch is asked often, and the one name under which it is asked everywhere.
MEANINGS = {
    r"^公开范围$": {"scope"},
    r"^先党内后党外$": {"inside_first"},
    r"^特定对象$": {"audiences"},
    r"责任科室": {"department", "departments"},
    r"^公开哪一项": {"entry"},
    r"^事项日期$|^哪一天(发生|决定)": {"event_on"},
    r"^展示到哪一天$": {"display_until"},
    r"^重要事项$": {"is_important"},
    r"^审批|谁来审批": {"approval_route"},
}


def package_of(form: str) -> str:
    """The procedures of oversight are packages of their own."""
    parts = form.split(".")
    return ".".join(parts[: 3 if parts[1] == "oversight" else 2])


def test_nothing_is_asked_under_two_names():
    """One meaning, told by its words, has one name in a package."""
    names = defaultdict(set)
    for each in ASKED:
        words = re.sub(r"[？，。、\\s]|可以不填", "", each.label)
        if words and not each.form.startswith("catalog.own_schemes.sections"):
            names[(package_of(each.form), words)].add(each.name)
    assert {key: found for key, found in names.items() if len(found) > 1 and key not in TWO_THINGS} == {}


def test_a_meaning_has_one_name_in_all_forms():
    for words, names in MEANINGS.items():
        found = {each.name for each in ASKED if re.search(words, each.label)}
        assert found and found <= names, words


def test_no_form_asks_a_thing_twice():
    for form in {each.form for each in ASKED}:
        labels = [each.label for each in ASKED if each.form == form and each.label]
        if not form.startswith("catalog.own_schemes.sections"):
            assert len(labels) == len(set(labels)), form


PHOTOGRAPH = re.compile("照片|扫描件|截图|图片")


def test_photographs_are_optional_wherever_no_clause_demands_them():
    asked = [each for each in ASKED if each.is_file or PHOTOGRAPH.search(each.label)]
    assert asked
    for each in asked:
        entry, name = EXPLAINED[(each.form, each.name)]
        assert name in entry.cited or not each.must or entry.optional_act, each


COUNTED = re.compile(
    r"log_?in|last_seen|visitors|visit_?count|page_?view|hits|likes?|shares?_count|click|popular|read_count|登录次数|点赞|阅读量|浏览量|访问量|打卡|积分"
)


def test_nothing_counts_or_ranks_log_ins_reads_or_likes():
    """No column that could be ranked by, and no indicator; Django's own ``last_login`` is for the security of the account alone."""
    columns = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.split(".")[0] in ("catalog", "disclosure", "feedback")
        for field in model._meta.get_fields()
        if hasattr(field, "column") and COUNTED.search(f"{field.name} {field.verbose_name}")
    ]
    assert columns == ["User.last_login"]


# --- how much is asked of whom ---


@pytest.fixture
def county(time_machine):
    time_machine.move_to(NOW, tick=False)
    return County()


def burden_rows(person, code="county"):
    response = client_of(person).get(f"/oversight/assessment/burden/o/{code}/")
    assert response.status_code == 200
    return {row[0].text: [cell.text for cell in row[1:]] for row in response.context["burden"].rows}


@pytest.mark.each_database
@pytest.mark.django_db
def test_the_county_sees_how_many_acts_were_asked_for_by_month_without_a_name(county):
    rows(county.north, "duty", 3, due_on=date(2026, 12, 31))
    rows(county.north, "confirmation", 1, due_on=date(2027, 1, 14))
    record("calendar_key.created", county.north, by=county.head, now=NOW, organization=county.north)
    record("calendar_key.renewed", county.north, by=None, now=NOW, organization=county.north)
    found = burden_rows(county.supervisor)
    assert found["城北镇党委"] == ["0件·0步", "0件·0步", "0件·0步", "0件·0步", "3件·0步", "1件·1步", "0.7件"]
    assert found["城南镇党委"][-1] == "0.0件"
    page = client_of(county.supervisor).get("/oversight/assessment/burden/o/county/").content.decode()
    assert county.head.full_name not in page and "不排名次，也不进考核" in page
    assert "平均每个月要每个组织办0.2件" in page


@pytest.mark.django_db
def test_the_page_of_the_burden_is_for_who_watches_and_costs_the_same_for_all(county):
    assert client_of(make_holder(make_organization("elsewhere"), "secretary")).get(
        "/oversight/assessment/burden/o/county/"
    ).status_code in (403, 404)
    member = make_person("member")
    assert client_of(member).get("/oversight/assessment/burden/").status_code == 403
    counts = []
    for turn in range(2):
        client = client_of(county.supervisor)
        client.get("/oversight/assessment/burden/o/county/")
        with CaptureQueriesContext(connection) as statements:
            client.get("/oversight/assessment/burden/o/county/")
        counts.append(len(statements))
        for number in range(30):
            rows(make_organization(f"more-{turn}-{number}", county.organization), "duty", 1, due_on=NOW.date())
    assert counts[0] == counts[1] <= 15
