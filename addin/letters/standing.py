"""What became of a problem since the last letter, in the words of the next one."""

from __future__ import annotations

from collections.abc import Mapping

from addin.pages.review import tables as t
from addin.pages.review.read import Row, text
from addin.pages.review.reply import DONE_WORDS

_BEFORE = {t.SAME: "上次已反馈", t.BY_HAND: "上次已反馈", t.UNCHECKED: "上次已反馈",
           t.RETURNED: "上次反馈后已更正，现再次出现"}
_UNSEEN = (t.BY_HAND, t.UNCHECKED)
"""What no review of the form says anything about."""


def standing(row: Row, what: str, states: Mapping[str, str]) -> str:
    """上次已反馈，未更正. ``what`` is to be mended: 自评表, 自评报告; ``states``: 重报情况 of the forms."""
    before = "" if text(row, t.SENT) == t.NO else _BEFORE.get(text(row, t.STATE), "")
    unchanged = states.get(text(row, t.FORM_KEY)) == t.UNCHANGED and what == "自评表"
    said = "，".join(filter(None, (before, _answered(row, before, what if unchanged else ""))))
    return "；".join(filter(None, (said, text(row, t.COMPARED) if before else "")))


def is_away(row: Row, states: Mapping[str, str]) -> bool:
    """Whether the form of a problem was not handed in again."""
    return text(row, t.STATE) == t.AWAY or states.get(text(row, t.FORM_KEY)) == t.NOT_RESENT


def _answered(row: Row, before: str, unchanged: str) -> str:
    """What is made of the unit's answer; that there is none, where the problem was in a letter.
    ``unchanged``: what was handed in again just as it was."""
    opinion, state = text(row, t.OPINION), text(row, t.STATE)
    if opinion == t.OPINIONS[1]:
        return "所作说明未予采纳"
    if opinion == t.OPINIONS[2]:
        return "请补充证明材料"
    if not before or state == t.RETURNED:
        return ""
    if state == t.UNCHECKED and text(row, t.FINDING).startswith("report-"):
        return "自评报告未重新报送"
    if told := text(row, t.TOLD):
        said = "答复已更正" if told.startswith(DONE_WORDS[0]) else "已作说明"
        if state in _UNSEEN:
            return said
        return f"{said}，{f'{unchanged}未改' if unchanged else '仍有此问题'}"
    if state in _UNSEEN:
        return ""
    return "未更正" if text(row, t.SEVERITY) == t.ERRORS else "未更正或说明"
