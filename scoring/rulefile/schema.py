"""The door of the model: pydantic validates rule data; its errors become Chinese sentences."""

from __future__ import annotations

import difflib
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

from scoring.rulefile.document import Path
from scoring.rules.rule import KINDS
from scoring.rules.ruleset import Ruleset

_RULES = ("rule", "otherwise")
"""The keys that hold a rule: in pydantic's locations the name of its kind follows them."""


@cache
def _adapter() -> TypeAdapter[Ruleset]:
    return TypeAdapter(Ruleset)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a rule file, for editors."""
    schema = _adapter().json_schema()
    schema["title"] = "评分办法"
    return schema


def validated(data: Any) -> tuple[Ruleset | None, list[tuple[Path, str]]]:
    """The ruleset, or every mistake with the path of the entry it stands in."""
    try:
        return _adapter().validate_python(data), []
    except ValidationError as error:
        return None, [(_clean(each["loc"]), _sentence(dict(each))) for each in error.errors()]


def _clean(location: tuple[Any, ...]) -> Path:
    """pydantic's location without the kinds of rules, which are no entries of the file."""
    path: list[str | int] = []
    before: Any = ""
    for step in location:
        if before not in _RULES:
            path.append(step)
        before = step if before not in _RULES else ""
    return tuple(path)


def _sentence(error: dict[str, Any]) -> str:
    kind, location = error["type"], error["loc"]
    last = str(location[-1]) if location else ""
    match kind:
        case "unexpected_keyword_argument" | "extra_forbidden":
            return f"不认识“{last}”{_nearest(last, _keys_at(location))}"
        case "missing" | "missing_argument" | "missing_keyword_only_argument":
            return f"缺少“{last}”"
        case "union_tag_invalid":
            tag = str(error["ctx"]["tag"])
            return f"没有“{tag}”这种计分方式{_nearest(tag, list(KINDS))}"
        case "union_tag_not_found":
            return f"rule 须写 kind，可用：{'、'.join(KINDS)}"
        case "literal_error":
            expected = str(error["ctx"]["expected"])
            allowed = expected.replace("'", "").replace(" or ", "、").replace(", ", "、")
            return f"“{last}”不能是“{error['input']}”，可用：{allowed}"
        case "not_read":
            return f"“{last}”{error['msg']}"
        case _:
            wanted = _WANTED.get(kind, f"是别的写法（{error['msg']}）")
            return f"“{last or '文件'}”应当{wanted}"


_MAPPING = "是一组“键: 值”"
_WANTED = {
    "string_type": "是文字（数字请加引号）", "tuple_type": "是列表", "list_type": "是列表",
    "mapping_type": _MAPPING, "dict_type": _MAPPING, "dataclass_type": _MAPPING,
    "dataclass_exact_type": _MAPPING, "int_type": "是整数", "int_from_float": "是整数",
    "int_parsing": "是整数", "bool_type": "是 true 或 false", "bool_parsing": "是 true 或 false",
}
"""What should stand there, by pydantic's name of the error."""


def _nearest(word: str, allowed: list[str]) -> str:
    near = difflib.get_close_matches(word, allowed, n=1, cutoff=0.5)
    hint = f"，是否想写“{near[0]}”？" if near else "。"
    return f"{hint}可用：{'、'.join(allowed)}"


def _keys_at(location: tuple[Any, ...]) -> list[str]:
    """The keys allowed where the unknown key stands, found by walking the model's types."""
    kind: Any = Ruleset
    before: Any = ""
    for step in location[:-1]:
        if before in _RULES:
            kind = KINDS[step]
        elif isinstance(step, str) and step in _types(kind):
            kind = _dataclass_in(_types(kind)[step])
        before = step if before not in _RULES else ""
    found = fields(kind) if is_dataclass(kind) else ()
    return [each.name for each in found if each.name != "sha256"]


@cache
def _types(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind) if is_dataclass(kind) else {}


def _dataclass_in(annotation: Any) -> Any:
    """The dataclass inside ``tuple[X, ...]``, ``X | None``, ``Mapping[str, X]``."""
    if is_dataclass(annotation):
        return annotation
    for inner in get_args(annotation):
        if found := _dataclass_in(inner):
            return found
    return None
