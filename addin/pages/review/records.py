"""What became of one file of a pile, as plain facts that travel between processes and runs.

Amounts of money are in 万元, scores and weights in 分, rates are shares of one.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from scoring.findings.severity import Severity
from scoring.rules.ruleset import Basis

Outcome = Literal["已审核", "重复", "不是自评表", "读不出", "未读", "超时", "程序出错"]
"""What became of a file. 重复: byte for byte one that was read before, and counted once;
不是自评表: it was read, and is something else; 读不出: it is broken, locked or of a kind we cannot
read; 未读: it was never opened (.rar, a zip's limit)."""

SUM_UNIT = "万元"
"""What all amounts are in."""
REPORT = "自评报告"
"""The kind of a file that is a report, whether a form is its annex or not."""
NOT_COMPARED = "不是本年度、本项目的自评报告，没有核对"
"""What is said of a report that is another form's."""
WHOLE = "部门整体支出"
"""The scope of a form about a whole department."""
BASIS_WORDS: dict[Basis, str] = {
    "ruleset": "本地评分办法", "form": "表上所印评分标准", "national": "参照全国办法"}


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of one form."""

    key: str
    """The same in the next round, wherever the row has moved to: the form's key, the paths of the
    indicators, the kind of finding. Never shown."""
    code: str
    kind: str
    """The kind in words: 总分不等于各项之和."""
    severity: Severity
    message: str
    cells: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    """Paths of the indicators concerned: 产出指标/数量指标/改造户数."""
    filed: str = ""
    expected: str = ""
    """What should stand there, or else what is to be done."""
    clause: str = ""
    again: bool = False
    """Whether another problem of the form says as much: a letter need not say it twice."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One indicator of one form: what was filed and what the rules make of it."""

    indicator: str
    """Its path: 产出指标/数量指标/改造户数."""
    cell: str
    """Of its score; those of its target and weight below."""
    target: str = ""
    actual: str = ""
    weight: Fraction | None = None
    filed: Fraction | None = None
    score: Fraction | None = None
    review: Fraction | None = None
    verdict: str = ""
    clause: str = ""
    target_cell: str = ""
    weight_cell: str = ""


@dataclass(frozen=True, slots=True)
class ReviewedForm:
    """One form of one file."""

    key: str
    """The same in the next round: the project's code, or unit and project. Never shown."""
    number: int
    """Which form of the file, from 1."""
    sheet: str
    content: str = ""
    """The same wherever the same is typed into the form."""
    title: str = ""
    department: str = ""
    unit: str = ""
    project: str = ""
    project_code: str = ""
    year: int | None = None
    place: str = ""
    scope: str = ""
    ruleset: str = ""
    """Id of the rules it was scored by."""
    ruleset_title: str = ""
    basis: Basis = "ruleset"
    initial: Fraction | None = None
    """年初预算数."""
    budget: Fraction | None = None
    """全年预算数."""
    executed: Fraction | None = None
    """全年执行数."""
    rate: Fraction | None = None
    money_unit: str = SUM_UNIT
    """What the form's amounts are in; the fields above are in 万元."""
    money_cells: tuple[str, ...] = ()
    """Of the three amounts, as far as they are filled in."""
    unit_doubted: bool = False
    """Whether its amounts are most likely in another unit than it says (元 typed as 万元): they are
    in no sum."""
    filed_total: Fraction | None = None
    total: Fraction | None = None
    """Ours; None while a judgement is open, it lies between ``low`` and ``high`` then."""
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    open: Fraction = Fraction(0)
    """What of the total is still a person's to judge (待认定)."""
    review: Fraction | None = None
    """复核分: the bureau's own total, where the form has it."""
    filed_grade: str = ""
    """As the form says; where it does not, as its own total earns."""
    grade: str = ""
    full_marks: bool = False
    """Whether every line was filed with all its points."""
    problems: tuple[Problem, ...] = ()
    told: tuple[Problem, ...] = ()
    """Of a form in the annex of a report: what the report's text says differently."""
    scored: tuple[Scored, ...] = ()

    @property
    def settled(self) -> Fraction | None:
        """Our total, where nothing in it is still a person's to judge."""
        return None if self.open else self.total

    def count(self, severity: Severity) -> int:
        return sum(each.severity == severity for each in self.problems)


@dataclass(frozen=True, slots=True)
class ReviewedFile:
    """One file of the pile, whatever it turned out to be."""

    file: str
    """Where it lies below what was named: ``乡镇/甲.zip/自评表.xlsx``."""
    outcome: Outcome
    reason: str = ""
    """What it is or why it was not read; of a form what is to be known (an own 评分办法 ignored)."""
    kind: str = ""
    """What it is in a word: 自评表, 自评报告, 绩效目标表, 压缩包 …"""
    said: str = ""
    """What the head of a report says, by which its form is found."""
    left: tuple[str, ...] = ()
    """What of each report was not compared with the form: how many sentences, and where."""
    sha256: str = ""
    size: int = 0
    path: str = ""
    """The file on disk that holds it, as a link can open it: the zip of what lies in one."""
    forms: tuple[ReviewedForm, ...] = ()
    missing: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    """As in a ``pe-refusal/1``."""
    lines: tuple[str, ...] = ()
    """What a door prints of it, where it asked for that (--json)."""

    @property
    def is_annexed(self) -> bool:
        """Whether it is a report that has a form in its annex."""
        return self.kind == REPORT and bool(self.forms)
