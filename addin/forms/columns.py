"""Which column is what: each gets the concept that its header and its data explain best.

Words come first and are never overruled by data alone: a column whose header says nothing stays
unread. Data and neighbours decide between the concepts that the words allow. Levels may have
several columns, everything else one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from addin.books.book import Area, Cell, Grid, shown
from addin.forms.cells import entry_in
from addin.forms.heads import Head, Header
from addin.library.words import SURE, Lexicon
from scoring.filing.numbers import is_placeholder
from scoring.values.quantity import read

_MOST_ROWS = 80
_LONG = 25
_SCORING = re.compile(r"[得扣减计]\S{0,6}分|\d分|满分|分值|评分|酌情|要点")
_NATURES = re.compile(r"[≥≤=<>≧≦﹦═＝＞＜]{1,2}|定性|定量|正向|反向|[大小]于(等于)?|等于|(正|反)向指标")
_NUMERIC = frozenset({"weight", "score", "review", "deduction", "opening", "budget", "executed",
                      "rate", "arrived", "left_over"})
_TEXTUAL = frozenset({"level", "reason", "standard", "explanation", "nature", "unit", "remark"})
_ABOVE_SHARE = 3
"""What stands above a header counts a third."""


@dataclass(frozen=True)
class Column:
    """A column of the table: its header, what the data below it is, how well each concept fits."""

    place: int
    header: Header
    said: Mapping[str, int]
    """What the words alone say."""
    scores: Mapping[str, int]
    """What words, context and data say together."""
    order: int
    """Which level it is by its words; 0 where they do not say."""
    texts: Sequence[str]
    """What is shown in the filled cells below the header."""
    full: bool
    """Whether nearly every row has something in it."""
    numeric: bool

    @property
    def empty(self) -> bool:
        return not self.texts

    @cached_property
    def long(self) -> bool:
        return _most(len(text) > _LONG for text in self.texts)

    @cached_property
    def scoring(self) -> bool:
        """Whether the texts speak of how points are given."""
        return _most(_SCORING.search(text) is not None for text in self.texts)


@dataclass(frozen=True)
class Assigned:
    """Role → column; ``left`` are the columns that nothing explains."""

    roles: Mapping[str, int]
    left: tuple[Column, ...]
    columns: tuple[Column, ...]


def assigned(grid: Grid, head: Head, rows: Sequence[int], words: Lexicon,
             given: Mapping[str, int]) -> Assigned:
    """The columns of a table by role; ``given`` are those that a form map names."""
    taken = set(given.values())
    columns = [column_of(grid, head.columns[place], place, rows, words)
               for place in sorted(head.columns) if place not in taken
               and _is_own(grid, head, place, rows)]
    columns += [column_of(grid, Header("", Area(head.row, place, head.row, place)), place, rows,
                          words) for place in _bare(grid, head, rows)]
    roles = dict(given)
    remarks = [column for column in columns if _says_remark(column)]
    levels, others = _levels(_with_bare_levels([each for each in columns if each not in remarks]),
                             given)
    roles |= _exclusive(others, roles)
    roles.update(_with_groups(levels, others, roles))
    if "target" not in roles and "adjusted" in roles:
        roles["target"] = roles.pop("adjusted")
    roles.update(_of_levels(roles, others, "weight"))
    _settle_remarks(roles, remarks)
    named = {column.header.text for column in columns if column.place in roles.values()}
    left = tuple(column for column in columns if column.place not in roles.values()
                 and column.header.text not in named and not (column.scores and column.empty))
    return Assigned(roles, left, tuple(columns))


def _exclusive(columns: Sequence[Column], taken: Mapping[str, int]) -> dict[str, int]:
    """Each concept its best column, each column its best concept that is left; columns with one
    header text never become different things."""
    roles: dict[str, int] = {}
    texts: set[str] = set()
    for concept, column in best_first(columns):
        text = "".join(column.header.text.split())
        free = concept not in taken and concept not in roles and text not in texts
        if free and column.place not in roles.values():
            roles[concept] = column.place
            texts.add(text)
    return roles


def _says_remark(column: Column) -> bool:
    """Whether the header is one that may head anything (备注, 说明, 指标说明)."""
    best = max(column.said.values(), default=0)
    return bool(best) and column.said.get("remark") == best


def _with_bare_levels(columns: Sequence[Column]) -> list[Column]:
    """A column of texts without a header right of a level goes on with the levels."""
    found: list[Column] = []
    last = 0
    for column in sorted(columns, key=lambda each: each.place):
        beside = last and column.place == last + 1 and not column.header.text
        goes_on = beside and not column.numeric and not column.empty
        found.append(replace(column, scores={"level": SURE}) if goes_on else column)
        if _first(found[-1]) == "level":
            last = column.place
    return found


def _bare(grid: Grid, head: Head, rows: Sequence[int]) -> Iterator[int]:
    """Columns inside the table that are mostly filled and have no header."""
    for place in range(min(head.columns), max(head.columns) + 2):
        if place in head.columns:
            continue
        filled = [row for row in rows if grid.at(row, place).value is not None
                  and grid.area(row, place).left == grid.area(row, place).right]
        if len(filled) * 2 > len(rows):
            yield place


def _is_own(grid: Grid, head: Head, place: int, rows: Sequence[int]) -> bool:
    """Whether the column has cells of its own below, not only covered parts of merges."""
    if head.columns[place].area.left == place:
        return True
    return any(grid.area(row, place).left == place and grid.area(row, place).right == place
               and grid.at(row, place).value is not None for row in rows[:_MOST_ROWS])


def column_of(grid: Grid, header: Header, place: int, rows: Sequence[int],
              words: Lexicon) -> Column:
    """A column with what speaks for each concept."""
    said = words.read(header.text)
    context = words.read(header.above) if header.above else {}
    cells = [(row, grid.at(row, place)) for row in rows[:_MOST_ROWS]]
    filled = [(cell, text) for row, cell in cells if cell.value is not None
              and not is_placeholder(text := entry_in(grid, row, place).text or shown(cell))]
    texts = [text for _, text in filled]
    numbers = sum(_is_number(cell) for cell, _ in filled)
    scores = {name: score + context.get(name, 0) // _ABOVE_SHARE + _by_data(name, texts, numbers)
              for name, score in said.items()}
    order = words.ordinal(header.text) or words.ordinal(header.above)
    return Column(
        place, header, said, {name: score for name, score in scores.items() if score >= SURE},
        order, texts, full=len(filled) * 10 >= 8 * len(cells), numeric=numbers * 2 > len(filled))


def _most(found: Iterable[bool]) -> bool:
    found = list(found)
    return sum(found) * 2 > len(found)


def _by_data(concept: str, texts: Sequence[str], numbers: int) -> int:
    """What the filled cells below a header, so many of them ``numbers``, say for a concept."""
    if not texts:
        return 0
    share = 100 * numbers // len(texts)
    if concept in _NUMERIC:
        return 20 if share >= 80 else -60 if share < 50 else 0
    if concept in _TEXTUAL and share >= 80:
        return -90
    if concept == "nature":
        signs = _most(_NATURES.fullmatch("".join(text.split())) is not None for text in texts)
        return 40 if signs else -40
    if concept == "standard":
        return 30 if _most(_SCORING.search(text) is not None for text in texts) else 0
    return 0


def _is_number(cell: Cell) -> bool:
    if isinstance(cell.value, str):
        return read(cell.value) is not None
    return cell.value is not None and not isinstance(cell.value, bool)


def _levels(columns: Sequence[Column],
            given: Mapping[str, int]) -> tuple[dict[str, int], list[Column]]:
    """The level columns in order; one without a number among numbered ones is no level unless it
    names the indicators that the others lack."""
    found = [column for column in columns if _first(column) == "level"]
    others = [column for column in columns if column not in found]
    numbered = [column for column in found if column.order]
    if numbered:
        found = _filled(numbered, [column for column in found if not column.order])
    if len(found) > 1 and not numbered:
        found = [column for column in found if not column.empty] or found
    plain = [column for column in found if not column.long or column.order] or found[:1]
    ordered = sorted(plain, key=lambda column: (column.order or _LAST + 1, column.place)
                     if all(each.order for each in plain) else (0, column.place))
    taken = {role: place for role, place in given.items() if role.startswith("level")
             and not role.endswith("weight")}
    if taken:
        return {}, others
    return dict(zip(_names(len(ordered)), (column.place for column in ordered),
                    strict=True)), others


def _with_groups(levels: Mapping[str, int], others: Sequence[Column],
                 roles: Mapping[str, int]) -> Mapping[str, int]:
    """A column of short texts left of the names which is nothing else groups the indicators,
    whatever its header calls the groups (目标类型, 绩效目标)."""
    first = min(levels.values(), default=0)
    groups = [column.place for column in others if column.place < first
              and column.place not in roles.values() and column.scores
              and not (column.empty or column.numeric or column.long)]
    if len(levels) + len(groups) > _LAST:
        return levels
    places = [*groups, *(levels[name] for name in sorted(levels))]
    return dict(zip(_names(len(places)), places, strict=True))


_LAST = 3
"""Levels that a table usually has."""


def _filled(numbered: Sequence[Column], loose: Sequence[Column]) -> list[Column]:
    """The numbered levels, and those without a number that fill the gaps between them or name
    the indicators that the others lack."""
    orders = {column.order for column in numbered}
    first, last = (end(numbered, key=lambda column: column.place) for end in (min, max))
    gaps = [order for order in range(1, max(orders)) if order not in orders]
    inside = [column for column in loose if not column.long and column.place < last.place
              and (column.place > first.place or first.order > 1) and not column.empty]
    found = [*numbered, *inside[-len(gaps):]] if gaps else list(numbered)
    names = [column for column in loose if column.place > last.place and not column.empty]
    return [*found, *names[:1]] if max(orders) < _LAST else found


def _names(count: int) -> list[str]:
    return [f"level{place}" for place in range(1, count + 1)]


def _first(column: Column) -> str:
    return max(column.scores, key=lambda name: column.scores[name], default="")


def best_first(columns: Sequence[Column]) -> Iterator[tuple[str, Column]]:
    """Pairs of concept and column, the surest first; of equals the one to the left. A weight
    stands beside the names, not between the levels."""
    pairs = [(score, column, concept) for column in columns
             for concept, score in column.scores.items() if concept != "level"]
    for _, column, concept in sorted(pairs, key=lambda each: (-each[0], each[1].place)):
        yield concept, column


def _of_levels(roles: Mapping[str, int], columns: Sequence[Column],
               role: str) -> dict[str, int]:
    """Where several columns are weights: each belongs to the level that it stands beside, and the
    one beside the names is the row's own."""
    places = sorted(column.place for column in columns if _first(column) == role)
    levels = sorted((place, name) for name, place in roles.items()
                    if name.startswith("level") and not name.endswith("weight"))
    if len(places) < 2 or not levels:
        return {}
    names = levels[-1][0]
    own = next((place for place in places if place > names), places[-1])
    found = {role: own}
    for place in places:
        before = [name for at, name in levels if at < place]
        if place != own and before and place < names:
            found[f"{before[-1]}_{role}"] = place
    return found


def _settle_remarks(roles: dict[str, int], remarks: Sequence[Column]) -> None:
    """备注 and 说明 are what stands below them: scoring rules, values, explanations, reasons; and
    nothing where nothing stands there."""
    for column in remarks:
        concept = _by_content(column, roles)
        roles.setdefault(concept if concept not in roles else "remark", column.place)


def _by_content(column: Column, roles: Mapping[str, int]) -> str:
    if column.empty:
        return "remark"
    if column.scoring:
        return "standard"
    if not column.long and column.full and "actual" not in roles and "weight" in roles:
        return "actual"
    return "explanation" if column.long and column.full else "reason"
