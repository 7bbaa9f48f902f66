"""Words in the reason column: which say nothing, which name a measure (拟采取的措施)."""

from __future__ import annotations

import re
import unicodedata

from scoring.filing.numbers import is_placeholder

_EMPTY = {"无", "没有", "暂无", "不适用", "不涉及", "略", "同上", "正常", "无原因", "无偏差", "无说明",
          "无需说明", "NA", "N/A", "NONE", "0"}
_MEASURES = (
    "措施|改进|改善|改正|纠正|下一步|下步|今后|以后|后续|明年|下年|下一年|加强|加快|加大|完善|督促|整改|"
    "计划|推进|推动|落实|优化|强化|健全|提高|提升|争取|力争|确保|建立|协调|将(?!近)|(?<![虚模])拟"
)
_NOT_DONE = re.compile(
    rf"(?:未|没|不(?!断)|无|难)[^,;。，；]{{0,3}}?(?:{_MEASURES})+|"
    r"(?:计划|推进|推动|落实)(?:进度|工作)?(?:缓慢|较慢|偏慢|滞后|不|困难|调整|变更|变化)"
)


def says_nothing(text: str) -> bool:
    """Whether a reason is only a way of leaving the cell empty.

    >>> says_nothing("无。"), says_nothing(" / "), says_nothing("资金到位滞后")
    (True, True, False)
    """
    plain = re.sub(r"[\s。.,，;；!！]+", "", unicodedata.normalize("NFKC", text)).upper()
    return is_placeholder(plain) or plain in _EMPTY


def names_measure(text: str) -> bool:
    """Whether a reason also says what will be done; «未推进» and «推进缓慢» are causes.

    >>> names_measure("资金到位滞后，下一步加强调度"), names_measure("资金到位滞后，未能按计划推进")
    (True, False)
    """
    return re.search(_MEASURES, _NOT_DONE.sub("", text)) is not None
