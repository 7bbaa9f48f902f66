"""What goes wrong while a rule file is typed and YAML says nothing of, or something misleading."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STRANGE = "\u3000\u00a0\u2003\u2002"
"""Blanks that look like those of an indentation and are none."""
_INDENT = re.compile(rf"^ *[{_STRANGE}]\s*")
_NAMES = {"\u3000": "全角空格", "\u00a0": "不间断空格"}
_TEXTS = "text|place|reading|inferred|meaning|why|say|title|document|issuer|verified|source|name"
_CUT = re.compile(rf"(?:^|[\s{{,])(?P<key>{_TEXTS}): +"
                  r"(?P<kept>[^\s\"'|>#&*\[{][^#\n]*?\S)(?P<gap> +)#")
_HALF_OPEN = re.compile(r"(?<![\"'])[\[(]\s*-?[\d.]+%?\s*,\s*(?:-?[\d.]+%?|∞)\s*[)\]]")


def strange_indent(text: str, until: int) -> tuple[int, str] | None:
    """The first line down to the given one that is indented with a blank of another kind."""
    for number, line in enumerate(text.splitlines()[:until + 1], 1):
        if found := _INDENT.match(line):
            sign = next(each for each in found[0] if each in _STRANGE)
            return number, f"缩进里有{_NAMES.get(sign, '特殊空格')}，缩进只能用半角空格"
    return None


def strange_key(key: str) -> str:
    """What is wrong with a key that begins with a blank of another kind; empty where nothing is."""
    if key[:1] in _STRANGE:
        return f"“{key.strip()}”前面有{_NAMES.get(key[0], '特殊空格')}，缩进只能用半角空格"
    return ""


def unquoted_interval(line: str) -> str:
    """What to write instead of an interval that YAML takes for a list that never closes."""
    found = next((each for each in _HALF_OPEN.finditer(line)
                  if (each[0][0] == "[") != (each[0][-1] == "]")), None)
    return f"区间要加引号：\"{found[0]}\"" if found else ""


def cut_texts(text: str) -> Iterator[tuple[int, str]]:
    """Lines whose text ends at a « #», which YAML takes for the beginning of a comment. A comment
    that is meant stands two blanks off."""
    for number, line in enumerate(text.splitlines(), 1):
        found = _CUT.search(line)
        if found and len(found["gap"]) == 1:
            yield number, (f"{found['key']} 的文字在“#”处断了，“#”之后被当作注释：整句要加引号；"
                           "确是注释的，“#”前空两格")
