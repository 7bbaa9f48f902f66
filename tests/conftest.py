"""What all tests share: Hypothesis settings, a cache of their own, the meaning of ``office``."""

import os
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

from tests import office

settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")

# From the first import on, and in every process that a test starts: no test reads or writes what
# the user's own pe keeps.
_CACHE = TemporaryDirectory(prefix="pe-score-tests-")
os.environ |= dict.fromkeys(("XDG_CACHE_HOME", "LOCALAPPDATA"), _CACHE.name)


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
