"""Which transfer payment (转移支付) a form is about: by its title, or by whose money it lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from addin.library.form_map import plain_label
from addin.library.words import Titles
from scoring.filing import FundRow
from scoring.filing.numbers import number

_SAID = re.compile(r"(?:(?:中央|自治区|省级?|市级?|县级?)(?:对|补助)[\u4e00-\u9fff]{1,8}?)?"
                   r"(?:专项|一般性|共同财政事权|均衡性)?转移支付")
_BEFORE = re.compile(r"^(?:其中[:：])?")


def transfer_of(title: str, funds: Sequence[FundRow], words: Titles) -> str:
    """中央对地方专项转移支付 as the title has it, or the name that the words give to the first row of
    the funds table with money in it; empty where neither says so."""
    if match := _SAID.search("".join(title.split())):
        return match[0]
    givers = [_BEFORE.sub("", plain_label(row.name.text)) for row in funds if _paid(row)]
    return next((name for giver in givers for name, rows in words.transfers.items()
                 if giver in rows), "")


def _paid(row: FundRow) -> bool:
    """Whether any amount but nothing stands in the row, also one typed with its unit (300万元)."""
    return any(number(entry) not in (None, 0) or entry.text.strip()[:1] in tuple("123456789")
               for entry in row.amounts.values())
