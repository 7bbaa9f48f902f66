"""A pile of reports must not fill the memory."""

from pathlib import Path

from tests.bench.report import memory, reporter


def test_memory_stays_flat(form: Path) -> None:
    """Caches of jinja2 and the interpreter fill slowly; twenty reports held would weigh far more."""
    first, last = memory(form, (10, 30))
    assert last - first < 10 * len(reporter(form)())
