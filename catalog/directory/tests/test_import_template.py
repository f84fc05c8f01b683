"""The file that an organisation fills in and imports."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from catalog.directory.exchange.reading.read import read_catalogue
from catalog.directory.importing.preview import read_file
from catalog.directory.tests.factories import adopt, make_scheme_loaded
from catalog.schemes.rules import SchemeRules
from disclosure.organizations.tests.factories import make_holder, make_organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_organization("longkou")


@pytest.fixture
def secretary(office, client):
    adopt(office, "longkou")
    secretary = make_holder(office, "secretary")
    client.force_login(secretary)
    return secretary


def at(name):
    return reverse(f"admin:catalog_catalogue_{name}")


def template_of(client, office):
    return client.get(at("template"), {"organization": office.pk})


def test_the_template_offers_the_words_of_the_scheme_and_reads_back_without_its_examples(client, office, secretary):
    answer = template_of(client, office)
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert ".xlsx" in answer["Content-Disposition"]
    workbook = load_workbook(io.BytesIO(answer.content))
    sheet, helps = workbook.worksheets
    offered = {}
    for choice in sheet.data_validations.dataValidation:
        where = choice.formula1.split("!")[1].replace("$", "")
        offered[str(choice.sqref)] = [cell.value for (cell,) in helps[where]]
    assert offered == {
        "E3:E302": ["社会", "全体党员", "党支部委员", "第二纪检组"],
        "G3:G302": ["固定", "定期", "逐段", "即时"],
    }
    reading = read_catalogue(answer.content)
    assert [error.code for error in reading.errors] == ["no-rows"]

    sheet["A5"], sheet["D5"], sheet["E5"], sheet["F5"], sheet["G5"] = (
        "思想建设情况",
        "学习情况",
        "社会",
        "会议、网站",
        "定期",
    )
    sheet["D6"], sheet["E6"], sheet["F6"], sheet["G6"] = "考核情况", "全体党员", "会议", "即时"
    filled = io.BytesIO()
    workbook.save(filled)
    rules = SchemeRules(make_scheme_loaded(), make_scheme_loaded().data)
    found = read_file(filled.getvalue(), "样表.xlsx", rules, organization=office)
    assert [
        (each.row.code, each.row.category, each.row.content, each.scope, each.channels, each.limit_kind)
        for each in found.rows
    ] == [
        ("2-1", "思想建设情况", "学习情况", "society", ("会议", "网站"), "periodic"),
        ("2-2", "思想建设情况", "考核情况", "party", ("会议",), "immediate"),
    ]
    assert found.is_ready
    assert [warning.code for warning in found.about_file] == ["new-codes"]
    assert [message[:3] for message in found.not_read] == ["第3行", "第4行"]


def test_the_template_is_linked_from_the_import_and_only_for_own_organisations(client, office, secretary):
    assert at("template") in client.get(at("import")).content.decode()
    elsewhere = make_organization("elsewhere")
    assert template_of(client, elsewhere).status_code == 302
    client.force_login(make_holder(office, "clerk"))
    assert template_of(client, office).status_code == 403


def test_an_organisation_without_a_scheme_gets_the_usual_words(client, office, settings):
    client.force_login(make_holder(office, "secretary"))
    helps = load_workbook(io.BytesIO(template_of(client, office).content))["填表说明"]
    assert [cell.value for cell in helps["D"]][:5] == ["公开时限的写法", "固定", "定期", "逐段", "即时"]
