"""YAML as plain data: numbers stay exact, and what only looks like a number or a date stays text."""

from __future__ import annotations

from fractions import Fraction

from scoring.rulefile.document import parse_document

TEXT = """
空: null
也空: ~
没写:
是: yes
也是: True
还是: on
否: no
整数: 12
负数: -3
小数: 1.50
负小数: -0.5
版本: 1.2.3
科学: 1e3
日期: 2023-01-02
文字: "12"
列表: [1, 甲, {乙: 2}]
"""


def test_every_scalar_is_what_it_says() -> None:
    assert parse_document(TEXT).data == {
        "空": None, "也空": None, "没写": None, "是": True, "也是": True, "还是": True, "否": False,
        "整数": 12, "负数": -3, "小数": Fraction(3, 2),
        "负小数": Fraction(-1, 2), "版本": "1.2.3", "科学": "1e3", "日期": "2023-01-02",
        "文字": "12", "列表": [1, "甲", {"乙": 2}]}


def test_every_entry_knows_its_line() -> None:
    document = parse_document(TEXT)
    assert [document.line(path) for path in ((), ("空",), ("列表", 2, "乙"), ("列表", 7, "没有"))] == [
        2, 2, 17, 17]
