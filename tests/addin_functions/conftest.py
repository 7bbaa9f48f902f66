from collections.abc import Iterator

import pytest

from tests.xlwings_windows import ExcelCalls, windows


@pytest.fixture(scope="package")
def excel() -> Iterator[ExcelCalls]:
    """The add-in's functions behind xlwings' own COM server."""
    with windows() as calls:
        yield calls
