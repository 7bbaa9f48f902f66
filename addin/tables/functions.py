"""The one table of the cell functions: names, arguments and what Excel's dialog says of them.

From it come the VBA wrappers, the registration with Excel and docs/单元格函数.md. Names are ASCII,
texts Chinese and at most 255 characters, as Excel's MacroOptions takes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

CATEGORY: Final = "绩效自评"
ERRORS: Final = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")
"""A function that returns one of these texts, alone or in an array, shows that error."""
MOST_INPUTS: Final = 12


@dataclass(frozen=True)
class Argument:
    """One argument: its name in the formula and what to give for it."""

    name: str
    said: str
    optional: bool = False


@dataclass(frozen=True)
class Function:
    """One function as the clerk sees it; ``spills`` when it may answer with more than one cell."""

    name: str
    said: str
    arguments: tuple[Argument, ...]
    example: str
    spills: bool = False

    @property
    def written(self) -> str:
        """The call with its arguments, optional ones in brackets."""
        names = (f"[{each.name}]" if each.optional else each.name for each in self.arguments)
        return f"{self.name}({', '.join(names)})"


_TARGET = Argument("target", "年度指标值：照表填写，如 ≥90%、=12个月、及时；可指向单元格")
_ACTUAL = Argument("actual", "实际完成值：照表填写，如 95%、11个月；可指向单元格")
_WEIGHT = Argument("weight", "分值（权重），如 10")
_RULE = Argument(
    "rule", "计分方向或种类：正向、反向A/B、反向2−B/A、定性，或评分办法里的指标名称；"
            "省略时按评分办法的缺省规则选", optional=True)
_RULESET = Argument(
    "ruleset", "评分办法：区划代码、编号（区划代码/年度）或名称；省略时用本工作簿选定的评分办法，"
               "没有选定则用国家办法", optional=True)
_INPUTS = tuple(
    Argument(f"input{number}",
             "该指标计分所需的数，一个参数一个数，按“pe rules show”印出的次序；可指向单元格" if number == 1
             else f"第{number}个数", optional=number > 1)
    for number in range(1, MOST_INPUTS + 1))

FUNCTIONS: Final = (
    Function("PE_SCORE", "按评分办法计算一个指标的得分。算不出时显示错误值，原因用 PE_EXPLAIN 查看。",
             (_TARGET, _ACTUAL, _WEIGHT, _RULE, _RULESET), "=PE_SCORE(D8, E8, F8)"),
    Function("PE_SCORES", "一次计算一整列（或一整行）指标的得分，结果逐格排开；比逐格使用 PE_SCORE 快得多。"
             "较早的 Excel：先选中结果区域，输完公式按 Ctrl+Shift+Enter。",
             (Argument("targets", "年度指标值所在的一列或一行"),
              Argument("actuals", "实际完成值所在的一列或一行，与年度指标值一样长"),
              Argument("weights", "分值所在的一列或一行，与年度指标值一样长"), _RULESET),
             "=PE_SCORES(D8:D20, E8:E20, F8:F20)", spills=True),
    Function("PE_RULE", "按评分办法里指定指标的规则，用给出的数计算得分。",
             (Argument("ruleset", "评分办法：区划代码、编号（区划代码/年度）或名称"),
              Argument("indicator", "指标名称；名称重复时写全路径，用“/”隔开各级"), *_INPUTS),
             '=PE_RULE("national", "预算执行率", B5, C5)'),
    Function("PE_RATE", "计算预算执行率：执行数÷预算数，结果是小数（0.95 即 95%）。",
             (Argument("budget", "预算数（全年预算数或调整后预算数）"),
              Argument("executed", "执行数，与预算数同一单位"),
              Argument("decimals", "百分数保留几位小数（四舍五入），如 2 得 98.56%；省略时不舍入",
                       optional=True)),
             "=PE_RATE(C5, D5, 2)"),
    Function("PE_TOTAL", "计算总分：各项得分之和；给出分值时，超过分值或为负的得分显示错误值。空格和“—”“/”不计。",
             (Argument("scores", "得分所在的区域"),
              Argument("weights", "分值所在的区域，与得分一样大", optional=True)),
             "=PE_TOTAL(G8:G20, F8:F20)"),
    Function("PE_GRADE", "按评分办法把总分定为等级，如 优、良、中、差。",
             (Argument("total", "总分"), _RULESET), "=PE_GRADE(G21)"),
    Function("PE_EXPLAIN", "说明 PE_SCORE 怎样得出这个得分：算式、评分办法条款；算不出时说明原因。",
             (_TARGET, _ACTUAL, _WEIGHT, _RULE, _RULESET), "=PE_EXPLAIN(D8, E8, F8)"),
    Function("PE_CHECK", "审核整张自评表，列出疑点：程度、单元格、内容；没有疑点时显示“没有发现疑点”。"
             "不能审核时第一格是错误值，第三格是原因。要用“基础数据”表的指标不复算，请用功能区的“校验本表”。",
             (Argument("form_range", "整张自评表所在的区域，从标题到合计"), _RULESET),
             "=PE_CHECK(A1:J30)", spills=True),
    Function("PE_PARSE", "说明一个指标值被读成什么：比较符号、数、单位；读不出数的照文字看待。",
             (Argument("text", "指标值，如 ≥90%、不低于九成、792.63万元；可指向单元格"),),
             "=PE_PARSE(D8)"),
)
