"""A pile of reports must not fill the memory."""

from pathlib import Path

from tests.bench.report import memory, reporter


def test_memory_stays_flat(form: Path) -> None:
    """Caches of jinja2 and the interpreter fill slowly, and the interpreter's table of names doubles
    once in a while; ten reports held each time would weigh far more."""
    first, middle, last = memory(form, (10, 20, 30))
    assert min(middle - first, last - middle) < 5 * len(reporter(form)())
