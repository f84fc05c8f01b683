"""Search over titles, texts and entry names of what the reader may see, newest first."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from catalog.items.models import Item
from catalog.items.search.bigrams import RUN, bigrams, is_lone, normalise, words_of
from catalog.items.search.models import SearchDocument
from disclosure.files.rich_text import to_text

# Longer texts are indexed by their beginning: PostgreSQL holds at most a megabyte of words a row.
INDEXED_CHARACTERS = 100_000
SHORT = "请至少输入两个字。"
# Characters shown before a hit; after it, twice as many.
AROUND = 60


def search(q: str, user, on: date) -> QuerySet[Item]:
    """What the reader may see and every word of ``q`` occurs in: scope and words in one statement."""
    return Item.objects.visible_to(user, on).filter(search__tokens__match=q).newest_for(user)


def too_short(q: str) -> str:
    """What to tell who asks for nothing but a single Chinese character, or for nothing; empty when the query will do."""
    words = words_of(q)
    return SHORT if not words or (len(words) == 1 and is_lone(words[0])) else ""


def reindex(item: Item) -> None:
    """Bring the item's row of the index up to its published version; called in the transaction that publishes."""
    version = item.published_version
    if version is None or item.is_taken_back:
        SearchDocument.objects.filter(item=item).delete()
        return
    texts = [version, *item.versions.progress()]
    said = [text for row in texts for text in (row.title, to_text(row.body))]
    words = "\n".join([item.entry.name if item.entry else "", *said])
    tokens = f" {' '.join(bigrams(words[:INDEXED_CHARACTERS]))} "
    SearchDocument.objects.update_or_create(item=item, defaults={"tokens": tokens})


def reindex_all() -> int:
    """Write the whole index anew; returns how many items it holds."""
    held = Item.objects.in_public()
    SearchDocument.objects.exclude(item__in=held).delete()
    for item in held.select_related("published_version", "entry").iterator(chunk_size=200):
        reindex(item)
    return held.count()


def mark_hits(text: str, q: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a hit: ``[("交纳", False), ("党费", True)]``."""
    hit = hits(text, q)
    pieces: list[tuple[str, bool]] = []
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or hit[place] != hit[start]:
            pieces.append((text[start:place], hit[start]))
            start = place
    return pieces


def snippet(text: str, q: str) -> list[tuple[str, bool]]:
    """``mark_hits`` of the neighbourhood of the first hit, or of the beginning."""
    hit = hits(text, q)
    first = hit.index(True) if True in hit else 0
    start, end = max(0, first - AROUND), min(len(text), first + 2 * AROUND)
    pieces = mark_hits(text[start:end], q)
    before, after = [("…", False)] * (start > 0), [("…", False)] * (end < len(text))
    return before + pieces + after


def hits(text: str, q: str) -> list[bool]:
    """For each character whether it belongs to an occurrence of a word, as the search folds width and case."""
    folded, origin = "", []
    for place, char in enumerate(text):
        plain = normalise(char)
        folded += plain
        origin += [place] * len(plain)
    hit = [False] * len(text)
    for word in marked_words(folded, q):
        found = folded.find(word)
        while found >= 0:
            for place in origin[found : found + len(word)]:
                hit[place] = True
            found = folded.find(word, found + len(word))
    return hit


def marked_words(folded: str, q: str) -> Iterator[str]:
    """As they were asked for; where the text has other brackets or blanks in between, by their parts."""
    for word in words_of(q):
        yield from [word] if word in folded else [run.group() for run in RUN.finditer(word) if len(run.group()) > 1]
