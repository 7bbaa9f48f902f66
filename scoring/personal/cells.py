"""What of a table's cells is personal: the one way in which the audit and 公开版 look at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scoring.personal.find import find
from scoring.personal.reading import Found
from scoring.personal.table import Asked, Spot, asked


def of_cell(text: str, ask: Asked | None, *, number: bool = False) -> tuple[Found, ...]:
    """What of a cell is personal. ``ask``: the label that speaks of it; without it no number is."""
    if ask is not None:
        return find(text, ask.label, sure=ask.sure)
    return () if number else find(text)


def of_table(spots: Sequence[Spot]) -> Iterator[tuple[Spot, tuple[Found, ...]]]:
    """Every cell that holds something personal, with what that is."""
    asks = asked(spots)
    for spot in spots:
        if found := of_cell(spot.text, asks.get((spot.top, spot.left)), number=spot.number):
            yield spot, found
