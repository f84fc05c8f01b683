"""How far somebody is in asking: the answers so far, what they mean today, and the forms of the steps."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from feedback.cases.public.asking import sheets
from feedback.cases.public.asking.about import About, about, named_in_link, offered
from feedback.cases.public.asking.drafts import Answers, Draft
from feedback.cases.public.asking.forms import AskingForm, KindForm, ReplyForm, WhatForm, WhereForm, WhyForm
from feedback.cases.public.asking.permissions import Permissions
from feedback.cases.public.asking.sheets import Sheet

FORMS = {
    sheets.WHERE: WhereForm,
    sheets.KIND: KindForm,
    sheets.WHAT: WhatForm,
    sheets.WHY: WhyForm,
    sheets.REPLY: ReplyForm,
}


@dataclass
class Asking:
    sheet: Sheet
    draft: Draft
    reader: User | AnonymousUser
    on: date
    q: str = ""

    @property
    def values(self) -> Answers:
        return self.draft.values

    @cached_property
    def offered(self) -> list[Organization]:
        return offered(self.q, self.reader, self.on)

    @cached_property
    def about(self) -> About:
        return about(self.values, self.reader, self.on)

    @property
    def organization(self) -> Organization:
        """Asked first: there is one when any later step is open."""
        assert self.about.organization is not None
        return self.about.organization

    @cached_property
    def permissions(self) -> Permissions | None:
        return Permissions(self.about.organization, self.reader, self.on) if self.about.organization else None

    @property
    def kind(self) -> str:
        kinds = self.sheet.kinds
        chosen = self.values.get("kind", "") if len(kinds) > 1 else kinds[0]
        return chosen if chosen in kinds else ""

    def form(self, step: str, data=None, *, is_asked_anew: bool = False) -> AskingForm:
        """Of a step: as posted; else filled in with what was answered, and bound to it unless asked anew."""
        if data is None and not is_asked_anew:
            data = MultiValueDict({name: [value] for name, value in self.values.items()})
        return FORMS[step](data, asking=self, initial=dict(self.values))

    def take(self, form: AskingForm) -> None:
        """What was typed into the step, whether right or wrong: nothing is lost on the way back."""
        before = self.values.get("organization")
        for name in form.fields:
            self.values[name] = form.data.get(name, "").replace("\x00", "")
        if self.values.get("organization") != before:
            self.values.pop("item", None)
            self.values.pop("entry", None)
        for known in ("about", "permissions"):
            self.__dict__.pop(known, None)

    @property
    def questions(self) -> tuple[str, ...]:
        return self.sheet.steps[:-1]

    def first_open(self) -> str:
        """The first step whose answers are not valid, else the last page."""
        return next((step for step in self.questions if not self.form(step).is_valid()), sheets.CHECK)

    def may_open(self, step: str) -> bool:
        """Whether everything before it is answered."""
        steps = self.sheet.steps
        return step in steps and steps.index(step) <= steps.index(self.first_open())

    def beside(self, step: str, by: int) -> str:
        steps = self.sheet.steps
        place = steps.index(step) + by
        return steps[place] if 0 <= place < len(steps) else ""

    def url(self, step: str) -> str:
        return f"{self.sheet.url}?d={self.draft.token}&step={step}"


def begun(sheet: Sheet, parameters: QueryDict, reader, on: date) -> Draft:
    """A form that is begun takes what its link names."""
    return Draft(sheet=sheet.name, values=named_in_link(parameters, reader, on))
