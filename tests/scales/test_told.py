"""What a clerk reads of a score, of a rule and of the inputs it asks for, word for word."""

from tests.scales.told import FILE, told


def test_every_case_says_what_it_said() -> None:
    assert told().splitlines() == FILE.read_text("utf-8").splitlines()
