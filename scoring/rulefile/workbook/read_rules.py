"""Rows of the sheet 评分办法 as the data of a rule file, with the cell behind every entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeVar

from scoring.clauses.strict import conditions, rule
from scoring.clauses.strict.words import Data, NotUnderstoodError
from scoring.rulefile.mistakes import Path
from scoring.rulefile.workbook import examples
from scoring.rulefile.workbook.rules import INFERRED
from scoring.rulefile.workbook.tables import (
    CHECKED,
    CLAUSE,
    CONDITIONS,
    EXAMPLES,
    FIGURES,
    FUNDS_ROW,
    KIND,
    LEVELS,
    NESTED,
    OTHER_ROWS,
    PART,
    PLACE,
    READING,
    RULE,
    TAKEN_OVER,
    TARGET,
    WORTH,
    Line,
    Place,
)
from scoring.rules.clause import is_verified
from scoring.rules.rule import KIND_NAMES
from scoring.values.amounts import read as number_of

Made = TypeVar("Made")
UNREAD: Data = {"kind": "judged"}
"""Stands for a rule that was not understood until all mistakes of the workbook are told."""


@dataclass
class Found:
    """What the rows say so far: data, where it stands, and what was not understood."""

    data: Data = field(default_factory=dict)
    places: dict[Path, Place] = field(default_factory=dict)
    mistakes: list[tuple[Place, str, str]] = field(default_factory=list)
    """Place, indicator and message."""


def read(lines: Sequence[Line], found: Found) -> None:
    """Enter the rows into what was found. Empty rows and levels left blank below others are taken
    as people mean them."""
    above: dict[str, str] = {}
    for group in groups(lines):
        head, *parts = group
        levels = levels_of(head, above)
        name, path, entry = _entry_for(head, levels, found)
        line_places(found, path, head)
        entry |= _worth(head, name, found, part=False)
        entry |= _ruled(head, parts, name, path, found)
        entry["clause"] = _clause(group)
        entry |= _examples(head, entry, name, found)


def line_places(found: Found, path: Path, line: Line) -> None:
    found.places |= {
        path: line.place(RULE), (*path, "path"): line.place(*LEVELS),
        (*path, "when"): line.place(LEVELS[-1]), (*path, "weight"): line.place(WORTH),
        (*path, "rule"): line.place(RULE), (*path, "rule", "kind"): line.place(KIND),
        (*path, "clause"): line.place(CLAUSE), (*path, "conditions"): line.place(CONDITIONS),
        (*path, "examples"): line.place(EXAMPLES)}


def groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Every indicator's row with the rows of its parts."""
    group: list[Line] = []
    for line in lines:
        if line.blank:
            continue
        if line[PART] and group:
            group.append(line)
            continue
        if group:
            yield group
        group = [line]
    if group:
        yield group


def levels_of(line: Line, above: dict[str, str]) -> list[str]:
    """The row's levels; a level left blank left of a deeper one is that of the row above."""
    own = [line[level] for level in LEVELS]
    deepest = max((place for place, text in enumerate(own) if text), default=-1)
    levels = [text or above.get(level, "")
              for level, text in zip(LEVELS, own, strict=True)][:deepest + 1]
    above.clear()
    above.update(zip(LEVELS, levels, strict=False))
    return [text for text in levels if text]


def _entry_for(line: Line, levels: list[str], found: Found) -> tuple[str, Path, Data]:
    """The entry of the data that the row describes, new, with its name and path."""
    first = levels[0] if levels else ""
    entry: Data = {}
    if first == FUNDS_ROW:
        if "execution" in found.data:
            found.mistakes.append((line.place(LEVELS[0]), first, "写了两次"))
        found.data["execution"] = entry
        return first, ("execution",), entry
    if first == OTHER_ROWS:
        entries = found.data.setdefault("defaults", [])
        _try(line, "其他指标", found, lambda: entry.update(_when(line[LEVELS[-1]])), LEVELS[-1])
        entries.append(entry)
        return f"第{len(entries)}条缺省规则", ("defaults", len(entries) - 1), entry
    entries = found.data.setdefault("indicators", [])
    path = [*levels[:2], *(levels[2].split(NESTED) if len(levels) > 2 else [])]
    entry["path"] = path
    entries.append(entry)
    return path[-1] if path else f"第{line.number}行", ("indicators", len(entries) - 1), entry


_WHEN = {"指标值": "target", "符号": "comparator", "上级名称含": "level"}


def _when(text: str) -> Data:
    made: Data = {}
    for each in filter(None, (part.strip() for part in re.split("[；;]", text))):
        key, _, said = each.replace(":", "：", 1).partition("：")
        if each == "没有名称":
            made["unnamed"] = True
        elif key in _WHEN and said:
            words = [word.strip() for word in said.split("、")]
            signs = str.maketrans("＞＜＝", "><=")
            made[_WHEN[key]] = [word.translate(signs) for word in words]
        else:
            raise NotUnderstoodError(f"“{each}”看不懂，可写：指标值：数量、日期、文字、空；符号：≥、＞、≤、＜、＝、无；"
                                     "上级名称含：成本；没有名称", LEVELS[-1])
    return {"when": made} if made else {}


def _try(line: Line, name: str, found: Found, read: Callable[[], Made],
         column: str) -> Made | None:
    """What is read, or None with the mistake entered at its cell."""
    try:
        return read()
    except NotUnderstoodError as error:
        found.mistakes.append((line.place(error.column or column), name, str(error)))
    except (ValueError, ZeroDivisionError) as error:
        found.mistakes.append((line.place(column), name, str(error)))
    return None


def _worth(line: Line, name: str, found: Found, *, part: bool) -> Data:
    """分值或占比: 6, 2分 are points; 50%, 1/3 are a part's share."""
    text = line[WORTH]
    if not text:
        return {}
    value = _try(line, name, found, lambda: str(number_of(text.removesuffix("分"))), WORTH)
    if value is None:
        return {}
    if not part:
        return {"weight": value}
    shared = not text.endswith("分") and ("%" in text or "％" in text or "/" in text)
    return {"share" if shared else "points": value}


def _weight(entry: Data) -> Fraction | None:
    worth = entry.get("weight", entry.get("points"))
    return None if worth is None else Fraction(worth)


def _ruled(line: Line, parts: Sequence[Line], name: str, path: Path, found: Found) -> Data:
    """Rule and conditions of an indicator or of a part; ``parts`` are the rows below it."""
    made: Data = {}
    given = _try(line, name, found, lambda: conditions.read(line[CONDITIONS]), CONDITIONS)
    if given:
        made["conditions"] = given
    if parts:
        made["rule"] = {"kind": "parts", "parts": _parts(parts, name, path, found)}
        _check_bare(line, name, found)
        return made
    words = rule.Told(line[KIND], line[FIGURES], line[TARGET], line[RULE])
    weight = _weight(_worth(line, name, Found(), part=False))
    made["rule"] = _try(line, name, found, lambda: rule.read(words, weight, name), RULE) or UNREAD
    return made


def _check_bare(line: Line, name: str, found: Found) -> None:
    """An indicator with parts has no rule beside them."""
    if line[KIND] not in ("", KIND_NAMES["parts"]):
        found.mistakes.append((line.place(KIND), name, f"下面写了各部分，这里应写“{KIND_NAMES['parts']}”"))
    for column in (FIGURES, TARGET, RULE):
        if line[column]:
            found.mistakes.append((line.place(column), name, "下面写了各部分，这一格须空着"))


def _parts(lines: Sequence[Line], name: str, path: Path, found: Found,
           above: tuple[str, ...] = ()) -> list[Data]:
    """The parts of one level; the rows of a part's own parts stand below it."""
    made: list[Data] = []
    groups: list[list[Line]] = []
    for line in lines:
        names = _split(line)
        if len(names) == len(above) + 1 and names[:-1] == above:
            groups.append([line])
        elif groups and names[:len(above) + 1] == _split(groups[-1][0]):
            groups[-1].append(line)
        else:
            said = f"部分“{line[PART]}”的上一级不在它上面"
            found.mistakes.append((line.place(PART), name, said))
    for place, (head, *below) in enumerate(groups):
        own = _split(head)
        where = (*path, "rule", "parts", place)
        found.places |= {where: head.place(RULE), (*where, "points"): head.place(WORTH),
                         (*where, "share"): head.place(WORTH)}
        title = own[-1]
        part: Data = {} if title == f"（{place + 1}）" else {"name": title}
        part |= _worth(head, name, found, part=True)
        part |= _part_ruled(head, below, name, where, found, own, _weight(part))
        part |= {"reading": head[READING]} if head[READING] else {}
        made.append(part | _examples(head, part, name, found))
    return made


def _part_ruled(line: Line, below: Sequence[Line], name: str, path: Path, found: Found,
                own: tuple[str, ...], weight: Fraction | None) -> Data:
    if not below:
        words = rule.Told(line[KIND], line[FIGURES], line[TARGET], line[RULE])
        read_ = _try(line, name, found, lambda: rule.read(words, weight, own[-1]), RULE)
        made: Data = {"rule": read_ or UNREAD}
    else:
        _check_bare(line, name, found)
        made = {"rule": {"kind": "parts", "parts": _parts(below, name, path, found, own)}}
    given = _try(line, name, found, lambda: conditions.read(line[CONDITIONS]), CONDITIONS)
    return {**made, "conditions": given} if given else made


def _split(line: Line) -> tuple[str, ...]:
    return tuple(each.strip() for each in line[PART].split(NESTED.strip()))


def _clause(group: Sequence[Line]) -> Data:
    """The clause of an indicator; it is checked where every row of it is."""
    head = group[0]
    reading, mark, inferred = head[READING].partition(INFERRED)
    made: Data = {"text": head.texts.get(CLAUSE, "").strip(), "place": head[PLACE],
                  "reading": reading.strip(), "inferred": inferred.strip() if mark else ""}
    checks = [line[CHECKED] for line in group]
    checked = next((each for each in checks if not is_verified(each)), checks[0])
    return made if checked == TAKEN_OVER else {**made, "checked": checked}


def _examples(line: Line, entry: Data, name: str, found: Found) -> dict[str, Any]:
    """The worked examples; of a rule that was not understood they would only fail."""
    if entry["rule"] is UNREAD:
        return {}
    read_ = _try(line, name, found, lambda: examples.read(line[EXAMPLES]), EXAMPLES)
    return {"examples": read_} if read_ else {}
