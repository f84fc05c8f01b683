"""What the pages of asking show: the steps, the question, and before sending the dates one can count on."""

from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from catalog.items.public.organizations import crumbs
from disclosure.web.components import HOME, Fact, Link, Step
from feedback.cases.forms.received import NAMED
from feedback.cases.models.cases import Case
from feedback.cases.public.asking import sheets
from feedback.cases.public.asking.due_preview import Promise, promises
from feedback.cases.public.asking.forms import AskingForm, who_choices
from feedback.cases.public.asking.progress import Asking
from feedback.cases.public.similar import Similar, similar_to
from feedback.cases.states import Kind

# More to choose from than this is searched by name.
SEARCHED_FROM = 12
MEANING = {
    Kind.TOPIC: "提出一件大家关心的事，请党组织公开。可以公开的，向大家公开。",
    Kind.APPLICATION: "为自己申请一件党务信息。可以公开的，答复给您本人，或者在一定范围内公开。",
}
CONTACTS = (("name", "姓名"), ("email", "电子邮箱"), ("phone", "电话"), ("address", "通信地址"))


@dataclass(frozen=True)
class KindChoice:
    """Who may send the kind; ``refusal``: why this reader may not."""

    kind: Kind
    meaning: str
    who: str
    refusal: str
    is_chosen: bool


@dataclass(frozen=True)
class StepPage:
    """A step of asking: what ``site/asking/frame.html`` and the step's own template show. ``here``: the address asked for."""

    asking: Asking
    step: str
    form: AskingForm
    parameters: QueryDict
    here: str

    @property
    def label(self) -> str:
        return sheets.STEP_LABELS[self.step]

    @property
    def is_begun(self) -> bool:
        return bool(self.asking.draft.token)

    @property
    def has_back(self) -> bool:
        return self.is_begun and bool(self.asking.beside(self.step, -1))

    @property
    def action(self) -> str:
        return self.asking.url(self.step) if self.is_begun else self.here

    @property
    def crumbs(self) -> list[Link]:
        organization, title = self.asking.about.organization, self.asking.sheet.title
        return crumbs(organization, title) if organization else [HOME, Link(title)]

    @property
    def steps(self) -> list[Step]:
        """Those behind are links back."""
        labels, steps = sheets.STEP_LABELS, self.asking.sheet.steps
        place = steps.index(self.step)
        behind = [
            Step(labels[step], "done", url=self.asking.url(step) if self.is_begun else "") for step in steps[:place]
        ]
        return [*behind, Step(self.label, "current"), *(Step(labels[step], "todo") for step in steps[place + 1 :])]

    # --- which organisation ---

    @property
    def q(self) -> str:
        return self.parameters.get("q", "")

    @property
    def is_searched(self) -> bool:
        return bool(self.q) or len(self.asking.offered) > SEARCHED_FROM

    @property
    def hidden(self) -> list[tuple[str, str]]:
        return [(name, self.parameters.get(name, "")) for name in ("d", "step") if name in self.parameters]

    # --- which kind ---

    @cached_property
    def kinds(self) -> list[KindChoice]:
        rights, chosen = self.asking.permissions, self.form["kind"].value()
        assert rights is not None
        return [
            KindChoice(Kind(kind), MEANING[Kind(kind)], rights.who(kind), rights.refusal(kind), chosen == kind)
            for kind in self.asking.sheet.kinds
        ]

    @property
    def is_closed(self) -> bool:
        return all(choice.refusal for choice in self.kinds)

    # --- everything once more ---

    @property
    def answers(self) -> list[Fact]:
        """What was answered, each with the way back to its question."""
        asking, values = self.asking, self.asking.values
        # Only who writes by name sends one, whatever was typed before.
        is_named = values.get("who") == NAMED
        rows = [
            (sheets.WHERE, "向谁提", asking.organization.name),
            (sheets.KIND, "种类", Kind(asking.kind).label),
            (sheets.WHAT, "关于", asking.about.words),
            (sheets.WHAT, "标题", values.get("subject", "")),
            (sheets.WHAT, "内容", values.get("text", "")),
            (sheets.WHY, "用途", values.get("purpose", "") or "没有写"),
            (sheets.REPLY, "名义", dict(who_choices(asking)).get(values.get("who", ""), "")),
            (sheets.REPLY, "怎样答复", Case.ReplyBy(values["reply_by"]).label),
            *[(sheets.REPLY, label, values.get(name, "")) for name, label in CONTACTS if name != "name" or is_named],
        ]
        return [
            Fact(label, value, asking.url(step) if step in asking.sheet.steps else "")
            for step, label, value in rows
            if value and (step in asking.sheet.steps or step == sheets.KIND)
        ]

    @property
    def promises(self) -> list[Promise]:
        return promises(self.asking.kind, self.asking.organization, self.asking.on)

    @cached_property
    def similar(self) -> Similar:
        asking, values = self.asking, self.asking.values
        words = values.get("subject", ""), values.get("text", "")
        return similar_to(*words, asking.organization, asking.reader, asking.on)
