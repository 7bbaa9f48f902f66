"""Numbered paragraphs: under headings that are numbered themselves, and as points of a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from addin.report.gaps import Gap
from addin.report.text import ENDS, PARAGRAPH, chinese, inline
from scoring.values.chinese_number import read_chinese_number

_HAN = "[一二三四五六七八九十]{1,3}"
_STYLES = tuple(map(re.compile, (
    rf"(?P<han>{_HAN})、(?!{_HAN})\s?", rf"[（(](?P<han>{_HAN})[）)]、?\s?",
    r"(?P<digits>\d{1,2})(?:[.．](?!\d)|、)\s?", r"[（(](?P<digits>\d{1,2})[）)]、?\s?",
    r"(?P<ring>[①-⑳])\s?")))
"""How official documents count, from the chapters down: 一、（一）1.（1）①."""
_DIGITS, _DEEPEST = 2, len(_STYLES) - 1
_WITHIN = re.compile(r"(?<=[：。；])\s?(?P<digits>\d{1,2})(?:[.．](?!\d)|、)\s?")
"""1、 in the midst of a paragraph."""
_POINTS = tuple(re.compile(rf"(?:^|(?<=[。；：]))\s?{style.pattern}") for style in (
    *_STYLES, re.compile(rf"第(?P<han>{_HAN})[，、：]\s?"),
    re.compile(r"目标\s?(?P<digits>\d{1,2})[：、]\s?")))
"""A point at the beginning of a paragraph or behind the sentence before it: 1、…；2、…."""
_RING = ord("①") - 1
_COUNTING = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、]|\d{1,2}(?:[.．]\d{1,2})*[.．]?(?![\d.．])(?=\D)"
    rf"|[一二三四五六七八九十]{{1,2}}是|[①-⑳]|第{_HAN}[，、：]|目标\s?\d{{1,2}}[：、])\s?")
_LONGEST_TITLE = 40


def demoted(text: Any, depth: int = 1) -> Any:
    """``降级(层)``: a text's own 一、 1、 as what stands under a heading that is counted so itself;
    1 below a chapter (一、), 2 below its parts (（一）).

    >>> demoted("一、加强管理。"), demoted("加强管理，一、二季度")
    ('（一）加强管理。', '加强管理，一、二季度')
    >>> demoted("二、分目标：1、按时。2、合格。", 2), demoted("1、按时；2、合格。", 2)
    ('2.分目标：（1）按时。（2）合格。', '1.按时；\\x072.合格。')
    """
    if isinstance(text, Gap):
        return text
    lines = [point for line in str(text).split(PARAGRAPH) for point in _parted(line)]
    used = {style for line in lines for style in _styles_of(line)}
    levels: dict[int, int] = {}
    for style in sorted(used):
        depth = max(depth, style)
        levels[style] = min(depth, _DEEPEST)
        depth += 1
    return PARAGRAPH.join(_counted(line, levels) for line in lines)


def enumerated(texts: Iterable[Any]) -> str:
    """``一是``: several points in one sentence: 一是…；二是….

    >>> enumerated(["加强管理。", "细化预算"]), enumerated(["加强管理。"])
    ('一是加强管理；二是细化预算', '加强管理')
    """
    said = [str(text).rstrip("。；;. ") for text in texts]
    if len(said) == 1:
        return said[0]
    return "；".join(f"{chinese(place)}是{text}" for place, text in enumerate(said, 1))


def pointed(text: Any) -> Any:
    """``分点``: the paragraphs of a text as points of one sentence, 一是…；二是…; of points with titles
    and paragraphs below them the titles; as they stand where some are counted and others are not.

    >>> pointed("一、加强管理。\\a二、细化预算。"), pointed("一是按时；二是合格。")
    ('一是加强管理；二是细化预算', '一是按时；二是合格')
    >>> pointed("总目标：1、按时；2、合格。"), pointed("（一）按时；（二）合格。")
    ('总目标：一是按时；二是合格', '一是按时；二是合格')
    >>> pointed("1.合同管理\\a1.1未签日期\\a经查，有两份。\\a1.2预付款超过30%\\a经查，有一份。")
    '一是未签日期；二是预付款超过30%'
    >>> pointed("1.完成甲\\a2.完成乙\\a（1）子项\\a3.完成丙")
    '一是完成甲；二是完成乙，（1）子项；三是完成丙'
    """
    if isinstance(text, Gap):
        return text
    lines = _with_parts([point for line in str(text).split(PARAGRAPH) if line.strip()
                         for point in _parted(line, headed=True)])
    counted = [_COUNTING.match(line) is not None for line in lines]
    if titles := _titles(lines, counted):
        return enumerated(_COUNTING.sub("", line) for line in titles)
    if len(lines) > 2 and not counted[0] and all(counted[1:]):
        points = enumerated(_COUNTING.sub("", line) for line in lines[1:])
        return f"{lines[0].rstrip(ENDS)}：{points}"
    if len(lines) > 1 and len(set(counted)) == 1:
        return enumerated(_COUNTING.sub("", line) for line in lines)
    return inline(text)


def _with_parts(lines: list[str]) -> list[str]:
    """Points that are counted in a deeper way than the first go on with the one above them."""
    levels = [head[0] if (head := _head(line)) else -1 for line in lines]
    if len({*levels}) < 2 or levels[0] < 0 or levels[0] != min(levels):
        return lines
    made: list[str] = []
    for line, level in zip(lines, levels, strict=True):
        if level == levels[0]:
            made.append(line)
        else:
            made[-1] = f"{made[-1].rstrip(ENDS)}，{line}"
    return made


def _parted(line: str, *, headed: bool = False) -> list[str]:
    """A paragraph that is a list in itself, 1、…；2、…, as a paragraph for each of its points;
    ``headed``: also one whose first point stands behind words of its own."""
    for style in _POINTS:
        found = [*style.finditer(line)]
        counted = [_number(match) for match in found] == [*range(1, len(found) + 1)]
        if len(found) > 1 and counted and (headed or found[0].start() == 0):
            ends = [match.start() for match in found]
            parts = [line[:ends[0]], *map(line.__getitem__, map(slice, ends, [*ends[1:], None]))]
            return [part.strip() for part in parts if part.strip()]
    return [line]


def _styles_of(line: str) -> Iterable[int]:
    head = _head(line)
    if head is not None:
        yield head[0]
    if _points_within(line):
        yield _DIGITS


def _head(line: str) -> tuple[int, re.Match[str]] | None:
    """How the line is counted at its beginning."""
    return next(((level, match) for level, style in enumerate(_STYLES)
                 if (match := style.match(line)) and _number(match)), None)


def _points_within(line: str) -> list[re.Match[str]]:
    """The points of a paragraph that counts 1、2、 … in its midst, nothing left out."""
    found = [*_WITHIN.finditer(line)]
    whole = [int(each["digits"]) for each in found] == [*range(1, len(found) + 1)]
    return found if whole and len(found) > 1 else []


def _counted(line: str, levels: Mapping[int, int]) -> str:
    """The line with its counting written as that of the levels."""
    head, parts, end = _head(line), [], 0
    heads = [] if head is None else [(head[1], levels[head[0]])]
    for match, level in (*heads, *((each, levels[_DIGITS]) for each in _points_within(line))):
        parts += [line[end:match.start()], _label(_number(match), level)]
        end = match.end()
    return "".join((*parts, line[end:]))


def _number(match: re.Match[str]) -> int:
    said = match.groupdict()
    if said.get("han"):
        return int(read_chinese_number(said["han"]) or 0)
    return int(said["digits"]) if said.get("digits") else ord(said["ring"]) - _RING


def _label(number: int, level: int) -> str:
    han = chinese(number)
    return (f"{han}、", f"（{han}）", f"{number}.", f"（{number}）",
            chr(_RING + number) if number <= 20 else f"（{number}）")[level]


def _titles(lines: Sequence[str], counted: Sequence[bool]) -> list[str]:
    """The lines that are titles of what stands below them; none unless the text begins with one."""
    title = [count and len(line) <= _LONGEST_TITLE and line[-1] not in ENDS
             for line, count in zip(lines, counted, strict=True)]
    if not title or not title[0] or all(title):
        return []
    return [line for line, own, below in zip(lines, title, (*title[1:], False), strict=True)
            if own and not below]


FILTERS: Mapping[str, Callable[..., Any]] = {"一是": enumerated, "分点": pointed, "降级": demoted}
