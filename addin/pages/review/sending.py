"""发函 and 复核意见 as people type them: other words for 是 and 否, and those that nobody can read."""

from __future__ import annotations

from collections.abc import Iterator

from addin.pages.review import tables as t
from addin.pages.review.read import Round, Row, plain, text

_WORDS = {**dict.fromkeys(("是", "√", "✓", "✔", "y", "yes", "1", "发", "同意发"), t.YES),
          **dict.fromkeys(("否", "×", "✗", "✘", "x", "n", "no", "0", "不发"), t.NO)}
_ENDS = "。.!，,"


def read_sending(row: Row) -> Row:
    """The row with 是 or 否 in 发函, where it says as much in another word."""
    said = _WORDS.get(plain(text(row, t.LETTER)).casefold().rstrip(_ENDS))
    return row if said is None else {**row, t.LETTER: said}


def unread_words(found: Round) -> Iterator[str]:
    """What stands in the two columns and is none of their words, a sentence each with its cell."""
    for row in found.rows(t.PROBLEMS):
        for name, choices in ((t.LETTER, t.SEND), (t.OPINION, t.OPINIONS)):
            said = text(read_sending(row), name)
            if said and said not in choices:
                yield (f"“{t.PROBLEMS.name}”{found.cell(t.PROBLEMS, row, name)}的{name}“{said}”"
                       f"认不出，没有采用，请改为{'、'.join(choices)}")
