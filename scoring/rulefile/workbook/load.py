"""Sheets in, a checked Ruleset out, or every mistake with its cell; and a Ruleset as sheets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scoring.rulefile.load import Also, Lookup, checked
from scoring.rulefile.mistakes import Mistake, Path, RulesetError
from scoring.rulefile.workbook import inputs, method, read_method, read_rules, rules
from scoring.rulefile.workbook.read_rules import Found
from scoring.rulefile.workbook.tables import (
    CLAUSE,
    CONDITIONS,
    EXAMPLES,
    FIGURES,
    INPUTS,
    KIND,
    METHOD,
    OTHER_ROWS,
    READING,
    RULE,
    RULES,
    TARGET,
    WORTH,
    Cells,
    Place,
    Sheet,
)
from scoring.rules.ruleset import Ruleset


@dataclass(frozen=True)
class Workbook:
    """What the sheets say as data, and the cell of every entry."""

    data: Mapping[str, object]
    places: Mapping[Path, Place] = field(default_factory=dict)

    def mistake(self, source: str, path: Path, indicator: str, said: str) -> Mistake:
        while path and path not in self.places:
            path = path[:-1]
        place = self.places.get(path, Place(METHOD, "A1"))
        return Mistake(source, 0, indicator, in_words(said), place.sheet, place.cell)


_WORDS = {**{key: item for item, key in method.PLAIN.items()}, "path": "一级、二级、三级",
          "weight": WORTH, "rule": RULE, "clause": CLAUSE, "conditions": CONDITIONS,
          "examples": EXAMPLES, "kind": KIND, "reading": READING, "points": WORTH, "share": WORTH,
          "worth": RULE, "step": "每…", "beyond": TARGET, "target": TARGET, "measure": FIGURES,
          "inputs": INPUTS, "source": "依据文件",
          "indicators": RULES, "defaults": OTHER_ROWS}
_KEY = re.compile(rf"“?(?<![\w])({'|'.join(_WORDS)})(?![A-Za-z_])”?(?:（[^（）]*）)?")


def in_words(said: str) -> str:
    """What is wrong, with the names of columns instead of the keys of a rule file."""
    return _KEY.sub(lambda found: f"“{_WORDS[found[1]]}”", said)


def load_sheets(sheets: Mapping[str, Sheet], content: bytes, source: str, ruleset_id: str,
                lookup: Lookup | None = None,
                also: Also = lambda own, whole: ()) -> Ruleset:
    """Read and check the sheets of one workbook, whose bytes are ``content``; else RulesetError.
    ``ruleset_id`` is its 编号 where the sheet 办法 leaves that empty."""
    found = Found()
    wrong = [Mistake(source, 0, "", f"没有“{name}”这张表", name, "A1")
             for name in (RULES, METHOD) if name not in sheets]
    for sheet in sheets.values():
        wrong += [Mistake(source, 0, "", f"缺少“{column}”一栏", sheet.name, "A1")
                  for column in sheet.lacks]
    if wrong:
        raise RulesetError(wrong)
    read_method.read(sheets[METHOD].lines, found)
    found.data.setdefault("id", ruleset_id)
    if INPUTS in sheets:
        inputs.read(sheets[INPUTS].lines, found)
    read_rules.read(sheets[RULES].lines, found)
    wrong = [Mistake(source, 0, name, said, place.sheet, place.cell)
             for place, name, said in found.mistakes]
    try:
        ruleset = checked(Workbook(found.data, found.places), source, content, lookup, also)
    except RulesetError as error:
        raise RulesetError([*wrong, *error.mistakes]) from None
    if wrong:
        raise RulesetError(wrong)
    return ruleset


def told(ruleset: Ruleset) -> dict[str, Sequence[Cells]]:
    """The rows of every sheet. CannotTellError names what the sheets cannot say."""
    return {RULES: rules.rows(ruleset), INPUTS: inputs.rows(ruleset), METHOD: method.rows(ruleset)}
