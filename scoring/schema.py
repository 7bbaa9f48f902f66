"""The door of the model: pydantic validates rule data; its errors become Chinese sentences."""

from __future__ import annotations

import difflib
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from scoring.document import Path
from scoring.rule import KINDS
from scoring.ruleset import Ruleset


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
        return None, [(_clean(each["loc"], data), _sentence(dict(each), data)) for each in error.errors()]


def _clean(location: tuple[Any, ...], data: Any) -> Path:
    """pydantic's location without the tags of unions, which are no entries of the file."""
    path: list[str | int] = []
    for step in location:
        if isinstance(data, dict) and step in data:
            data = data[step]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        elif step in KINDS or step != location[-1]:
            continue
        path.append(step)
    return tuple(path)


def _sentence(error: dict[str, Any], data: Any) -> str:
    last = str(error["loc"][-1]) if error["loc"] else ""
    match error["type"]:
        case "unexpected_keyword_argument" | "extra_forbidden":
            return f"不认识“{last}”{_nearest(last, _keys_at(error['loc'], data))}"
        case "missing" | "missing_argument" | "missing_keyword_only_argument":
            return f"缺少“{last}”"
        case "union_tag_invalid":
            kind = str(error["ctx"]["tag"])
            return f"没有“{kind}”这种计分方式{_nearest(kind, list(KINDS))}"
        case "union_tag_not_found":
            return f"rule 须写 kind，可用：{'、'.join(KINDS)}"
        case "literal_error":
            allowed = str(error["ctx"]["expected"]).replace("'", "").replace(" or ", "、").replace(", ", "、")
            return f"“{last}”不能是“{error['input']}”，可用：{allowed}"
        case "not_read":
            return f"“{last}”{error['msg']}"
        case "string_type":
            return f"“{last}”应当是文字（数字请加引号）"
        case "tuple_type" | "list_type":
            return f"“{last}”应当是列表"
        case "mapping_type" | "dict_type" | "dataclass_type" | "dataclass_exact_type":
            return f"“{last or '文件'}”应当是一组“键: 值”"
        case _:
            return f"“{last}”不对：{error['msg']}"


def _nearest(word: str, allowed: list[str]) -> str:
    near = difflib.get_close_matches(word, allowed, n=1, cutoff=0.5)
    hint = f"，是否想写“{near[0]}”？" if near else "。"
    return f"{hint}可用：{'、'.join(allowed)}"


def _keys_at(location: tuple[Any, ...], data: Any) -> list[str]:
    """The keys allowed where the unknown key stands, found by walking the model's types."""
    kind: Any = Ruleset
    for step in location[:-1]:
        if isinstance(step, str) and step in KINDS:
            kind = KINDS[step]
        elif isinstance(step, str) and is_dataclass(kind):
            kind = _dataclass_in(_types(kind)[step]) if step in _types(kind) else kind
    return [each.name for each in fields(kind) if each.name != "sha256"] if is_dataclass(kind) else []


@cache
def _types(kind: Any) -> dict[str, Any]:
    from typing import get_type_hints

    return get_type_hints(kind)


def _dataclass_in(annotation: Any) -> Any:
    """The dataclass inside ``tuple[X, ...]``, ``X | None``, ``Mapping[str, X]``."""
    if is_dataclass(annotation):
        return annotation
    for inner in get_args(annotation):
        if found := _dataclass_in(inner):
            return found
    return None
