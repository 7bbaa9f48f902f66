"""Which column is what: each gets the concept that its header and its data explain best.

Words come first and are never overruled by data alone: a column whose header says nothing stays
unread. Data and neighbours decide between the concepts that the words allow. Levels may have
several columns, everything else one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from addin.books.book import Area, Grid
from addin.forms.column import MOST_ROWS, Column, best_first, column_of, first_of, is_hidden_twin
from addin.forms.completion import settled_completion
from addin.forms.head import Head, Header
from addin.forms.levels import levels_of, with_bare_levels, with_groups
from addin.forms.rivals import OF_THE_ROW, achieved, firmer, reached, signs, yields
from addin.forms.score_columns import fitting_scores, with_own_scores
from addin.forms.theirs import ANOTHER_YEAR, without_theirs
from addin.forms.weight_columns import full_points, levels_in, with_weights
from addin.library.words import Lexicon

_READ_ALONG = frozenset({"interim", "earlier", "reviewed"})
"""Of these a table may have several columns; none of them says anything about the year's end, or
anything of the unit's own."""


@dataclass(frozen=True)
class Assigned:
    """Role → column; ``left`` are the columns that nothing explains."""

    roles: Mapping[str, int]
    left: tuple[Column, ...]
    columns: tuple[Column, ...]

    @property
    def years(self) -> set[int]:
        """The years that the headers name."""
        return {column.year for column in self.columns} - {0}

    @property
    def year(self) -> int | None:
        """The one year of the columns that are read; None where they have several or none."""
        own = {column.year for column in self.columns
               if column.place in self.roles.values() and not column.whose} - {0}
        return own.pop() if len(own) == 1 else None


def assigned(grid: Grid, head: Head, rows: Sequence[int], words: Lexicon,
             given: Mapping[str, int], year: int = 0) -> Assigned:
    """The columns of a table by role; ``given`` are those that a form map names, ``year`` is the
    form's, 0 where it does not say."""
    taken = set(given.values())
    columns = [column_of(grid, head.columns[place], place, rows, words)
               for place in sorted(head.columns) if place not in taken
               and _is_own(grid, head, place, rows)]
    columns += [column_of(grid, Header("", Area(head.row, place, head.row, place)), place, rows,
                          words) for place in _bare(grid, head, rows)]
    columns = without_theirs(columns, words, year)
    roles = dict(given)
    seen = [column for column in columns if not is_hidden_twin(column, columns)]
    remarks = [column for column in seen if _says_remark(column)]
    levels, others = levels_of(with_bare_levels([each for each in seen if each not in remarks]),
                               given)
    roles |= _exclusive([each for each in others if not _is_one_of_several(each, others)], roles)
    roles.pop(ANOTHER_YEAR, None)
    roles.update(with_groups(levels, others, roles))
    roles.update(firmer(roles, others, words, given))
    roles.update(achieved(roles, others, words, given))
    roles.update(reached(roles, others))
    roles.update(signs(roles, others))
    if "target" not in roles and "adjusted" in roles:
        roles["target"] = roles.pop("adjusted")
    if "reason" not in roles and "measure" in roles:
        roles["reason"] = roles.pop("measure")
    if "weighted" in roles:
        roles |= {"score": roles.pop("weighted"), "unweighted": roles.get("score", 0)}
    roles = with_weights(grid, rows, roles, columns, given)
    roles.update(full_points(roles, others, given))
    roles = with_own_scores(grid, rows, roles, others, given)
    if "score" not in given:
        roles.update(fitting_scores(grid, rows, roles, others))
    roles.update(_units(roles, others))
    if any(column.place == roles.get("deduction") and "review" in column.said
           for column in others):
        roles["review_deduction"] = roles.pop("deduction")
    completions = {column.place: column.header.text for column in others
                   if first_of(column) == "completion"}
    if completions and not given.keys() & {"completion", "actual"}:
        roles = settled_completion(grid, rows, roles, completions)
    _settle_remarks(roles, remarks)
    own = {place for role, place in roles.items() if role not in _READ_ALONG}
    left = tuple(column for column in columns
                 if column.place not in (own if column.whose else roles.values())
                 and (column.whose or first_of(column) not in _READ_ALONG)
                 and not (column.scores and column.empty)
                 and not ("actual" in roles and yields(column, words))
                 and not _is_read_beside(column, columns, roles))
    return Assigned(roles, left, tuple(columns))


def _is_read_beside(column: Column, columns: Sequence[Column], roles: Mapping[str, int]) -> bool:
    """Whether a column of the same header was read, and says the same, or is a group's, left of the
    names: of two with other figures nobody knows which one counts. Another year's is never read."""
    twin = next((other for other in columns if other.place in roles.values()
                 and other.header.text == column.header.text), None)
    if twin is None or column.whose:
        return False
    names = max((place for place, _ in levels_in(roles)), default=0)
    return column.place < names < twin.place or not (
        first_of(column) in OF_THE_ROW and column.header.area != twin.header.area
        and column.header.above == twin.header.above and column.texts != twin.texts)


def _exclusive(columns: Sequence[Column], taken: Mapping[str, int]) -> dict[str, int]:
    """Each concept its best column, each column its best concept that is left; columns with one
    header text never become different things."""
    roles: dict[str, int] = {}
    texts: set[str] = set()
    for concept, column in best_first(columns):
        if first_of(column) in _READ_ALONG - {concept}:
            continue
        text = "".join(f"{column.header.above}{column.header.text}".split())
        free = concept not in taken and concept not in roles and text not in texts
        if free and column.place not in roles.values():
            roles[concept] = column.place
            texts.add(text)
    return roles


def _is_one_of_several(column: Column, columns: Sequence[Column]) -> bool:
    """Whether others narrow the same header as it does, and no year tells which one counts (年度 and
    累计 under 完成值)."""
    return column.narrows and any(
        other.narrows and other.header.above == column.header.above
        and other.header.text != column.header.text and other.year == column.year
        for other in columns)


def _says_remark(column: Column) -> bool:
    """Whether the header is one that may head anything (备注, 说明, 指标说明)."""
    best = max(column.said.values(), default=0)
    return bool(best) and column.said.get("remark") == best


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
    header = head.columns[place].area
    if header.left == place:
        return True
    return any(grid.area(row, place).left == place and grid.area(row, place).right <= header.right
               and grid.at(row, place).value is not None for row in rows[:MOST_ROWS])


def _units(roles: Mapping[str, int], columns: Sequence[Column]) -> dict[str, int]:
    """Where target and actual have units of their own, each the one right of it."""
    places = sorted(column.place for column in columns if first_of(column) == "unit")
    beside = {role: next((place for place in places if place > roles[role]), 0)
              for role in ("target", "actual") if role in roles}
    if len(set(beside.values()) - {0}) < 2:
        return {}
    return {"unit": beside["target"], "actual_unit": beside["actual"]}


def _settle_remarks(roles: dict[str, int], remarks: Sequence[Column]) -> None:
    """备注 and 说明 are what stands below them: scoring rules, values, explanations, reasons. Where
    nothing stands there, 说明 behind the scores is the place for reasons if there is no other."""
    for column in remarks:
        concept = _by_content(column, roles)
        roles.setdefault(concept if concept not in roles else "remark", column.place)


def _by_content(column: Column, roles: Mapping[str, int]) -> str:
    explains = "level" in column.said
    if column.empty:
        behind = column.place > roles.get("score", column.place)
        return "reason" if "reason" in column.said and behind and not explains else "remark"
    if column.defines:
        return "explanation"
    if column.scoring:
        return "standard"
    told = column.figures or not explains
    if told and not column.long and column.full and "actual" not in roles and "weight" in roles:
        return "actual"
    before = column.place < roles.get("actual", 0)
    full = column.full and (column.long or before)
    return "explanation" if full or explains else "reason"
