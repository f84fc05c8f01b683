"""``docs/burden.md``: what a branch is asked, form by form, with the sentence that asks for it."""

import csv
from collections.abc import Iterable, Iterator
from itertools import groupby

from django.conf import settings

from disclosure.oversight.assessment.burden.collecting import EVERY, Asked, all_asked
from disclosure.oversight.assessment.burden.reading import Entry, register

CLAUSES = settings.BASE_DIR / "docs" / "clauses.csv"

INTRODUCTION = """\
# 减负：门户要基层填什么，凭哪一句话

由 `python manage.py burden > docs/burden.md` 写成，测试保证它不过时。登记簿在 `disclosure/oversight/assessment/burden/register/`，
一张表一段；表上多了一栏而登记簿里没有，测试就不通过。尺子是国办函〔2026〕12号：不重复填报，不按登录次数、阅读量、点赞排名，
不因为没有照片就不算办。

每一栏后面是要它的条款（编号见 `clauses.csv`）。写“预设”的，是文件没有要、门户自己问的：可以空着，已经替您填好，或者
只有选了那一步才问。数从台账和留痕里算，谁也不用另外报数；照片一律可以不传。

下面没有列的，是群众、党员自己填的，或者上级、管理员填的：
"""


def burden_page() -> str:
    return "\n".join([INTRODUCTION, *others(), "", *forms(), *cited_clauses(), ""])


def others() -> Iterator[str]:
    yield from (f"- `{place}`：{who}" for place, who in sorted(register().others.items()))


def forms() -> Iterator[str]:
    """Those whose every field is said of the form they are made from stand there once."""
    whole = {form for form, entry in register().entries.items() if EVERY in entry.cited}
    for form in sorted(whole):
        entry = register().entries[form]
        yield f"## {entry.what}\n\n`{form}`和由它做成的各张表\n\n- {entry.cited[EVERY]}：每一栏\n"
    rows = [each for each in all_asked() if not register().other(each) and not whole.intersection(each.bases)]
    for form, fields in groupby(rows, lambda each: each.form):
        said = [(each, found) for each in fields if (found := register().entry(each))]
        own = register().entries.get(form)
        if said:
            yield f"## {own.what if own else said[0][1][0].what}\n\n`{form}`{act_words(own)}\n"
            yield from lines(said)
            yield ""


def act_words(entry: Entry | None) -> str:
    return f"。只在这时候问：{entry.optional_act}" if entry and entry.optional_act else ""


def lines(said: Iterable[tuple[Asked, tuple[Entry, str]]]) -> Iterator[str]:
    """The fields of one clause in one line; those of no clause each with its reason."""
    by_clause: dict[str, list[str]] = {}
    for asked, (entry, name) in said:
        words = f"{asked.label or asked.name}{'' if asked.must else '（可以不填）'}"
        by_clause.setdefault(entry.cited.get(name) or f"预设（{entry.preset[name]}）", []).append(words)
    yield from (f"- {why}：{'、'.join(words)}" for why, words in by_clause.items())


def cited_clauses() -> Iterator[str]:
    yield "## 条款\n"
    cited = {clause for entry in register().entries.values() for clause in entry.cited.values()}
    with CLAUSES.open(encoding="utf-8", newline="") as rows:
        yield from (f"- {row['id']}：{row['clause']}" for row in csv.DictReader(rows) if row["id"] in cited)
