"""Findings that only the whole pile tells, made problems of the forms they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from addin.library.sentences import Sentences
from addin.pages.review.records import Problem
from scoring.findings.finding import Finding

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
            cells=each.cells, indicators=(path,) if path else (), filed=each.filed or "",
            expected=each.expected or "")
