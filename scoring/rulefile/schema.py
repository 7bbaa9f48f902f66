"""The door of the models: pydantic validates data; its errors become Chinese sentences."""

from __future__ import annotations

import difflib
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from scoring.rulefile.described import described
from scoring.rulefile.mistakes import Path, Problem, Problems
from scoring.rules.rule import KIND_NAMES, KINDS
from scoring.rules.ruleset import Ruleset
from scoring.rules.scales.base import ByKind

Made = TypeVar("Made")


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    return TypeAdapter(model)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a rule file, for editors."""
    return described(_adapter(Ruleset).json_schema())


def validated(data: Any, model: type[Made]) -> Made:
    """The data as the model; raises Problems with every mistake and the place it stands in."""
    try:
        made: Made = _adapter(cast(Any, model)).validate_python(_with_kinds(data))
    except ValidationError as error:
        raise Problems(_problem(dict(each), model) for each in error.errors()) from None
    return made


_KINDS_BY_NAME = {name: kind for kind, name in KIND_NAMES.items()}


def _with_kinds(data: Any) -> Any:
    """The data with kinds under the names that the program knows: 分档计分 is ladder."""
    if isinstance(data, dict):
        made = {key: _with_kinds(value) for key, value in data.items()}
        if isinstance(kind := made.get("kind"), str):
            made["kind"] = _KINDS_BY_NAME.get(kind, kind)
        return made
    return [_with_kinds(each) for each in data] if isinstance(data, list) else data


def _problem(error: dict[str, Any], model: Any) -> Problem:
    path, holder = _place(error["loc"], model)
    return path, _sentence(error, str(path[-1]) if path else "", holder)


def _sentence(error: dict[str, Any], last: str, holder: Any) -> str:
    kind = error["type"]
    match kind:
        case "unexpected_keyword_argument" | "extra_forbidden":
            if error["input"] is None and not last.isascii():
                return f"“{last}”像是前一句的后半句：花括号里的半角逗号把文字断开了，整句要加引号"
            return f"不认识“{last}”{_nearest(last, _keys(holder))}"
        case "missing" | "missing_argument" | "missing_keyword_only_argument":
            return f"缺少“{last}”"
        case "union_tag_invalid":
            tag = str(error["ctx"]["tag"])
            return f"没有“{tag}”这种计分方式{_nearest(tag, list(KINDS))}"
        case "union_tag_not_found":
            return f"rule 须写 kind，可用：{'、'.join(KINDS)}"
        case "literal_error" if error["loc"][-1] == _KEY:
            return f"不认识“{last}”{_nearest(last, _choices(error))}"
        case "literal_error":
            said = str(error["input"])
            return f"“{last}”不能是“{said}”{_nearest(said, _choices(error))}"
        case "not_read":
            return f"“{last}”{error['msg']}"
        case "tuple_type" | "list_type" if isinstance(error["input"], dict):
            return f"“{last or '文件'}”应当是列表：每一项前面加“- ”"
        case _:
            wanted = _WANTED.get(kind, f"是别的写法（{error['msg']}）")
            return f"“{last or '文件'}”应当{wanted}"


def _choices(error: dict[str, Any]) -> list[str]:
    """The words that pydantic names as allowed: 'a', 'b' or 'c'."""
    return str(error["ctx"]["expected"]).replace("'", "").replace(" or ", ", ").split(", ")


_KEY = "[key]"
"""What pydantic calls the key of an entry, behind the key itself."""
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


def _place(location: tuple[Any, ...], model: Any) -> tuple[Path, Any]:
    """The place in the file that pydantic names, and the type of the entry that holds it."""
    path: Path = ()
    holder, kind = None, model
    for step in location:
        kind = _plain(kind)
        if _is_rule(kind):
            kind = KINDS.get(str(step))  # pydantic names the kind, which is no entry of the file
        elif step != _KEY:
            path, holder, kind = (*path, step), kind, _below(kind, step)
    return path, holder


def _plain(kind: Any) -> Any:
    """A type without its «| None» and without what only pydantic reads."""
    if get_origin(kind) in (Union, UnionType):
        kind = next(each for each in get_args(kind) if each is not NoneType)
    return get_args(kind)[0] if get_origin(kind) is Annotated and not _is_rule(kind) else kind


def _is_rule(kind: Any) -> bool:
    marks = get_args(kind)[1:] if get_origin(kind) is Annotated else ()
    return any(isinstance(each, ByKind) for each in marks)


def _below(kind: Any, step: Any) -> Any:
    """The type of an entry: of a field, of an item of a list, of the value under a key."""
    if step in (types := _types(kind)):
        return types[step]
    inner = get_args(kind)
    return (inner[0] if get_origin(kind) is tuple else inner[-1]) if inner else None


def _keys(holder: Any) -> list[str]:
    found = fields(holder) if is_dataclass(holder) else ()
    return [each.name for each in found if each.name != "sha256"]


@cache
def _types(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True) if is_dataclass(kind) else {}
