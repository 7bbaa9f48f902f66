"""A column 实现程度 or 完成程度: what stands below tells whether it holds the values themselves or only
their shares of the targets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from addin.books.book import Grid, shown
from addin.forms.cells import entry_in
from addin.forms.column import MOST_ROWS
from scoring.filing.numbers import is_placeholder
from scoring.values.quantity import read

_OF_THE_TARGET = re.compile("程度|完成|实现|达成|达标")
_OF_SHARES = re.compile("[率%％]|比例|系数|偏")


def settled_completion(grid: Grid, rows: Sequence[int], roles: Mapping[str, int],
                       headers: Mapping[int, str]) -> dict[str, int]:
    """The roles with one of the columns of completion, whose ``headers`` are these, as that of the
    actual values: where other things than shares stand below it and the form has no such column, or
    one below which only shares stand though targets are none."""
    place = next((place for place, header in sorted(headers.items())
                  if _OF_THE_TARGET.search(header) and not _OF_SHARES.search(header)
                  and not all(_shares(grid, rows, place))), 0)
    known = roles.get("actual", 0)
    if not place:
        return dict(roles)
    others = {role: at for role, at in roles.items() if role != "completion" or at != place}
    if not known:
        return {**others, "actual": place}
    targets = _shares(grid, rows, roles.get("target", 0))
    swapped = all(_shares(grid, rows, known)) and not all(targets)
    return {**others, "actual": place, "completion": known} if swapped else dict(roles)


def _shares(grid: Grid, rows: Sequence[int], place: int) -> Iterator[bool]:
    """Of each filled cell of a column whether it holds a share."""
    for row in rows[:MOST_ROWS]:
        text = entry_in(grid, row, place).text or shown(grid.at(row, place))
        if not is_placeholder(text):
            said = read(text)
            yield said is not None and said.dimension == "比率"
