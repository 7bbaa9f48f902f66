"""A pile of reports must not fill the memory."""

from pathlib import Path

from tests.report.bench import memory


def test_memory_stays_flat(form: Path) -> None:
    first, last = memory(form, (3, 13))
    assert last - first < 60_000
