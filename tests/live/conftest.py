"""LibreOffice as a host of xlwings. Without it these tests are reported as not runnable; where
PE_REQUIRE_OFFICE=1 they fail."""

import os
from collections.abc import Iterator

import pytest
import xlwings as xw

from tests.live import office


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
