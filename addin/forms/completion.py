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
    """The roles with the column as that of the actual values, where other things than shares stand
    below it and the form has no such column, or one below which only shares stand though targets
    are none."""
    place, known = roles.get("completion", 0), roles.get("actual", 0)
    header = headers.get(place, "")
    if not _OF_THE_TARGET.search(header) or _OF_SHARES.search(header):
        return dict(roles)
    own = list(_shares(grid, rows, place))
    if not own or all(own):
        return dict(roles)
    others = {role: at for role, at in roles.items() if role != "completion"}
    if not known:
        return {**others, "actual": place}
    targets = list(_shares(grid, rows, roles.get("target", 0)))
    swapped = all(_shares(grid, rows, known)) and not all(targets)
    return {**others, "actual": place, "completion": known} if swapped else dict(roles)


def _shares(grid: Grid, rows: Sequence[int], place: int) -> Iterator[bool]:
    """Of each filled cell of a column whether it holds a share."""
    for row in rows[:MOST_ROWS]:
        text = entry_in(grid, row, place).text or shown(grid.at(row, place))
        if not is_placeholder(text):
            said = read(text)
            yield said is not None and said.dimension == "比率"
