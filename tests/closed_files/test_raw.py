"""What hosts and libraries give for a cell is read in one way, exact, whoever asks."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from addin.books.book import Cell, CellError, Value
from addin.books.raw import entry_of, value_of
from scoring.filing import BLANK, Entry


@pytest.mark.parametrize(("raw", "value"), [
    (None, None), (True, True), ("≥90%", "≥90%"), ("=12个月", "=12个月"),
    (9.8999999999999986, Fraction(99, 10)), (0.1 + 0.2, Fraction(3, 10)), (12, Fraction(12)),
    (Decimal("792.63"), Fraction(79263, 100)),
    (datetime(2023, 12, 31, tzinfo=UTC), "2023-12-31"), (date(2023, 12, 31), "2023-12-31"),
    (datetime(2023, 12, 31, 8, 30, tzinfo=UTC), "2023-12-31T08:30:00"),
    (time(8, 30), "08:30:00"), (timedelta(hours=26), "1 day, 2:00:00"),
    ("#DIV/0!", CellError("#DIV/0!")), (-2_146_826_243, CellError("#VALUE!")),
])
def test_a_raw_value_is_read_exactly(raw: Any, value: Value) -> None:
    found = value_of(raw)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(("cell", "entry"), [
    (Cell(), BLANK), (Cell("及时"), Entry("及时", cell="表!A1")),
    (Cell(Fraction(99, 10)), Entry("9.9", Fraction(99, 10), "表!A1")),
    (Cell(Fraction(99, 100), number_format="0%"), Entry("99%", Fraction(99, 100), "表!A1")),
    (Cell(False), Entry("FALSE", cell="表!A1")),
    (Cell(CellError("#N/A")), Entry(cell="表!A1", error="#N/A")),
])
def test_an_entry_says_what_the_cell_shows(cell: Cell, entry: Entry) -> None:
    assert entry_of(cell, "" if entry is BLANK else "表!A1") == entry
