"""The steps that a script may name, with their values: a line each."""

from collections.abc import Callable, Iterator

from disclosure.oversight.rehearsal.acts.table import INSTEAD, OPEN, SHORTHANDS, performer_at
from disclosure.oversight.rehearsal.choosing import CHECK, all_actions
from disclosure.oversight.rehearsal.values import is_open, taken_by

ORDER = "步骤（流程）　中文名称：可以写的值"


def action_lines() -> Iterator[str]:
    yield ORDER
    yield f"{CHECK}　看当天的台账：what、org、entry、kind"
    for name, (label, place) in SHORTHANDS.items():
        yield f"{name}　{label}：{words(performer_at(place), name in OPEN)}"
    for workflow, action in all_actions():
        instead = INSTEAD.get(f"{workflow.code}.{action.name}")
        run = performer_at(instead) if instead else action.run
        about = workflow.model._meta.verbose_name
        begins = "，新办一件" if action.is_start else ""
        yield f"{action.name}（{workflow.code}，{about}{begins}）　{action.label}：{words(run, is_open(run))}"


def words(run: Callable, takes_more: bool) -> str:
    names = [*taken_by(run), *(["那一栏的名称"] if takes_more else [])]
    return "、".join(names) or "不用写值"
