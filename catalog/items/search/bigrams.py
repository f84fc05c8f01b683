"""Text cut into overlapping pairs of characters, so that every two-character word is found without a dictionary; and the one
lookup of the search: ``filter(search__tokens__match="党费 换届")``, of whose words all must occur.

PostgreSQL finds the rows by a GIN index over the tokens; a word of several tokens is then compared with the tokens in
their order. SQLite's FTS5 does both. Only tokens reach the engines, so quotes and operators of a query are harmless.
"""

import re
import unicodedata

from django.core.exceptions import EmptyResultSet
from django.db.models import Lookup, TextField

CJK = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LONE = re.compile(rf"[{CJK}]")
RUN = re.compile(rf"([{CJK}]+)|((?:(?![{CJK}_])\w)+)")
# What parts the words of a query; brackets and dots do not: "岳统[2026]5号" is one word, and so is a name with a dot.
BETWEEN = re.compile(r"[\s,;!?、。]+")
# A database refuses longer words; nobody types them.
LONGEST_WORD = 64


def normalise(text: str) -> str:
    """Full-width and compatibility forms folded, lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def bigrams(text: str) -> list[str]:
    """Pairs within a run of Chinese characters, other runs of letters and digits whole, a lone character as it is:
    "党费Abc收" → ["党费", "abc", "收"]."""
    found: list[str] = []
    for run in RUN.finditer(normalise(text)):
        chinese, word = run.groups()
        found += pairs(chinese) if chinese else [word[:LONGEST_WORD]]
    return found


def pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)] or [run]


def words_of(query: str) -> list[str]:
    """Single Chinese characters beside each other are one word: "党 费 收缴" → ["党费", "收缴"]."""
    found: list[str] = []
    was_lone = False
    for word in filter(RUN.search, BETWEEN.split(normalise(query))):
        if was_lone and is_lone(word):
            found[-1] += word
        else:
            found.append(word)
        was_lone = is_lone(word)
    return found


def is_lone(word: str) -> bool:
    return bool(LONE.fullmatch(word))


def phrases(query: str) -> list[list[str]]:
    """The words of a query, each as the neighbouring tokens that it must match."""
    return [bigrams(word) for word in words_of(query)]


@TextField.register_lookup
class Match(Lookup):
    lookup_name = "match"
    prepare_rhs = False

    def words(self) -> list[list[str]]:
        found = phrases(str(self.rhs))
        if not found:
            raise EmptyResultSet
        return found

    def as_postgresql(self, compiler, connection):
        words = self.words()
        alias = connection.ops.quote_name(self.lhs.alias)
        tokens = {token: None for word in words for token in word}
        query = " & ".join(f"'{token}'" + ":*" * is_prefix(token) for token in tokens)
        conditions, params = [f'{alias}."vector" @@ %s::tsquery'], [query]
        for word in words:
            if len(word) > 1:
                conditions.append(f'{alias}."tokens" LIKE %s')
                params.append(f"% {' '.join(word)}{'' if is_prefix(word[-1]) else ' '}%")
        return "(" + " AND ".join(conditions) + ")", params

    def as_sqlite(self, compiler, connection):
        query = " AND ".join('"' + " ".join(word) + '"' + "*" * is_prefix(word[-1]) for word in self.words())
        alias = connection.ops.quote_name(self.lhs.alias)
        return f'{alias}."id" IN (SELECT rowid FROM catalog_search WHERE catalog_search MATCH %s)', [query]


def is_prefix(token: str) -> bool:
    """A single Chinese character at the end of a word is the beginning of a pair: "3月" is in "3月份" too."""
    return len(token) == 1 and not token.isascii()
