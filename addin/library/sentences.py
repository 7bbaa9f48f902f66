"""函里的句子: one a kind of finding, fit to be pasted into an official letter; kept as data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from importlib.resources import files
from importlib.resources.abc import Traversable

from addin.library.data_file import read_file
from addin.library.folders import LETTERS
from scoring.findings.finding import CATALOGUE, Finding, Severity
from scoring.rulefile.mistakes import Problem, Problems
from scoring.rules.door import model

FILE = "sentences.yaml"
_WHAT = "函的句子"
_WORD = re.compile(r"\{(\w+)\}")
_CELL = re.compile(r"（[^（）]{0,60}!\$?[A-Z]{1,3}\$?\d+(?:、[^（）]{0,60}!\$?[A-Z]{1,3}\$?\d+)*）")
"""Where a figure stands: the sheet says so in a column of its own."""
_ENDS = "。！？"


@model
class Sentences:
    """Patterns by the finding's code: for ``one`` place, for ``many`` of a form told together.
    ``closings`` end a sentence that has no end of its own, by its severity."""

    one: Mapping[str, str] = field(default_factory=dict)
    many: Mapping[str, str] = field(default_factory=dict)
    closings: Mapping[Severity, str] = field(default_factory=dict)

    def said(self, found: Finding) -> str:
        """The finding as the bureau writes it to the unit."""
        words = None if found.words is None else dict(found.words)
        if words is None:
            return self._ended(_named(found), found.severity)
        patterns = self.many if "names" in words else self.one
        known = {**words, "filed": found.filed or "", "expected": found.expected or ""}
        pattern = patterns.get(found.code.code)
        if pattern is None or not set(_WORD.findall(pattern)) <= known.keys():
            return self._ended(_named(found), found.severity)
        said = _CELL.sub("", _WORD.sub(lambda match: known[match[1]], pattern))
        return self._ended(f"{_quoted(found.indicator)}{said}", found.severity)

    def _ended(self, said: str, severity: Severity) -> str:
        if said[-1:] in _ENDS:
            return said
        closing = "" if "请" in said else self.closings.get(severity, "")
        return f"{said}，{closing}。" if closing else f"{said}。"


def read_sentences(own: Sequence[Traversable] = ()) -> Sentences:
    """The packaged sentences, and those of a user's own folders, the first of which comes first.
    UserError: a file of theirs is wrong, with its line."""
    found = _read(files("templates") / LETTERS / FILE)
    for folder in reversed(own):
        if (file := folder / LETTERS / FILE).is_file():
            more = _read(file)
            found = replace(found, one={**found.one, **more.one}, many={**found.many, **more.many},
                            closings={**found.closings, **more.closings})
    return found


def _read(file: Traversable) -> Sentences:
    return read_file(file, _WHAT, Sentences, _checked)


def _checked(sentences: Sentences) -> Sentences:
    if found := tuple(_problems(sentences)):
        raise Problems(found)
    return sentences


def _problems(sentences: Sentences) -> Iterator[Problem]:
    for name, patterns in (("one", sentences.one), ("many", sentences.many)):
        for code in patterns:
            if code not in CATALOGUE:
                yield (name, code), f"没有“{code}”这种问题，现有：{'、'.join(CATALOGUE)}"


def _named(found: Finding) -> str:
    """The finding's own words, its indicator set off as in the other sentences."""
    said = found.message.removeprefix(f"{found.indicator}：") if found.indicator else found.message
    return f"{_quoted(found.indicator)}：{said}" if found.indicator else said


def _quoted(indicator: str) -> str:
    inner = indicator.replace("“", "‘").replace("”", "’")
    return f"“{inner}”" if inner and not inner.startswith("（") else inner
