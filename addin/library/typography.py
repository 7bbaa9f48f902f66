"""How running text is set: what clerks and reckonings write, as an office prints it."""

from __future__ import annotations

import re

_HAN = r"[\u4e00-\u9fff）》”]"
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_CELL = r"!(?=\$?[A-Z]{1,3}\$?\d)"
"""The sign between a sheet and its cell, which would be no reference any more (绩效表!F12)."""
_HALF_WIDTH = re.compile(
    rf"(?!{_CELL})(?:(?<={_HAN})[,;:?!] ?|[,;:?!] ?(?=[\u4e00-\u9fff（《“]))")
_BRACKETS = re.compile(r"\(([^()]*[\u4e00-\u9fff−×÷＝、][^()]*|-[\d.,]+%?)\)")
"""Around Chinese, and in arithmetic, whose brackets are of one kind."""
_MIXED = re.compile(r"\(([^()（）]*)）|（([^()（）]*)\)")
_TITLE_WITHIN = re.compile(
    r"(?<=《)([^《》‹›<>]*)[《‹<]([^《》‹›<>]*)[》›>](?=[^《》]*》)")
"""A title in a title, which has 〈〉 (GB/T 15834)."""
_AFTER, _BEFORE = r"[\u4e00-\u9fff，。；：、（）“”《》]", r"[\u4e00-\u9fff，。；：、（）“”《》≥≤＝]"
_GAP = re.compile(rf"(?<={_AFTER}) +(?=\S)|(?<=\S) +(?={_BEFORE})")
_SIGNS = {">=": "≥", "<=": "≤", "”、“": "”“", "》、《": "》《"}
"""Signs that have a form of their own in print; between marks that stand in pairs is no 、
(GB/T 15834)."""


def full_width(text: str) -> str:
    """Half-width punctuation and brackets beside Chinese characters, full-width.

    >>> full_width("风险普查, 廉租房(机械厂)运营; 共3,000户")
    '风险普查，廉租房（机械厂）运营；共3,000户'
    >>> full_width("实际值(绩效表!F12)(36.4-35)，扣分＝(90%−87%)÷1%×0.5")
    '实际值（绩效表!F12）(36.4-35)，扣分＝（90%−87%）÷1%×0.5'
    >>> full_width("《关于印发‹办法›的通知》(财预〔2020〕10号）"), full_width("《关于《办法》的通知》")
    ('《关于印发〈办法〉的通知》（财预〔2020〕10号）', '《关于〈办法〉的通知》')
    """
    text = _TITLE_WITHIN.sub(r"\1〈\2〉", text)
    inner = None
    while inner != text:  # brackets in brackets
        inner, text = text, _BRACKETS.sub(r"（\1）", text)
    text = _MIXED.sub(lambda match: f"（{match[1] or match[2] or ''}）", text)
    return _HALF_WIDTH.sub(lambda match: _FULL_WIDTH[match[0].strip()], text)


def printed(text: str) -> str:
    """The same as a letter prints it: signs in their own form, no gaps beside Chinese characters.

    >>> printed("填报 8 分(实际 >=4754人); 附“甲”、“乙”")
    '填报8分（实际≥4754人）；附“甲”“乙”'
    """
    for written, sign in _SIGNS.items():
        text = text.replace(written, sign)
    return _GAP.sub("", full_width(text))


__all__ = ["full_width", "printed"]
