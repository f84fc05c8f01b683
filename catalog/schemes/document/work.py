"""What a scheme says of the work itself: who makes which catalogue, who leads it, what is checked, in which stages it begins."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from catalog.schemes.document.values import Body, Grounded, Quoted, ShortText, Text
from catalog.schemes.document.words import Sector
from disclosure.files.written.faults import ToFill
from disclosure.files.written.values import Day, Part


class Maker(Part):
    """``issuer``: who issued the scheme; ``superior``: each for those below it; ``called``: whoever bears the name ``called``,
    for the classes in ``sectors``. ``agreed_with``: settled with that body (QJ-26)."""

    who: Text = Field(title="谁制定")
    maker: Literal["issuer", "superior", "called"] = Field(title="怎样认")
    called: str = Field("", title="名称里的字")
    sectors: list[Sector] = Field([], title="哪几类组织")
    makes: Text = Field(title="谁的目录")
    agreed_with: str = Field("", title="要商谁", max_length=100)
    sentence: Text = Field(title="原句")

    @model_validator(mode="after")
    def says_whose(self) -> Self:
        if self.maker == "called" and not (self.called.strip() and self.sectors):
            raise ToFill("按名称认的，要写名称里的字（called）和哪几类组织（sectors）。")
        if self.agreed_with.strip() and not self.sectors:
            raise ToFill("要商定的，要写是哪几类组织（sectors）。")
        return self


def names_the_rest(rows: list[Maker]) -> list[Maker]:
    if not any(row.maker == "superior" for row in rows):
        raise ToFill("要写其余的组织由谁制定（maker: superior）。")
    return rows


class Makers(Part):
    article: Text = Field(title="条目")
    rows: Annotated[list[Maker], AfterValidator(names_the_rest)] = Field(title="各类")


class CheckPoints(Quoted):
    points: list[Text] = Field(title="各点")


Fact = Literal["in_time", "procedure", "channels", "scope"]


class ToldBy(Part):
    """By which of the portal's own data a point is told: done in time by the ledger, the steps by different people, the
    channels carried out, the whole scope reached."""

    point: Text = Field(title="要点")
    fact: Fact = Field(title="由哪样数据说明")


class Inspection(Grounded):
    """``kinds``: those that the document names; none: it names none. ``points``: where the document lists no points to look
    at, a preset with its reason."""

    kinds: list[Literal["regular", "random", "unannounced", "research", "supervision", "special"]] = Field(
        [], title="检查的种类"
    )
    points: list[Text] = Field([], title="预设的要点")
    points_reason: str = Field("", title="要点预设的理由")
    told_by: list[ToldBy] = Field([], title="数据能说明的要点")

    @model_validator(mode="after")
    def gives_a_reason(self) -> Self:
        if self.points and not self.points_reason.strip():
            raise ToFill("预设了要点，要写明理由（points_reason）。")
        return self


class LeadingGroup(Quoted):
    """``office_words``: by what the name of the office's department is known."""

    head: Text = Field(title="组长")
    deputies: str = Field("", title="副组长")
    office_in: str = Field("", title="办公室设在")
    office_words: list[Text] = Field([], title="办公室名称里的字")


class Explained(Quoted):
    who: Text = Field(title="谁解释")


class InForce(Quoted):
    from_: Text = Field(alias="from", title="从什么时候起")


class Step(Quoted):
    """Kept with its sentence in the plan that an organisation begins."""

    article: ShortText = Field(title="条目")
    sentence: Annotated[Text, Field(max_length=300)] = Field(title="原句")


class Task(Step):
    name: Annotated[Text, Field(max_length=200)] = Field(title="任务")


class Stage(Step):
    name: Body = Field(title="阶段")
    from_on: Day = Field(title="从哪一天起")
    until_on: Day = Field(title="到哪一天止")
    tasks: list[Task] = Field(title="各项任务")

    @model_validator(mode="after")
    def runs_forward(self) -> Self:
        if self.until_on < self.from_on:
            raise ValueError(f"“{self.name}”的起止日期写反了。")
        return self


class Rollout(Quoted):
    article: ShortText = Field(title="条目")
    title: Body = Field(title="名称")
    stages: list[Stage] = Field(title="各阶段")
