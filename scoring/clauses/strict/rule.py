"""A whole rule in strict words, and strict words as a rule: by kind, and by the reader of clauses
where a person wrote a clause instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from scoring.clauses.read import read as read_clause
from scoring.clauses.strict import (
    bands,
    checklist,
    figures,
    judged,
    ladder,
    per_unit,
    proportional,
    tally,
)
from scoring.clauses.strict.words import (
    CannotTellError,
    Columns,
    Data,
    NotUnderstoodError,
    lines,
    on_one_line,
)
from scoring.rules.rule import KIND_NAMES
from scoring.rules.scales.base import Scale
from scoring.rules.scales.each import Each
from scoring.rules.scales.parts import Parts

_KINDS: dict[str, Any] = {"ladder": ladder, "proportional": proportional, "per_unit": per_unit,
                          "checklist": checklist, "bands": bands, "tally": tally, "judged": judged}
_BY_NAME = {name: kind for kind, name in KIND_NAMES.items()}
EACH = re.compile(r"(?:“(?P<rows>.+)”逐行|各要点)分值相等，各按“(?P<kind>.+)”：")
OTHERWISE = re.compile(r"指标值不是数量的，按“(?P<kind>.+)”：")


@dataclass(frozen=True, slots=True)
class Told:
    """A rule as a row of the workbook 评分办法 says it."""

    kind: str
    figures: str = ""
    target: str = ""
    said: str = ""


def told(rule: Scale) -> Told:
    """CannotTellError where a rule holds what no words are for. Parts are rows of their own."""
    kind = KIND_NAMES[rule.kind]
    shown = figures.told(figures.figures(rule))
    if isinstance(rule, Parts):
        return Told(kind) if rule.each is None else Told(kind, shown, *_each(rule.each))
    return Told(kind, shown, _target(rule), _said(rule))


def _said(rule: Scale) -> str:
    made: str = _KINDS[rule.kind].told(rule)
    return made


def _target(rule: Scale) -> str:
    of: Callable[[Scale], str] | None = getattr(_KINDS[rule.kind], "target", None)
    return of(rule) if of else ""


def _each(each: Each) -> tuple[str, str]:
    """The column 目标值或起算点, and the text: the key points, then the rule that each follows."""
    inner = [each.rule, *([each.otherwise] if each.otherwise else [])]
    if any(isinstance(rule, Parts) for rule in inner):
        raise CannotTellError("逐项重复的规则里又有组合")
    points = [f"{place}.{item}" for place, item in enumerate(checklist.items(each.items), 1)]
    what = f"“{on_one_line(each.rows, '”')}”逐行" if each.rows else "各要点"
    said = [*points, f"{what}分值相等，各按“{KIND_NAMES[each.rule.kind]}”：", _said(each.rule)]
    if each.otherwise is not None:
        said += [f"指标值不是数量的，按“{KIND_NAMES[each.otherwise.kind]}”：", _said(each.otherwise)]
        if figures.figures(each.rule) and figures.figures(each.otherwise):
            raise CannotTellError("两种规则各用一个数")
    return _target(each.rule), "\n".join(said)


def read(words: Told, weight: Fraction | None, name: str) -> Data:
    """The rule as a rule file writes it. NotUnderstoodError names what is wrong and the column.

    A text that is not in the strict form is given to the reader of clauses, and its rule is taken
    where it is of the kind that stands in the row and nothing in it is doubtful.
    """
    kind = _BY_NAME.get(words.kind.strip()) or (words.kind.strip() if words.kind.strip() in _KINDS
                                                else "")
    if not kind:
        raise NotUnderstoodError(f"没有“{words.kind}”这种计分方式，可用：{'、'.join(_BY_NAME)}", "计分方式")
    columns = Columns(figures.read(words.figures), words.target)
    try:
        return _strict(kind, words.said, columns)
    except NotUnderstoodError as error:
        for other in (_closer(kind, words.said, columns), _by_clause(kind, words, weight, name)):
            if other is not None:
                return other
        raise error


def _closer(kind: str, text: str, columns: Columns) -> Data | None:
    """The text without the blanks that people put between words and numbers."""
    closed = Columns({_closed(name): figure for name, figure in columns.figures.items()},
                     _closed(columns.target))
    try:
        return _strict(kind, "\n".join(map(_closed, text.splitlines())), closed)
    except NotUnderstoodError:
        return None


def _closed(text: str) -> str:
    return re.sub(r"[^\S\n]", "", text)


def _strict(kind: str, text: str, columns: Columns) -> Data:
    if kind == "parts":
        return {"kind": "parts", "each": _each_read(text, columns)}
    made: Data = _KINDS[kind].read(text, columns)
    return made


def _each_read(text: str, columns: Columns) -> Data:
    found = lines(text)
    heads = [place for place, line in enumerate(found) if EACH.fullmatch(f"{line.rstrip('：:')}：")]
    if len(heads) != 1:
        raise NotUnderstoodError("组合的各部分须各写一行（“部分”一栏）；逐项重复的，写：各要点分值相等，各按“定性分档”：")
    head = EACH.fullmatch(f"{found[heads[0]].rstrip('：:')}：")
    made: Data = {}
    if found[:heads[0]]:
        made["items"], rest = checklist.numbered(found[:heads[0]])
        if rest:
            raise NotUnderstoodError(f"“{rest[0]}”看不懂")
    body = found[heads[0] + 1:]
    other = next((place for place, line in enumerate(body)
                  if OTHERWISE.fullmatch(f"{line.rstrip('：:')}：")), len(body))
    if head is not None:
        made |= {"rows": head["rows"]} if head["rows"] else {}
        made["rule"] = _inner(head["kind"], body[:other], columns)
    if other < len(body) and (also := OTHERWISE.fullmatch(f"{body[other].rstrip('：:')}：")):
        figured = "measure" in made["rule"] or "counts" in made["rule"]
        own = Columns() if figured else columns
        made["otherwise"] = _inner(also["kind"], body[other + 1:], own)
    return made


def _inner(kind: str, body: list[str], columns: Columns) -> Data:
    if kind not in _BY_NAME or kind == KIND_NAMES["parts"]:
        raise NotUnderstoodError(f"没有“{kind}”这种计分方式")
    bare = kind in (KIND_NAMES["bands"], KIND_NAMES["checklist"], KIND_NAMES["judged"])
    return _strict(_BY_NAME[kind], "\n".join(body), Columns() if bare else columns)


def _by_clause(kind: str, words: Told, weight: Fraction | None, name: str) -> Data | None:
    """What the reader of clauses makes of the text, where there is no doubt in it and it leaves out
    nothing that the other columns say."""
    if not words.said.strip() or words.target.strip():
        return None
    reading = read_clause(words.said, weight, name, words.figures.replace(" ", ""))
    if reading.rule is None or reading.doubts or reading.conditions or reading.rule["kind"] != kind:
        return None
    used = str(reading.rule).replace(" ", "")
    given = [figure["formula"].replace(" ", "") for figure in figures.read(words.figures).values()]
    return dict(reading.rule) if all(formula in used for formula in given) else None
