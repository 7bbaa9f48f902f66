"""LibreOffice as a host of xlwings. Without it these tests are reported as not runnable; where
PE_REQUIRE_OFFICE=1 they fail."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlwings as xw

from addin.books.live.book import BookLive
from addin.ribbon import press as ribbon
from scoring.rules.ruleset import Ruleset
from tests.live import office
from tests.live.forms import filed, rulesets

RULESETS = rulesets()


@pytest.fixture(scope="session")
def host() -> Iterator[xw.App]:
    if lacks := office.missing():
        reason = f"needs LibreOffice and UNO, missing here: {', '.join(lacks)}"
        if os.environ.get("PE_REQUIRE_OFFICE") == "1":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    from tests.live.engine import add_engine

    before = xw.engines.active
    with office.office() as context:
        engine = add_engine(context)
        yield engine.apps.active
        xw.engines.engines.remove(engine)
        del xw.engines.engines_by_name[engine.name]
        xw.engines.active = before


@pytest.fixture(params=RULESETS, ids=[each.form for each in RULESETS])
def ruleset(request: pytest.FixtureRequest) -> Ruleset:
    return request.param


@pytest.fixture
def path(ruleset: Ruleset, tmp_path: Path) -> Path:
    """The ruleset's published form as a file."""
    return filed(ruleset, tmp_path)


@pytest.fixture
def live(host: xw.App, path: Path) -> Iterator[BookLive]:
    """The same, open."""
    book = host.books.open(str(path))
    yield BookLive(book)
    book.close()


Press = Callable[[BookLive, str], str]


@pytest.fixture
def press(host: xw.App) -> Iterator[Press]:
    """Presses a button with the workbook in front, and gives what is told then."""
    def pressed(book: BookLive, command: str) -> str:
        book.workbook.set_mock_caller()
        told = ribbon.run(command).text
        assert host.status_bar is False
        return told

    yield pressed
    if hasattr(xw.Book, "_mock_caller"):
        del xw.Book._mock_caller


@pytest.fixture
def empty(host: xw.App) -> Iterator[BookLive]:
    """A new workbook."""
    book = host.books.add()
    yield BookLive(book)
    book.close()
