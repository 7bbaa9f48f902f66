"""等级: the grade word in the form against the grade that the filed total earns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.awards.score import grade
from scoring.awards.scorecard import Scorecard
from scoring.filing import Entry, Filing
from scoring.findings.finding import Finding, finding
from scoring.rules.ruleset import Ruleset
from scoring.values.exact import show
from scoring.values.normal import normal
from scoring.values.ticks import BOXES, ticked

_GRADE = re.compile("结论|等级|等次|评价结果|自评结果")
_OTHERS = re.compile("财政|复核|审核|评审|主管")
_HAN = r"\u4e00-\u9fff"


def grades(scorecard: Scorecard) -> Iterator[Finding]:
    """Wherever the form gives itself a grade; another's grade is not held against its own score."""
    filing, total, seen = scorecard.filing, scorecard.filed_total, set[str]()
    if total is None:
        return
    for name, entry in (("", filing.grade), *own_conclusions(filing)):
        said, expected = stated(entry.text, scorecard.ruleset), grade(total, scorecard.ruleset)
        if entry.cell not in seen and said and expected and said[1] != expected:
            seen.add(entry.cell)
            yield finding("grade-differs", entry.cell, filed=said[0], expected=expected,
                          what=f"“{name}”" if name else "等级", total=show(total))


def own_conclusions(filing: Filing) -> Iterator[tuple[str, Entry]]:
    """The fields in which the form itself says what it came to."""
    return (each for each in filing.fields.items()
            if _GRADE.search(each[0]) and not _OTHERS.search(each[0]))


def stated(text: str, ruleset: Ruleset) -> tuple[str, str] | None:
    """The grade word in a text and the grade it means; None where none or several are meant.

    >>> from scoring.values.interval import Interval
    >>> from scoring.rules.ruleset import Grade
    >>> best = Grade(name="优", total=Interval.parse("[90, 100]"), words=("优秀",))
    >>> rules = Ruleset(id="x", title="x", grades=(best,))
    >>> stated("自评等级为优秀", rules), stated("☑ 优 90分≤得分", rules), stated("质量优良", rules)
    (('优秀', '优'), ('优', '优'), None)
    """
    means = {word: each.name for each in ruleset.grades for word in (each.name, *each.words)}
    if not means:
        return None
    words = "|".join(sorted(map(re.escape, means), key=len, reverse=True))
    found = dict.fromkeys(_words(normal(text), words))
    if len({means[word] for word in found}) != 1:
        return None
    return next((word, means[word]) for word in found)


def _words(text: str, words: str) -> list[str]:
    """Grade words that are ticked, or standing by themselves, or behind 等级 or 为."""
    if BOXES.search(text):
        choices = (re.fullmatch(rf"({words})(?:等次|等级|等|级|档)?", each) for each in ticked(text))
        return [match[1] for match in choices if match]
    alone = rf"(?:(?<![{_HAN}])|(?<=等级)|(?<=结果)|(?<=结论)|(?<=[为是]))"
    return re.findall(rf"{alone}({words})(?:等次|等级|等|级|档)?(?![{_HAN}])", text)
