"""审核疑点: one of the catalogue's kinds with its cells and figures. Making one never raises."""

from __future__ import annotations

import re
from dataclasses import replace

from scoring.findings.catalogue import CATALOGUE, Code
from scoring.findings.severity import Severity
from scoring.values.record import record

_WORD = re.compile(r"\{(\w+)\}")


@record
class Finding:
    """One finding: its kind, its cells (``Sheet!A1``), its sentence, both figures side by side.

    ``severity`` is the kind's own, or less where the finding rests on an inference."""

    code: Code
    severity: Severity
    message: str
    cells: tuple[str, ...] = ()
    indicator: str = ""
    clause: str = ""
    filed: str | None = None
    expected: str | None = None
    words: tuple[tuple[str, str], ...] | None = None
    """What its sentence names besides the figures; None where it is said in words of its own, which
    no other sentence of its kind can say."""

    @property
    def stands(self) -> str:
        """What stands in its cells; empty where nothing does."""
        return "" if self.code.lacking else self.filed or ""

    @property
    def due(self) -> str:
        """What should stand there, or else what is to be done; empty where that is said nowhere."""
        if not self.code.due:
            return self.expected or ""
        known = {**dict(self.words or ()), "expected": self.expected or ""}
        return _WORD.sub(lambda match: known.get(match[1], ""), self.code.due)


def softened(found: Finding, message: str = "") -> Finding:
    """The finding as a request to explain, in other words where those are given: what it rests on
    is an inference, or a rule that does not bind."""
    severity: Severity = "warning" if found.severity == "error" else found.severity
    said = f"{found.indicator}：{message}" if message and found.indicator else message
    words = None if said else found.words
    return replace(found, severity=severity, message=said or found.message, words=words)


def finding(code: str, *cells: str, indicator: str = "", clause: str = "", filed: str | None = None,
            expected: str | None = None, **words: str) -> Finding:
    """A finding of the catalogue, its template filled in."""
    kind = CATALOGUE[code]
    said = kind.template.format(filed=filed, expected=expected, **words)
    message = f"{indicator}：{said}" if indicator else said
    places = tuple(dict.fromkeys(filter(None, cells)))
    return Finding(kind, kind.severity, message, places, indicator, clause, filed, expected,
                   tuple(words.items()))
