"""The register of boards, screens, boxes and phones: kept at the desk, shown on the organisation's page (PL-14)."""

import pytest
from django.test import Client

from catalog.items.channels.models import Carrier
from catalog.items.public.organizations import carrier_rows
from disclosure.audit.models import Event
from disclosure.organizations.tests.factories import client_of, make_holder, make_organization

pytestmark = [pytest.mark.django_db, pytest.mark.clause("PL-14")]
LIST = "/admin/catalog/carrier/"


@pytest.fixture
def organization():
    return make_organization("pingluo")


def sent(organization, **changes):
    data = {"kind": "board", "name": "一楼公开栏", "place": "大门左侧", "keeper": "王芳", "is_active": "on"}
    return {"organization": organization.pk, **data, **changes}


def make_carrier(organization, name="一楼公开栏", kind="board", **fields) -> Carrier:
    return Carrier.objects.create(organization=organization, name=name, kind=kind, **fields)


def test_the_secretary_registers_a_board_and_the_page_shows_it(organization):
    secretary = client_of(make_holder(organization, "secretary"))
    assert secretary.post(f"{LIST}add/", sent(organization)).status_code == 302
    page = Client().get("/o/pingluo/").content.decode()
    assert "一楼公开栏（大门左侧）" in page
    assert "王芳" not in page
    assert Event.objects.filter(action="carrier.added").get().organization_code == "pingluo"


def test_every_kind_in_use_is_a_row_and_what_is_taken_down_is_none(organization):
    make_carrier(organization, "监督电话一", "phone", place="0952-6012345")
    make_carrier(organization, "监督电话二", "phone", place="0952-6012346")
    make_carrier(organization, "大厅电子屏", "screen")
    make_carrier(organization, "旧公示牌", "sign", is_active=False)
    make_carrier(make_organization("other"), "别处意见箱", "box")
    rows = [(row.label, row.value) for row in carrier_rows(organization)]
    assert rows == [
        ("电子屏", "大厅电子屏"),
        ("监督电话", "监督电话一（0952-6012345）、监督电话二（0952-6012346）"),
    ]


def test_the_clerk_reads_the_register_and_changes_nothing(organization):
    carrier = make_carrier(organization)
    clerk = client_of(make_holder(organization, "clerk"))
    assert "一楼公开栏" in clerk.get(LIST).content.decode()
    assert clerk.get(f"{LIST}add/").status_code == 403
    assert clerk.post(f"{LIST}{carrier.pk}/change/", sent(organization, name="改名")).status_code == 403
    assert Carrier.objects.get().name == "一楼公开栏"


def test_another_organisations_register_is_neither_seen_nor_written(organization):
    carrier = make_carrier(organization)
    stranger = client_of(make_holder(make_organization("other"), "secretary"))
    assert "一楼公开栏" not in stranger.get(LIST).content.decode()
    assert stranger.post(f"{LIST}{carrier.pk}/change/", sent(organization, name="改名")).status_code in (302, 403, 404)
    refused = stranger.post(f"{LIST}add/", sent(organization, name="代别人登记"))
    assert refused.status_code == 200
    assert set(Carrier.objects.values_list("name", flat=True)) == {"一楼公开栏"}


def test_two_of_one_name_are_refused_in_words(organization):
    make_carrier(organization)
    secretary = client_of(make_holder(organization, "secretary"))
    assert "已有同名载体" in secretary.post(f"{LIST}add/", sent(organization)).content.decode()
    assert Carrier.objects.count() == 1


def test_the_page_costs_the_same_for_one_carrier_and_for_twenty(organization, django_assert_num_queries):
    make_carrier(organization, "公开栏0")
    with django_assert_num_queries(1):
        carrier_rows(organization)
    for number in range(1, 20):
        make_carrier(organization, f"公开栏{number}", place="楼道")
    with django_assert_num_queries(1):
        assert carrier_rows(organization)[0].value.count("公开栏") == 20
