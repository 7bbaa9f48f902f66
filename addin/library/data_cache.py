"""YAML files as plain data, read once and kept: a start that reads a form loads no yaml."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources.abc import Traversable
from typing import Any

from addin.errors import UserError
from addin.library.ruleset_cache import Kept

_NAME = "yaml"


def yaml_data(files: Sequence[Traversable]) -> list[Any]:
    """What each of the files says, in plain data. UserError: one is no YAML, with its line."""
    texts = [file.read_bytes() for file in files]
    cache = Kept(texts)
    found = cache.load(_NAME)
    if not isinstance(found, list):
        found = [_parsed(file, text) for file, text in zip(files, texts, strict=True)]
        cache.keep(_NAME, found)
    return found


def line_of(file: Traversable, path: tuple[str | int, ...]) -> int:
    """The line on which an entry of the file stands."""
    from scoring.rulefile.document import parse_document

    return parse_document(_decoded(file, file.read_bytes())).line(path)


def _parsed(file: Traversable, text: bytes) -> Any:
    from scoring.rulefile.document import DocumentError, parse_document

    try:
        return parse_document(_decoded(file, text)).data
    except DocumentError as error:
        raise UserError(f"{file} 第{error.line}行：{error.message}") from None


def _decoded(file: Traversable, text: bytes) -> str:
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(f"{file}：不是 UTF-8 编码的文字") from None
