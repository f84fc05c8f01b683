"""The one lookup of the search: ``filter(search__tokens__match="党费 换届")``. All words of the query must occur.

PostgreSQL finds the rows by a GIN index over the tokens; a word of several tokens is then compared with the tokens in
their order. SQLite's FTS5 does both. Only tokens reach the engines, so quotes and operators of a query are harmless.
"""

from django.core.exceptions import EmptyResultSet
from django.db.models import Lookup, TextField

from catalog.items.search.bigrams import phrases


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
                params.append(f"% {' '.join(word)} %")
        return "(" + " AND ".join(conditions) + ")", params

    def as_sqlite(self, compiler, connection):
        query = " AND ".join('"' + " ".join(word) + '"' + "*" * is_prefix(word[-1]) for word in self.words())
        alias = connection.ops.quote_name(self.lhs.alias)
        return f'{alias}."id" IN (SELECT rowid FROM catalog_search WHERE catalog_search MATCH %s)', [query]


def is_prefix(token: str) -> bool:
    """A single Chinese character is the beginning of a pair; a form asks for two, the lookup does what it can."""
    return len(token) == 1 and not token.isascii()
