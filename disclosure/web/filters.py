"""Filter bars: choices for GET parameters, and chips that take one condition away again."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from disclosure.web.components import Link


@dataclass(frozen=True)
class Field:
    """``options``: (value, label) without the empty choice, whose label is ``everything``."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    everything: str = "全部"

    def chosen(self, parameters: QueryDict) -> str:
        """What was asked for, if it is one of the choices; nonsense in the address means no filter."""
        value = parameters.get(self.name, "")
        return value if value in dict(self.options) else ""


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_selected: bool


@dataclass(frozen=True)
class Select:
    """A field as the bar shows it."""

    name: str
    label: str
    options: list[Option]


@dataclass(frozen=True)
class FilterBar:
    """Arguments of the component ``filter_bar``. ``hidden``: (name, value); ``chosen``: links that take one away."""

    fields: list[Select]
    hidden: list[tuple[str, str]]
    reset_url: str
    chosen: list[Link]


def bar(fields: Iterable[Field], parameters: QueryDict, *, kept: Iterable[str] = ()) -> FilterBar:
    """``kept`` are parameters of the page that the bar must carry along."""
    shown = [field for field in fields if field.options]
    always = [(name, value) for name in kept if (value := parameters.get(name))]
    chosen = {field.name: value for field in shown if (value := field.chosen(parameters))}

    def chip(field: Field) -> Link:
        rest = [*always, *((name, value) for name, value in chosen.items() if name != field.name)]
        return Link(f"{field.label}：{dict(field.options)[chosen[field.name]]}", f"?{urlencode(rest)}")

    return FilterBar(
        fields=[select(field, chosen.get(field.name, "")) for field in shown],
        hidden=always,
        reset_url=f"?{urlencode(always)}" if chosen else "",
        chosen=[chip(field) for field in shown if field.name in chosen],
    )


def select(field: Field, value: str) -> Select:
    options = [("", field.everything), *field.options]
    return Select(field.name, field.label, [Option(each, label, each == value) for each, label in options])
