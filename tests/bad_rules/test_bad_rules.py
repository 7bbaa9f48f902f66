"""Every mistake in a rule file is named with its file, line and indicator. One mistake a file; its
first line, a comment, is what is said of it."""

from pathlib import Path

import pytest
import yaml

from scoring.rulefile.load import load
from scoring.rulefile.mistakes import RulesetError
from scoring.rulefile.yaml_errors import explained
from scoring.rules.ruleset import Ruleset

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


@pytest.mark.parametrize("file", [file for file in FILES if file.stem.startswith("yaml_")],
                         ids=lambda file: file.stem)
def test_the_parser_in_python_is_understood_as_the_one_in_c_is(file: Path) -> None:
    text = file.read_text("utf-8")
    with pytest.raises(yaml.YAMLError) as raised:
        yaml.compose(text, yaml.SafeLoader)
    said, line = explained(raised.value, text)
    assert text.startswith(f"# 第{line}行：{said}\n")


def test_a_parser_error_without_a_translation_still_names_its_place() -> None:
    text = "title: 某地\nplace: 此处\n"
    mark = yaml.Mark("", 0, 1, 7, None, None)
    error = yaml.MarkedYAMLError(problem="something new", problem_mark=mark)
    assert explained(error, text) == ("YAML 语法错误：这里看不懂（第8列，原文“place: 此处”）", 2)


def test_a_hundred_thousand_brackets_are_told_too() -> None:
    """Composed by the C library they end the process, not the test."""
    with pytest.raises(RulesetError, match="第1行：嵌套过深"):
        load("names: " + "[" * 100_000)


def test_without_a_library_nothing_can_be_extended() -> None:
    with pytest.raises(RulesetError, match="extends 的评分办法“test/9”找不到"):
        load("id: a/1\ntitle: a\nextends: test/9\n")


def test_all_mistakes_are_told_at_once() -> None:
    text = "id: a/1\ntitle: a\nindicators:\n  - {path: [甲], rule: {kind: nothing}}\n  - {}\n"
    with pytest.raises(RulesetError) as raised:
        load(text)
    assert [mistake.line for mistake in raised.value.mistakes] == [4, 4, 5, 5, 5]
    assert str(raised.value).splitlines() == [str(mistake) for mistake in raised.value.mistakes]
