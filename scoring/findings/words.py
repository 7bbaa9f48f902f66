"""Words in the reason column: which say nothing, which name a measure (拟采取的措施)."""

from __future__ import annotations

import re
from functools import lru_cache

from scoring.filing.numbers import is_placeholder
from scoring.values.normal import normal

_EMPTY = {"无", "没有", "暂无", "不适用", "不涉及", "略", "同上", "正常", "无原因", "无偏差", "无说明",
          "无需说明", "NA", "N/A", "NONE", "0"}
_DENIED = re.compile(
    r"(?:(?:已|均|都|全部|基本|按时|按期|如期|顺利)*完成(?:年初|年度|全年)?(?:目标|任务)?)?"
    r"(?:无|没有|不存在|未发生|未出现|未产生)(?:任何|明显|较大)?(?:偏差|偏离|差异|问题|异常)?(?:原因|情况)?")
"""«已完成，不存在偏差»: a reason that there is none."""
_PROMPT = re.compile(
    r"(?=.*(?:填|输入|请|原因|理由|措施|说明))"
    r"(?:请|如有|如|若|有|此处|在此|本栏|此栏|须|需|应|简要|如实|详细|逐项|具体|填写|填报|填列|填入|输入|写明|注明|说明|描述|分析|"
    r"偏差|偏离|差异|未完成|未达标|扣分|得分|产生|存在|主要|年度|指标|目标|绩效|原因|理由|情况|改进|整改|措施|下一步|拟采取|"
    r"实际|完成|内容|及|和|与|或|的|、|:|值|数|[()\[\]【】])+")
"""«请填写偏差原因»: what the blank itself printed there, or its column's head."""
_LONGEST_PROMPT = 40
_MEASURES = (
    "措施|改进|改善|改正|纠正|下一步|下步|今后|以后|后续|明年|下年|下一年|加强|加快|加大|完善|督促|整改|"
    "计划|推进|推动|落实|优化|强化|健全|提高|提升|争取|力争|确保|建立|协调|将(?!近)|(?<![虚模])拟"
)
_NOT_DONE = re.compile(
    rf"(?:未|没|不(?!断)|无|难)[^,;。，；]{{0,3}}?(?:{_MEASURES})+|"
    r"(?:计划|推进|推动|落实)(?:进度|工作)?(?:缓慢|较慢|偏慢|滞后|不|困难|调整|变更|变化)"
)


@lru_cache(maxsize=4096)
def says_nothing(text: str) -> bool:
    """Whether a reason is only a way of leaving the cell empty.

    >>> says_nothing("无。"), says_nothing(" / "), says_nothing("资金到位滞后")
    (True, True, False)
    >>> says_nothing("基本完成，不存在偏差。"), says_nothing("没有资金"), says_nothing("未完成")
    (True, False, False)
    >>> says_nothing("（请填写偏差原因）"), says_nothing("未完成原因：工期延误")
    (True, False)
    """
    plain = re.sub(r"[\s。.,，;；!！]+", "", normal(text)).upper()
    return is_placeholder(plain) or plain in _EMPTY or _DENIED.fullmatch(plain) is not None or (
        len(plain) <= _LONGEST_PROMPT and _PROMPT.fullmatch(plain) is not None)


_PROMISES = re.compile(
    r"(?:今后|下一步|下步|以后|后续|将|要|拟|我单位|我局|继续|进一步|不断|持续|切实|更加|积极|认真|严格|及时|"
    r"加强|强化|完善|提高|提升|规范|加大|推进|改进|优化|做好|落实|重视|健全|增强|"
    r"管理|工作|力度|监督|监管|制度|措施|效率|质量|水平|意识|能力|责任|学习|绩效|项目|资金|预算|机制|各项|"
    r"和|与|及|的|[\s,，。;；、.!！])+")


def only_promises(text: str) -> bool:
    """Whether a reason is nothing but general words that would fit any row.

    >>> only_promises("进一步加强管理。"), only_promises("加强技术指导，加大宣传力度")
    (True, False)
    """
    return _PROMISES.fullmatch(normal(text)) is not None


def names_measure(text: str) -> bool:
    """Whether a reason also says what will be done; «未推进» and «推进缓慢» are causes.

    >>> names_measure("资金到位滞后，下一步加强调度"), names_measure("资金到位滞后，未能按计划推进")
    (True, False)
    """
    return re.search(_MEASURES, _NOT_DONE.sub("", text)) is not None
