"""起草评分办法: from an official form, its own indicators with the rules that it prints, as rows of the
workbook 评分办法.xlsx; beside last year's workbook, with what a person did there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from addin.books.book import Readable
from addin.desk.choice import NATIONAL
from addin.desk.draft_head import forms_of, head_of, unread_notes, with_the_rest
from addin.errors import UserError
from addin.forms.printed import printed_rows, without_levels
from addin.library.library import Library
from addin.library.rulebook import sheets_of
from scoring.clauses.drafted import Drafted, Printed, drafted, ruleset
from scoring.clauses.normal import normal
from scoring.rulefile.schema import validated
from scoring.rulefile.workbook.load import told
from scoring.rulefile.workbook.method import ITEM, SAID
from scoring.rulefile.workbook.read_rules import groups, levels_of
from scoring.rulefile.workbook.tables import (
    CLAUSE,
    FUNDS_ROW,
    INPUT_COLUMNS,
    INPUTS,
    LEVELS,
    METHOD,
    PART,
    RULE,
    RULE_COLUMNS,
    RULES,
    WORTH,
    Cells,
    Line,
    Sheet,
)
from scoring.rules.ruleset import Ruleset
from scoring.values.amounts import read as number_of

_OF_THE_HEAD = ("地区", "年度")
Marked = tuple[str, int, str]
"""A cell: its sheet, its row's place among the sheet's rows, its column."""
State = Literal["未变", "条款改了", "分值改了", "新增", "没有了"]


@dataclass(frozen=True, slots=True)
class Compared:
    """One indicator against last year's workbook."""

    name: str
    state: State
    before: str = ""
    now: str = ""
    rule: str = ""
    """What stood under 得分规定 last year."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The sheets, which cells a person must look at, and what became of the rows."""

    title: str
    tables: Mapping[str, Sequence[Cells]]
    marked: Sequence[Marked]
    rows: Sequence[Drafted]
    compared: Sequence[Compared] = ()
    notes: Sequence[str] = ()
    """What stands under the form and was not understood."""

    @property
    def read(self) -> int:
        return sum(row.read for row in self.rows)

    @property
    def unread(self) -> Sequence[str]:
        """Indicators whose printed clause was not read."""
        return [row.entry["path"][-1] for row in self.rows if row.reading and not row.read]

    @property
    def silent(self) -> Sequence[str]:
        """Indicators for which the form prints no clause."""
        return [row.entry["path"][-1] for row in self.rows if row.reading is None]


def draft(book: Readable, document: str, library: Library,
          last: Readable | None = None) -> Draft:
    """``document`` is the form's file name. UserError where the form prints no rules."""
    printed = [Printed(row.path, row.weight, row.clause, row.explanation, row.cell, row.shared,
                       row.target)
               for row in printed_rows(book)]
    if not printed:
        seen = "；".join(without_levels(book)) or "没有找到印着评分标准的指标表"
        raise UserError(f"{seen}：表头须有“一级指标”（或“指标名称”）和“评分标准”"
                        "（或“计分标准”“评分细则”等）两栏，叫法不同的请先改表头再起草")
    rows = [drafted(each) for each in printed]
    forms = forms_of(book)
    head = head_of(book, forms, document)
    made = validated(ruleset(head, document.rpartition(".")[0], rows), Ruleset)
    if len(forms) == 1:
        made = with_the_rest(made, forms[0], library.find(NATIONAL))
    tables = {**told(made)}
    whole = Draft(made.title, tables, _unsure(tables[METHOD]), rows,
                  notes=[said for form in forms for said in unread_notes(form)])
    if last is not None:
        return _since(whole, sheets_of(last))
    return replace(whole, marked=[*whole.marked, *_to_look_at(whole)])


def _unsure(cells: Sequence[Cells]) -> list[Marked]:
    """What the form leaves in doubt, or does not print, of the place and the year."""
    return [(METHOD, place, SAID) for place, row in enumerate(cells)
            if row[ITEM] in _OF_THE_HEAD and not row.get(SAID)]


def _to_look_at(now: Draft) -> list[Marked]:
    """The rule of every indicator that was not read, and of the funds table, which has none."""
    place, found = 0, list[Marked]()
    for _, read, group in _with_paths(now):
        found += [] if read else [(RULES, place, RULE)]
        place += len(group)
    return found


def _with_paths(now: Draft) -> Iterator[tuple[tuple[str, ...], bool, list[Cells]]]:
    """The rows of each indicator and of the funds table: its path, and whether it was read."""
    rows = iter(now.rows)
    for group in _grouped(now.tables[RULES]):
        if group[0].get(LEVELS[0]) == FUNDS_ROW:
            yield (FUNDS_ROW,), False, group
        else:
            row = next(rows)
            yield tuple(row.entry["path"]), row.read, group


def _since(now: Draft, last: Mapping[str, Sheet]) -> Draft:
    """What stands in last year's rows is kept where clause and weight are what they were."""
    if RULES not in last:
        raise UserError(f"上年的工作簿里没有“{RULES}”这张表")
    before = _last_rows(last[RULES])
    compared, kept, marked = list[Compared](), list[Cells](), [*now.marked]
    for path, read, group in _with_paths(now):
        old = before.pop(path, None)
        state = _state(old, group)
        compared.append(Compared(" / ".join(path), state, old[0][CLAUSE] if old else "",
                                 group[0].get(CLAUSE, ""), old[0][RULE] if old else ""))
        if state == "未变" and old:
            kept += [_again(line, group[0]) for line in old]
            continue
        marked += [(RULES, len(kept), column) for column in (CLAUSE, RULE)[:1 if read else 2]]
        kept += group
    compared += [Compared(" / ".join(path), "没有了", old[0][CLAUSE], "", old[0][RULE])
                 for path, old in before.items()]
    tables = {**now.tables, RULES: kept, INPUTS: _inputs(now.tables[INPUTS], last.get(INPUTS))}
    return replace(now, tables=tables, marked=marked, compared=compared)


def _last_rows(sheet: Sheet) -> dict[tuple[str, ...], list[Line]]:
    above: dict[str, str] = {}
    return {tuple(levels_of(group[0], above)): group for group in groups(sheet.lines)}


def _grouped(rows: Iterable[Cells]) -> list[list[Cells]]:
    made: list[list[Cells]] = []
    for row in rows:
        if row.get(PART) and made:
            made[-1].append(row)
        else:
            made.append([row])
    return made


def _state(old: Sequence[Line] | None, group: Sequence[Cells]) -> State:
    if not old:
        return "新增"
    if normal(old[0][CLAUSE]).text.strip() != normal(group[0].get(CLAUSE, "")).text.strip():
        return "条款改了"
    return "未变" if _same_worth(old[0][WORTH], group[0].get(WORTH, "")) else "分值改了"


def _same_worth(one: str, other: str) -> bool:
    try:
        return number_of(one.removesuffix("分")) == number_of(other.removesuffix("分"))
    except ValueError:
        return one.strip() == other.strip()


def _again(line: Line, now: Cells) -> Cells:
    """Last year's row as a person left it, with this year's levels."""
    levels = {} if line[PART] else {level: now.get(level, "") for level in LEVELS}
    return {**{column: line.texts.get(column, "") for column in RULE_COLUMNS}, **levels}


def _inputs(now: Sequence[Cells], last: Sheet | None) -> list[Cells]:
    """This year's figures, described as they were; those of the rows that were kept too."""
    name = INPUT_COLUMNS[0]
    before: dict[str, Cells] = {
        line[name]: {column: line.texts.get(column, "") for column in INPUT_COLUMNS}
        for line in (last.lines if last else ()) if line[name]}
    return [*before.values(), *(row for row in now if row.get(name, "") not in before)]
