"""YAML as people write it: every word stays the word that stands there, and every place knows its line.

``on`` is a word and no truth value, 4.10 is no number: what a value means, says the field that asks for it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

# Keys and positions, as pydantic names a place.
Place = tuple[str | int, ...]
NULL = "tag:yaml.org,2002:null"
# What nobody writes by hand: a file that is longer, or nested deeper.
LONGEST, DEEPEST = 500_000, 30
# Neither a page nor a database takes them.
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class WrittenError(Exception):
    """What is written cannot be read or meant; ``line`` counts from 1, None where it is about the whole."""

    def __init__(self, message: str, line: int | None = None):
        self.message, self.line = message, line
        super().__init__(f"第{line}行：{message}" if line else message)


class Words(yaml.SafeLoader):
    """Only an empty place, ``~`` and ``null`` are not words. Nothing is written once and meant many times: a few lines would be
    gigabytes."""

    depth = 0

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in rows if tag == NULL]
        for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()
        line = event.start_mark.line + 1
        if getattr(event, "anchor", None):
            raise WrittenError("这里不能用 & 和 * 的写法，请把内容写全。", line)
        if self.depth >= DEEPEST:
            raise WrittenError("这里嵌套得太深。", line)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        if isinstance(node, yaml.ScalarNode) and UNREADABLE.search(node.value):
            raise WrittenError("这里有不能显示的字符。", line)
        return node


@dataclass(frozen=True)
class Document:
    """``data``: mappings, lists, texts and None. ``lines``: place → its line; of a key the line where it stands."""

    data: Any
    lines: Mapping[Place, int]

    def line_of(self, place: Place) -> int | None:
        """Of what is missing, the line of what it is missing in."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place)


def read(text: str) -> Document:
    """Raises ``WrittenError``."""
    if len(text) > LONGEST:
        raise WrittenError(f"文件太长，最多{LONGEST // 10_000}万字。")
    try:
        node = yaml.compose(text, Loader=Words)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise WrittenError("这里不是YAML的写法，请检查缩进、冒号和引号。", mark.line + 1 if mark else None) from error
    except yaml.YAMLError as error:
        raise WrittenError("文件里有不能读的字符。") from error
    if node is None:
        raise WrittenError("文件是空的。")
    lines: dict[Place, int] = {}
    return Document(value_of(node, (), lines), lines)


def value_of(node: yaml.Node, place: Place, lines: dict[Place, int]) -> Any:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return mapping_of(node, place, lines)
    if isinstance(node, yaml.SequenceNode):
        return [value_of(each, (*place, number), lines) for number, each in enumerate(node.value)]
    return None if node.tag == NULL else str(node.value)


def mapping_of(node: yaml.MappingNode, place: Place, lines: dict[Place, int]) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise WrittenError("冒号前面应是一个词。", line)
        if key.value in found:
            raise WrittenError(f"“{key.value}”写了两次。", line)
        lines[*place, key.value] = line
        found[key.value] = value_of(value, (*place, key.value), lines)
    return found
