"""Who works by a document of its own reads, writes and hands out no word of the five documents that the portal brings."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from catalog.schemes.loading import read_scheme, scheme_files
from disclosure.oversight.rehearsal.play import play
from disclosure.oversight.rehearsal.script import written
from disclosure.oversight.rehearsal.tests.playing import checked, prepared
from disclosure.testing.crawl.accounts import PASSER_BY
from disclosure.testing.crawl.walk import Page, Walk
from disclosure.testing.template import on_copy_of
from disclosure.tests.foreign.scripts import DOCUMENTS, VILLAGE

pytestmark = pytest.mark.portable
PLACES = ("龙口", "岳阳", "平罗", "綦江")
# Where a document says who it is, whom it names and what it says; a word of everybody's is none of its own.
NAMING = {
    "title", "document_number", "issuer", "with", "filed_with", "approver_name", "to", "body", "who", "called", "sentence",
    "head", "deputies", "makes",
}  # fmt: skip
EVERYBODYS = {
    "上一级党组织", "县委", "书记", "主要领导", "分管领导", "department", "市委", "其他党的基层组织", "所属党的基层组织",
}  # fmt: skip


def own_words(data: Any, key: str = "") -> Iterator[str]:
    if isinstance(data, dict):
        for name, value in data.items():
            yield from own_words(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from own_words(value, key)
    elif isinstance(data, str) and key in NAMING and data not in EVERYBODYS:
        yield data


def words_of_the_five() -> set[str]:
    return {word for path in scheme_files() for word in own_words(read_scheme(path))} | set(PLACES)


READERS = (PASSER_BY, "village-secretary", "village-member", "over-supervisor")
STEPS = "\n" + "".join([
    "- {on: 2026-01-06, by: village-clerk, do: register, as: a, entry: 5, event: 2026-01-06, title: 修路, body: 同意修路。}\n",
    checked("a", "village", "2026-01-06"),
    "- {on: 2026-01-06, by: village-secretary, do: publish_inside, on_what: a}\n",
    "- {on: 2026-01-07, by: village-secretary, do: publish_outside, on_what: a}\n",
    "- {on: 2026-01-07, by: village-member, do: ask, as: t, kind: topic, org: village, subject: 停车费, text: 怎么收？}\n",
    "- {on: 2026-01-08, by: village-handler, do: accept, on_what: t}\n",
])  # fmt: skip


ITS_OWN = ("清水湾村党务村务财务公开办法", "清总支〔2026〕3号", "集体资产承包", "修路", "镇党委")
# Who begins a scheme of its own may lay the five side by side and choose one to begin with.
CHOOSING = ("/admin/catalog/schemedraft/add/", "/admin/catalog/schemedraft/compare/")


def pages_of(readers: tuple[str, ...]) -> list[Page]:
    return [page for who in readers for page in Walk(who, with_queries=False, plain=3).pages()]


@pytest.mark.django_db
def test_a_village_shows_no_word_of_the_five():
    """To a passer-by, its secretary, a member and the superior's supervisor, who come to all that is its own."""
    given = written(VILLAGE.script("2026-01-10", STEPS), DOCUMENTS)
    with on_copy_of(prepared("empty", given.script.first)), transaction.atomic():
        assert not play(given).disappointed
        pages = pages_of(READERS)
        transaction.set_rollback(True)
    met = "".join(page.block for page in pages)
    assert not {word for word in ITS_OWN if word not in met}
    assert {page.account for page in pages if page.status == 200} == set(READERS)
    assert not [page.address for page in pages if page.status >= 500]
    words = words_of_the_five()
    found = {(page.address, word) for page in pages for word in words if word in page.block}
    assert {each for each in found if not each[0].startswith(CHOOSING)} == set()
