"""The sheets of 审核结果.xlsx and their columns, as data: written and read by the same names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "points", "money", "percent", "count", "number", "link", "formula", "own"]
"""``own``: whatever people put into a column that they added."""

OPINIONS = ("采纳", "不采纳", "待补充材料")
"""复核意见: what the reviewer makes of the unit's answer."""
YES, NO = "是", "否"
SEND = (YES, NO)
"""发函: whether the problem goes into the letter."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, its width in characters, what stands in it, who writes it."""

    name: str
    width: int
    kind: Kind = "text"
    people: bool = False
    """Whether people fill it in; it is carried over from round to round."""
    choices: tuple[str, ...] = ()
    hidden: bool = False
    centred: bool = False
    """Whether its short words stand in the middle."""
    later: bool = False
    """Whether workbooks of earlier versions lack it."""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet. The head stands in the first row that holds all of its people's and key columns;
    ``note`` is the line under the title."""

    name: str
    columns: tuple[Column, ...]
    note: str = ""
    frozen: int = 0
    """So many columns stay in sight."""
    hidden: bool = False
    charted: bool = False
    """Whether a chart stands beside the figures."""

    def at(self, name: str) -> int:
        """The column's number, from 1."""
        return next(place for place, each in enumerate(self.columns, 1) if each.name == name)


DEPARTMENT, UNIT, PROJECT, CODE = "主管部门", "单位", "项目", "项目编码"
PLACE = "地区"
YEAR, SCOPE, BASIS, RULESET = "年度", "类型", "评分依据", "评分办法"
INITIAL, BUDGET, EXECUTED, RATE = "年初预算数", "全年预算数", "全年执行数", "执行率"
FILED, OURS, REVIEW, GAP = "自评总分", "核算总分", "复核分", "差额"
FILED_GRADE, GRADE = "自评等级", "核算等级"
ERRORS, WARNINGS, NOTES = "应改", "请说明", "供参考"
FILE, SHEET, FORM, LINK, KEY = "文件", "工作表", "第几张", "打开", "键"
SEVERITY, TITLE, INDICATOR, CELLS = "轻重", "问题类型", "指标", "单元格"
MESSAGE, STANDS, SHOULD, CLAUSE = "问题", "现填", "应为", "条款"
TOLD, OPINION, LETTER, FORM_KEY, FINDING, PATHS = (
    "单位说明", "复核意见", "发函", "表键", "疑点代码", "指标路径")
NOBODY = "（未写单位）"
"""Stands before the file's name where a form does not say whose it is."""
STATE, COMPARED, RESENT = "整改情况", "与上轮对照", "重报情况"
FILED_BEFORE, OURS_BEFORE = "上轮自评", "上轮核算"
SENT = "上轮发函"
"""Hidden: whether the problem has been in a letter before."""
SECOND = (STATE, SENT, COMPARED, RESENT, FILED_BEFORE, OURS_BEFORE)
"""Columns of a second round; the first has none of them."""
NEW, SAME, MENDED, AWAY, WITHDRAWN = "新增", "未改", "已改", "未重报", "已撤回"
DROPPED, UNCHECKED = "不再提出", "本轮未核对"
"""整改情况 of a problem; 未重报: its form was not handed in again; 已撤回: of two versions of the form
only the other was; 不再提出: the form is the same, and by the rules of this round it is no problem;
本轮未核对: what it was found by, the approved targets or a report, is missing this time."""
RETURNED, BY_HAND = "再次出现", "人工添加"
"""整改情况, too: it had been mended in the last round; somebody of the bureau added it to the list."""
CLOSED = (MENDED, WITHDRAWN, DROPPED)
NOT_RESENT, UNCHANGED, CHANGED, FIRST_SENT = "本轮未重报", "内容未变", "有改动", "首次报送"
"""重报情况 of a form. Where it is 本轮未重报 or 已撤回, the row holds what people wrote of it and its last
scores; the form is counted nowhere."""
ABSENT = (NOT_RESENT, WITHDRAWN)
CONTENT, WROTE, MERGED = "内容校验码", "程序所写", "已并入"
"""Hidden: what the form holds, what we wrote into cells that people may put right, and which
answers have been put into 单位说明."""
LISTED = "程序所列"
"""Hidden: which problems we told of the form."""
VERSION = "版本"
"""The file of a form whose unit and project another form names too; only where there are such."""
REVIEWER, CONCLUSION, WAY, WHY = "复核人", "复核结论", "抽取方式", "理由"
OUTCOME, REASON, DIGEST = "结果", "说明", "校验码"

_WHOSE = (Column(DEPARTMENT, 18), Column(UNIT, 20), Column(PROJECT, 24))
_VERSION = Column(VERSION, 20, later=True)

SUMMARY = Table("汇总", (
    *_WHOSE, _VERSION, Column(RESENT, 11, centred=True), Column(COMPARED, 22), Column(CODE, 14),
    Column(YEAR, 6, "count"), Column(SCOPE, 10),
    Column(INITIAL, 13, "money"), Column(BUDGET, 13, "money"), Column(EXECUTED, 13, "money"),
    Column(RATE, 12, "percent"), Column(FILED, 9, "points"), Column(OURS, 11, "points"),
    Column(REVIEW, 9, "points", people=True), Column(GAP, 9, "formula"),
    Column(FILED_BEFORE, 9, "points"), Column(OURS_BEFORE, 10, "points"),
    Column(FILED_GRADE, 7, centred=True), Column(GRADE, 7, centred=True),
    Column(ERRORS, 6, "count"), Column(WARNINGS, 6, "count"), Column(NOTES, 6, "count"),
    Column(BASIS, 12), Column(RULESET, 30), Column(LINK, 6, "link"),
    Column(PLACE, 10), Column(FILE, 30), Column(SHEET, 12), Column(FORM, 6, "count"),
    Column(KEY, 10, hidden=True), Column(CONTENT, 10, hidden=True, later=True),
    Column(WROTE, 10, hidden=True, later=True), Column(LISTED, 10, hidden=True, later=True)),
    "一行一张自评表。金额单位：万元。复核分由复核人填写；差额＝自评总分－复核分，没有复核分的减核算总分。"
    "自评等级没有填的按自评总分定。核算总分写作区间的、含待认定分的，有待认定的指标，"
    "不算差额。", 3)

PROBLEMS = Table("问题清单", (
    *_WHOSE, _VERSION, Column(STATE, 11, centred=True), Column(COMPARED, 22),
    Column(SEVERITY, 7, centred=True), Column(TITLE, 16), Column(INDICATOR, 20),
    Column(MESSAGE, 46), Column(CELLS, 17), Column(STANDS, 15), Column(SHOULD, 15),
    Column(CLAUSE, 34),
    Column(TOLD, 24, people=True), Column(OPINION, 11, people=True, choices=OPINIONS),
    Column(LETTER, 6, people=True, choices=SEND, centred=True),
    Column(LINK, 6, "link"), Column(FILE, 30),
    Column(KEY, 10, hidden=True), Column(FORM_KEY, 10, hidden=True),
    Column(FINDING, 10, hidden=True), Column(PATHS, 10, hidden=True),
    Column(YEAR, 6, "count", hidden=True, later=True),
    Column(SCOPE, 10, hidden=True, later=True), Column(PLACE, 10, hidden=True, later=True),
    Column(WROTE, 10, hidden=True, later=True), Column(MERGED, 10, hidden=True, later=True),
    Column(SENT, 10, hidden=True, later=True)),
    "按单位、问题类型排列。单位说明、复核意见、发函由人填写；发函写“是”的进入反馈函。", 3)

QUALITY = Table("自评质量", (
    Column("序号", 6, "count"), Column(DEPARTMENT, 22), Column(UNIT, 26), Column("表数", 7, "count"),
    Column(ERRORS, 8, "count"), Column(WARNINGS, 8, "count"), Column("平均偏差", 10, "points"),
    Column("最大偏差", 10, "points"), Column("偏差的依据", 16)),
    "按应改条数、再按平均偏差从多到少排列，不按自评分高低。偏差＝|自评－复核|，没有复核分的＝|自评－核算|；"
    "核算总分待认定的，自评在区间以外才计到区间的差距，在区间内的不计。", 3)

SAMPLE = Table("抽查复核名单", (
    Column(WAY, 8, centred=True), *_WHOSE, _VERSION, Column(WHY, 34), Column(BUDGET, 13, "money"),
    Column(RATE, 12, "percent"), Column(FILED, 9, "points"), Column(ERRORS, 7, "count"),
    Column(REVIEWER, 10, people=True), Column(CONCLUSION, 22, people=True), Column(LINK, 6, "link"),
    Column(FILE, 30), Column(FORM_KEY, 10, hidden=True)), "", 4)

GRADES = Table("等级分布", (
    Column("等级", 12, centred=True), Column("自评（张）", 12, "count"), Column("自评占比", 12, "percent"),
    Column("核算（张）", 12, "count"), Column("核算占比", 12, "percent")),
    "自评：表上填的等级，没有填的按自评总分定。核算：按核算总分定。", charted=True)

KINDS = Table("问题类型", (
    Column(TITLE, 30), Column("条数", 8, "count"), Column(ERRORS, 8, "count"),
    Column(WARNINGS, 8, "count"), Column(NOTES, 8, "count"), Column("涉及表数", 10, "count"),
    Column("涉及单位数", 12, "count"), Column("占全部表", 10, "percent")),
    "一种问题一行，按条数从多到少。", charted=True)

YEARLY = Table("年度报告数据", (
    Column("事项", 40), Column("数值", 16), Column("单位", 10), Column("口径", 60)),
    "可直接写进县（区）年度预算绩效管理工作报告的数字。")

ROSTER = Table("应报清单核对", (
    Column("情况", 8, centred=True), *_WHOSE, Column(CODE, 16), Column("应报金额", 13, "money"),
    Column("报送份数", 9, "count"), Column(REASON, 44), Column(FILE, 40)), "", 4)

TARGETS = Table("绩效目标核对", (
    Column("情况", 10, centred=True), *_WHOSE, Column(CODE, 16), Column("批复指标数", 10, "count"),
    Column("不同处", 8, "count"), Column(REASON, 44), Column("批复文件", 30), Column(FILE, 40)), "", 4)

FILES = Table("文件清单", (
    Column("序号", 6, "count"), Column(FILE, 56), Column(OUTCOME, 12, centred=True), Column("内容", 14),
    Column("自评表张数", 10, "count"), Column(REASON, 60), Column(LINK, 6, "link"),
    Column("大小（KB）", 10, "count"), Column(DIGEST, 22)),
    "收到的每一个文件都在这里，一个不少。", 2)

DETAILS = Table("核算明细", (
    Column(FORM_KEY, 24), Column(INDICATOR, 40), Column("年度指标值", 18),
    Column("实际完成值", 18), Column("分值", 8, "points"),
    Column("填报得分", 9, "points"), Column("核算得分", 9, "points"), Column("结论", 10),
    Column(CLAUSE, 40)), "逐项的得分，供下一轮对照。", hidden=True)

CHANGES = Table("得分变化", (
    *_WHOSE, Column(INDICATOR, 26), Column("上轮得分", 9, "points"), Column("本轮得分", 9, "points"),
    Column("增减", 8, "points"), Column("变化的原因", 14), Column("上轮条款", 40),
    Column("本轮条款", 40), Column(FILE, 30), Column(FORM_KEY, 10, hidden=True)),
    "核算得分与上轮不同的指标，以及各按哪一条。没有的行：得分没有变。", 4)

HISTORY = Table("历次问题", (
    Column(KEY, 24), Column(FORM_KEY, 24), Column(FINDING, 16), Column(PATHS, 30),
    Column(STATE, 8), Column(MESSAGE, 46), Column(TOLD, 24), Column(OPINION, 11),
    Column(MERGED, 10)), "以前各轮已了结的问题，供下一轮认出再次出现的。", hidden=True)

TABLES = (SUMMARY, PROBLEMS, QUALITY, SAMPLE, GRADES, KINDS, YEARLY, ROSTER, TARGETS, FILES,
          DETAILS)
"""In the order of the workbook; 应报清单核对 only where there is a roster, 绩效目标核对 where there are
approved targets. 文件清单 is the last that
is seen, 核算明细 lies hidden behind it."""
OF_SECOND = (CHANGES, HISTORY)
"""From the second round on: the one behind 问题清单, the other hidden at the end."""
