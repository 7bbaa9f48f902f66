"""Drafts from official blanks beside the rulesets that people wrote of the same forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from pydantic import TypeAdapter

from addin.books.files import open_book
from addin.desk.draft_rules import draft
from addin.library.form_map import BLANK, form_folder
from addin.library.library import Library
from scoring.rules.rule import Rule
from tests.clauses.compare import differences

RULES: TypeAdapter[Rule] = TypeAdapter(Rule)


@dataclass
class Beside:
    """What became of the rows that print a rule: ``equal`` in effect, or what differs."""

    clauses: int = 0
    read: int = 0
    equal: list[str] = field(default_factory=list)
    differs: dict[str, list[str]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)


def beside(ruleset_id: str) -> Beside:
    ruleset = Library().get(ruleset_id)
    rules = {indicator.path[-2:]: indicator for indicator in ruleset.indicators}
    by_name = {indicator.name: indicator for indicator in ruleset.indicators}
    with_blank = open_book(str(form_folder(ruleset.form) / BLANK))
    made = Beside()
    for row in draft(with_blank, "表.xlsx", Library()).rows:
        path = tuple(row.entry["path"])
        indicator = rules.get(path[-2:]) or by_name.get(path[-1])
        if row.reading is None or indicator is None:
            continue
        made.clauses += 1
        if not row.read:
            made.unread.append(path[-1])
            continue
        made.read += 1
        weight = indicator.weight or Fraction(1)
        told = [list(differences(RULES.validate_python(each), indicator.rule, weight))
                for each in row.reading.readings]
        if any(not one for one in told):
            made.equal.append(path[-1])
        else:
            made.differs[path[-1]] = told[0]
    return made
