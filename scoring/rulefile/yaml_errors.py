"""What is wrong with a text that is no YAML, in Chinese, with the line and column where it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from scoring.rulefile.typed_text import unquoted_interval

_MISSING_COLON = "缺少冒号（要用半角的“:”，后面空一格）"
_LONGEST_QUOTE = 80
_INDENTATION = "缩进与同级的各行不一致"
_OPENED = {"quoted scalar": "引号没有配对", "flow sequence": "方括号没有配对，或各项之间缺少逗号",
           "flow mapping": "花括号没有配对，或各项之间缺少逗号"}
_PROBLEMS = (
    ("cannot start any token|expected alphabetic or numeric|tag|directive|%",
     "以“{sign}”开头的文字要加引号"),
    ("could not find expected ':'", _MISSING_COLON),
    ("duplicate anchor", "锚点“{word}”写了两次"),
    ("undefined alias", "引用“{word}”之前没有写锚点"),
    ("sequence entries are not allowed", "“-”要另起一行"),
    ("unknown escape", "双引号里的“\\”要写成“\\\\”，或改用单引号"),
    ("block scalar", "“|”或“>”之后要另起一行"),
    ("nesting depth", "嵌套过深"),
    ("single document", "一个文件只能有一份内容，多了“---”"),
    ("node content", "缺少内容，或多了“{sign}”"),
)
"""A piece of the parser's own words, in its C and its Python form, and ours."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a text, counted from zero as the parser counts."""

    text: str
    line: int
    column: int

    @property
    def whole(self) -> str:
        return self._line(self.line)

    @property
    def rest(self) -> str:
        return self.whole[self.column:]

    @property
    def starts_line(self) -> bool:
        return not self.whole[:self.column].strip()

    def above(self) -> Place:
        """The last line above that is not empty."""
        line = next((n for n in range(self.line - 1, -1, -1) if self._line(n).strip()), self.line)
        found = self._line(line)
        return Place(self.text, line, len(found) - len(found.lstrip()))

    def _line(self, number: int) -> str:
        lines = self.text.splitlines()
        return lines[number] if number < len(lines) else ""


def explained(error: Exception, text: str) -> tuple[str, int]:
    """The message for a parser's error, and the line, counted from one."""
    unacceptable = getattr(error, "character", None)
    if isinstance(unacceptable, int):
        before = text[:text.find(chr(unacceptable))]
        place = Place(text, before.count("\n"), len(before) - before.rfind("\n") - 1)
        what = "有不能用的控制字符"
    else:
        place, what = _found(error, text)
        what = unquoted_interval(place.whole) or what
    whole = "".join(sign if sign.isprintable() else "□" for sign in place.whole.strip())
    line = whole if len(whole) <= _LONGEST_QUOTE else whole[:_LONGEST_QUOTE] + "…"
    quoted = f"，原文“{line}”" if line else ""
    return f"YAML 语法错误：{what}（第{place.column + 1}列{quoted}）", place.line + 1


def _found(error: Exception, text: str) -> tuple[Place, str]:
    context, problem = (str(getattr(error, name, "") or "") for name in ("context", "problem"))
    mark = getattr(error, "problem_mark", None)
    place = _place(mark, text)
    opened = _place(getattr(error, "context_mark", None) or mark, text)
    if place.rest[:1] == "\t":
        return place, "不能用制表符缩进，请改用空格"
    if "mapping values are not allowed" in problem:
        return _unexpected_colon(place)
    if re.search("did not find expected key|expected <block end>", problem):
        return place, _INDENTATION if place.starts_line else "引号或括号之后还有多余的文字"
    for kind, said in _OPENED.items():
        if kind in context and re.search("end of stream|expected ','", problem):
            return opened, said
    for pattern, said in _PROBLEMS:
        if re.search(pattern, f"{context} {problem}"):
            where = opened if re.search("scanning|scalar|tag", context) else place
            word = re.match(r"\S*", where.rest)
            return where, said.format(sign=where.rest[:1], word=word[0] if word else "")
    return place, "这里看不懂"


def _unexpected_colon(place: Place) -> tuple[Place, str]:
    """A colon where no key can stand: a second one, one below a line that lacks its own, or one in
    a line that is indented too far."""
    if re.search(r":\s", place.whole[:place.column]):
        return place, "一行里有两个冒号，含冒号的文字要加引号"
    above = place.above()
    if not re.search(r":(\s|$)", above.whole):
        return above, _MISSING_COLON
    return place, _INDENTATION


def _place(mark: Any, text: str) -> Place:
    return Place(text, mark.line, mark.column) if mark is not None else Place(text, 0, 0)
