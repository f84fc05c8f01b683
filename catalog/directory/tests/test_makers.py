"""Who makes which catalogue: 綦江 第六条（一）."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from catalog.directory import actions as catalogues
from catalog.directory.adoption import adopt_own_scheme
from catalog.directory.importing.commit import commit_import
from catalog.directory.importing.preview import read_file
from catalog.directory.models import Catalogue
from catalog.directory.tests.factories import NOW, TODAY, adopt, make_catalogue, make_scheme_loaded
from catalog.schemes.loading import annex
from catalog.schemes.rules import SchemeRules
from disclosure.audit.models import Event
from disclosure.organizations.tests.factories import make_holder, make_organization
from disclosure.workflow.kit import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.clause("QJ-26")]
BY_SUPERIOR = "其他党的基层组织党务公开目录由上一级党组织制定"
BY_COMMITTEE = "县委两新工委负责制定“两新”组织党组织党务公开目录"


class County:
    """The county works by the rules; below it a town with a village, and two committees."""

    def __init__(self):
        self.county = make_organization("county", name="县委")
        adopt(self.county, "qijiang")
        self.town = make_organization("town", self.county, name="镇党委")
        self.village = make_organization("village", self.town, name="村党支部", sector="village")
        self.firm = make_organization("firm", self.town, name="企业党支部", sector="new_economy")
        self.committee = make_organization("committee", self.county, name="中共县委两新工委")
        make_organization("shop", self.committee, name="商会党支部", sector="new_economy")
        self.county.refresh_from_db()

    def catalogue(self, organization, **fields):
        organization.refresh_from_db()
        return make_catalogue(organization, make_scheme_loaded("qijiang"), **fields)


@pytest.fixture
def county():
    return County()


def approved(catalogue):
    return catalogues.approve(catalogue, by=SYSTEM, now=NOW)


@pytest.mark.parametrize(
    ("maker", "sectors", "said"),
    [
        ("county", ["village", "new_economy"], ""),
        ("town", ["village"], ""),
        ("town", ["village", "new_economy"], BY_COMMITTEE),
        ("town", [], BY_COMMITTEE),
        ("committee", ["new_economy"], ""),
    ],
)
def test_the_catalogue_of_a_class_is_made_by_whom_the_document_names(county, maker, sectors, said):
    catalogue = county.catalogue(getattr(county, maker), applies_to="class", sectors=sectors)
    if said:
        with pytest.raises(ValidationError, match=said):
            approved(catalogue)
        assert Catalogue.objects.get().state == "draft"
    else:
        assert approved(catalogue).state == "approved"


@pytest.mark.parametrize("maker", ["town", "village", "committee"])
def test_nobody_below_the_issuer_makes_its_own(county, maker):
    with pytest.raises(ValidationError, match=BY_SUPERIOR):
        approved(county.catalogue(getattr(county, maker)))


def test_the_issuer_makes_its_own(county):
    assert approved(county.catalogue(county.county)).state == "approved"


def test_a_scheme_of_ones_own_does_not_undo_the_superiors_rule(county):
    """Everybody below makes a scheme of its own (第十三条); who makes the catalogue stays as it is."""
    adopt(county.town, "longkou")
    with pytest.raises(ValidationError, match=BY_SUPERIOR):
        approved(county.catalogue(county.town))


def test_a_new_version_and_an_import_are_refused_with_the_sentence(county):
    secretary = make_holder(county.village, "secretary")
    old = county.catalogue(county.village)
    Catalogue.objects.update(state="in_force")
    with pytest.raises(ValidationError, match=BY_SUPERIOR):
        catalogues.new_version(old, by=secretary, now=NOW)
    scheme = make_scheme_loaded("longkou")
    read = read_file(annex("longkou"), "目录.csv", SchemeRules(scheme, scheme.data), organization=county.village)
    with pytest.raises(ValidationError, match=BY_SUPERIOR):
        commit_import(county.village, preview=read, title="本村目录", by=secretary, now=NOW)
    assert Catalogue.objects.count() == 1


@pytest.mark.parametrize("slug", ["longkou", "jiguan", "pingluo", "yueyang"])
def test_where_no_document_says_so_everybody_makes_its_own(slug):
    superior = make_organization("above")
    adopt(superior, slug)
    below = make_organization("below", superior)
    assert approved(make_catalogue(below, make_scheme_loaded(slug))).state == "approved"


# --- settled with the superior department ---

AGREED = "由县委商上级行政主管部门指导其确定"


def seconded(county, **fields):
    return approved(county.catalogue(county.county, applies_to="class", sectors=["seconded"], **fields))


def test_the_catalogue_of_seconded_agencies_holds_once_it_names_the_agreement(county, client):
    head = make_holder(county.county, "secretary")
    catalogue = seconded(county)
    with pytest.raises(ValidationError, match=AGREED):
        catalogues.put_in_force(catalogue, on=TODAY, by=head, now=NOW)
    assert Catalogue.objects.get().state == "approved"

    given = {"agreed_with": "市国土资源局", "agreed_on": TODAY}
    catalogue = catalogues.agree(catalogue, **given, by=head, now=NOW)
    assert catalogues.put_in_force(catalogue, on=TODAY, by=head, now=NOW).state == "in_force"
    client.force_login(head)
    assert "市国土资源局，2026年9月1日" in client.get(catalogue.get_absolute_url()).content.decode()
    event = Event.objects.get(action="catalogue.agreed")
    assert event.changes == {"agreed_with": "市国土资源局", "agreed_on": "2026-09-01"}


def test_an_agreement_has_a_body_and_a_day_that_has_come(county):
    catalogue = seconded(county)
    for given, words in (
        ({"agreed_with": " ", "agreed_on": TODAY}, "请写和哪个机关商定"),
        ({"agreed_with": "市局", "agreed_on": TODAY + timedelta(days=1)}, "不能晚于今天"),
    ):
        with pytest.raises(ValidationError, match=words):
            catalogues.agree(catalogue, **given, by=SYSTEM, now=NOW)


def test_the_system_asks_for_the_agreement_too(county):
    with pytest.raises(ValidationError, match=AGREED):
        catalogues.put_in_force(seconded(county), on=TODAY, by=SYSTEM, now=NOW)


def test_a_catalogue_for_all_below_asks_for_it_where_a_seconded_agency_is_among_them(county):
    catalogue = approved(county.catalogue(county.county, applies_to="class", sectors=[]))
    make_organization("station", county.county, name="气象站党支部", sector="seconded")
    with pytest.raises(ValidationError, match=AGREED):
        catalogues.put_in_force(catalogue, on=TODAY, by=SYSTEM, now=NOW)


def test_other_classes_ask_for_none(county):
    catalogue = approved(county.catalogue(county.county, applies_to="class", sectors=["village"]))
    with pytest.raises(ValidationError, match="没有要求商定"):
        catalogues.agree(catalogue, agreed_with="市局", agreed_on=TODAY, by=SYSTEM, now=NOW)
    assert catalogues.put_in_force(catalogue, on=TODAY, by=SYSTEM, now=NOW).state == "in_force"


def test_nobody_but_the_issuer_makes_that_of_seconded_agencies(county):
    with pytest.raises(ValidationError, match=AGREED):
        approved(county.catalogue(county.town, applies_to="class", sectors=["seconded"]))


def test_a_persons_new_version_is_settled_anew_and_a_change_of_one_entry_is_not(county):
    catalogue = catalogues.agree(seconded(county), agreed_with="市局", agreed_on=TODAY, by=SYSTEM, now=NOW)
    catalogue = catalogues.put_in_force(catalogue, on=TODAY, by=SYSTEM, now=NOW)
    by_change = catalogues.new_version(catalogue, by=SYSTEM, now=NOW)
    assert by_change.agreed_with == "市局"
    catalogues.discard(by_change, by=SYSTEM, now=NOW)
    by_person = catalogues.new_version(catalogue, by=make_holder(county.county, "secretary"), now=NOW)
    assert (by_person.agreed_with, by_person.agreed_on) == ("", None)


def test_who_makes_what_is_data_of_the_scheme(county):
    """The county's own document says otherwise from the day of its issue."""
    data = make_scheme_loaded("qijiang").data
    makers = {**data["catalogue_makers"], "rows": data["catalogue_makers"]["rows"][-1:]}
    document = {**data, "catalogue_makers": makers, "issuer": county.county.name}
    adopt_own_scheme(county.county, document=document, from_on=TODAY, by=SYSTEM, now=NOW)
    assert catalogues.put_in_force(seconded(county), on=TODAY, by=SYSTEM, now=NOW).state == "in_force"
