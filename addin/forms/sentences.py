"""What stands where an amount would and is none: a sentence of the table below (年度目标 | 完成15个村
环境整治。), or else an amount that is badly written (约120万), which a person is told of."""

from __future__ import annotations

import re

_LONG = 25
"""Running text, whatever it says of money."""
_FEWEST_WORDS = 8
"""So many characters of words are more than what is written beside an amount."""
_ENDS = re.compile("[。；;！!？?，]")
_MONEY = re.compile(r"\d\s*[亿千百万]*元|\d\s*[亿万](?!\w)")
_WORDS = re.compile(r"[\u4e00-\u9fff]")


def is_sentence(text: str) -> bool:
    """Whether a text says something, and not how much money there is.

    >>> [is_sentence(text) for text in ("完成15个村环境整治。", "完成12座小型水库维修养护", "3项，已办结")]
    [True, True, True]
    >>> [is_sentence(text) for text in ("约120万", "120万元(含结转)", "120万元，含结转20万元", "120户")]
    [False, False, False, False]
    """
    plain = text.strip()
    if len(plain) > _LONG:
        return True
    says = bool(_ENDS.search(plain)) or len(_WORDS.findall(plain)) >= _FEWEST_WORDS
    return says and not _MONEY.search(plain)
