"""What an editor shows of every entry of a rule file: the models, and their keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MODELS: Mapping[str, str] = {
    "Adjust": "酌情加减分：由人在 low 至 high 分之间填写；没有填的，得分在两者之间，待认定",
    "Answer": "一档回答和它的分数",
    "Band": "一个档次：划一个得分范围，由人在范围内打分；或定一个分数，选了档就有得分",
    "Bands": "定性分档：各档从高到低；选哪一档看“指标名_档次”，没有的看本行的字样",
    "CapWhile": "某个数在一段之内时，总分最多几分",
    "Checklist": "要点计分：逐点答是否，按符合项数得分；不写 table 的各点平分，分值不同的写 worth",
    "Checks": "审核要求：只写条款要求的",
    "Clause": "条款：原文、出处，以及我们怎样读",
    "Conditions": "条件：不适用、一票否决、酌情加减、得分的舍入",
    "Count": "数什么：超过或不足起算点的，每一步加减几分",
    "Default": "一条用于没有列明的指标的规则，第一条合适的算数",
    "Doubt": "放在一起说不通的几行",
    "DoubtedRow": "其中的一行：指标，以及实际值、得分在哪一段",
    "Each": "逐个要点或逐行套同一条规则，各占一样的分值",
    "EqualWeights": "上级指标的分值平均分给下面各行；表上印了分值的以表为准",
    "Example": "算例：给出数，写明应得的分或范围，检查时逐个试算",
    "Execution": "资金表的预算执行率怎样计分",
    "Grade": "一个等级和它的总分范围",
    "Indicator": "一个指标：按级别名称的路径认行",
    "Input": "一个要用而自评表里没有的数，新建时排进“基础数据”表",
    "Judged": "人工认定：条款没有公式，只限范围",
    "Ladder": "分档计分：数落在哪一段就得那一段的分；不写口径的按实际值÷目标值",
    "Lost": "条款看不见的行：共几分，为什么；不编",
    "Measure": "口径：这个数怎样算出来",
    "Met": "符合几项得几分",
    "NotApplicable": "不适用：得满分、剔除（分值由其他指标分摊）或不计分",
    "Over": "完成率高出太多时，只得分值的一部分",
    "Part": "一个部分：自己是一条规则，占几分或分值的几成",
    "Parts": "组合：各部分得分之和",
    "PerUnit": "按量加减分：从满分起扣、从零分起加，或从基本分上下加减",
    "Price": "每一步的分数随另一个数变",
    "Proportional": "比例计分：达到得满分，未达到的按比例",
    "RoundStep": "舍入：几位小数，怎样舍入",
    "Source": "来源：依据的文件，拿什么核对过，什么没有核实",
    "Tally": "加权平均：各档份数×分数的平均",
    "Test": "先看是否达标：这个数在此范围内就一分不加减",
    "Tier": "一档：数在此范围内得几分、占分值几成、按比率计分，或由人给分",
    "Total": "全表：加减分、上限、一票否决、总分的舍入",
    "Veto": "一票否决：不得分",
    "When": "这条规则用于怎样的行",
}
WHOLE = "评分办法：一个地区、一个年度的全部规则"
KEYS: Mapping[str, str] = {
    "above": "超过这个完成率", "actual": "实际值在哪一段", "adjust": "酌情加减分",
    "answers": "各档回答", "award": "应得的分", "bands": "各档，从高到低", "base": "基本分",
    "beyond": "起算点", "cap": "上限", "cap_each": "一组数里每个数的上限",
    "caps": "某个数在一段之内时的总分上限", "checked": "谁、何时核对过；空着＝还没有核对",
    "checks": "审核要求", "choices": "可选的字样", "clause": "条款", "comparator": "指标值的符号",
    "conditions": "条件", "count": "几个数（列表）或几行（表）", "counts": "数什么，可以有几条",
    "defaults": "没有列明的指标用的规则", "direction": "正向、反向、等于，或推断",
    "document": "依据的文件", "domain": "条款只管的范围", "doubts": "放在一起说不通的几行",
    "each": "逐个要点或逐行套同一条规则", "equal_weights": "分值等分", "examples": "算例",
    "execution": "资金表的预算执行率", "extends": "沿用哪一部（写编号），自己只写不同的",
    "form": "表样：文件夹名，或官方表的文件名", "formula": "算式：+ − × ÷ 括号、平均、最大、最小",
    "gate": "及格线：完成率低于它不得分", "given": "给出的数", "grades": "等级", "high": "最多",
    "id": "编号：区划代码/年度，如 123456/2026", "indicator": "指标名称", "indicators": "列明的指标",
    "inferred": "推断出来的方向", "input": "“基础数据”里的名称", "inputs": "要用而表上没有的数",
    "issuer": "发文单位", "items": "要点", "judged": "由人在几分至几分之间给",
    "kind": "种类", "least": "最低得几分", "level": "上级指标的名称",
    "level_weights": "一级指标的分值", "lost": "条款看不见的行", "low": "最少",
    "meaning": "含义", "measure": "口径", "met": "符合几项", "minimum": "最小的数", "mode": "怎样舍入",
    "most": "最多几分", "name": "名称", "names": "命令里可用的叫法", "not_applicable": "不适用",
    "number": "文号", "of": "看哪个数", "optional": "可以不填",
    "otherwise": "目标不是数的行用的规则", "over": "超额过多打折", "partial": "不足一步：不计、计一步或按比例",
    "parts": "各部分", "path": "各级名称", "place": "地名；条款里是出处", "places": "几位小数",
    "points": "几分", "prices": "随另一个数变的单价", "proportional": "比率×分值",
    "range": "要人认定的，得分的范围", "reading": "原文有缺陷或没有写的，我们怎样读",
    "reason_above": "完成率达到多少须说明原因", "reason_above_clause": "要求这样说明的条款",
    "reason_below_weight": "未得满分须说明原因的条款", "reason_needs_measure": "须写改进措施的条款",
    "report": "报告提纲，文件夹名", "rest": "除不尽的归首项还是末项", "reverse": "反向指标的算法：A/B 或 2-B/A",
    "round": "舍入", "rows": "哪几行；或“基础数据”里一张表的名称", "rule": "规则，以 kind 写明计分方式",
    "say": "怎样说", "scope": "部门整体支出或项目支出", "score": "得分在哪一段",
    "share": "占分值几成", "side": "超过还是不足", "source": "来源", "stand_in": "只有结果时代替公式的数",
    "start": "从满分、零分还是基本分起", "step": "每多少算一步", "sum": "几行实际值之和在哪一段",
    "table": "符合几项得几分", "target": "目标值；或指标值是数量、日期、文字还是空", "test": "先看是否达标",
    "text": "原文", "then": "满分、剔除或不计", "tiers": "各档", "title": "名称",
    "total": "全表；等级里是总分范围", "total_weight": "分值合计", "unit": "单位",
    "unnamed": "没有写名称的行", "unverified": "没有核实的事，一条一句", "verified": "拿什么核对过",
    "veto": "一票否决", "way": "加还是扣", "weight": "分值", "when": "范围；或用于怎样的行",
    "why": "为什么", "without": "不要沿用的整块", "words": "意思相同的说法；或表上的字样",
    "worth": "各点的分值", "year": "年度",
}
"""A key means the same wherever it stands."""
_OURS = "sha256"
"""What no file writes."""


def described(schema: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema with these words in place of those that are made of the code."""
    models = {name: _model(each, MODELS[name]) for name, each in schema["$defs"].items()}
    return {**_model(schema, WHOLE), "$defs": models, "title": "评分办法"}


def _model(made: Mapping[str, Any], said: str) -> dict[str, Any]:
    keys = {key: _key(key, each) for key, each in made.get("properties", {}).items()
            if key != _OURS}
    return {**_untitled(made), "description": said, "properties": keys}


def _key(key: str, made: Mapping[str, Any]) -> dict[str, Any]:
    """What the key means; behind it how it is written, where the value's type says so."""
    written = made.get("description")
    said = KEYS[key]
    return {**_untitled(made), "description": f"{said}；{written}" if written else said}


def _untitled(made: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in made.items() if name != "title"}
