"""提纲: what a report asks of the clerk, and which words it reuses; a folder of templates/reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from importlib.resources.abc import Traversable
from typing import Any, Literal

from addin.errors import UserError
from addin.library.schema import SchemaError, built
from scoring.rulefile.document import DocumentError, parse_document
from scoring.rules.door import entry

OUTLINE, TEMPLATE, PHRASES = "outline.yaml", "report.docx", "phrases.yaml"
"""The files of an outline's folder; the phrases beside the folders serve every outline."""
DEFAULT = "national"
"""The outline of a ruleset that names none."""
SUMMARY = "summary"
"""The one-paragraph report; it asks for the same as the outline it is made beside."""


@entry
class Part:
    """One thing that only the clerk knows. ``key`` is its name in the template; ``field`` are the
    form's fields in which it may already stand; an amount has a ``unit``."""

    key: str
    prompt: str
    chapter: str = ""
    kind: Literal["文字", "金额"] = "文字"
    unit: str = ""
    field: tuple[str, ...] = ()
    optional: bool = False


@entry
class Outline:
    """``columns`` are columns of the form that the report quotes, by the texts of their headers.
    ``sections`` are fields of the form into which the report itself is written: what stands there
    then, in the words of the templates."""

    name: str
    parts: tuple[Part, ...]
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    phrases: Mapping[str, str] = field(default_factory=dict)


def read_outline(file: Traversable, shared: Traversable) -> Outline:
    """The outline in a file, with the ``shared`` phrases where it has none of its own.

    Raises UserError with file and line.
    """
    outline: Outline = _read(file, Outline)
    phrases: Mapping[str, str] = _read(shared, Mapping[str, str])
    _check(outline, file)
    return replace(outline, phrases={**phrases, **outline.phrases})


def _check(outline: Outline, file: Traversable) -> None:
    seen: set[str] = set()
    for part in outline.parts:
        if part.key in seen or not part.key.isidentifier():
            why = "重复了" if part.key in seen else "不能作名称，只能用汉字、字母、数字和下划线"
            raise UserError(f"报告提纲 {file}：“{part.key}”{why}")
        seen.add(part.key)


def _read(file: Traversable, kind: Any) -> Any:
    try:
        document = parse_document(file.read_bytes())
        return built(kind, document.data)
    except DocumentError as error:
        raise UserError(f"报告提纲 {file} 第{error.line}行：{error.message}") from None
    except SchemaError as error:
        raise UserError(f"报告提纲 {file} 第{document.line(error.path)}行：{error.message}") from None
