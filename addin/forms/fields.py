"""What a form says outside its tables: named fields, the year, the unit, splits, the grade."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from addin.books.book import shown
from addin.forms.about import about
from addin.forms.cells import entry_at, entry_seen
from addin.forms.finder import LONGEST_RAW, Found
from addin.forms.labels import labels_of, unsealed
from addin.forms.transfers import transfer_of
from addin.forms.years import in_figures, says_year
from addin.library.form_map import Place, plain_label
from scoring.filing import BLANK, About, Entry, Split
from scoring.filing.numbers import is_placeholder, number
from scoring.values.ticks import BOXES, ticked

_LONGEST_GRADE = 16
_SAYS_GRADE = re.compile(r"(?:[\u4e00-\u9fff]{0,6}(?:等[级次]|结果|结论)(?:[:：]|为))?(\S{1,3}?)(?:等|等级)?"
                         r"|[\d.]+分?[(（](\S{1,3}?)[)）]")
_UNIT = re.compile(r"单位\s*[:：]\s*(亿元|万元|千元|元)|[(（]\s*(?:单位[:：])?\s*(亿元|万元|千元|元)\s*[)）]")
_YEAR_LABEL = re.compile(r"[\u4e00-\u9fff]{0,4}(?:年度|年份):?")
_ONE_YEAR = re.compile(r"(20\d\d)\s*年?")
_YEAR_LINE = re.compile(r"(?:年度|年份)\s*:\s*(20\d\d)(?!\d)|^\W*(20\d\d)\s*年度\W*$")
_LONGEST_YEAR = 60
_LABEL_WITH_VALUE = re.compile(r"[:：]\s*\S")
_PLACE_FOR_A_YEAR = re.compile(r"[\s(（_＿]*年度[\s)）]*")


def fields_of(found: Found, told: Mapping[str, Entry]) -> dict[str, Entry]:
    """Every field that the form has, filled in or not: those of its map, or else those ``told`` by
    the words of their labels."""
    fields = {name: unsealed(entry) for name, place in found.map.fields.items()
              if (entry := _field(found, place)) is not None}
    year = _year(found)
    fields = fields if year is None else {"年度": year, **fields}
    return fields if found.map.fields else {**told, **fields}


def told_by_words(found: Found) -> dict[str, Entry]:
    """The fields whose labels are told by their words, under the names of their concepts."""
    concepts, tables = found.words.fields.words.concepts, _tables(found)
    told = labels_of(found.grid, found.words.fields, _outside(found, tables), tables)
    return {concepts[concept].name: entry for concept, entry in {**told, **found.owners}.items()}


def about_of(found: Found, fields: Mapping[str, Entry], told: Mapping[str, Entry]) -> About:
    """Whose form it is and what it is about. What a label's words tell goes before the map, but no
    empty cell does."""
    title = found.title.text if found.title else ""
    told = {name: entry for name, entry in told.items() if name not in fields or not entry.blank}
    heads = [text for _, _, text in _lines(found)]
    said = about(title, {**fields, **told}, heads, found.words)
    if len(found.assigned.years) > 1:
        said = replace(said, year=said.year or found.assigned.year)
    transfer = transfer_of(title, found.fund_rows, found.words.titles)
    return replace(said, transfer=transfer) if transfer else said


def _lines(found: Found) -> Sequence[tuple[int, int, str]]:
    """The texts above the indicators, without those of their header where it names several years:
    none of them is the form's by standing there."""
    several = len(found.assigned.years) > 1
    return [each for each in found.headings if each[0] < found.head.top or not several]


def unit_of(found: Found) -> str:
    """The unit in which the form says its amounts are (单位：元), else the map's."""
    for _, _, text in found.headings:
        if match := _UNIT.search(text):
            return match[1] or match[2]
    return found.map.unit


def splits_of(found: Found, fields: Mapping[str, Entry], unit: str) -> Iterator[Split]:
    """The sums among the fields that were filled in, with their parts."""
    for name, parts in found.map.splits.items():
        whole = _amount(fields.get(name, BLANK), unit)
        if not whole.blank:
            yield Split(name, whole, tuple((part, _amount(fields.get(part, BLANK), unit))
                                           for part in parts))


def grade_of(found: Found, fields: Mapping[str, Entry]) -> Entry:
    """The grade's cell, or the grade in the row of the total; of boxes (☑优 □良 …) only what is
    ticked."""
    entry = fields.get(found.map.grade, fields.get("等级", BLANK))
    if entry.blank or (len(entry.text) > _LONGEST_GRADE and not BOXES.search(entry.text)):
        entry = _beside_total(found) or BLANK
    if not BOXES.search(entry.text):
        return entry
    return Entry("、".join(ticked(entry.text)), cell=entry.cell)


def _beside_total(found: Found) -> Entry | None:
    """A grade's word in the row of the total, by itself or ticked."""
    row, grades = found.total_row, found.words.titles.grades
    columns = found.grid.lines.get(row or 0, ())
    entries = (entry_at(found.grid, row or 0, column) for column in columns)
    for entry in entries:
        match = _SAYS_GRADE.fullmatch("".join(entry.text.split())[:LONGEST_RAW])
        if match and (said := match[1] or match[2]) in grades:
            return replace(entry, text=said)
        if BOXES.search(entry.text) and (words := [
                each for each in ticked(entry.text) if each.removesuffix("等") in grades]):
            return replace(entry, text="、".join(words))
    return None


def _outside(found: Found, tables: Set[int]) -> list[int]:
    """The rows of the form that hold neither indicators nor funds."""
    inside = {*tables, *range(found.head.top, found.head.row)}
    return [row for row in found.grid.rows() if row not in inside]


def _tables(found: Found) -> set[int]:
    """The rows of the indicators, under the last row of their head, and of the funds."""
    funds = {found.grid.place(entry.cell)[0] for row in found.fund_rows
             for entry in row.amounts.values() if entry.cell}
    single = {row for row in (found.total_row, found.funds_row) if row is not None}
    return {*found.slots, found.head.row, *single, *funds}


def _year(found: Found) -> Entry | None:
    """The cell that says which year the form is for: above the indicators in itself, or beside a
    label (年度：| 2023), or below them as a line of its own; or else the place for one
    (（　　年度）)."""
    return (_year_said(found) or _year_labelled(found, _lines(found))
            or _year_among_others(found) or _year_below(found)
            or _heading(found, _PLACE_FOR_A_YEAR.fullmatch))


def _year_labelled(found: Found, texts: Iterable[tuple[int, int, str]]) -> Entry | None:
    beside = (_year_beside(found, row, column) for row, column, text in texts
              if _YEAR_LABEL.fullmatch(plain_label(text)))
    return next(filter(None, beside), None)


def _year_among_others(found: Found) -> Entry | None:
    """A bare year (2023年) in a cell of its own, alone on its row or among labels with their
    values: behind a bare label it is another year."""
    for row, column, text in _lines(found):
        match = _ONE_YEAR.fullmatch(text.strip())
        others = (shown(found.grid.at(row, each)) for each in found.grid.lines[row]
                  if each != column)
        if match and "年" in text and all(map(_LABEL_WITH_VALUE.search, others)):
            return Entry(f"{match[1]}年度", cell=found.grid.address(row, column))
    return None


def _year_below(found: Found) -> Entry | None:
    """A year under the table, where it says so by a label or by nothing but itself."""
    last = max((found.header_row, found.total_row or 0, *found.slots))
    below = [(row, column, text) for row in found.grid.rows() if row > last
             for column in found.grid.lines[row]
             if len(text := shown(found.grid.at(row, column))) <= _LONGEST_YEAR]
    for row, column, text in below:
        if match := _YEAR_LINE.search(in_figures(text)):
            return Entry(f"{match[1] or match[2]}年度", cell=found.grid.address(row, column))
    return _year_labelled(found, below)


def _year_said(found: Found) -> Entry | None:
    for row, column, text in _lines(found):
        if year := says_year(text):
            entry = entry_at(found.grid, row, column)
            return entry if f"{year}年度" in "".join(text.split()) else replace(
                entry, text=f"{year}年度")
    return None


def _heading(found: Found, says: Callable[[str], object]) -> Entry | None:
    return next((entry_at(found.grid, row, column) for row, column, text in found.headings
                 if says(text)), None)


def _year_beside(found: Found, row: int, column: int) -> Entry | None:
    area = found.grid.area(row, column)
    for place in ((row, area.right + 1), (area.bottom + 1, column)):
        entry = entry_seen(found.grid, *place)
        if match := _ONE_YEAR.fullmatch(entry.text.strip()):
            return Entry(f"{match[1]}年度", cell=entry.cell)
    return None


def _field(found: Found, place: Place) -> Entry | None:
    for label in map(plain_label, place.label):
        beside = found.texts.places.get(label)
        if beside and place.at != "same":
            row, column = beside[0]
            area = found.grid.area(row, column)
            spot = (row, area.right + 1) if place.at == "right" else (area.bottom + 1, column)
            return entry_seen(found.grid, *spot)
        start = label if place.at == "same" else f"{label}:"
        for text, places in found.texts.places.items():
            if text.startswith(start):
                return entry_at(found.grid, *places[0])
    return None


def _amount(entry: Entry, unit: str) -> Entry:
    """The amount in a cell, or behind the label that shares the cell with it (其他资金：316.06)."""
    if entry.number is not None or entry.error:
        return entry
    text = unicodedata.normalize("NFKC", entry.text).rpartition(":")[2].strip().removesuffix(unit)
    if is_placeholder(text):
        return Entry(cell=entry.cell)
    return Entry(text, number(Entry(text)), entry.cell)
