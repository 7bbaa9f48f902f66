"""算例: one a line: 预算完成数＝99.99；年初预算数＝100 → 得4分; a row left to a person → 8≤得分≤10."""

from __future__ import annotations

import re
from typing import Any

from scoring.clauses.strict.words import (
    CannotTellError,
    Data,
    NotUnderstoodError,
    lines,
    number,
    on_one_line,
)
from scoring.filing import Entry
from scoring.rules.example import Example
from scoring.values.amounts import NUMBER, plain, span_of, span_pattern, within

SCORE, EMPTY = "得分", "（空）"
_AWARD, _RANGE = re.compile(rf"得({NUMBER})分"), re.compile(span_pattern(SCORE))


def told(examples: tuple[Example, ...]) -> str:
    return "\n".join(map(_told, examples))


def _told(example: Example) -> str:
    given = "；".join(f"{on_one_line(name, '＝', '；')}＝{_typed(entry)}"
                     for name, entry in example.given.items())
    if example.award is not None:
        return f"{given} → 得{plain(example.award)}分"
    if example.range is None:
        raise CannotTellError("有一个算例没有写应得几分")
    return f"{given} → {within(SCORE, example.range)}"


def _typed(entry: Entry) -> str:
    if entry.items:
        return f"[{', '.join(_typed_inside(item) for item in entry.items)}]"
    return _one(entry, "；", "→")


def _typed_inside(entry: Entry) -> str:
    return _typed(entry) if entry.items else _one(entry, "；", "→", ",", "，", "[", "]")


def _one(entry: Entry, *forbidden: str) -> str:
    bad = [sign for sign in ("\n", *forbidden) if sign in entry.text]
    if bad or entry.text != entry.text.strip() or entry.text.startswith("["):
        raise CannotTellError(f"算例所填的“{entry.text}”")
    return entry.text or EMPTY


def read(text: str) -> list[Data]:
    return [_read(line) for line in lines(text)]


def _read(line: str) -> Data:
    given, arrow, expected = re.sub("->|＞$", "→", line).rpartition("→")
    if not arrow:
        raise NotUnderstoodError(f"“{line}”看不懂，应写：某数＝9；某数＝10 → 得4分", "算例")
    made: Data = {"given": {}}
    for each in filter(None, (part.strip() for part in re.split("[；;]", given))):
        name, *value = re.split("[＝=]", each, maxsplit=1)
        if not value:
            raise NotUnderstoodError(f"“{each}”应写：名称＝数", "算例")
        made["given"][name.strip()] = _value(value[0].strip())
    expected = expected.strip()
    if award := _AWARD.fullmatch(expected):
        return {**made, "award": number(award[1])}
    if span := _RANGE.fullmatch(expected):
        try:
            return {**made, "range": span_of(span)}
        except ValueError as error:
            raise NotUnderstoodError(str(error), "算例") from None
    raise NotUnderstoodError(f"“{expected}”应写：得4分，或 8≤得分≤10", "算例")


def _value(text: str) -> Any:
    if not text.startswith("["):
        return "" if text == EMPTY else text
    value, rest = _list(text[1:])
    if rest.strip():
        raise NotUnderstoodError(f"“{text}”的方括号没有配对", "算例")
    return value


def _list(text: str) -> tuple[list[Any], str]:
    """The items up to the closing bracket, and what follows it."""
    items: list[Any] = []
    while True:
        text = text.lstrip(" ,，")
        if not text:
            raise NotUnderstoodError("方括号没有配对", "算例")
        if text[0] == "]":
            return items, text[1:]
        if text[0] == "[":
            item, text = _list(text[1:])
            items.append(item)
        else:
            found = re.match(r"[^,，\[\]]+", text)
            word = found[0] if found else text[0]
            text = text[len(word):]
            items.append("" if word.strip() == EMPTY else word.strip())
