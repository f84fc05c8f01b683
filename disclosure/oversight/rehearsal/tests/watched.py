"""What those who watch do in the year, told once for all five: by each document what it foresees, and nothing that it does not.

The inspected disclosed one matter in the days that are looked at; under qijiang it owed two more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from disclosure.oversight.rehearsal.tests.counted import SCHEMES

SLIPS = "AAAA-BBBB-CCCC-DDDD-EEEE", "2222-3333-4444-5555-6666"
WORDS = ("满意", "基本满意", "不满意", "弃权")
NUMBERED = 194
NAMED = ("secretary", "clerk", "reviewer", "secrecy", "approver", "handler", "member", "committee")


@dataclass(frozen=True)
class Watched:
    """``voting``: who votes where its document foresees it; ``voters``: of 200 members eight stay away; ``assessed``: the first
    of those whom it assesses; ``reader``: of its circular. ``sampled``, ``reached``: how many lots, how many of their points."""

    code: str
    above: str
    inspected: str
    kind: str
    entry: str
    days: tuple[str, str]
    assessed: str
    reader: str
    voting: str = ""
    voters: tuple[str, ...] = ()
    sampled: int = 1
    reached: int = 12

    @property
    def scheme(self) -> Any:
        return scheme_of(self.code)

    @property
    def has_measure(self) -> bool:
        return "article" in self.scheme["accountability"]

    @property
    def of(self) -> str:
        """Of those below where the document assesses who heads them."""
        return "below" if self.code == "qijiang" else "departments"


@cache
def scheme_of(code: str) -> Any:
    return yaml.safe_load((SCHEMES / f"{code}.yaml").read_text(encoding="utf-8"))


def own(code: str) -> tuple[str, ...]:
    return tuple(f"{code}-{each}" for each in NAMED)


ALL = [
    Watched("longkou", "longkou-superior", "longkou", "random", "4-1-1", ("2026-09-01", "2026-10-16"), "办公室", "longkou-member"),
    Watched("jiguan", "jiguan-superior", "jiguan", "regular", "1-4", ("2026-09-01", "2026-10-16"), "办公室", "jiguan-member", "jiguan", own("jiguan")),
    Watched("pingluo", "pingluo-superior", "pingluo", "special", "3-2", ("2026-05-01", "2026-06-30"), "办公室", "pingluo-member"),
    Watched("yueyang", "yueyang-superior", "yueyang", "supervision", "21", ("2026-09-01", "2026-10-16"), "办公室", "yueyang-member", "yueyang", own("yueyang")),
    Watched(
        "qijiang", "qijiang", "qijiang-town", "regular", "1-1", ("2026-04-01", "2026-06-30"), "qijiang-town", "qijiang-town-secretary",
        "qijiang-school", tuple(f"qijiang-school-member-{at}" for at in range(1, NUMBERED - 1)), sampled=3, reached=28,
    ),
]  # fmt: skip
HEAD = "people:\n" + "".join(
    f"- {{code: {code}, roles: [inspector, [collector, inspector]]}}\n" for code in sorted({each.above for each in ALL})
) + f"- {{code: qijiang-school, count: {NUMBERED}}}\n"  # fmt: skip


def marks_of(at: int) -> list[str]:
    """Of two questions, by turns."""
    return [WORDS[at % 3], WORDS[at % 4]]


def steps() -> str:
    told = (inspection, orders, measure, evaluation, circular, assessment)
    return "".join(
        f"{line.strip()}\n" for each in ALL for tell in told for line in tell(each).splitlines() if line.strip()
    )


def inspection(of: Watched) -> str:
    lead, other, k, f = f"{of.above}-inspector", f"{of.above}-collector", f"k_{of.code}", f"f_{of.code}"
    return f"""
    - {{on: 2026-10-19, by: {lead}, do: plan, as: {k}, org: {of.above}, kind: {of.kind}, title: 三季度检查, from_on: 2026-10-21, until_on: 2026-10-21, organizations: [{of.inspected}], inspectors: [{other}], period_from: {of.days[0]}, period_until: {of.days[1]}, size: 5, entry_codes: ["{of.entry}"]}}
    - {{on: 2026-10-19, by: {lead}, do: freeze, on_what: {k}, expect: 还没有告知被检查的组织}}
    - {{on: 2026-10-19, by: {lead}, do: tell, on_what: {k}}}
    - {{on: 2026-10-20, by: {lead}, do: freeze, on_what: {k}}}
    - {{on: 2026-10-21, by: {lead}, do: draw_lots, on_what: {k}, number: "17"}}
    - {{on: 2026-10-21, by: {other}, do: mark_points, on_what: {k}}}
    - {{on: 2026-10-21, by: {other}, do: find_fault, as: {f}, on_what: {k}, text: 公开栏没有更新}}
    - {{on: 2026-10-22, by: {lead}, do: report, on_what: {k}, report: 总的不错，有一个问题。}}
    - {{on: 2026-10-22, by: {lead}, do: confirm, on_what: {k}, expect: refused}}
    - {{on: 2026-10-23, by: {other}, do: confirm, on_what: {k}}}
    - {{on: 2026-10-23, by: {lead}, do: announce, on_what: {k}}}
    - {{on: 2026-10-26, by: {lead}, do: order, as: met_{of.code}, on_what: {k}, finding: {f}, what: 更新公开栏, due_on: 2026-11-06}}
    - {{on: 2026-11-05, by: {of.inspected}-clerk, do: report_back, on_what: met_{of.code}, text: 更新了，照片在后。}}
    - {{on: 2026-11-06, by: {lead}, do: close_order, on_what: met_{of.code}}}
    - {{on: 2026-11-09, by: {lead}, do: close, on_what: {k}}}
    """


def orders(of: Watched) -> str:
    """Besides the one that a finding brought about: one late, one sent back and then met."""
    given = f"on: 2026-10-26, by: {of.above}-inspector, do: begin_order, org: {of.inspected}, due_on: 2026-11-06"
    to_office = "" if of.of == "below" else ", department: 办公室"
    late, again, clerk, lead = f"late_{of.code}", f"again_{of.code}", f"{of.inspected}-clerk", f"{of.above}-inspector"
    return f"""
    - {{{given}, as: {late}, what: 补上第三季度的情况。{to_office}}}
    - {{{given}, as: {again}, what: 电子屏修好。}}
    - {{on: 2026-11-05, by: {clerk}, do: report_back, on_what: {again}}}
    - {{on: 2026-11-05, by: {clerk}, do: close_order, on_what: {again}, expect: refused}}
    - {{on: 2026-11-06, by: {lead}, do: send_back, on_what: {again}, due_on: 2026-11-20}}
    - {{on: 2026-11-10, by: {clerk}, do: report_back, on_what: {late}}}
    - {{on: 2026-11-11, by: {lead}, do: close_order, on_what: {late}}}
    - {{on: 2026-11-19, by: {clerk}, do: report_back, on_what: {again}}}
    - {{on: 2026-11-20, by: {lead}, do: close_order, on_what: {again}}}
    """


def measure(of: Watched) -> str:
    """Where its document says nothing of measures none stands on it alone."""
    lead, other, m, o = f"{of.above}-inspector", f"{of.above}-collector", f"m_{of.code}", f"made_up_{of.code}"
    enter = f"on: 2026-11-12, by: {lead}, do: enter_measure, as: {m}, org: {of.above}, kind: fault, concerned: {of.inspected}, step: 限期整改, body: 纪委, decided_on: 2026-11-10, why: 长期不公开, heard_on: 2026-11-09"
    if not of.has_measure:
        return f"- {{{enter}, expect: 方案里没有责任追究的规定}}"
    return f"""
    - {{{enter}}}
    - {{on: 2026-11-12, by: {lead}, do: confirm, on_what: {m}, expect: 另一个人}}
    - {{on: 2026-11-13, by: {other}, do: confirm, on_what: {m}}}
    - {{on: 2026-11-16, by: {other}, do: order, on_what: {m}, as: {o}, what: 补公开, due_on: 2026-11-30}}
    - {{on: 2026-11-17, by: {of.inspected}-secretary, do: correct, on_what: {m}, expect: 您没有}}
    - {{on: 2026-11-20, by: {lead}, do: appeal, on_what: {m}, appealed_on: 2026-11-18, appeal_outcome: changed}}
    - {{on: 2026-11-20, by: {lead}, do: confirm, on_what: {m}, expect: 另一个人}}
    - {{on: 2026-11-23, by: {other}, do: confirm, on_what: {m}}}
    - {{on: 2026-11-30, by: {of.inspected}-clerk, do: report_back, on_what: {o}}}
    - {{on: 2026-12-01, by: {lead}, do: close_order, on_what: {o}}}
    """


def evaluation(of: Watched) -> str:
    """Open from Monday 9 to Wednesday 11 November."""
    if not of.voting:
        return ""
    e, clerk, secretary, (one, two) = f"e_{of.code}", f"{of.voting}-clerk", f"{of.voting}-secretary", SLIPS
    ballots = "".join(
        f"- {{on: 2026-11-{9 + at % 3:02}, by: {voter}, do: vote, on_what: {e}, marks: [{', '.join(marks_of(at))}]}}\n"
        for at, voter in enumerate(of.voters)
    )
    again = f"by: {of.voters[0]}, do: vote, on_what: {e}, marks: [满意, 满意]"
    count = f"by: {clerk}, do: count, on_what: {e}, slip_one: {one}"
    return f"""
    - {{on: 2026-11-09, by: {clerk}, do: prepare_evaluation, as: {e}, title: 年度评议, questions: [内容, 及时], open_days: 3}}
    - {{on: 2026-11-09, by: {clerk}, do: submit, on_what: {e}, slip: {one}}}
    - {{on: 2026-11-09, by: {clerk}, do: open, on_what: {e}, slip: {two}, expect: 您没有}}
    - {{on: 2026-11-09, by: {secretary}, do: open, on_what: {e}, slip: {two}}}
    {ballots}
    - {{on: 2026-11-11, {again}, expect: 一个人只领一次}}
    - {{on: 2026-11-11, by: longkou-member, do: vote, on_what: {e}, marks: [满意, 满意], expect: 不在这一次评议的名册上}}
    - {{on: 2026-11-11, {count}, slip_two: {two}, expect: 还在评议}}
    - {{on: 2026-11-12, {again}, expect: 截止}}
    - {{on: 2026-11-12, {count}, slip_two: {one}, expect: 字条不对}}
    - {{on: 2026-11-12, {count}, slip_two: {two}}}
    - {{on: 2026-11-13, by: {clerk}, do: publish, on_what: {e}, expect: 您没有}}
    - {{on: 2026-11-13, by: {secretary}, do: publish, on_what: {e}}}
    """


def circular(of: Watched) -> str:
    c, clerk = f"c_{of.code}", f"{of.code}-clerk"
    return f"""
    - {{on: 2026-12-02, by: {clerk}, do: draft_circular, as: {c}, month: 2026-11-01}}
    - {{on: 2026-12-02, by: {clerk}, do: draft_circular, month: 2026-11-01, expect: 已经起草过}}
    - {{on: 2026-12-02, by: {of.code}-supervisor, do: draft_circular, org: {of.code}, month: 2026-11-01, expect: refused}}
    - {{on: 2026-12-02, by: {clerk}, do: submit, on_what: {c}}}
    - {{on: 2026-12-03, by: {clerk}, do: publish, on_what: {c}, expect: refused}}
    - {{on: 2026-12-03, by: {of.code}-secretary, do: publish, on_what: {c}}}
    - {{on: 2026-12-04, by: {of.reader}, do: confirm_read, on_what: {c}}}
    """


def assessment(of: Watched) -> str:
    """Shown beforehand on Tuesday 5 January: five working days after it end on the 12th."""
    a, o, clerk, secretary = f"a_{of.code}", f"o_{of.code}", f"{of.code}-clerk", f"{of.code}-secretary"
    whose = f"on_what: {a}, whose: {of.assessed}, kind: {'organization' if of.of == 'below' else 'department'}"
    objector = f"{of.assessed}-secretary" if of.of == "below" else clerk
    other, refusal = {
        "qijiang": ("departments", "没有写考核这一类"),
        "pingluo": ("below", "没有写考核这一类"),
    }.get(of.code, ("below", "没有可以考核的"))
    return f"""
    - {{on: 2027-01-05, by: {clerk}, do: assessment.draft, year: 2026, of: {other}, expect: {refusal}}}
    - {{on: 2027-01-05, by: {clerk}, do: assessment.draft, as: {a}, year: 2026, of: {of.of}}}
    - {{on: 2027-01-05, by: {clerk}, do: give_points, {whose}, points: 2, reason: 经验推广}}
    - {{on: 2027-01-05, by: {clerk}, do: give_points, {whose}, points: 9, expect: 不能超过5分}}
    - {{on: 2027-01-05, by: {objector}, do: object_to, {whose}, expect: 现在不能提异议}}
    - {{on: 2027-01-05, by: {secretary}, do: preview, on_what: {a}}}
    - {{on: 2027-01-06, by: qijiang-school-secretary, do: object_to, {whose}, expect: refused}}
    - {{on: 2027-01-07, by: {objector}, do: object_to, as: {o}, {whose}, text: 有一件是按时办的}}
    - {{on: 2027-01-08, by: {secretary}, do: answer, on_what: {o}, is_upheld: false, answer: 台账上是晚的}}
    - {{on: 2027-01-12, by: {of.code}-approver, do: confirm, on_what: {a}, expect: 还可以提异议}}
    - {{on: 2027-01-13, by: {secretary}, do: confirm, on_what: {a}, expect: refused}}
    - {{on: 2027-01-13, by: {of.code}-approver, do: confirm, on_what: {a}}}
    - {{on: 2027-01-13, by: {clerk}, do: recount, on_what: {a}, expect: refused}}
    - {{on: 2027-01-14, by: {secretary}, do: announce, on_what: {a}, number: 〔2027〕1号}}
    """


def owed() -> Iterator[str]:
    """A line of the ledger each: organisation, kind, entry, start, due day, closed on."""
    for each in ALL:
        yield f"{each.inspected} rectification - 2026-10-26 2026-11-06 2026-11-05"
        yield f"{each.inspected} rectification - 2026-10-26 2026-11-06 2026-11-10"
        yield f"{each.inspected} rectification - 2026-11-06 2026-11-20 2026-11-19"
        if each.has_measure:
            yield f"{each.inspected} rectification - 2026-11-16 2026-11-30 2026-11-30"
        if each.voting:
            # 公布评议结果：评议截止后10个工作日
            yield f"{each.voting} report - 2026-11-11 2026-11-25 2026-11-13"
