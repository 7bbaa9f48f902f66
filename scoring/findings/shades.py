"""Shades of achievement: 有所提升 where 显著提升 was the target, 基本完成 where it was 完成."""

from __future__ import annotations

import re

from scoring.values.normal import normal

_LESS = re.compile(
    r"基本(?=达|完成|改善|提升|提高|缓解|健全|保障|促进|实现|满足|符合|解决|到位|建立|形成|及时|满意|覆盖|消除|落实|正常|稳定|良好|合格)|"
    r"部分(?=达|完成|实现|满足|符合|解决|到位|落实|缓解|改善|覆盖)|"
    r"有所|初步|一定(?=程度|效果|作用|改善|提升|提高|影响)|"
    r"(?<!比)较(?=为|好|明显)|略有|稍有")


def falls_short(actual: str, target: str) -> bool:
    """Whether the actual value says less than the target's own words do.

    >>> falls_short("有所提升", "显著提升"), falls_short("有所提升", "有所提升")
    (True, False)
    >>> falls_short("完成基本农田建设", "完成"), falls_short("基本完成", "完成")
    (False, True)
    >>> falls_short("基本改善", "明显改善"), falls_short("基本改善", "基本改善")
    (True, False)
    """
    asked = set(_LESS.findall(_plain(target)))
    return bool(target.strip()) and not set(_LESS.findall(_plain(actual))) <= asked


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", normal(text))
