"""A YAML text as plain data with the line of every entry. Duplicate keys are refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import yaml

from scoring.rulefile.mistakes import Mistake, Path
from scoring.rulefile.typed_text import strange_indent, strange_key
from scoring.rulefile.yaml_errors import explained

_MOST_TEXT = 4 << 20
_MOST_NODES = 200_000
_DEEPEST = 100
_LONGEST_NUMBER = 40
"""Characters; no amount has as many."""
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)")


@dataclass(frozen=True)
class Document:
    """Data made of dict, list, str, int, Fraction, bool and None, and the line each stands on."""

    data: Any
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """The line of the entry, or of the nearest entry above it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def mistake(self, source: str, path: Path, indicator: str, said: str) -> Mistake:
        return Mistake(source, self.line(path), indicator, said)


class DocumentError(ValueError):
    """The text is no YAML we take; ``line`` says where."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message, self.line = message, line


def parse_document(text: str) -> Document:
    """Read YAML text. Numbers stay exact: no binary float is ever made of them."""
    if len(text) > _MOST_TEXT:
        raise DocumentError("文件太大", 1)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _check_depth(yaml.parse(text, loader))
        root = yaml.compose(text, loader)
    except yaml.YAMLError as error:
        said, line = explained(error, text)
        number, message = strange_indent(text, line) or (line, said)
        raise DocumentError(message, number) from None
    if root is None:
        raise DocumentError("文件是空的", 1)
    lines: dict[Path, int] = {}
    return Document(_value(root, (), lines), lines)


def _check_depth(events: Iterable[yaml.Event]) -> None:
    """Before anything is composed: composing calls itself for every level, in C without a limit."""
    depth = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise DocumentError("嵌套过深", event.start_mark.line + 1 if event.start_mark else 1)


def _value(node: yaml.Node, path: Path, lines: dict[Path, int]) -> Any:
    lines.setdefault(path, node.start_mark.line + 1)
    if len(lines) > _MOST_NODES:
        raise DocumentError("内容过多", node.start_mark.line + 1)
    if len(path) > _DEEPEST:
        raise DocumentError("嵌套过深", node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, place), lines) for place, item in enumerate(node.value)]
    return _scalar(node)


def _mapping(node: yaml.MappingNode, path: Path, lines: dict[Path, int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise DocumentError("键必须是文字", line)
        key = str(key_node.value)
        if said := strange_key(key):
            raise DocumentError(said, line)
        if key in found:
            raise DocumentError(f"“{key}”写了两次", line)
        lines[(*path, key)] = line
        found[key] = _value(value_node, (*path, key), lines)
    return found


def _scalar(node: yaml.Node) -> Any:
    text = str(node.value)
    match node.tag.rpartition(":")[2]:
        case "null":
            return None
        case "bool":
            return text.lower() in ("true", "yes", "on")
        case "int" | "float" if len(text) > _LONGEST_NUMBER:
            raise DocumentError("数字太长", node.start_mark.line + 1)
        case "int" if _INTEGER.fullmatch(text):
            return int(text)
        case "float" if _DECIMAL.fullmatch(text):
            return Fraction(text)
        case _:
            return text
