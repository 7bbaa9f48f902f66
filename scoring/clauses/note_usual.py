"""定量指标完成的得满分；未完成的按比例计分: notes that say of indicators what is done anyway."""

from __future__ import annotations

import re

_OF = (r"(?:(?:年度)?绩效指标完成情况中,?|得分:|(?:若为)?(?:其[他它余]|[各每]项?|所有|具体)*(?:[一二三]级|绩效|定量|数量|正向|年度)*指标"
       r"(?:若?为正向指标(?:\([^)]*\))?)?[,:]?)*(?:则|的|,)*")
_GOAL = r"(?:年度|年初|预期|绩效)*(?:指标值?|目标值?|任务)(?:\(A\))?"
_ITS = r"(?:该|本|此)?(?:项)?(?:指标)?的?"
_FULL = rf"(?:得|记|计|给|赋){_ITS}(?:所赋)?的?(?:(?:全部|满)(?:分值|分)|分值)|(?:得分)?为满分"
_DONE = r"(?:全年|年度|实际)*完成值?(?:\(B\))?|(?:全年)?实际值(?:\(B\))?"
_MET = (rf"(?:{_DONE}|已?(?:完成|达到|达成|实现))(?:(?:完成|达到|达成|实现|大于等于|不低于|≥|等于|=|超过|或|及)*{_GOAL})?的?,?"
        rf"(?:{_FULL})")
_SHARE = (rf"按照?(?:(?:实际)?(?:{_DONE})(?:与|和|占){_GOAL}的?)?(?:实际)?(?:完成)?(?:比例|情况|率|程度)?(?:比例)?"
          r"(?:相应|折算|计算|来)*(?:得分|[记计]给?分|[记计]算(?:得?分数?)?|赋分)")
_MISSED = rf"(?:未|没有|未能)(?:完成|达到|达成|实现)(?:{_GOAL})?的?,?(?:{_SHARE}|按B/A或A/B×{_ITS}(?:分值|权重)[记计得]分)"
_RATIO = (rf"(?:得分)?(?:计算(?:公式|方法))?(?:应用|应为|为|是|=|:)*[“\"(]?"
          rf"(?:(?:{_DONE})[)÷/]+(?:全年)?{_GOAL}\)?(?:×100%)?"
          rf"|(?:指标)?完成(?:率|比例))×{_ITS}(?:分值|权重)[”\")]?")
_FAR = r".{0,20}(?:高于|超过)指标值较多的?,?.{0,60}偏离度适度调减分值"
_RATE = rf"(?:完成率|得分系数)=\(?(?:{_DONE})[÷/]{_GOAL}\)?(?:×100%)?"
_BY_RATE = rf"(?:指标)?得分=得分系数×{_ITS}(?:分值|权重)"
"""Usual only behind the sentence that says what the 得分系数 is."""
_MOST = (rf"(?:得分)?(?:最[高多])?不(?:得|能|应)?(?:超过|突破|高于)(?:100%|{_ITS}(?:分值|权重|满分)(?:总额|上限)?)"
         rf"|超过(?:{_GOAL})?的?,?(?:也)?不加分")
_PLAN, _REAL = rf"(?:{_GOAL}|A)", rf"(?:{_DONE}|B)"
_POINTS = rf"{_ITS}(?:分值|权重)"
_TOLD_APART = r"(?:\(?(?:即)?[^,()\d]{0,14}\)?)?[,:]?"
"""即目标值为≥X: how the indicators of a direction are known."""
_MORE = (rf"正向(?:指标)?{_TOLD_APART}(?:其)?(?:得分[=为:])?"
         rf"(?:{_POINTS}×\(?{_REAL}[÷/]{_PLAN}\)?|\(?{_REAL}[÷/]{_PLAN}\)?(?:×100%)?×{_POINTS})\)?")
_LESS = (rf"[反逆负]向(?:指标)?{_TOLD_APART}(?:其)?(?:得分[=为:])?"
         rf"(?:{_POINTS}×\(?{_PLAN}[÷/]{_REAL}\)?|\(?{_PLAN}[÷/]{_REAL}\)?(?:×100%)?×{_POINTS}"
         rf"|按照?{_PLAN}(?:与|和|占){_REAL}的?比例(?:[记计]给?分|计算得分|得分))\)?")
_SAID = rf"(?:得分)?(?:{_MET}|{_MISSED}|{_SHARE}|{_RATIO}|{_RATE}|{_MOST}|{_MORE}|{_LESS})"
_COUNTED = (r"(?:定量指标(?:的)?(?:[计评得]分)(?:原则|标准|方法|办法)?"
            r"(?:按照?(?:以下|下列|如下)(?:方法|办法|方式|标准)(?:评定|计算|确定|评分)?)?[:,为])?"
            rf"(?:与{_GOAL}相比,)?")
_USUAL = re.compile(
    rf"{_OF}{_COUNTED}"
    rf"(?:{_SAID}(?:,(?:{_SAID})){{0,3}}(?:[,;]{_BY_RATE}(?:,(?:{_MOST}))?)?|{_FAR})")


def usual_counting(sentence: str) -> bool:
    """Whether a sentence (in normal spelling) gives what is counted its share of the points, up to
    all of them, and says nothing more.

    >>> usual_counting("定量指标完成的得满分"), usual_counting("其他指标按完成比例得分")
    (True, True)
    >>> usual_counting("未完成的按比例计分,低于60%的不得分")
    False
    """
    return _USUAL.fullmatch(sentence) is not None
