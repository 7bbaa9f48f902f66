"""The grade that a text names, where one grade's word begins another's."""

import pytest

from scoring.findings.grades import stated
from scoring.rules.ruleset import Grade, Ruleset
from scoring.values.interval import Interval

RULES = Ruleset(id="x", title="x", grades=(
    Grade(name="A+", total=Interval.parse("[95, 100]"), words=("优",)),
    Grade(name="A", total=Interval.parse("[90, 95)"), words=("优良",)),
    Grade(name="A-", total=Interval.parse("[80, 90)")),
))


@pytest.mark.parametrize(("text", "meant"), [
    ("A+", ("A+", "A+")), ("A", ("A", "A")), ("等级为A-", ("A-", "A-")), ("☑ A+ □ A □ A-", ("A+", "A+")),
    ("评定等级：优良", ("优良", "A")), ("优等", ("优", "A+")), ("☑ A+ ☑ A", None), ("", None),
    ("优☑优良□", ("优", "A+")), ("优√ 优良 A-", ("优", "A+")), ("优（90-100）□ 优良（80-89）☑", ("优良", "A")),
    ("优（√） 优良（ ）", ("优", "A+")), ("优 √ 优良 A-", None), ("□优 □优良", None),
])
def test_the_whole_word_is_taken(text: str, meant: tuple[str, str] | None) -> None:
    assert stated(text, RULES) == meant
