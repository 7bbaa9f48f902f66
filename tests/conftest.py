"""What all tests share: Hypothesis settings, a cache of their own, the meaning of ``office``."""

import os
from collections.abc import Generator
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

from addin.books.xlsx.closed import BookFile
from tests import office
from tests.limits import broken_anew

_MOST_CHECKED = 2 << 20
"""Stuffed workbooks are left out: parsing them twice would take longer than the tests."""

settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")

# From the first import on, and in every process that a test starts: no test reads or writes what
# the user's own pe keeps.
_CACHE = TemporaryDirectory(prefix="pe-score-tests-")
os.environ |= dict.fromkeys(("XDG_CACHE_HOME", "LOCALAPPDATA"), _CACHE.name)


_broken: list[str] = []
_to_bytes = BookFile.to_bytes


def _checked(book: BookFile) -> bytes:
    written = _to_bytes(book)
    if len(written) < _MOST_CHECKED:
        _broken.extend(broken_anew(written, book.original))
    return written


BookFile.to_bytes = _checked  # type: ignore[method-assign]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, object, object]:
    """Whatever workbook a test writes is held against Excel's own limits."""
    _broken.clear()
    result = yield
    assert not _broken, _broken
    return result


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Without LibreOffice an office test is skipped; where it is required, the test fails."""
    if item.get_closest_marker("office") is None:
        return
    if missing := office.missing():
        reason = f"needs a real LibreOffice, missing here: {', '.join(missing)}"
        if os.environ.get("PE_REQUIRE_OFFICE") == "1":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
