"""Invented people for the placeholders of a text: every one is somebody else's."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Any

_DIGITS = {"手机": 11, "座机": 8, "短座机": 7, "证件号": 18, "错证件号": 18, "账号": 17, "卡号": 19,
           "错卡号": 19}
_FACTORS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_BETWEEN = r"[\W_]{0,3}"


class Number(str):
    """``{手机:### #### ####}``: its digits in those groups; ``{手机:全角}``: in full width."""

    __slots__ = ()

    def __format__(self, groups: str) -> str:
        if groups == "全角":
            return "".join(chr(ord(each) + 0xFEE0) if each.isdigit() else each for each in self)
        digits = iter(self)
        return re.sub("#", lambda _: next(digits), groups) if groups else str(self)


class Plants(Formatter):
    """Fills texts with values of their own, and keeps a pattern for each of them."""

    def __init__(self, surnames: str, given: Sequence[str]) -> None:
        self._random = random.Random(11)
        self._names = [f"{one}{two}" for two in given for one in surnames]
        self._random.shuffle(self._names)
        self._short = [each for each in self._names if len(each) == 2]
        self._long = [each for each in self._names if len(each) == 3]
        self._gone: list[str] = []

    def fill(self, template: str) -> tuple[str, Sequence[str]]:
        """The text, and the patterns that may be found nowhere afterwards."""
        self._gone = []
        return self.vformat(template, (), {}), self._gone

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> str:
        match key:
            case "姓名" | "两字姓名":
                name = (self._long if key == "姓名" else self._short).pop()
                self._gone.append(r"\s?".join(name))
                return name
            case "区号":
                return self._random.choice(["0851", "0731", "025", "010"])
            case "邮箱":
                box = f"wang.{self._some(5)}"
                self._gone.append(re.escape(box))
                return f"{box}@163.com"
            case "住址":
                door = f"{self._some(2)}号{self._some(1)}栋{self._some(3)}室"
                self._gone.append(door)
                return f"贵州省贵阳市花溪区清溪路{door}"
        number = self._number(str(key))
        self._gone.append(_BETWEEN.join(number[3 if len(number) > 10 else 0 : -2]))
        return Number(number)

    def _some(self, count: int) -> str:
        return "".join(self._random.choice("123456789") for _ in range(count))

    def _number(self, kind: str) -> str:
        if "证件号" in kind:
            body = f"520111{self._random.randint(1950, 2004)}0{self._some(1)}1{self._some(4)}"
            check = sum(int(digit) * factor
                        for digit, factor in zip(body, _FACTORS, strict=True)) % 11
            return body + "10X98765432"[check if kind == "证件号" else check - 1]
        start = {"手机": "138", "座机": "8", "短座机": "8", "账号": "24", "卡号": "6228",
                 "错卡号": "6217"}[kind]
        return start + self._some(_DIGITS[kind] - len(start))
