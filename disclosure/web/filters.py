"""Filter bars: choices for GET parameters, and chips that take one condition away again."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict


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


def bar(fields: Iterable[Field], parameters: QueryDict, *, kept: tuple[str, ...] = ()) -> dict:
    """Arguments of the component ``filter_bar``; ``kept`` are parameters of the page that the bar must carry along."""
    fields = [field for field in fields if field.options]
    hidden = [{"name": name, "value": parameters[name]} for name in kept if parameters.get(name)]
    set_by_reader = {field.name: value for field in fields if (value := field.chosen(parameters))}
    always = [(row["name"], row["value"]) for row in hidden]
    return {
        "fields": [shown(field, set_by_reader.get(field.name, "")) for field in fields],
        "hidden": hidden,
        "reset_url": "?" + urlencode(always) if set_by_reader else "",
        "chosen": [chip(field, set_by_reader, always) for field in fields if field.name in set_by_reader],
    }


def shown(field: Field, value: str) -> dict:
    options = [("", field.everything), *field.options]
    return {
        "name": field.name,
        "label": field.label,
        "options": [{"value": each, "label": label, "is_selected": each == value} for each, label in options],
    }


def chip(field: Field, set_by_reader: dict, always: list) -> dict:
    rest = [*always, *((name, value) for name, value in set_by_reader.items() if name != field.name)]
    label = dict(field.options)[set_by_reader[field.name]]
    return {"label": f"{field.label}：{label}", "remove_url": "?" + urlencode(rest)}
