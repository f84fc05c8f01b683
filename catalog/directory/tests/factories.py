"""Schemes and catalogues for the tests of every app."""

import csv
import io
import re
from datetime import date, datetime
from functools import cache

from catalog.directory import actions as catalogues
from catalog.directory import entries
from catalog.directory.adoption import adopt_scheme
from catalog.directory.installation import install_scheme_catalogue
from catalog.directory.models import Catalogue, Entry
from catalog.directory.trees import Branch, plant
from catalog.filings.models import Filing
from catalog.schemes.loading import FOLDER, load_scheme, read_scheme
from catalog.schemes.models import Scheme
from disclosure.organizations.tests.factories import noon
from disclosure.workflow.kit import SYSTEM

TODAY = date(2026, 9, 1)
NOW = noon(TODAY)


@cache
def scheme_data(slug: str) -> dict:
    """Read once a run: most of the tests need a scheme, and YAML is slow to read."""
    return read_scheme(FOLDER / f"{slug}.yaml")


def make_scheme_loaded(slug="longkou", now: datetime = NOW) -> Scheme:
    """The scheme's row as ``load_schemes`` writes it."""
    load_scheme(scheme_data(slug), now=now)
    return Scheme.objects.get(slug=slug)


def adopt(organization, slug="longkou", from_on=date(2020, 1, 1), **changes):
    """The organisation works by the scheme as if it had issued it; ``changes`` are what it set differently."""
    given = {"scheme": make_scheme_loaded(slug), "from_on": from_on, "as_issued": True}
    adoption = adopt_scheme(organization, **given, by=SYSTEM, now=NOW)
    if changes:
        adoption.changes = changes
        adoption.save()
    return adoption


def install(organization, slug="longkou", in_force_from=TODAY, now: datetime = NOW) -> Catalogue:
    """The scheme's own annex, adopted, approved, filed and in force."""
    if not organization.adoptions.exists():
        adopt(organization, slug)
    return install_scheme_catalogue(organization, slug, by=SYSTEM, now=now, in_force_from=in_force_from)


def make_catalogue(organization, scheme=None, branches=(), in_force=False, **fields) -> Catalogue:
    """A small catalogue; in force when ``in_force`` and it has entries."""
    fields = {"title": f"{organization.name}党务公开目录", **fields}
    scheme = scheme or make_scheme_loaded()
    catalogue = Catalogue.objects.create(organization=organization, scheme=scheme, **fields)
    plant(catalogue, branches or [branch("1", "决议情况", [branch("1-1", "学习情况")])])
    if in_force:
        catalogue = catalogues.approve(catalogue, by=SYSTEM, now=NOW, filing=unhurried(organization, str(catalogue)))
        catalogue = catalogues.put_in_force(catalogue, on=TODAY, by=SYSTEM, now=NOW)
    return catalogue


def unhurried(organization, title) -> Filing:
    """A filing of the catalogue that no deadline waits for: what most tests want of the ledger."""
    return Filing.objects.create(
        organization=organization, what=Filing.What.CATALOGUE, title=title, to_name="上一级党组织", created_at=NOW
    )


def branch(code, name, children=None, **values) -> Branch:
    """An entry open to society at once; with ``children`` a category."""
    if children is not None:
        return Branch({"rank": Entry.Rank.CATEGORY, "code": code, "name": name, **values}, list(children))
    defaults = {"scope": "society", "scope_words": ["社会"], "limit_kind": "immediate", "limit_words": "即时"}
    return Branch({"rank": Entry.Rank.ENTRY, "code": code, "name": name, **defaults, **values})


def make_entry(catalogue, code="9-9", name="其他事项", parent=None, **values) -> Entry:
    """An entry added to a draft catalogue."""
    fields = branch(code, name, **values).values
    return entries.add_entry(catalogue, parent=parent, by=SYSTEM, now=NOW, **fields)


def confirm(client, url: str):
    """Press the button of an import's preview as it stands."""
    return client.post(url, {"confirm": stamp(client, url)})


def stamp(client, url: str) -> str:
    """What the button of an import's preview sends."""
    return re.search(r'name="confirm" value="(\w+)"', client.get(url).content.decode())[1]


def of_columns(data: bytes, like: bytes) -> list[dict[str, str]]:
    """The rows by the columns of the other file: an export has the notes of the document besides."""
    names = csv.DictReader(io.StringIO(like.decode())).fieldnames
    return [{name: row[name] for name in names} for row in csv.DictReader(io.StringIO(data.decode()))]
