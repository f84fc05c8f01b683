"""The words of a scheme's catalogues: scopes, channels, categories, and what is said of the catalogue itself."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from catalog.schemes.document.values import Body, Grounded, RuleRow, ScopeWord, ShortText, Text, Words, once, one_of
from disclosure.files.written.faults import ToFill
from disclosure.files.written.values import Part
from disclosure.organizations.models.directory import Organization

Column = Literal["scope", "forms", "limit"]


def sector_of(value: str) -> str:
    """By its label: a file is read by people."""
    return one_of([(label, label) for label in Organization.Sector.labels], value)


Sector = Annotated[str, BeforeValidator(sector_of)]


class SecondStage(Grounded):
    rule: RuleRow = Field(title="党内公开以后多久")


class ScopeRow(Part):
    scope: ScopeWord = Field(title="范围")
    label: Text = Field(title="叫法")
    raw_words: Words = Field(title="目录里的写法")
    inside_first: bool = Field(False, title="先党内后党外")
    second_stage: SecondStage | None = Field(None, title="党外一段")


Scopes = Annotated[list[ScopeRow], once(lambda row: row.raw_words, "“{word}”这个词写在两种范围里。")]


class Channel(Part):
    """``portal``: what the portal itself does of it."""

    name: Annotated[Text, Field(max_length=40)] = Field(title="名称")
    raw_words: Words = Field(title="目录里的写法")
    side: Literal["inside", "outside", "both"] = Field(title="党内还是党外")
    only_scope: ScopeWord | None = Field(None, title="只用于")
    portal: Literal["site", "intranet"] | None = Field(None, title="由系统承担")
    article: str = Field("", title="条目")
    preset: bool = Field(False, title="是预设")
    preset_reason: str = Field("", title="预设的理由")


Channels = Annotated[list[Channel], once(lambda row: [row.name, *row.raw_words], "“{word}”写在两种形式里。")]


class ChannelRule(Grounded):
    number: Annotated[int, Field(ge=1)] = Field(title="序号")
    about: Text = Field(title="哪类内容")
    scope: ScopeWord | None = Field(None, title="范围")
    forms: list[Text] = Field(title="宜用的形式")


class Category(Part):
    number: Annotated[int, Field(ge=1, le=99)] = Field(title="序号")
    name: Body = Field(title="名称")
    home_for_off_catalogue: bool = Field(False, title="目录外事项放在这一类")


def one_home(rows: list[Category]) -> list[Category]:
    if sum(row.home_for_off_catalogue for row in rows) > 1:
        raise ValueError("目录外事项只能放在一类里。")
    return rows


Categories = Annotated[
    list[Category],
    once(lambda row: [row.number], "序号{word}写了两次。"),
    once(lambda row: [row.name], "“{word}”这一类写了两次。"),
    AfterValidator(one_home),
]


class Reach(Part):
    """``class``: for the organisations of these sectors below."""

    kind: Literal["own", "class"] = Field(title="管谁")
    sectors: list[Sector] = Field([], title="哪几类组织")
    article: str = Field("", title="条目")

    @model_validator(mode="after")
    def names_sectors(self) -> Self:
        if self.kind == "class" and not self.sectors:
            raise ToFill("给下级制定的目录要写管哪几类组织（sectors）。")
        return self


class Pinned(Part):
    """``cites``: a key of the register of rules; empty where the document names none (QJ-08)."""

    codes: list[Text] = Field(title="代码")
    cites: str | None = Field(None, title="规定")
    article: str = Field("", title="条目")
    sentence: str = Field("", title="原句")


class Note(Part):
    kind: Text = Field(title="种类")
    code: str | None = Field(None, title="代码")
    also: str | None = Field(None, title="另一项的代码")
    raw: str | None = Field(None, title="原来的写法")
    note: Text = Field(title="说明")


class CatalogueRow(Part):
    title: Annotated[Text, Field(max_length=200)] = Field(title="目录名称")
    applies_to: Reach = Field(title="管谁")
    filed_with: Annotated[str, Field(max_length=100)] | None = Field(None, title="报给谁备案")
    presets: list[Column] = Field([], title="预设的栏")
    presets_reason: str = Field("", title="预设的理由")
    pinned: list[Pinned] = Field([], title="锁定的事项")
    notes: list[Note] = Field([], title="对原文的说明")


class OpenQuestion(Part):
    """A word of the catalogue that the document does not define, and how a person understood it."""

    field: Column = Field(title="栏")
    word: ShortText = Field(title="写法")
    understood_as: ShortText = Field(title="含义")
    confirmed: bool = Field(False, title="已确认")
    note: str = Field("", title="说明")
