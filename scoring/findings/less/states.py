"""Words for what is not finished, or not good: 正在实施, 已取消, 大部分完成, 效果一般."""

from __future__ import annotations

import re
from functools import lru_cache

from scoring.rules.direction import BAD, COST
from scoring.values.normal import normal

_UNLESS = "(?<![未无不没零])(?<!没有|避免|防止|杜绝|无一)(?<!不存在|未发生|未出现)"
_UNDER_WAY = re.compile(
    r"正在|[尚还仍]在|(?:进行|推进|实施|建设|施工|办理|审批|招标|整改|处理|筹备|编制)(?:之)?中$")
_GOES_ON = re.compile("正在|推进|持续|进行|逐步|有序|长期|启动|开工|常态|不断|正常|使用|运行|运营|发挥|中$")
"""Targets that are met by what is still going on."""
_NOT_BAD = "(?!有?(?:发生|出现|收到|接到|发现|超|产生|造成|存在|逾|延|拖|投诉|问题|违|漏|错|受|影响))"
_DEEDS = (
    "举办|办|启动|开[工展通设放办建]|召开|竣工|完[工成]|验收|[交移结]|投[用产入放]|组织|建|做|采[购集买]|购|买|招|聘|签|拨|支付|付|发放|"
    "下达|安[装排]|配|修[建缮]|维[修护]|更换|改造|栽|种|评[审估选]|编|制[作定]|印|出[版台]|申报|立项|拆|搬|征|培训|检[查测](?!出)|"
    "入[库住]|到位|落实|执行|达标|通过|实施|形成|覆盖|实现|整治|治理|巡查|上线|挂牌|宣传|走访|慰问")
"""What is left undone where it was not done: 未采购, 没有招标."""
_STOPPED = re.compile(
    rf"{_UNLESS}(?:停工|停建|停滞|搁置|中止|终止|暂缓|缓建|取消$|"
    r"(?:结转|推迟|顺延|延期|调整)(?:至|到)?(?:下年|次年|明年|下一年)|"
    r"(?:下年|次年|明年|下一年)度?(?:再|实施|开展|完成))|"
    rf"(?:还|尚|暂|均|全部|疫情|故|原因)[未没]{_NOT_BAD}|"
    rf"^(?:因[^,;。]{{1,8}})?(?:全部|均|都)?[未没]有?(?:进行|组织|能)?(?:{_DEEDS})")
_PARTLY = re.compile(
    r"大部分|小部分|一部分|(?:完成|进度|已)?(?:过半|一半|近半|半数)|少部分|个别(?=完成)|多数(?=完成)|"
    r"[未没](?:到|达)(?:目标|预期|计划)?$")
_LOW = re.compile("低于(?:目标|预期|计划|年初)|[略稍](?:低|少)|偏低|偏少")
"""Of what is spent, or of what is bad, this is no less than was asked."""
_POOR = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,6}?)(?:较|比较|很)?(?:一般|较差|很差)$|^差$|不(?:太|甚|够)?(?:理想|佳|好)$|欠佳|"
    r"有待(?:提升|提高|改善|加强|增强|完善|改进|优化)|(?:作用|效果|成效|影响|程度)有限|"
    r"未见(?:成效|效果|好转|改善|起色)|(?:没有|无)明显(?:提升|提高|改善|成效|效果|好转|增强|增长)|"
    r"不(?:够|太)[\u4e00-\u9fff]|(?:(?:效果|成效|作用|成绩|提升|改善).{0,2}|^)不(?:明显|显著|突出)")
_LONGEST = 20
"""Of a longer text some part may be unfinished that nobody asked for."""


@lru_cache(maxsize=4096)
def unfinished(actual: str, target: str, name: str = "") -> bool:
    """Whether a short actual value says that something is not done, or not done well, and the
    target does not say the same.

    >>> unfinished("进行中", "5场"), unfinished("有序推进中", "有序推进")
    (True, False)
    >>> unfinished("效果一般", "显著提升"), unfinished("未取消", "完成")
    (True, False)
    """
    said, asked = ("".join(normal(text).split()).rstrip("。.;,!") for text in (actual, target))
    if not said or len(said) > _LONGEST:
        return False
    if _UNDER_WAY.search(said) and not _GOES_ON.search(asked):
        return True
    kept_down = BAD.search(name) or COST.search(name)
    patterns = (_STOPPED, _PARTLY, _POOR, *(() if kept_down else (_LOW,)))
    found = (pattern.search(said) for pattern in patterns)
    return any(each is not None and each[0] not in asked for each in found)
