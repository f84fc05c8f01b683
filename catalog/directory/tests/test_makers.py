"""Who makes which catalogue: 綦江 第六条（一）."""

import pytest
from django.core.exceptions import ValidationError

from catalog.directory import actions as catalogues
from catalog.directory.importing.commit import commit_import
from catalog.directory.importing.preview import read_file
from catalog.directory.models import Catalogue
from catalog.directory.tests.factories import NOW, adopt, make_catalogue, make_scheme_loaded
from catalog.schemes.loading import annex
from catalog.schemes.rules import SchemeRules
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
