"""Components of pages as tags with named arguments: ``{% button label="保存" kind="main" %}``.

Each draws the template of its name in ``templates/components``, which sees its own arguments and nothing else and says what
they are. Where a component takes ``url``, ``to`` names a route without arguments instead: ``{% link_button label="搜一搜" to="catalog:search" %}``.
"""

import secrets
from dataclasses import dataclass
from typing import Any

from django import template
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.template.loader_tags import IncludeNode
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

ARGUMENTS = {
    "attachment_list": "attachments title",
    "bound_field": "field label",
    "breadcrumb": "crumbs",
    "button": "label kind icon name value",
    "directory": "categories",
    "due_in_words": "words state on is_provisional safe",
    "empty_state": "title text url action",
    "error_number": "number at",
    "error_summary": "form errors title",
    "filter_bar": "fields hidden action reset_url chosen",
    "heat_cell": "text level url label",
    "icon": "name",
    "line_chart": "chart",
    "link_button": "label url kind icon",
    "messages": "messages",
    "metadata_block": "rows title",
    "notice_box": "kind title text url action",
    "pager": "newer_url older_url",
    "print_button": "label",
    "search_box": "action q size hidden id label",
    "share_bar": "percent",
    "stat_sentence": "parts",
    "state_badge": "state word",
    "steps": "steps place",
    "table": "caption rows",
    "tabs": "tabs label",
    "task_card": "title url kind whose note action_label action_url state words on is_provisional safe",
    "timeline": "events",
    "trace_strip": "weeks",
    "typed_text": "rows",
    "version_list": "versions",
}
register = template.Library()
# The field that holds the token of a page which creates something.
ONCE = "once"


@dataclass(frozen=True)
class Route:
    """Resolved as an argument is: to the address of the route it names."""

    name: FilterExpression

    def resolve(self, context) -> str:
        return reverse(self.name.resolve(context))


def component(name: str, allowed: frozenset[str]):
    """The compiler of one component's tag. Raises ``TemplateSyntaxError`` for an argument the component does not have."""

    def compile_tag(parser: Parser, token: Token) -> IncludeNode:
        bits = token.split_contents()[1:]
        values: dict[str, Any] = token_kwargs(bits, parser)
        if bits or not values.keys() <= allowed:
            unknown = ", ".join([*bits, *sorted(values.keys() - allowed)])
            raise template.TemplateSyntaxError(f"{{% {name} %}} has no argument {unknown}")
        if "to" in values:
            values["url"] = Route(values.pop("to"))
        path = parser.compile_filter(f'"components/{name}.html"')
        return IncludeNode(path, extra_context=values, isolated_context=True)

    return compile_tag


for _name, _arguments in ARGUMENTS.items():
    _own = frozenset(_arguments.split())
    register.tag(_name, component(_name, _own | {"to"} if "url" in _own else _own))


@register.simple_tag
def once() -> SafeString:
    """In the form of a page that creates something: the token that ``disclosure.workflow.sent_once`` spends, another on every page."""
    return format_html('<input type="hidden" name="{}" value="{}">', ONCE, secrets.token_urlsafe(12))
