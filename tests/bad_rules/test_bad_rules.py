"""Every mistake in a rule file is named with its file, line and indicator. One mistake a file; its
first line, a comment, is what is said of it."""

from pathlib import Path

import pytest

from scoring.load import RulesetError, load
from scoring.ruleset import Ruleset

FILES = sorted(Path(__file__).parent.glob("*.yaml"))


def lookup(ruleset_id: str) -> Ruleset:
    """A library in which one ruleset extends itself."""
    if ruleset_id == "test/circle":
        raise KeyError("extends 成了一个圈：test/circle → test/circle")
    raise KeyError(ruleset_id)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_one_mistake_is_named_where_it_stands(file: Path) -> None:
    text = file.read_text("utf-8")
    with pytest.raises(RulesetError) as raised:
        load(text, file.name, lookup)
    assert str(raised.value) == f"{file.name} {text.partition(chr(10))[0].removeprefix('# ')}"
    assert len(raised.value.mistakes) == 1


def test_without_a_library_nothing_can_be_extended() -> None:
    with pytest.raises(RulesetError, match="extends 的评分办法“test/9”找不到"):
        load("id: a/1\ntitle: a\nextends: test/9\n")


def test_all_mistakes_are_told_at_once() -> None:
    text = "id: a/1\ntitle: a\nindicators:\n  - {path: [甲], rule: {kind: nothing}}\n  - {}\n"
    with pytest.raises(RulesetError) as raised:
        load(text)
    assert [mistake.line for mistake in raised.value.mistakes] == [4, 4, 5, 5, 5]
