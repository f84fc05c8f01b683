"""What a catalogue's own words mean under a scheme: the scheme's words, confirmed wordings, and answers given now."""

from collections.abc import Mapping
from datetime import datetime

from catalog.directory.exchange.limit_cell import read_rule
from catalog.directory.exchange.meanings import Vocabulary
from catalog.directory.exchange.reading.headings import NOTES, SKIP
from catalog.directory.exchange.rows import COLUMN_NAMES
from catalog.schemes.choices import LimitKind, Scope
from catalog.schemes.models import Scheme, Wording
from catalog.schemes.rules import SchemeRules
from disclosure.files.reading.questions import Answers

INSIDE_FIRST = "party_then_society"
NOTE_ONLY = "note"
SUGGESTED = "suggested"
CODE = "code"
# Before what speaks of days and was not read: it is asked besides the kind of the limit, in the same column.
DAYS = "日子："
BY_SCHEME = "按实施方案"
CHANNEL, COLUMN, SHEET = "forms", "column", "sheet"
KEEP_WORD = "keep"
READ = "read"
KEPT_LENGTH = Wording._meta.get_field("raw").max_length

SCOPE_OPTIONS = (
    (Scope.SOCIETY.value, "社会"),
    (INSIDE_FIRST, "先党内后党外"),
    (Scope.STAFF.value, "机关全体人员"),
    (Scope.PARTY.value, "党内（全体党员）"),
    (Scope.AUDIENCE.value, "特定对象（按原词建立名单）"),
    (Scope.INDIVIDUAL.value, "个人"),
)
CODE_OPTIONS = ((SUGGESTED, "按建议的代码编号"),)
SHEET_OPTIONS = ((READ, "读取"), (SKIP, "不读这张工作表"))
COLUMN_OPTIONS = (*COLUMN_NAMES.items(), (NOTES, "记入事项的“说明”"), (SKIP, "不读这一列"))
# What a word means under a scheme holds for every file; what a heading or a sheet is, for this file alone.
KEPT = ("limit", "scope", CHANNEL)


def options(column: str, rules: SchemeRules) -> tuple[tuple[str, str], ...]:
    """The answers a question may have, with their labels."""
    fixed = {CODE: CODE_OPTIONS, SHEET: SHEET_OPTIONS, COLUMN: COLUMN_OPTIONS, "scope": SCOPE_OPTIONS}
    if column in fixed:
        return fixed[column]
    if column == CHANNEL:
        names = [(row["name"], row["name"]) for row in rules.data["forms"]]
        return (*names, (KEEP_WORD, "方案里没有，按原词保留"))
    kinds = tuple((kind, limit_label(limit.label, kind)) for kind, limit in rules.limits.items())
    return (*kinds, (NOTE_ONLY, "只作说明，不是时限类别"))


def days_word(unread: str) -> str:
    return f"{DAYS}{unread}"


def days_in(word: str) -> str:
    """What was not read, of a word that asks for days; empty for any other."""
    return word.removeprefix(DAYS) if word.startswith(DAYS) else ""


def is_answer(column: str, word: str, meaning: str, rules: SchemeRules) -> bool:
    """Days are answered in words that can be read; all else by one of the options."""
    if days_in(word):
        return meaning == BY_SCHEME or read_rule(meaning) is not None
    return meaning in dict(options(column, rules))


def limit_label(label: str, kind: str) -> str:
    usual = LimitKind(kind).label
    return usual if usual.startswith(label) else f"{label}（{usual}）"


def vocabulary_of(rules: SchemeRules, answers: Answers) -> Vocabulary:
    """The scheme's own words win; then what was confirmed before; then today's answers. One query."""
    synonyms: dict[str, dict[str, str]] = {"limit": {}, "scope": {}, CHANNEL: {}, CODE: {}, COLUMN: {}, SHEET: {}}
    for (column, word), meaning in answers.items():
        synonyms[column][word] = meaning
    confirmed = Wording.objects.filter(scheme_id=rules.scheme.pk).values_list("field", "raw", "meaning")
    for field, raw, meaning in confirmed:
        # A remark beside a class says nothing of a cell that holds the remark alone: that answer is today's.
        if meaning != NOTE_ONLY or raw not in synonyms[field]:
            synonyms[field][raw] = meaning
    return Vocabulary(
        scopes={word: scope_meaning(row) for row in rules.data["scopes"] for word in row["raw_words"]},
        limits={word: row["kind"] for row in rules.data["time_limits"] for word in row["raw_words"]},
        forms=frozenset(word for form in rules.data["forms"] for word in (form["name"], *form["raw_words"])),
        synonyms=synonyms,
    )


def scope_meaning(row: Mapping) -> str:
    return INSIDE_FIRST if row["scope"] == Scope.SOCIETY and row.get("inside_first") else row["scope"]


def scope_and_order(meaning: str) -> tuple[str, bool]:
    """The scope, and whether the Party reads first."""
    return (Scope.SOCIETY.value, True) if meaning == INSIDE_FIRST else (meaning, False)


def keep(answers: Answers, *, scheme: Scheme, by, now: datetime) -> None:
    """Store the answers, so that the same word is never asked again under the scheme. Empty cells stay open. One statement."""
    kept = [
        Wording(scheme=scheme, field=column, raw=word, meaning=meaning, confirmed_by=by, confirmed_at=now)
        for (column, word), meaning in answers.items()
        if column in KEPT and 0 < len(word) <= KEPT_LENGTH
    ]
    Wording.objects.bulk_create(kept, ignore_conflicts=True)
