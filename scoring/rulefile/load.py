"""载入: rule text in, a checked Ruleset out, or every mistake named with file, line and indicator."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scoring.rules.ruleset import Ruleset

if TYPE_CHECKING:
    from scoring.rulefile.document import Document, Path

Lookup = Callable[[str], Ruleset]
"""Gives the ruleset that another one extends, by its id; KeyError where there is none."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong in a rule file."""

    source: str
    line: int
    indicator: str
    message: str

    def __str__(self) -> str:
        where = f"{self.source} 第{self.line}行"
        return f"{where}{f'（{self.indicator}）' if self.indicator else ''}：{self.message}"


class RulesetError(ValueError):
    """A rule file that cannot be used; ``mistakes`` are all that was found in it."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = tuple(mistakes)


def load(text: str | bytes, source: str = "<文本>", lookup: Lookup | None = None) -> Ruleset:
    """Read and check one rule file.

    ``source`` names the text in messages; ``lookup`` resolves ``extends``. Raises RulesetError.
    YAML and the validation library are imported here: who never reads a rule file never loads them.
    """
    from scoring.rulefile.check import problems_of
    from scoring.rulefile.document import DocumentError, parse_document
    from scoring.rulefile.schema import validated

    try:
        document = parse_document(text)
    except DocumentError as error:
        raise RulesetError([Mistake(source, error.line, "", error.message)]) from None
    ruleset, errors = validated(document.data)
    if ruleset is None:
        raise RulesetError([_mistake(source, document, path, said) for path, said in errors])
    sha256 = hashlib.sha256(document.text.encode()).hexdigest()
    ruleset = replace(_extended(ruleset, source, document, lookup), sha256=sha256)
    found = [_mistake(source, document, path, said) for path, said in problems_of(ruleset)]
    if found:
        raise RulesetError(found)
    return ruleset


def _extended(ruleset: Ruleset, source: str, document: Document, lookup: Lookup | None) -> Ruleset:
    if not ruleset.extends:
        return ruleset
    try:
        if lookup is None:
            raise KeyError(ruleset.extends)
        return ruleset.over(lookup(ruleset.extends))
    except KeyError as error:
        said = f"extends 的评分办法“{ruleset.extends}”找不到"
        if error.args and error.args[0] != ruleset.extends:
            said = str(error.args[0])
        raise RulesetError([_mistake(source, document, ("extends",), said)]) from None


def _mistake(source: str, document: Document, path: Path, said: str) -> Mistake:
    return Mistake(source, document.line(path), _indicator_at(document, path), said)


def _indicator_at(document: Document, path: Path) -> str:
    """The name of the indicator (or default) that a path leads into."""
    if len(path) < 2 or path[0] not in ("indicators", "defaults") or not isinstance(path[1], int):
        return "预算执行率" if path[:1] == ("execution",) else ""
    if path[0] == "defaults":
        return f"第{path[1] + 1}条缺省规则"
    written = document.data.get("indicators") or []
    entry = written[path[1]] if path[1] < len(written) else None
    names = entry.get("path") if isinstance(entry, dict) else None
    return str(names[-1]) if isinstance(names, list) and names else f"第{path[1] + 1}个指标"
