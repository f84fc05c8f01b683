"""The words of a file that a person has to explain."""

import pytest

from catalog.directory.exchange.meanings import Vocabulary
from catalog.directory.exchange.tests.files import row
from catalog.directory.importing.cells import question, suggestion, understand_limit, understand_scope

VOCABULARY = Vocabulary(
    scopes={"社会": "society", "全体党员": "party"},
    limits={"固定": "fixed", "定期": "periodic", "逐段": "staged", "即时": "immediate"},
    forms=frozenset({"会议"}),
)
KINDS = VOCABULARY.limits.values()


def asked(scope="社会", limit="定期", vocabulary=VOCABULARY):
    found = row(scope=(scope,), limit=limit)
    return understand_scope(found, vocabulary).asked, understand_limit(found, vocabulary).asked


def test_known_words_are_not_asked():
    assert asked(limit="定期公开") == asked(scope="全体党员") == ((), ())


@pytest.mark.parametrize(
    ("word", "offer"), [("长期", "fixed"), ("及时", "immediate"), ("随时", "immediate"), ("分期", "staged")]
)
def test_a_synonym_is_offered_but_asked(word, offer):
    assert asked(limit=word) == ((), (word,))
    assert suggestion("limit", word, KINDS) == offer


def test_unknown_scopes_and_references_are_asked_without_a_guess():
    assert asked(scope="党支部委员", limit="按上级要求") == (("党支部委员",), ("按上级要求",))
    assert suggestion("scope", "党支部委员", ["society", "party"]) == ""
    assert suggestion("limit", "按上级要求", KINDS) == ""


def test_a_confirmed_synonym_is_not_asked_again():
    taught = Vocabulary(VOCABULARY.scopes, VOCABULARY.limits, synonyms={"limit": {"长期": "fixed"}})
    assert asked(limit="长期", vocabulary=taught) == ((), ())
    assert taught.meaning("limit", "长期") == "fixed"
    assert taught.meaning("scope", "长期") == ""


def test_a_question_names_every_row_that_uses_the_word():
    found = question("limit", "长期", (3, 5), KINDS)
    assert found.rows == (3, 5)
    assert found.message == "第3、5行：公开时限“长期”是什么意思？"


def test_a_rule_beside_a_class_needs_no_question():
    assert asked(limit="即时，获取该信息之日起20个工作日内") == ((), ())
