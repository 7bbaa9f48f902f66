"""Data of a map.yaml made into its dataclasses, checked key by key.

The few types a form map is made of need no validation library, whose import would cost every start
more than reading all maps does.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from scoring.rulefile.document import Path


class SchemaError(ValueError):
    """An entry that does not belong; ``path`` tells where it stands."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(message)
        self.path, self.message = path, message


def built(kind: Any, value: Any, path: Path = ()) -> Any:
    """``value`` as ``kind``: a dataclass, text, yes or no, or tuples, mappings and choices of them.

    >>> built(tuple[str, ...], ["得分", "自评得分"])
    ('得分', '自评得分')
    """
    if is_dataclass(kind):
        return _record(kind, value, path)
    options = get_args(kind)
    if type(None) in options:
        return None if value is None else built(options[0], value, path)
    origin = get_origin(kind)
    if origin is Literal:
        return _choice(options, value, path)
    if origin is tuple:
        _expect(isinstance(value, list), path, "应当是列表")
        return tuple(built(options[0], each, (*path, place)) for place, each in enumerate(value))
    if origin is Mapping:
        _expect(isinstance(value, dict), path, "应当是一组“键: 值”")
        return {built(options[0], key, (*path, key)): built(options[1], each, (*path, key))
                for key, each in value.items()}
    _expect(isinstance(value, kind), path, "应当是文字" if kind is str else "应当是 true 或 false")
    return value


def _record(kind: Any, value: Any, path: Path) -> Any:
    _expect(isinstance(value, dict), path, "应当是一组“键: 值”")
    types = _types(kind)
    for key in value:
        if key not in types:
            raise SchemaError((*path, key), f"不认识“{key}”{_nearest(key, tuple(types))}")
    for each in fields(kind):
        if each.name not in value and each.default is MISSING and each.default_factory is MISSING:
            raise SchemaError(path, f"缺少“{each.name}”")
    return kind(**{key: built(types[key], each, (*path, key)) for key, each in value.items()})


def _choice(options: tuple[str, ...], value: Any, path: Path) -> Any:
    if value not in options:
        raise SchemaError(path, f"不能是“{value}”{_nearest(str(value), options)}")
    return value


def _expect(right: bool, path: Path, message: str) -> None:
    if not right:
        raise SchemaError(path, f"“{path[-1] if path else '文件'}”{message}")


def _nearest(word: str, allowed: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(word, allowed, n=1)
    hint = f"，是否想写“{near[0]}”？" if near else "。"
    return f"{hint}可用：{'、'.join(allowed)}"


@cache
def _types(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
