"""Rows that clerks write: the default that applies is chosen in the workbook itself."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.formulas.columns import Columns, Place, Refused
from scoring.rules.indicator import Default


def opened(defaults: Sequence[Default], place: Place) -> Columns | Refused:
    """The columns of a row without a catalogue entry, whatever target is typed in it."""
    raise NotImplementedError
