"""Sentences that break off: what a cell or a scan has lost is not to be closed with a full stop."""

from __future__ import annotations

import re

_OPEN_WORDS = "的|和|与|及|以及|或|或者|对于|为了|将|按照|从|于|把|并|且|而|通过|根据|其中|包括"
_STUMPS = ("(?<![职员施竣完开动加手民化分技用复停返务人社义军误赶招罢勤怠做打监])工|"
           "(?<![成业政战功])绩|措|(?<!干)预")
"""The first characters of words that no other word ends with: 工作, 工程, 绩效, 措施, 预算."""
_CUT = re.compile(rf"(?:{_OPEN_WORDS}|{_STUMPS}|[（(“《〈‘])$")
_LONGEST_WORD, _SHORTEST_SENTENCE = 8, 8


def breaks_off(sentence: str) -> bool:
    """Whether a line without an end stops in the middle of a word, or where another must follow.

    >>> breaks_off("服务指导全区物业管理工"), breaks_off("项目于年底竣工"), breaks_off("进一步加强监督和")
    (True, False, True)
    >>> breaks_off("完成3部电梯初审工作"), breaks_off("各项任务全面落实")
    (False, False)
    """
    ending = sentence[-_LONGEST_WORD:]
    return len(sentence) >= _SHORTEST_SENTENCE and _CUT.search(ending) is not None
