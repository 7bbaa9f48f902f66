"""What a template or a draft has left in a finished report: tags never filled in, and gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.report.comparison import Comparison
from scoring.report.mention import Mention

_OPEN, _INSIDE, _CLOSE = r"[{｛]\s{0,4}[{｛%％#＃]", r"[^{}｛｝\n]{0,40}", r"[}｝%％#＃]\s{0,4}[}｝]"
LIKE_TAG = re.compile(rf"{_OPEN}{_INSIDE}{_CLOSE}|{_OPEN}{_INSIDE}|{_INSIDE}{_CLOSE}")
"""Whatever looks like a template's tag, also where it is typed so that it is none."""
_GAP, _DOUBT = (re.compile(rf"【待{what}[^】]{{0,400}}】") for what in ("补充", "核对"))


def leftovers(both: Comparison) -> Iterator[Mention]:
    for passage in both.report:
        for code, pattern in (("report-tag", LIKE_TAG), ("report-gap", _GAP),
                              ("report-doubt", _DOUBT)):
            for match in pattern.finditer(passage.text):
                yield Mention(code, passage.place, match[0].strip(), match[0].strip(), "", False)
