"""Every key of a scheme's document stands on one of the pages, and a page that is saved unchanged changes nothing."""

import json
import re
from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from catalog.own_schemes.sections.parts import words
from catalog.own_schemes.sections.table import find_section, section_at, sections
from catalog.schemes.document.reading import model_in
from catalog.schemes.document.whole import SchemeDocument
from catalog.schemes.tests.scheme_data import SLUGS, scheme

pytestmark = pytest.mark.portable
# What the draft has of its own, or the portal gives it when it is issued; and what its path says already.
IDENTITY = {"slug", "source", "title", "document_number", "issuer", "issued_on", "time_limits[].kind"}
NAMES = [section.name for section in sections()]


def document_of(slug) -> dict[str, Any]:
    """As a draft keeps it: JSON."""
    return json.loads(json.dumps(scheme(slug), default=str))


def is_rule(path):
    return path.rpartition(".")[2] in ("rule", "important_rule", "summary_rule")


def paths(node, at=""):
    """Of all values in a document; the rows of a list are ``[]``."""
    if isinstance(node, dict) and not is_rule(at):
        for key, value in node.items():
            yield from paths(value, f"{at}.{key}" if at else key)
    elif isinstance(node, list) and any(isinstance(row, dict) for row in node):
        for row in node:
            yield from paths(row, f"{at}[]")
    elif node != []:
        yield at


def asked():
    keys = (key for section in sections() for block in section.blocks for key in block.paths())
    return {re.sub(r"^time_limits\.\w+", "time_limits[]", key) for key in keys}


def posted(bound) -> QueryDict:
    """What a browser sends of forms that nobody touched."""
    data = QueryDict(mutable=True)
    for block, form in bound:
        for each in [form.management_form, *form.forms] if block.is_list else [form]:
            for field in each:
                sent = sent_of(field)
                if sent is not None:
                    data.setlist(field.html_name, sent)
    return data


def sent_of(field):
    value, asks = field.value(), field.field
    is_select = isinstance(asks, forms.ChoiceField) and type(asks.widget) is forms.Select
    if is_select and value in (None, ""):
        value = asks.choices[0][0]
    if value is None or value is False:
        return None
    if isinstance(value, list | tuple):
        return [str(each) for each in value]
    return ["on" if value is True else str(value)]


def plain(node):
    """Without what says nothing: an empty key is as good as none."""
    if isinstance(node, dict):
        return {key: said for key, value in node.items() if (said := plain(value)) not in (None, [], {}, False, "")}
    return [plain(each) for each in node] if isinstance(node, list) else node


def test_every_key_of_the_five_documents_is_asked_for_on_a_page():
    found = {path for slug in SLUGS for path in paths(document_of(slug))}
    assert found - asked() - IDENTITY == set()


def known(model, at="") -> set[str]:
    """Paths of all keys of the schema, as they stand in a document."""
    found = set()
    for name, field in model.model_fields.items():
        path = f"{at}{field.alias or name}"
        inner = model_in(field.annotation)
        rows = "[]" if inner and "list[" in str(field.annotation) else ""
        found |= known(inner, f"{path}{rows}.") if inner else {path}
    return found


def test_every_key_of_the_schema_is_asked_for_on_a_page_and_no_other():
    assert known(SchemeDocument) - asked() - IDENTITY == set()
    assert asked() - known(SchemeDocument) == set()


def test_no_place_of_the_document_is_asked_for_on_two_pages():
    places = [block.path for section in sections() for block in section.blocks]
    assert len(places) == len(set(places))
    assert len(NAMES) == len(set(NAMES))


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_that_is_saved_unchanged_changes_nothing(slug, name):
    document, section = document_of(slug), find_section(name)
    again = section.bind(document, posted(section.bind(document)))
    assert [(block.path, form.errors) for block, form in again if not form.is_valid()] == []
    assert plain(section.written(document, again)) == plain(document)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_document_can_be_shown(name):
    """Where somebody begins with nothing at all, each page stands open and none says what is not there."""
    section = find_section(name)
    assert section.say({}) == []
    assert section.bind({})


@pytest.mark.parametrize("name", [name for name in NAMES if not find_section(name).is_usual])
def test_what_may_be_left_out_is_left_out_of_the_document(name):
    section = find_section(name)
    bound = section.bind({}, posted(section.bind({})))
    assert all(form.is_valid() for _block, form in bound)
    assert plain(section.written({}, bound)) == {}


def test_what_is_missing_is_looked_up_by_its_place():
    assert section_at("time_limits.fixed.rule").name == "fixed"
    assert section_at("requests.accept").name == "requests"
    assert section_at("catalogue.title").name == "catalogue"
    assert section_at("forms").name == "channels"
    assert section_at("slug") is None


def valid(bound):
    return all(form.is_valid() for _block, form in bound)


def changed(name, document, values):
    """The document after some fields of a page were filled in, None where it is refused; and the forms."""
    section = find_section(name)
    sent = posted(section.bind(document))
    for key, value in values.items():
        sent.setlist(key, value if isinstance(value, list) else [value])
    bound = section.bind(document, sent)
    return (section.written(document, bound) if valid(bound) else None), bound


def test_a_kind_of_time_limit_is_added_and_taken_away():
    before, prefix = document_of("yueyang"), "time_limits-staged"
    values = {"is_used": "on", "label": "分期", "event": "阶段完成", "rule": "五个工作日"}
    document, _bound = changed("staged", before, {f"{prefix}-{key}": value for key, value in values.items()})
    assert [row["kind"] for row in document["time_limits"]] == ["fixed", "periodic", "staged", "immediate"]
    assert document["time_limits"][2]["rule"] == {"working_days": 5}
    again, _bound = changed("staged", document, {f"{prefix}-is_used": []})
    assert plain(again) == plain(before)


def test_several_recurrences_of_a_kind_keep_the_names_by_which_they_are_known():
    prefix = "time_limits-periodic-recurrences"
    document, _bound = changed(
        "periodic",
        document_of("longkou"),
        {f"{prefix}-2-label": "公开", f"{prefix}-2-rule": "每季度首月10日前；每年12月底前"},
    )
    rows = next(row for row in document["time_limits"] if row["kind"] == "periodic")["recurrences"]
    assert [(row["name"], row["label"]) for row in rows] == [
        ("replace", "更换"),
        ("adjust", "微调"),
        ("publish", "公开"),
    ]
    assert [next(iter(rule)) for rule in rows[2]["rule"]["several"]] == ["day_of_month", "day_of_month"]
    again, _bound = changed(
        "periodic", document, {f"{prefix}-0-DELETE": "on", f"{prefix}-3-label": "公开", f"{prefix}-3-rule": "每两个月"}
    )
    rows = next(row for row in again["time_limits"] if row["kind"] == "periodic")["recurrences"]
    assert [(row["name"], row["rule"]) for row in rows[1:]] == [
        ("publish", {"several": rows[1]["rule"]["several"]}), ("publish-3", {"every_months": {"months": 2, "first": 1}}),
    ]  # fmt: skip


def test_a_stage_that_is_taken_away_takes_its_tasks_and_leaves_those_of_the_others():
    before = document_of("pingluo")
    document, _bound = changed("rollout", before, {"rollout-stages-1-DELETE": "on"})
    names = [stage["name"] for stage in document["rollout"]["stages"]]
    assert names == ["宣传发动阶段", "方案实施阶段", "完善提高和检查验收阶段"]
    assert [len(stage["tasks"]) for stage in document["rollout"]["stages"]] == [2, 4, 2]
    assert document["rollout"]["stages"][1]["tasks"] == before["rollout"]["stages"][2]["tasks"]


def test_a_new_stage_is_given_tasks_in_the_same_saving():
    values = {
        "rollout-title": "步骤", "rollout-stages-0-name": "准备", "rollout-stages-0-from_on": "2026-03-01",
        "rollout-stages-0-until_on": "2026-03-31", "rollout-tasks-0-name": "开会", "rollout-tasks-0-stage": "1",
    }  # fmt: skip
    document, _bound = changed("rollout", {}, values)
    (stage,) = document["rollout"]["stages"]
    assert (stage["from_on"], stage["tasks"]) == ("2026-03-01", [{"name": "开会"}])


REFUSED = [
    ("immediate", {"time_limits-immediate-rule": "差不多一周"}, "rule", "“差不多一周”没有读懂，请照样子写。"),
    ("immediate", {"time_limits-immediate-label": ""}, "label", "请填“在本方案里叫什么”。"),
    ("archive", {"archive-preset_reason": ""}, "preset_reason", "预设的，请写为什么这样定。"),
    ("separation", {"separation-preset": []}, "preset", "写了为什么这样定的，请勾上这一格。"),
    ("catalogue", {"catalogue-title": " "}, "title", "请填“目录名称”。"),
    ("requests", {"requests-accept-applicants": []}, "applicants", "请填“谁可以提”。"),
]


@pytest.mark.parametrize(("name", "values", "field", "said"), REFUSED)
def test_what_cannot_be_kept_is_refused_beside_its_field(name, values, field, said):
    document, bound = changed(name, document_of("longkou"), values)
    assert document is None
    form = next(form for _block, form in bound if form.errors)
    assert form.errors[field][0].startswith(said)


def test_a_row_without_what_it_needs_is_refused_and_an_empty_one_is_not_counted():
    document, bound = changed(
        "display",
        document_of("longkou"),
        {"display-0-kinds": ["periodic"], "display-0-min_days": "15", "display-0-max_days": "7"},
    )
    assert document is None
    assert bound[0][1].forms[0].errors["max_days"] == ["最多的天数不能比最少的少。"]
    document, _bound = changed("filing", document_of("longkou"), {"filing-4-article": "五（二）"})
    assert document is None
    document, _bound = changed("filing", document_of("longkou"), {})
    assert len(document["filing"]) == 4


def test_values_are_said_in_words():
    assert words(forms.MultipleChoiceField(choices=[("a", "甲"), ("b", "乙")]), ["a", "b"]) == "甲、乙"
    assert words(forms.BooleanField(label="先党内后党外"), True) == "先党内后党外"
    assert words(forms.BooleanField(label="先党内后党外"), False) == ""
