"""载入: rule text in, a checked Ruleset out, or every mistake named with file, line and indicator."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scoring.rulefile.mistakes import Mistake, Mistaken, Path, Problem, Problems, RulesetError
from scoring.rules.ruleset import Ruleset

if TYPE_CHECKING:
    from scoring.rulefile.reader import Placed

Also = Callable[[Ruleset, Ruleset], Iterable[Problem]]
"""What else is checked: of a file's own entries, and of the whole upon what it extends."""
Lookup = Callable[[str], Ruleset]
"""Gives the ruleset that another one extends, by its id; KeyError where there is none."""


def load(text: str, source: str = "<文本>", lookup: Lookup | None = None,
         also: Also = lambda own, whole: ()) -> Ruleset:
    """Read and check one rule file.

    ``source`` names the text in messages; ``lookup`` resolves ``extends``; ``also`` finds what an
    author is to be told beside what keeps the rules from being used. Raises RulesetError.
    YAML and the validation library are imported here: who never reads a rule file never loads them.
    """
    from scoring.rulefile.document import DocumentError, parse_document

    try:
        document = parse_document(text)
    except DocumentError as error:
        raise RulesetError([Mistake(source, error.line, "", error.message)]) from None
    return checked(document, source, text.encode(), lookup, also)


def checked(document: Placed, source: str, content: bytes, lookup: Lookup | None,
            also: Also = lambda own, whole: ()) -> Ruleset:
    """The data of a rule file, of YAML or of a workbook, as a checked Ruleset. ``content`` is the
    file's, for its digest."""
    from scoring.rulefile.problems import problems_of
    from scoring.rulefile.reader import made

    def completed(ruleset: Ruleset) -> Ruleset:
        whole = _extended(ruleset, lookup)
        if found := (*problems_of(whole), *also(ruleset, whole)):
            raise Problems(found)
        return replace(whole, sha256=hashlib.sha256(content).hexdigest())

    try:
        return made(document, source, Ruleset, completed, _indicator_at)
    except Mistaken as error:
        raise RulesetError(error.mistakes) from None


def _extended(ruleset: Ruleset, lookup: Lookup | None) -> Ruleset:
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
        raise Problems([(("extends",), said)]) from None


def _indicator_at(data: Any, path: Path) -> str:
    """The name of the indicator (or default) that a path leads into."""
    if len(path) < 2 or path[0] not in ("indicators", "defaults") or not isinstance(path[1], int):
        return "预算执行率" if path[:1] == ("execution",) else ""
    if path[0] == "defaults":
        return f"第{path[1] + 1}条缺省规则"
    written = data.get("indicators") or []
    entry = written[path[1]] if path[1] < len(written) else None
    names = entry.get("path") if isinstance(entry, dict) else None
    return str(names[-1]) if isinstance(names, list) and names else f"第{path[1] + 1}个指标"
