"""What people read on the terminal: scores, findings and changes as plain lines."""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from addin.desk.fill import Change, told
from addin.desk.telling import counted
from addin.forms.assessed import Assessed
from addin.pages.basis import totals
from scoring.awards.explain import earnable, explain
from scoring.awards.scorecard import VERDICT_WORDS, Award
from scoring.filing import Entry
from scoring.findings.finding import Finding
from scoring.findings.severity import SEVERITY_WORDS
from scoring.values.exact import show

_VERDICTS = ("有应改的", "只有请说明或供参考的", "没有疑点的")


def say(lines: Iterable[str]) -> None:
    """The lines on the screen."""
    for line in lines:
        sys.stdout.write(f"{line}\n")


def typed(name: object) -> str:
    """A file's name as it is typed in a command.

    >>> typed("表.xlsx"), typed("我的 表.xlsx")
    ('表.xlsx', '"我的 表.xlsx"')
    """
    return f'"{name}"' if " " in str(name) else str(name)


def summary(one: Assessed, file: str) -> Iterator[str]:
    """A form at a glance: its scores, then the findings."""
    yield from (*scores(one, file), "")
    yield from findings(one.findings)


def scores(one: Assessed, file: str) -> Iterator[str]:
    """A form's totals, then one line an indicator."""
    card = one.scorecard
    yield f"{file}　{one.form.sheet}　{card.followed}"
    yield totals(card)
    yield ""
    yield from table([("指标", "分值", "填报", "核算", "结论"), *map(_line, card.awards)])


def kept(backup: Path | None) -> Iterator[str]:
    """Where to find what stood at the output before."""
    if backup is not None:
        yield f"原有的同名文件备份为 {backup}"


def verdict(one: Assessed) -> str:
    """What is to be done about a form, at its worst."""
    wrong, asked, clean = _VERDICTS
    return wrong if one.has_errors else asked if one.findings else clean


def tally(verdicts: Counter[str], files: int, refused: int) -> str:
    """A pile at a glance."""
    each = "，".join(f"{said} {verdicts[said]} 张" for said in _VERDICTS)
    unread = f"；读不了的文件 {refused} 个" if refused else ""
    return f"共 {files} 个文件、{verdicts.total()} 张表：{each}{unread}。"


def _line(award: Award) -> tuple[str, ...]:
    weight = "—" if award.weight is None else show(award.weight)
    filed = "—" if award.filed is None else show(award.filed, 2)
    bounds = "—" if award.range is None else earnable(award.range).removesuffix("分")
    ruled = bounds if award.score is None else show(award.score, 2)
    return _short(award.indicator), weight, filed, ruled, VERDICT_WORDS[award.verdict]


def findings(found: Sequence[Finding]) -> Iterator[str]:
    """Findings, errors first, each with its cells."""
    if not found:
        yield "没有发现疑点。"
        return
    yield f"审核疑点：{counted(found)}"
    yield from map(finding, found)


def finding(each: Finding) -> str:
    """One finding with its cells."""
    where = f"　[{'、'.join(each.cells)}]" if each.cells else ""
    return f"  {SEVERITY_WORDS[each.severity]}　{each.message}{where}"


def explanation(award: Award, figures: Mapping[str, Entry]) -> Iterator[str]:
    """One indicator explained."""
    filed = "未填" if award.filed is None else show(award.filed, 2)
    yield f"{award.indicator}（{award.cell}）　填报 {filed}　{VERDICT_WORDS[award.verdict]}"
    yield from (f"  {line}".replace("\n", "\n    ") for line in explain(award, figures))


def changes(made: Iterable[Change]) -> Iterator[str]:
    yield from (f"  {told(change)}" for change in made)


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns padded to equal width, a Chinese character counting two."""
    widths = [max(_width(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        cells = [text + " " * (wide - _width(text)) for text, wide in zip(row, widths, strict=True)]
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def _short(text: str, most: int = 22) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
