"""More of a bad thing than was planned: 货损率 5% of 3%, 停电 3次 of 1次. The name says that it is one."""

from __future__ import annotations

import re

from scoring.rules.direction import DONE_ABOUT_IT
from scoring.values.normal import normal
from scoring.values.quantity import read
from scoring.values.units import alike

_OF_BAD = re.compile(
    "(?:货损|损耗|损失|损坏|破损|毁损|漏损|线损|死淘|死亡|病死|伤亡|发病|患病|感染|复发|坏账|呆账|不良|废品|次品|残次|缺陷|不合格|"
    "投诉|差评|退货|退件|返工|返修|返贫|失业|辍学|流失|离职|逾期|违约|拖欠|欠费|闲置|空置|超支|超标|超时|延误|误报|漏报|误诊|漏诊|"
    "漏检|差错|错误|失误|出错|故障|停机|宕机|停电|停水|停气|断电|断网|断水|中断|拥堵|事故|违规|违法|违章|违纪|舆情|上访|火灾|溺水|"
    "漏水|爆管|污染|撂荒|缺勤|旷工|浪费|偏离|误差)"
    "(?:发生|事件|现象|情况|问题)?(?:率|比例|占比|比重|次数|起数|件数|人数|户数|数量|数|量|天数|时长|时间|小时数)?")
"""What such a name ends with; of 停电告知率 or 失业人员就业率 nobody would say so."""


def worsened(said: str, asked: str, name: str) -> bool:
    """Whether there was more of a bad thing than a target without a sign says.

    >>> worsened("5%", "3%", "货损率"), worsened("5%", "3%", "利润率"), worsened("2%", "3%", "货损率")
    (True, False, False)
    >>> worsened("98%", "95%", "不合格产品处置率"), worsened("2次", "1次", "停电次数")
    (False, True)
    """
    aimed, reached = read(asked), read(said)
    if aimed is None or reached is None or aimed.comparator or reached.comparator:
        return False
    if aimed.high is not None or reached.high is not None or aimed.is_date:
        return False
    plain = "".join(normal(name).split())
    bad = any(found.end() == len(plain) for found in _OF_BAD.finditer(plain))
    more = alike(reached.dimension, aimed.dimension) and reached.base > aimed.base
    return more and bad and not DONE_ABOUT_IT.search(plain)
