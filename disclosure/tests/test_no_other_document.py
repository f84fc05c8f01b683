"""An organisation that works by a scheme of its own, copied from another's rules: no page, export or feed of it says a word of
the other (design.md, "A scheme is an organisation's own document")."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from catalog.directory.adoption import adopt_scheme
from catalog.directory.tests.factories import make_catalogue, make_scheme_loaded
from catalog.items.tests.factories import DESK, STANDARD, Desk
from catalog.own_schemes.actions import begin_draft
from catalog.schemes.models import Scheme
from catalog.schemes.tests.scheme_data import scheme
from catalog.schemes.tests.test_copying import ORDINARY, words_of_another
from disclosure.organizations.tests.factories import make_holders, make_organization
from disclosure.testing.crawl import walk
from disclosure.testing.crawl.accounts import PASSER_BY
from disclosure.workflow.kit import SYSTEM
from feedback.cases.states import Kind
from feedback.cases.tests.factories import received

pytestmark = [pytest.mark.django_db, pytest.mark.clause("QJ-24")]
# Where the presets stand to be chosen from, by their names, and the manual.
OFFERED = ("/admin/catalog/schemedraft/", "/admin/catalog/catalogue/import/", "/guide/", "/admin/guide/")
ROLES = (*DESK, "handler")


class OwnDesk(Desk):
    """Nobody issued anything before: a hospital and the committee above it."""

    def __init__(self, slug):
        self.now = timezone.now()
        above = make_organization("health", name="青山县卫生健康局党委", kind="committee")
        self.organization = make_organization("hospital", above, name="青山医院党委", kind="committee")
        given = {"scheme": make_scheme_loaded(slug), "from_on": date(2020, 1, 1), "by": SYSTEM, "now": self.now}
        self.scheme = adopt_scheme(self.organization, **given).scheme
        self.catalogue = make_catalogue(self.organization, self.scheme, STANDARD, in_force=True)
        for role, person in make_holders(self.organization, ROLES).items():
            setattr(self, role, person)


@pytest.fixture
def starts(monkeypatch):
    own = ["/o/hospital/", "/feeds/hospital.xml", "/screen/hospital/", "/screen/hospital/items.json"]
    monkeypatch.setattr(walk, "STARTS", [*walk.STARTS[:22], *own])


def test_no_page_names_the_document_that_lent_the_rules(starts, settings, tmp_path):
    settings.MEDIA_ROOT = settings.SENDFILE_ROOT = tmp_path
    slug, today = "yueyang", timezone.localdate()
    desk = OwnDesk(slug)
    desk.released(code="1-1", event_on=today)
    desk.submitted(code="1-2", event_on=today, title="支部决议公开")
    desk.registered(code=None, event_on=today, title="目录外的一项", scope="party", limit_kind="immediate")
    for kind in (Kind.TOPIC, Kind.APPLICATION):
        received(
            desk.organization, kind, on=today, **({} if kind == Kind.TOPIC else {"is_anonymous": False, "name": "张三"})
        )
    call_command("sweep", "--on", str(today), stdout=StringIO())
    begin_draft(organization=desk.organization, scheme=desk.scheme, title="修订稿", by=desk.clerk, now=desk.tick())

    words = {word for word in words_of_another(scheme(slug)) if len(word) > 3} - ORDINARY - {"其他应当公开的事项"}
    found, count = {}, 0
    for account in (PASSER_BY, "hospital-clerk", "hospital-secretary", "hospital-handler"):
        for page in walk.Walk(account, with_queries=False).pages():
            count += 1
            if not page.address.startswith(OFFERED):
                said = {word for word in words if word in page.block}
                found |= {(account, page.address): said} if said else {}
    assert count > 100
    assert found == {}
    assert Scheme.objects.filter(organization=desk.organization).count() == 1
