"""定量指标完成的得满分；未完成的按比例计分: notes that say of indicators what is done anyway."""

from __future__ import annotations

import re

_OF = (r"(?:(?:年度)?绩效指标完成情况中,?|得分:|(?:其[他它余]|[各每]项?|所有|具体)*(?:[一二三]级|绩效|定量|数量|正向|年度)*指标"
       r"(?:若?为正向指标(?:\([^)]*\))?)?[,:]?)*(?:则|的|,)*")
_GOAL = r"(?:年度|年初|预期|绩效)*(?:指标值?|目标值?|任务)(?:\(A\))?"
_FULL = (r"(?:得|记|计|给|赋)(?:该|本|此)?(?:项)?(?:指标)?的?(?:所赋)?的?(?:(?:全部|满)(?:分值|分)|分值)|(?:得分)?为满分")
_DONE = r"(?:全年|年度|实际)*完成值?(?:\(B\))?"
_MET = rf"(?:{_DONE}|已?(?:完成|达到|达成|实现))(?:(?:完成|达到|达成|实现|大于等于|不低于|≥|等于|=|超过|或|及)*{_GOAL})?的?,?(?:{_FULL})"
_SHARE = (rf"按照?(?:(?:实际)?(?:完成值|实际值|{_DONE})(?:与|和|占){_GOAL}的?)?(?:实际)?(?:完成)?(?:比例|情况|率|程度)?(?:比例)?"
          r"(?:相应|折算|计算|来)*(?:得分|[记计给]分|[记计]算得?分?数?|赋分)")
_MISSED = rf"(?:未|没有|未能)(?:完成|达到|达成|实现)(?:{_GOAL})?的?,?{_SHARE}"
_RATIO = (rf"(?:得分)?(?:计算(?:公式|方法))?(?:应用|应为|为|是|=|:)*[“\"(]?{_DONE}[)÷/]+(?:全年)?{_GOAL}\)?(?:×100%)?×"
          r"(?:该|本|此)?(?:项)?(?:指标)?的?(?:分值|权重)[”\")]?")
_FAR = r".{0,20}(?:高于|超过)指标值较多的?,?.{0,60}偏离度适度调减分值"
_USUAL = re.compile(rf"{_OF}(?:{_MET}|{_MISSED}|{_SHARE}|{_RATIO}|{_FAR})")


def usual_counting(sentence: str) -> bool:
    """Whether a sentence (in normal spelling) gives what is counted its share of the points, up to
    all of them, and says nothing more.

    >>> usual_counting("定量指标完成的得满分"), usual_counting("其他指标按完成比例得分")
    (True, True)
    >>> usual_counting("未完成的按比例计分,低于60%的不得分")
    False
    """
    return all(_USUAL.fullmatch(part) for part in _parts(sentence))


def _parts(sentence: str) -> list[str]:
    """The whole, or its halves: 完成的得满分,未完成的按比例得分."""
    if _USUAL.fullmatch(sentence):
        return [sentence]
    comma = [found.start() for found in re.finditer(",(?=未|没有|完成值?|达到)", sentence)]
    return [sentence[:comma[0]], sentence[comma[0] + 1:]] if len(comma) == 1 else [sentence]
