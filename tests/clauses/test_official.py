"""Official clauses against a person's readings of them: whole, or not at all; never wrong."""

from collections import Counter

import pytest

from scoring.clauses.read import NAMES
from tests.clauses.cases import Clause, clauses, judged, official, own, productions

OFFICIAL = official()


@pytest.mark.parametrize("clause", OFFICIAL, ids=lambda clause: clause.id)
def test_no_reading_is_wrong(clause: Clause) -> None:
    assert judged(clause).differences == ()


@pytest.mark.parametrize("source", ["seeds", "elsewhere"])
def test_most_of_what_can_be_read_is_read(source: str) -> None:
    whole = [judged(clause) for clause in OFFICIAL
             if (clause.source, clause.whole) == (source, "全")]
    assert sum(one.reading.read for one in whole) >= 0.85 * len(whole)


@pytest.mark.parametrize("clause", [one for one in OFFICIAL if one.whole != "全"],
                         ids=lambda clause: clause.id)
def test_what_is_only_partly_said_is_never_read_without_a_doubt(clause: Clause) -> None:
    reading = clause.reading()
    assert reading.left or reading.doubts


@pytest.mark.parametrize("clause", [one for one in OFFICIAL if one.whole == "不能"],
                         ids=lambda clause: clause.id)
def test_what_says_no_rule_is_not_read(clause: Clause) -> None:
    assert not clause.reading().read


def test_no_rule_of_the_grammar_serves_one_clause_only() -> None:
    used = Counter(name for clause in (*OFFICIAL, *own()) for name in productions(clause.reading()))
    assert {name: used[name] for name in NAMES if used[name] < 2} == {}


def test_clauses_of_a_file_are_judged_like_the_shipped_ones(tmp_path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "自己的.yaml"
    file.write_text("- {id: 甲, text: 制度健全得2分。, weight: 2, whole: 全, rule: "
                    "{kind: checklist, items: [制度健全], worth: [1]}}\n", encoding="utf-8")
    (clause,) = clauses(file)
    assert judged(clause).verdict == "错"
