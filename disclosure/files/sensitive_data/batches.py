"""Very many short passages searched together: a sheet of a million cells is searched as a few thousand texts."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from disclosure.files.sensitive_data.kinds import TOO_MANY
from disclosure.files.sensitive_data.numbers import A_DIGIT_A_LINE, find_over_lines
from disclosure.files.sensitive_data.plain import same_length, visible
from disclosure.files.sensitive_data.search import KeptFinding, find, masked

CHARACTERS, OVERLAP = 100_000, 200
# More than anybody would look at one by one; such a file is a register of people.
FINDINGS_MOST = 300
# The same again and again counts too: a file of nothing else is looked at no further.
FOUND_MOST = 10_000


def findings_in_passages(passages: Iterable[tuple[str, str, str]]) -> Iterator[KeptFinding]:
    """``passages``: (place, text, hint). Each kind, mask and place once, at most ``FINDINGS_MOST`` and a word that there are more."""
    seen: set[tuple[str, str, str]] = set()
    for number, row in enumerate(found_in(passages)):
        key = (row["kind"], row["mask"], row["place"])
        if key in seen and number < FOUND_MOST:
            continue
        if len(seen) == FINDINGS_MOST or number >= FOUND_MOST:
            yield {"kind": TOO_MANY, "mask": f"超过{FINDINGS_MOST}处", "place": "整份文件", "excerpt": ""}
            return
        seen.add(key)
        yield row


def found_in(passages: Iterable[tuple[str, str, str]]) -> Iterator[KeptFinding]:
    batch, size = [], 0
    for place, text, hint in passages:
        if hint:
            yield {"kind": hint, "mask": text[:100], "place": masked(place), "excerpt": ""}
            continue
        for piece in pieces(visible(text)):
            batch.append((place, piece))
            size += len(piece) + 1
            if size > CHARACTERS:
                yield from search(batch)
                batch, size = [], 0
    yield from search(batch)


def pieces(text: str) -> Iterator[str]:
    """A passage that is longer than a batch in parts that overlap, so that nothing is cut in two unseen."""
    yield text[:CHARACTERS]
    for start in range(CHARACTERS, len(text), CHARACTERS):
        yield text[start - OVERLAP : start + CHARACTERS]


def search(batch: list[tuple[str, str]]) -> Iterator[KeptFinding]:
    """No pattern reaches over the end of a line, so the passages do not touch each other; but for a digit a cell."""
    ends = list(accumulate(len(text) + 1 for _place, text in batch))
    words = "\n".join(text for _place, text in batch)
    for row in find(words):
        place = batch[bisect_right(ends, row.start)][0]
        yield {**row.as_dict(), "place": masked(place)[:120]}
    for kind, start, end, mask in find_over_lines(folded := same_length(words)):
        if A_DIGIT_A_LINE.fullmatch(folded, start, end):
            place = batch[bisect_right(ends, start)][0]
            yield {"kind": kind, "mask": mask, "place": f"{masked(place)[:110]}起，一格一个数字", "excerpt": ""}
