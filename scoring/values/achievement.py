"""Achievements that clerks word as what did not happen: 未发生事故, 无投诉, 未超预算."""

from __future__ import annotations

import re

from scoring.values.normal import normal

_CLAUSE = re.compile(r"[,;。、\s]+")
_HAPPENED = "(?:发生|出现|收到|接到|发现|产生|造成|存在)"
_NOTHING_BAD = re.compile(
    rf"(?:(?:未|没有|无){_HAPPENED}|无(?![法力])|零|未超(?:过)?)"
    r".{0,8}(?:事故|投诉|舆情|上访|信访|差错|违规|违法|违纪|案件|问题|事件|纠纷|拖欠|浪费|预算|超支|超标)"
    r"(?:发生|出现)?")
_FORBIDS = re.compile("不发生|不出现|不超|无|未|零|杜绝|防止|避免|[^0-9]0|^0")


def nothing_bad(text: str) -> bool:
    """Whether a text says only that nothing bad happened.

    >>> nothing_bad("未发生安全事故，未收到投诉"), nothing_bad("未发生事故，但未完成任务")
    (True, False)
    """
    clauses = [each for each in _CLAUSE.split(normal(text)) if each]
    return bool(clauses) and all(_NOTHING_BAD.fullmatch(each) for each in clauses)


def averted(actual: str, target: str) -> bool:
    """Whether a target that wants something not to happen is met in as many words.

    >>> averted("未发生安全事故", "不发生安全事故"), averted("未发生安全事故", "显著提升")
    (True, False)
    """
    plain = normal(target)
    return _FORBIDS.search(plain) is not None and nothing_bad(actual)
