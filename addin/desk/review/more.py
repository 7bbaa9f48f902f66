"""Findings that only the whole pile tells, made problems of the forms they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from addin.library.sentences import Sentences
from addin.pages.review.records import Problem, ReviewedForm
from scoring.findings.finding import Finding, finding
from scoring.report.passage import Passage

_LEFT = {"report-gap": "【待补充…】", "report-doubt": "【待核对…】"}
"""What a draft leaves open, and how the marks of one kind are told together."""
_MANY = 3
"""So many of them are told in one sentence, and so many of their places named in it."""
Told = Iterable[tuple[Finding, str]]
"""Findings, each with the path of the indicator it is about, or with none."""


def problems(found: Told, key: str, sentences: Sentences) -> Iterator[Problem]:
    """``key`` is that of the form."""
    seen = Counter[str]()
    for each, path in found:
        plain = f"{key}|{path}|{each.code.code}"
        seen[plain] += 1
        yield Problem(
            key=plain + (f"#{seen[plain]}" if seen[plain] > 1 else ""), code=each.code.code,
            kind=each.code.title, severity=each.severity, message=sentences.said(each),
            cells=each.cells, indicators=(path,) if path else (), filed=each.stands,
            expected=each.due)


def of_report(found: Sequence[Finding]) -> Told:
    """What a report says differently; the places where it was left blank are told together."""
    told = [each for each in found if each.code.code not in _LEFT]
    for code, quote in _LEFT.items():
        left = [each for each in found if each.code.code == code]
        told += left if len(left) < _MANY else [_together(code, quote, left)]
    return [(each, "") for each in told]


def _together(code: str, quote: str, left: Sequence[Finding]) -> Finding:
    places = list(dict.fromkeys(dict(each.words or ()).get("place", "") for each in left))
    counted = "等" if len(places) > _MANY else "共"
    return finding(code, place=f"{'、'.join(places[:_MANY])}{counted}{len(left)}处", quote=quote,
                   about="", form="")


def of_another_year(report: str, years: Iterable[str], form: ReviewedForm) -> Finding:
    """What is told of a report of other years than the form that it lies beside."""
    return finding("report-other", title=PurePosixPath(report).name,
                   why=f"为{'、'.join(dict.fromkeys(years))}年度的，自评表为{form.year}年度")


def not_compared(passages: Sequence[Passage]) -> str:
    """How many sentences of a report were not compared, and in which of its parts; empty where
    all were."""
    if not passages:
        return ""
    parts = Counter(each.place for each in passages)
    named = "、".join(f"{place}{count}句" for place, count in parts.most_common(_MANY))
    more = "等" if len(parts) > _MANY else ""
    return f"另有{len(passages)}句的数字没有对上自评表的栏目，未核对（{named}{more}）"


def rekeyed(problem: Problem, old: str, new: str) -> Problem:
    """The same problem of the form with another key."""
    return problem if old == new else replace(problem, key=new + problem.key.removeprefix(old))


def again(problem: Problem, told: Collection[Problem]) -> Problem:
    """The problem with a key that none of those told of the form has."""
    keys, key, count = {each.key for each in told}, problem.key, 1
    while key in keys:
        count += 1
        key = f"{problem.key}#{count}"
    return problem if count == 1 else replace(problem, key=key)
