"""What a clerk reads of a finding, word for word."""

from tests.audit.told import FILE, told


def test_every_finding_says_what_it_said() -> None:
    assert told().splitlines() == FILE.read_text("utf-8").splitlines()
