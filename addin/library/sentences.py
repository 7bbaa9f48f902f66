"""函里的句子: one a kind of finding, fit to be pasted into an official letter; kept as data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from importlib.resources import files
from importlib.resources.abc import Traversable

from addin.library.data_file import read_file
from addin.library.folders import LETTERS
from addin.library.typography import printed
from scoring.awards.score import UNNAMED
from scoring.findings.catalogue import CATALOGUE
from scoring.findings.finding import Finding
from scoring.findings.grouped import in_quotes
from scoring.findings.severity import Severity
from scoring.rulefile.mistakes import Problem, Problems
from scoring.rules.clause import PRINTED
from scoring.rules.door import model

FILE = "sentences.yaml"
_WHAT = "函的句子"
_WORD, _IN_QUOTES = re.compile(r"\{(\w+)\}"), re.compile(r"“\{(\w+)\}”")
_UNSAID = re.compile(
    r"（[^（）]{0,60}!\$?[A-Z]{1,3}\$?\d+(?:、[^（）]{0,60}!\$?[A-Z]{1,3}\$?\d+)*）|(?<=（)读法：|，不计(?=；不扣分)")
"""Where a figure stands, which a column of its own says; what we call our reading of a clause; that
nothing is counted where it also says that nothing is taken off."""
_ENDS = "。！？；，"
_BY_ITSELF = "按本表所印评分标准"
"""What a letter says of a clause that the form prints: who has read it is the desk's own matter."""
_GOES_ON = re.compile("实际|按|参照|填报|未|没有")
"""So words of a finding's own begin that make one sentence with the row's name."""
_QUOTED = re.compile(r"“[^”]*”")
_LABEL = re.compile(
    r"“[★☆※\s]*(?:其中[:：]\s*)?"
    r"(?:指标(?:\d(?=(?:19|20)\d\d年)|\d{1,2}(?!\d))[:：.．、]?(?=[^”\s]{2}))?(?=[^”])")
"""What a form puts before an indicator's name: a star for a key one, 其中：, 指标1：."""


@model
class Sentences:
    """Patterns by the finding's code: for ``one`` place, for ``many`` of a form told together.
    ``closings`` end a sentence that asks for nothing, by its severity; ``milder`` are the ends of
    sentences whose finding rests on an inference."""

    one: Mapping[str, str] = field(default_factory=dict)
    many: Mapping[str, str] = field(default_factory=dict)
    closings: Mapping[Severity, str] = field(default_factory=dict)
    milder: Mapping[str, str] = field(default_factory=dict)

    def said(self, found: Finding) -> str:
        """The finding as the bureau writes it to the unit."""
        return printed(_LABEL.sub("“", self._ended(self._filled(found) or _own(found), found)))

    def _filled(self, found: Finding) -> str:
        """The sentence of its kind; empty where the finding is told in words of its own, or has not
        all the words that the sentence names."""
        if found.words is None:
            return ""
        row = _row(found)
        known = {**dict(found.words), "filed": found.filed or "", "expected": found.expected or "",
                 "row": row, "where": f"{row}处" if row else "表中"}
        pattern = self.one.get(found.code.code, "")
        if "names" in known:
            pattern = self.many.get(found.code.code, pattern)
        if not set(_WORD.findall(pattern)) <= known.keys():
            return ""
        quoted = _IN_QUOTES.sub(lambda match: in_quotes(known[match[1]]), pattern)
        said = _UNSAID.sub("", _WORD.sub(lambda match: known[match[1]], quoted))
        names = not pattern or "{row}" in pattern or "{where}" in pattern
        return said if names else f"{row}{said}"

    def _ended(self, said: str, found: Finding) -> str:
        """The sentence with what it asks for, and asks mildly where an inference is behind it."""
        said = said.rstrip(_ENDS)
        if found.severity != found.code.severity:
            for end, milder in self.milder.items():
                said = re.sub(f"{re.escape(end)}$", milder, said)
        asks = "请" in _QUOTED.sub("", said)
        closing = "" if asks else self.closings.get(found.severity, "")
        return f"{said}，{closing}。" if closing else f"{said}。"


def row_name(name: str) -> str:
    """An indicator's name as a list shows it, without what a form puts before it.

    >>> row_name("★指标1:救助人数(≥**人)")
    '救助人数（≥**人）'
    """
    return printed(_LABEL.sub("“", in_quotes(name)))[1:-1].replace("‘", "“").replace("’", "”")


def read_sentences(own: Sequence[Traversable] = ()) -> Sentences:
    """The packaged sentences, and those of a user's own folders, the first of which comes first.
    UserError: a file of theirs is wrong, with its line."""
    found = _read(files("templates") / LETTERS / FILE)
    for folder in reversed(own):
        if (file := folder / LETTERS / FILE).is_file():
            more = _read(file)
            found = replace(found, one={**found.one, **more.one}, many={**found.many, **more.many},
                            closings={**found.closings, **more.closings},
                            milder={**found.milder, **more.milder})
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


def _own(found: Finding) -> str:
    """The finding's own words, its row set off as in the other sentences."""
    said = found.message.removeprefix(f"{found.indicator}：") if found.indicator else found.message
    said = said.replace(f"{PRINTED}，", _BY_ITSELF)
    if not found.indicator:
        return said
    return f"{_row(found)}{'' if _GOES_ON.match(said) else '：'}{said}"


def _row(found: Finding) -> str:
    """The row by its name, or else by its number."""
    if found.indicator == UNNAMED and found.cells:
        number = found.cells[0].rpartition("!")[2].strip("$ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return f"第{number}行"
    return in_quotes(found.indicator)
