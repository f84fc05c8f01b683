"""What looks wrong in the rows of a catalogue: codes, contents, words. Nothing is corrected; a person decides."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby, pairwise

from catalog.directory.exchange.labels import parts
from catalog.directory.exchange.rows import COLUMN_NAMES, LISTS, Row, Warning, place, warn

ERRORS = {"duplicate-code", "no-content", "no-rows"}
Known = Mapping[str, Iterable[str]]  # the words known in each list column

ALIKE = 0.86
NEAREST_ROWS = 150
# A comparison takes some milliseconds. Longer contents fit no entry and are refused.
LONGEST_COMPARED = 300
MOST_COMPARED = 5_000
PUNCTUATION = str.maketrans("", "", "、，。；：“”‘’（）《》,.;:\"'() ")


def check(rows: Sequence[Row], known: Known | None = None, *, with_codes: bool = True) -> list[Warning]:
    """All findings, in the order of the rows. Without codes where the rows are to be given new ones."""
    about_codes = (_codes_missing, _codes_repeated, _codes_skipped, _codes_out_of_order) if with_codes else ()
    found = [
        *_without_content(rows),
        *(warning for find in about_codes for warning in find(rows)),
        *_contents_alike(rows),
        *_words_truncated(rows, known or {}),
    ]
    return sorted(found, key=lambda warning: warning.row)


def _without_content(rows: Sequence[Row]) -> Iterator[Warning]:
    for row in rows:
        if not row.content:
            yield warn("no-content", row.number, "没有公开内容", column="content")


def _codes_missing(rows: Sequence[Row]) -> Iterator[Warning]:
    """A row without a code gets the next free one of its group offered; a code that Excel made a date its digits."""
    taken = {row.code for row in rows}
    before: tuple[int, ...] = ()
    for row in rows:
        now = parts(row.code)
        if not row.code:
            offer = _next_free(before, taken)
            taken.add(offer)
            yield warn("no-code", row.number, f"没有公开代码，可用“{offer}”", column="code", suggestion=offer)
            now = parts(offer)
        elif len(now) == 3 and now[0] >= 1900 and len(row.code) == 10:
            offer = f"{now[0] % 100}-{now[1]}-{now[2]}"
            text = f"公开代码“{row.code}”像是被 Excel 改成了日期，原来可能是“{offer}”"
            yield warn("code-is-date", row.number, text, column="code", suggestion=offer)
        elif not now:
            yield warn("odd-code", row.number, f"公开代码“{row.code}”不是用“-”连接的数字", column="code")
        before = now or before


def _next_free(before: tuple[int, ...], taken: set[str]) -> str:
    *group, last = before or (0,)
    while True:
        last += 1
        offer = "-".join(map(str, (*group, last)))
        if offer not in taken:
            return offer


def _codes_repeated(rows: Sequence[Row]) -> Iterator[Warning]:
    first: dict[str, int] = {}
    for row in rows:
        if row.code and row.code in first:
            text = f"公开代码“{row.code}”与{place(first[row.code])}重复"
            yield warn("duplicate-code", row.number, text, column="code")
        first.setdefault(row.code, row.number)


def _codes_skipped(rows: Sequence[Row]) -> Iterator[Warning]:
    """Numbers that are left out within a group, and groups that are left out, reported at the row behind the gap."""
    coded = [(parts(row.code), row.number) for row in rows if parts(row.code)]
    for depth in sorted({length for code, _ in coded for length in range(1, len(code) + 1)}):
        first_row: dict[tuple[int, ...], int] = {}
        for code, number in coded:
            if len(code) >= depth:
                first_row.setdefault(code[:depth], number)
        for group, codes in groupby(sorted(first_row), key=lambda code: code[:-1]):
            for low, high in pairwise([0, *(code[-1] for code in codes)]):
                if high > low + 1:
                    text = f"缺 {_range(group, low + 1, high - 1)}"
                    yield warn("gap", first_row[*group, high], text, column="code")


def _range(group: tuple[int, ...], low: int, high: int) -> str:
    first, last = ("-".join(map(str, (*group, number))) for number in (low, high))
    return first if low == high else f"{first} 至 {last}"


def _codes_out_of_order(rows: Sequence[Row]) -> Iterator[Warning]:
    coded = [row for row in rows if parts(row.code)]
    for before, row in pairwise(coded):
        if parts(row.code) < parts(before.code):
            text = f"公开代码“{row.code}”排在“{before.code}”后面，顺序不对"
            yield warn("out-of-order", row.number, text, column="code")


def _contents_alike(rows: Sequence[Row]) -> Iterator[Warning]:
    """Each row against those not far above it; the same words anywhere above."""
    seen: dict[str, Row] = {}
    above: deque[tuple[str, set[str], Row]] = deque(maxlen=NEAREST_ROWS)
    left = iter(range(MOST_COMPARED))
    for row in rows:
        text = row.content.translate(PUNCTUATION)
        if text and text in seen:
            yield _alike("same-content", row, seen[text], "相同")
        elif text:
            if twin := _twin(text, above, left):
                yield _alike("similar-content", row, twin, "很像")
            above.append((text, set(text), row))
        seen.setdefault(text, row)


def _twin(text: str, above: Iterable[tuple[str, set[str], Row]], left: Iterator[int]) -> Row | None:
    """The first row above that says nearly the same. `left`: how often two texts may still be compared sign by sign."""
    matcher, letters = SequenceMatcher(None, "", text, autojunk=False), set(text)
    for other, its_letters, row in above:
        shorter, longer = sorted((text, other), key=len)
        if len(shorter) < 6 or len(shorter) < 0.7 * len(longer):
            continue
        if shorter in longer:
            return row
        shared = 2 * len(letters & its_letters) / (len(letters) + len(its_letters))
        if shared >= 0.8 and len(longer) <= LONGEST_COMPARED and next(left, None) is not None:
            matcher.set_seq1(other)
            if matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE:
                return row
    return None


def _alike(code: str, row: Row, other: Row, how: str) -> Warning:
    text = f"“{row.content}”与{other.place}“{other.content}”{how}，请确认不是重复"
    return warn(code, row.number, text, column="content")


def _words_truncated(rows: Sequence[Row], known: Known) -> Iterator[Warning]:
    """A word that begins like a known one but lacks its end. Known are the words given, or those common in this column."""
    for name in LISTS:
        counts = Counter(word for row in rows for word in getattr(row, name))
        given = set(known.get(name, ()))
        common = given | {word for word, count in counts.items() if count >= 5}
        fuller = {word[:-1]: word for word in sorted(common, reverse=True)}
        whole = {word: fuller.get(word) for word, count in counts.items() if word not in given and count < 5}
        for row in rows:
            for word in getattr(row, name):
                if len(word) >= 2 and (offer := whole.get(word)):
                    text = f"{COLUMN_NAMES[name]}“{word}”是否应为“{offer}”？"
                    yield warn("truncated-word", row.number, text, column=name, suggestion=offer)
