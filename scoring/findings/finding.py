"""审核疑点: the closed catalogue of findings. Making one never raises."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from scoring.values.record import record

Severity = Literal["error", "warning", "note"]
SEVERITY_WORDS: dict[Severity, str] = {"error": "应改", "warning": "请说明", "note": "供参考"}

_WORD = re.compile(r"\{(\w+)\}")
SEVERITY_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding. ``error``: clause or arithmetic is contradicted; ``warning``: a reading,
    a missing reason, something to look at; ``note``: worth knowing."""

    code: str
    severity: Severity
    title: str
    template: str
    many: str = ""
    """The sentence for several of the kind in one form, told together: {names}, {count}, {filed},
    or {said}, what all of them say."""
    due: str = ""
    """What is to be done, where {expected} by itself is not what should stand there."""
    lacking: bool = False
    """Whether it is about a cell left empty, and {filed} stands in another one of the row."""


@record
class Finding:
    """One finding: its kind, its cells (``Sheet!A1``), its sentence, both figures side by side.

    ``severity`` is the kind's own, or less where the finding rests on an inference."""

    code: Code
    severity: Severity
    message: str
    cells: tuple[str, ...] = ()
    indicator: str = ""
    clause: str = ""
    filed: str | None = None
    expected: str | None = None
    words: tuple[tuple[str, str], ...] | None = None
    """What its sentence names besides the figures; None where it is said in words of its own, which
    no other sentence of its kind can say."""

    @property
    def stands(self) -> str:
        """What stands in its cells; empty where nothing does."""
        return "" if self.code.lacking else self.filed or ""

    @property
    def due(self) -> str:
        """What should stand there, or else what is to be done; empty where that is said nowhere."""
        if not self.code.due:
            return self.expected or ""
        known = {**dict(self.words or ()), "expected": self.expected or ""}
        return _WORD.sub(lambda match: known.get(match[1], ""), self.code.due)


def _codes(*codes: Code) -> dict[str, Code]:
    return {code.code: code for code in codes}


_SAME = "{names}：{said}"
_AS_FORM = "与自评表（{expected}）一致"

CATALOGUE = _codes(
    Code("weight-total", "error", "分值合计不对",
         "分值合计为 {filed}，应为 {expected}（相差 {difference}）{without}"),
    Code("weight-whole", "note", "不是百分制", "本表满分 {filed} 分，不是 {expected} 分，等级的界限未定，不核对等级"),
    Code("weight-level", "error", "一级分值与各行不符",
         "“{level}”标明 {filed} 分，其下各行分值合计 {expected} 分",
         due="与其下各行合计（{expected}分）一致"),
    Code("weight-frame", "warning", "一级分值与办法的一般规定不同",
         "“{level}”各行分值合计 {filed} 分，{source}为 {expected} 分"),
    Code("weight-printed", "warning", "分值与评分办法不同", "分值填 {filed}，评分办法为 {expected}"),
    Code("weight-text", "error", "分值不是数字", "分值“{filed}”不是数字，本行不能计分",
         due="填写数字"),
    Code("weight-zero", "warning", "分值为零", "分值为 0，本行不产生得分",
         due="说明是否计分"),
    Code("weight-negative", "error", "分值为负", "分值 {filed} 小于零，本行不能计分",
         due="不小于0"),
    Code("total-sum", "error", "总分不等于各项之和",
         "总分填 {filed}，各项得分合计 {expected}（相差 {difference}）"),
    Code("total-sum-rounding", "warning", "总分与各项之和差在0.01以内",
         "总分填 {filed}，各项得分合计 {expected}，相差 {difference}，在 0.01 的舍入容差以内"),
    Code("total-missing", "warning", "总分未填", "总分未填",
         due="补填总分"),
    Code("total-twice", "warning", "两处总分不同",
         "单写的自评得分 {filed}，总分行为 {expected}，两处不同，请核对",
         due="两处总分一致"),
    Code("total-unverifiable", "warning", "总分无法复算",
         "{why}：可见各行分值 {weights}、得分合计 {expected}，总分 {filed} 无法复算",
         due="补齐各行后核对"),
    Code("score-text", "error", "得分不是数字", "得分“{filed}”不是数字，求和时会被漏掉",
         due="填写数字"),
    Code("number-as-text", "warning", "数字存成了文本",
         "“{filed}”是文本，Excel 求和时会漏掉，请改成数字 {expected}",
         "{names}共 {count} 格数字是文本，Excel 求和时会漏掉，请改成数字"),
    Code("score-above-weight", "error", "得分高于分值", "得分 {filed} 高于分值 {expected}"),
    Code("review-above-weight", "warning", "复核分高于分值",
         "复核分 {filed} 高于分值 {expected}，请核对",
         due="核对复核分"),
    Code("review-differs", "note", "复核分与自评得分不同", "复核分与自评得分不同：{rows}",
         due="核对复核分与自评得分"),
    Code("review-said", "note", "复核人写了意见", "复核栏写了意见，没有据以计分：{rows}",
         due="核对复核意见"),
    Code("review-sum", "warning", "复核总分不等于各项之和",
         "复核总分 {filed}，各项复核分合计 {expected}，请核对",
         due="核对复核总分"),
    Code("deduction-differs", "error", "得分不等于分值减扣分",
         "分值 {weight} 分减扣分 {taken} 分应为 {expected} 分，得分填 {filed} 分",
         "{names}的得分不等于分值减扣分，请核对",
         due="核对得分和扣分"),
    Code("deduction-sum", "warning", "扣分合计不等于各行之和", "扣分合计填 {filed}，各行扣分合计 {expected}，请核对",
         due="核对扣分"),
    Code("score-negative", "error", "得分小于零", "得分 {filed} 小于零；{why}{due}"),
    Code("score-differs", "error", "得分与评分办法不符", "填报 {filed} 分，按条款为 {expected} 分：{trace}"),
    Code("score-rounding", "warning", "得分与评分办法差在0.01以内",
         "填报 {filed} 分，按条款为 {expected} 分，相差不超过 0.01（舍入容差）：{trace}"),
    Code("score-reading", "warning", "得分是另一种读法的结果",
         "填报 {filed} 分，是{unread}的结果；按本办法的读法为 {expected} 分：{trace}"),
    Code("score-band", "error", "得分超出所属档次", "填报 {filed} 分，{why}，{due}"),
    Code("score-missing", "warning", "得分未填", "得分未填，按条款为 {expected} 分", "{each}，得分均未填，请补填"),
    Code("judgement-open", "warning", "待认定", "{why}，{due}", _SAME),
    Code("input-missing", "warning", "缺少计算所需的数据",
         "未提供{missing}，本项暂不能核算，请在{where}填写",
         due="补充资料"),
    Code("clause-inputs", "note", "所印评分标准要用的数没有单独填写",
         "所印评分标准要用的{missing}没有单独填写{stands}，得分由人对照评分标准认定，也可在“基础数据”表填写后核算",
         "{names}：所印评分标准要用的数没有单独填写，得分由人对照评分标准认定，也可在“基础数据”表填写后核算"),
    Code("clause-unread", "note", "所印评分标准没有读懂", "{why}，得分由人认定", _SAME),
    Code("input-unusable", "error", "基础数据填得不对", "{why}，不能计分",
         due="填写可用的数"),
    Code("reading", "note", "条款的读法", "{reading}", _SAME),
    Code("reading-changes", "note", "读法影响得分", "{unread}时为 {expected} 分（填报 {filed} 分）"),
    Code("direction-inferred", "note", "计分方向由推断得出", "{reading}", _SAME),
    Code("reason-missing", "warning", "没有说明原因", "扣 {lost} 分未写原因{measure}，请补充", "{names}扣分未写原因，请补充",
         due="补写原因{measure}"),
    Code("reason-empty", "warning", "原因是空话", "扣 {lost} 分，原因只写了“{reason}”，请写明原因{measure}",
         due="写明原因{measure}"),
    Code("reason-no-measure", "warning", "原因没有改进措施",
         "扣 {lost} 分写了原因，没有写拟采取的改进措施，请补充",
         "{names}扣分写了原因，没有写拟采取的改进措施，请补充",
         due="补写改进措施"),
    Code("reason-missed", "warning", "未达到目标没有写原因",
         "实际完成“{filed}”未达到目标“{expected}”，没有写原因", "{names}未达到目标，没有写原因",
         due="补写原因"),
    Code("reason-excess", "warning", "远超目标没有说明原因",
         "实际完成值“{filed}”为年度指标值“{expected}”的 {share}%，请分析原因；属年初指标值设定明显偏低的，"
         "应按偏离度适度调减分值",
         due="写明原因"),
    Code("actual-comparator", "warning", "实际值不是确数",
         "实际完成值“{filed}”{how}，请填实际数",
         "{names}的实际完成值（{filed}）带着≥、≤、=等符号，或者不是确数，请填实际数",
         due="填实际完成数"),
    Code("actual-copied", "warning", "实际值照抄目标原文", "实际完成值与年度指标值一字不差：“{filed}”，请填实际完成情况",
         "{names}的实际完成值与年度指标值一字不差，请填实际完成情况",
         due="填实际完成情况"),
    Code("actual-same-words", "note", "实际值与目标用词相同",
         "实际完成值与年度指标值用词相同（{filed}），有具体情况的建议写明",
         "{names}的实际完成值与年度指标值用词相同（{filed}），有具体情况的建议写明",
         due="写明具体情况"),
    Code("actual-missing", "warning", "实际完成值未填", "实际完成值未填，请补填",
         "{names}的实际完成值未填，请补填",
         due="补填"),
    Code("goal-unreported", "warning", "总体目标完成情况未填", "年度总体目标已填，实际完成情况未填，请补填",
         due="补填"),
    Code("target-missing", "warning", "年度指标值未填", "填报 {filed} 分，年度指标值未填，请补填",
         "{names}填报了得分，年度指标值未填，请补填",
         due="补填", lacking=True),
    Code("completion-differs", "warning", "完成率与完成情况不符",
         "完成率填 {filed}，实际完成值÷年度指标值 = {expected}，请核对",
         due="核对完成率"),
    Code("limit-reached", "warning", "刚到界限",
         "年度指标值为“{expected}”，实际完成值“{filed}”刚到界限，请说明是否算作达到",
         due="说明是否完成"),
    Code("units-differ", "warning", "目标与实际的单位不同",
         "年度指标值“{expected}”与实际完成值“{filed}”单位不同，不能比较，填报{full} {points} 分，请说明",
         "{names}的年度指标值（{expected}）与实际完成值（{filed}）单位不同，不能比较，填报了得分，请说明",
         due="说明或改用同一单位"),
    Code("actual-no-day", "warning", "实际值不是日期",
         "年度指标值“{expected}”是日期，实际完成值“{filed}”不是，填报{full} {points} 分，请填实际完成日期",
         "{names}的年度指标值（{expected}）是日期，实际完成值（{filed}）不是，填报了得分，请填实际完成日期",
         due="填实际完成日期"),
    Code("number-malformed", "warning", "数字写错了", "“{filed}”不是一个数，请核对", due="填写数字"),
    Code("digit-letter", "warning", "数字写成了字母", "“{filed}”像是把数字写成了字母（{expected}），请核对",
         due="把字母改成数字"),
    Code("actual-unmeasured", "warning", "实际值不是数量",
         "年度指标值“{expected}”是数量，实际完成值“{filed}”不是，不能核算，填报满分 {points} 分，请填实际完成数",
         "{names}的年度指标值（{expected}）是数量，实际完成值（{filed}）不是，不能核算，填报满分，请填实际完成数",
         due="填实际完成数"),
    Code("day-late", "warning", "看来没有按期",
         "实际完成时间“{filed}”看来晚于“{expected}”，填报满分 {points} 分，请说明是否按期完成",
         due="说明是否按期完成"),
    Code("shade", "warning", "程度低于目标",
         "年度指标值为“{expected}”，实际完成值为“{filed}”，填报满分 {points} 分，请说明程度上是否达到",
         due="说明或更正得分"),
    Code("actual-less", "warning", "看来没有达到目标",
         "年度指标值为“{expected}”，实际完成值为“{filed}”，看来没有达到，填报满分 {points} 分，请说明",
         due="说明或更正得分"),
    Code("above-whole", "warning", "比率高于100%", "{filed} 高于 100%，请核对",
         due="核对"),
    Code("percent-unclear", "warning", "百分数写法不明",
         "实际完成值“{filed}”对年度指标值“{expected}”，像是把 {meant} 写成了小数，请核对",
         due="如指{meant}，写明"),
    Code("placeholder", "warning", "还是占位符", "填报了得分，这里还写着“{filed}”，请补填", _SAME,
         due="补填"),
    Code("date-impossible", "warning", "没有这一天", "“{filed}”没有这一天，请核对",
         due="核对日期"),
    Code("delay-differs", "warning", "延迟与本行日期不同",
         "“{name}”填了 {filed}，本行的两个日期算得 {expected}，按日期计分，请核对",
         due="核对"),
    Code("year-differs", "warning", "年份与本表不同", "本表为 {expected} 年度，这里写的是 {filed} 年，请核对", _SAME,
         due="{expected}年"),
    Code("head-blank", "warning", "表头没有填写", "表头的{names}没有填写，请补填", due="补填"),
    Code("name-missing", "warning", "指标没有名称", "有分值或得分，没有指标名称，请补填", "共 {count} 行有分值或得分，没有指标名称，请补填",
         due="补填名称"),
    Code("row-twice", "warning", "指标重复", "“{path}”出现了 {count} 次，请核对是否重复计分",
         due="核对是否重复计分"),
    Code("amount-differs", "warning", "金额两处不一致",
         "实际完成值 {filed}，资金表的全年执行数为 {expected}，请核对",
         due="与资金表（{expected}）一致"),
    Code("amount-unit", "warning", "元与万元混填",
         "{filed} 与资金表的 {expected} 相差一万倍，像是元与万元混填，请核对",
         due="核对单位"),
    Code("funds-in-yuan", "warning", "疑把元填作万元",
         "写“{expected}”，资金表的{columns}恰是它的一万倍，疑把元填作万元，请核对",
         due="核对单位"),
    Code("funds-in-wan", "warning", "疑把万元填作元",
         "写“{expected}”，资金表的{columns}恰是它的一万分之一，疑把万元填作元，请核对",
         due="核对单位"),
    Code("funds-unit", "warning", "金额单位疑有误",
         "{column}填 {filed}，{source}为 {expected}，相差{times}，请核对金额单位（元、万元）",
         due="核对单位"),
    Code("payment-differs", "warning", "支付情况与执行率不一致",
         "实际完成值 {filed}，资金表的执行率为 {expected}，请说明口径",
         due="说明口径"),
    Code("row-hidden", "warning", "隐藏的行有分", "这一行被隐藏，却有分值或得分，请核对",
         "{names}所在的行被隐藏，却有分值或得分，请核对",
         due="核对"),
    Code("column-hidden", "warning", "隐藏的列有数", "{names}是隐藏的列，按其中的内容读取，请核对",
         due="核对"),
    Code("met-points-off", "error", "完成目标却扣了分",
         "“{actual}”已达到“{target}”，填报 {filed} 分，应得 {expected} 分"),
    Code("missed-full", "error", "未完成目标却得满分",
         "“{actual}”没有完成目标“{target}”，填报满分 {filed} 分，按条款应得 {expected} 分"),
    Code("funds-sum", "error", "资金分项之和不等于总额",
         "{column}：分项合计 {expected}，总额填 {filed}（相差 {difference}）"),
    Code("funds-sum-rounding", "warning", "资金分项之和差在0.01以内",
         "{column}：分项合计 {expected}，总额填 {filed}，相差 {difference}，在 0.01 的舍入容差以内"),
    Code("split-sum", "error", "分项之和不等于合计",
         "{sum} = {expected}，合计填 {filed}（相差 {difference}）"),
    Code("split-sum-rounding", "warning", "分项之和差在0.01以内",
         "{sum} = {expected}，合计填 {filed}，相差 {difference}，在 0.01 的舍入容差以内"),
    Code("funds-number", "error", "金额或比率不能用", "{column}“{filed}”不是{belongs}",
         due="填写数字"),
    Code("budget-not-positive", "error", "预算数不是正数", "{column}为 {filed}，执行率不能计算，请核对",
         due="大于0"),
    Code("rate-differs", "error", "执行率与执行数÷预算数不符",
         "执行率应为 {expected}（表列 {filed}），请更正"),
    Code("funds-missing", "warning", "资金数未填", "{missing}未填，不能计算执行率，请补填",
         due="补填"),
    Code("funds-negative", "warning", "金额为负", "{column} {filed} 小于零，请核对",
         "{names}的金额（{filed}）小于零，请核对",
         due="不小于0"),
    Code("executed-above-budget", "error", "全年执行数大于全年预算数",
         "全年执行数 {executed} 大于全年预算数 {budget}，与所填执行率 {filed} 不符，请核对两数及其单位",
         due="核对两数及单位"),
    Code("rate-missing", "warning", "执行率未填", "执行率未填，全年执行数÷全年预算数 = {expected}"),
    Code("rate-unverifiable", "warning", "执行率无法核对",
         "没有“{column}”一栏，执行率 {filed} 无法核对，按所填的计分；年初预算数不能代替全年预算数",
         due="补充全年预算数"),
    Code("rate-twice", "note", "执行率只计一次",
         "“{row}”与资金表的执行率是同一项，两处各有 {expected} 分，只计指标行的"),
    Code("funds-points-twice", "warning", "分值得分填在两行",
         "分值、得分在“{whole}”和这一行各填了一次，只计“{whole}”的",
         due="只留一处"),
    Code("funds-points-part", "warning", "分值得分填在“其中”行",
         "分值、得分填在这一行，没有填在“{whole}”，执行率按这一行计分",
          due="填在总额一行"),
     Code("funds-unread", "warning", "有没读懂的地方，分值可能在那里",
          "“{said}”没有读懂，没有计分；读到的各行分值合计 {filed}，比 {expected} 少 {difference}，"
          "请核对这里有没有分值和得分", due="核对分值和得分"),
    Code("goal-short", "warning", "各项都完成了，得分却少于目标分值",
         "“{goal}”共 {expected} 分，各项得分合计 {filed}（少 {difference}），各项都已达到目标，"
         "请说明扣分的原因{which}",
         due="说明扣分原因"),
    Code("rate-above-one", "warning", "执行率高于100%", "执行率 {filed} 高于 100%，请核对预算数口径",
         due="核对预算数"),
    Code("budget-jump", "note", "全年预算数远高于年初预算数", "全年预算数 {filed} 是年初预算数 {expected} 的 {share} 倍",
         due="说明预算调整"),
    Code("printed-arithmetic", "error", "文中算式的结果不对",
         "{formula} 应为 {expected}，表中写作 {filed}，请更正"),
    Code("printed-rounding", "warning", "文中算式的末位不是四舍五入",
         "{formula} 应为 {expected}，表中写作 {filed}，像是去尾或进位，请核对"),
    Code("text-contradicts", "warning", "满分与文字不符",
         "填报满分 {filed} 分，文字却写“{said}”，请核对",
         due="核对得分与说明"),
    Code("text-limit", "warning", "文字所写的界限与条款不同",
         "文字写“{said}”，条款只有{limits}，请核对",
         due="核对界限"),
    Code("rows-contradict", "warning", "几项填报互相矛盾", "{say}（{rows}）",
         due="核对"),
    Code("no-problems", "warning", "没写问题，却有没完成的",
         "“{name}”只写“{filed}”，而{why}",
         due="如实补充"),
    Code("evidence-year", "warning", "依据不是本年度的",
         "本表为 {expected} 年度，评分依据只提到 {filed} 年：“{said}”",
         due="{expected}年度的资料"),
    Code("grade-differs", "error", "等级与总分不符", "{what}填“{filed}”，填报总分 {total} 应为“{expected}”"),
    Code("cell-error", "error", "单元格是错误值", "单元格是错误值 {filed}",
         "{count} 个单元格是错误值 {filed}",
         due="更正"),
    Code("merge-two-indicators", "error", "合并单元格跨了两个指标", "{what}的合并单元格跨了两个指标，只能算作第一个的",
         due="分开填写"),
    Code("approved-gone", "warning", "批复的指标没有了",
         "批复的指标（年度指标值“{expected}”）自评表中没有，请说明有无调整批复",
         due="说明有无调整批复"),
    Code("approved-new", "warning", "指标不在批复的绩效目标中",
         "批复的绩效目标中没有这一指标（年度指标值“{filed}”），请说明有无调整批复",
         due="说明有无调整批复"),
    Code("approved-lowered", "warning", "年度指标值比批复的容易达到",
         "批复的年度指标值为“{expected}”，自评表为“{filed}”，{how}，请说明有无调整批复",
         due="说明有无调整批复"),
    Code("approved-weight", "warning", "分值与批复不同",
         "批复的分值为 {expected}，自评表为 {filed}，请说明有无调整批复",
         due="说明有无调整批复"),
    Code("approved-direction", "warning", "指标方向与批复不同",
         "批复的年度指标值为“{expected}”，自评表为“{filed}”，方向不同，请说明有无调整批复",
         due="说明有无调整批复"),
    Code("projects-sum", "warning", "与各项目自评表之和不一致",
         "{column} {filed}，所报 {count} 个项目自评表合计 {expected}，多出 {difference}，请核对",
         due="核对两表金额"),
    Code("year-in-pile", "warning", "年度与同批的表不同",
         "本表为 {filed} 年度，本批多数为 {expected} 年度，请核对",
         due="核对年度"),
    Code("year-missing", "note", "表上没有写年度", "表上没有写年度，请补写",
         due="补写年度"),
    Code("form-twice", "warning", "同一单位或项目报了几份",
         "同一{what}的自评表报了 {count} 份，内容不同：{this}、{others}，请说明以哪一份为准",
         due="说明以哪一份为准"),
    Code("annex-differs", "warning", "报告的附表与自评表不同",
         "自评报告的附表与自评表不一致：{said}，请核对",
         due="与自评表一致"),
    Code("personal-phone", "warning", "有电话号码", "含有电话号码 {filed}，公开前请遮盖"),
    Code("personal-id", "warning", "有身份证号", "含有身份证号码 {filed}，公开前请遮盖"),
    Code("personal-name", "note", "有人员姓名", "含有姓名 {filed}，公开前请遮盖"),
    Code("personal-account", "warning", "有账号", "含有账号 {filed}，公开前请遮盖"),
    Code("personal-email", "warning", "有电子邮箱", "含有电子邮箱 {filed}，公开前请遮盖"),
    Code("personal-beside", "note", "其他栏目有个人信息", "表上其他栏目含有{said}，公开前请遮盖"),
    Code("personal-address", "warning", "有家庭住址", "含有家庭住址，公开前请遮盖"),
    Code("section-total", "error", "表内报告的总分与总分不同",
         "{place}写{filed}，总分为{expected}",
         due=_AS_FORM),
    Code("section-grade", "warning", "表内报告的等级与等级不同",
         "{place}写{filed}，按得分应为{expected}",
         due=_AS_FORM),
    Code("section-score", "error", "表内报告的得分与得分不同",
         "{place}写{filed}，表中为{expected}",
         due=_AS_FORM),
    Code("report-other", "warning", "报告不是本年度、本项目的",
         "自评报告“{title}”{why}，没有核对，请核对报送的报告",
         due="核对报送的报告"),
    Code("report-total", "warning", "报告总分与自评表不同",
         "报告{place}写“{quote}”，{form}的总分为 {expected}",
         due=_AS_FORM),
    Code("report-grade", "warning", "报告等级与自评表不同",
         "报告{place}写“{quote}”，按{form}应为{expected}",
         due=_AS_FORM),
    Code("report-score", "warning", "报告得分与自评表不同",
         "报告{place}写“{quote}”，{form}为 {expected}",
         due=_AS_FORM),
    Code("report-weight", "warning", "报告分值与自评表不同",
         "报告{place}写“{quote}”，{form}的分值为 {expected}",
         due=_AS_FORM),
    Code("report-figure", "warning", "报告数字与自评表不同",
         "报告{place}写“{quote}”，{form}为 {expected}",
         due=_AS_FORM),
    Code("report-target", "warning", "报告所写的目标与自评表不同",
         "报告{place}写“{quote}”，{form}的年度指标值为 {expected}",
         due=_AS_FORM),
    Code("report-tag", "error", "报告里留有没有填上的标记",
         "报告{place}留有模板的标记“{quote}”，请改正或删去",
         due="更正"),
    Code("report-gap", "warning", "报告还有待补充的地方", "报告{place}还写着“{quote}”，请补写或删去",
         due="补充"),
    Code("report-doubt", "warning", "报告还有待核对的地方",
         "报告{place}还写着“{quote}”，请先核对、改正自评表，再重新生成报告",
         due="核对"),
    Code("report-limit", "warning", "报告所写的目标值与条款不同",
         "报告{place}写“{quote}”，条款只有{expected}"),
    Code("report-rate", "warning", "报告比率与自评表算得的不同",
         "报告{place}写“{quote}”，按{form}算得 {expected}"),
    Code("report-arithmetic", "warning", "报告算式的结果不对",
         "报告{place}写“{quote}”，算得 {expected}"),
    Code("report-sum", "warning", "报告分项之和与合计不同",
         "报告{place}写“{quote}”，其后分项合计 {expected}（{about}）"),
    Code("report-share", "warning", "报告各项比例合计超过100%",
         "报告{place}写“{quote}”，{about}",
         due="核对"),
    Code("report-inconsistent", "warning", "报告前后不一致",
         "报告{place}写“{quote}”，{about}，请核对",
         due="前后一致"),
    Code("report-source", "warning", "报告所称资金来源与自评表不符",
         "报告{place}写“{quote}”，按{form}所列来源，减去项目支出所用的，至多为 {expected}（{about}）",
         due="核对"),
    Code("sheet-protected", "warning", "工作表受保护", "工作表受保护，{where} 已锁定，不能回填"),
    Code("formula-uncalculated", "warning", "公式没有存下结果",
         "{where} 是公式，文件里没有存下结果，请用 Excel 或 WPS 打开保存一次再审核"),
    Code("formula-replaced", "warning", "计分公式已被改动",
         "第{row}行的计分公式已被改动：{name}的得分格{what}；以下按评分办法核算"),
    Code("formulas-changed", "warning", "评分计算的公式已被改动",
         "“{sheet}”表第{row}行的公式已被改动（{columns}），表上自动算出的得分不可靠，以下按评分办法核算"),
    Code("formulas-gone", "warning", "评分计算表没有了", "自动计分用的“{sheet}”表已被删去，得分按评分办法核算"),
    Code("formulas-elsewhere", "warning", "得分取自另一张表",
         "本表是复制出来的工作表，得分格显示的是“{sheet}”替原来那张表算的得分，不是本表的，以下按评分办法核算"),
    Code("formulas-other", "note", "公式出自另一版",
         "“{sheet}”表的公式出自另一版评分办法或程序，没有逐格核对，得分按评分办法核算"),
    Code("formats-unknown", "note", "数字格式未知",
         "这种格式的文件读不出数字格式（0.98 可能显示为 98%），请另存为 .xlsx 再审核"),
    Code("document-protected", "warning", "文档限制编辑",
         "文档或其中的内容控件限制编辑，{where} 不能回填，请先停止保护（审阅→限制编辑）"),
    Code("ruleset-chosen", "note", "评分办法由推断选定", "未注明评分办法，按地区、年度与表样选用{ruleset}{also}"),
    Code("ruleset-elsewhere", "warning", "评分办法是别处的",
         "表上写的是“{filed}”，按指定的{ruleset}计分，请核对是否适用"),
    Code("ruleset-year", "warning", "评分办法的年度与表不同", "表为 {filed} 年度，评分办法{ruleset}为 {expected} 年度"),
    Code("row-unknown", "warning", "评分办法里没有这个指标",
         "评分办法里没有“{filed}”{near}，不能计分，只能由人工认定"),
    Code("rows-empty", "warning", "没有指标", "表中没有填写任何指标"),
    Code("form-unscored", "note", "本表不计分", "本表没有得分列，不计分"),
    Code("notes-unread", "note", "表下的注没有读懂", "表下的注没有全部读懂，没有读懂的没有据以计分和审核，请对照核对：{names}"),
    Code("left-unread", "note", "有没认出的栏目", "没有认出、没有核对的栏目：{names}"),
)


RETURNED = ("formula-replaced", "formulas-changed", "formulas-gone", "formulas-elsewhere",
            "formulas-other")
"""What is said of the formulas of a form that came back."""


def softened(found: Finding, message: str = "") -> Finding:
    """The finding as a request to explain, in other words where those are given: what it rests on
    is an inference, or a rule that does not bind."""
    severity: Severity = "warning" if found.severity == "error" else found.severity
    said = f"{found.indicator}：{message}" if message and found.indicator else message
    words = None if said else found.words
    return replace(found, severity=severity, message=said or found.message, words=words)


def finding(code: str, *cells: str, indicator: str = "", clause: str = "", filed: str | None = None,
            expected: str | None = None, **words: str) -> Finding:
    """A finding of the catalogue, its template filled in."""
    kind = CATALOGUE[code]
    said = kind.template.format(filed=filed, expected=expected, **words)
    message = f"{indicator}：{said}" if indicator else said
    places = tuple(dict.fromkeys(filter(None, cells)))
    return Finding(kind, kind.severity, message, places, indicator, clause, filed, expected,
                   tuple(words.items()))
