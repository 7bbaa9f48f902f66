"""The tab 绩效自评 as data: which command each button runs, and what it says.

A command's name is a function of addin.ribbon.press and the tag of its button; the ribbon's XML is
made from this table. Icons are Office's own (imageMso).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

TAB: Final = "绩效自评"


@dataclass(frozen=True)
class Command:
    """One button. ``anywhere``: no workbook need be open; ``undo``: what Ctrl+Z, undoing it, is
    called; ``folder``: a folder is asked for first, and its path goes with the command."""

    name: str
    label: str
    supertip: str
    icon: str
    anywhere: bool = False
    undo: str = ""
    folder: bool = False


@dataclass(frozen=True)
class Choices:
    """A split button: a click runs the first command, the arrow offers them all."""

    label: str
    commands: tuple[Command, ...]


@dataclass(frozen=True)
class Menu:
    """A menu that is filled when it is opened: each item runs the command with what it offers."""

    command: Command


@dataclass(frozen=True)
class Group:
    """A group of the tab; its first control is the large one."""

    name: str
    label: str
    controls: tuple[Command | Choices | Menu, ...]

    @property
    def commands(self) -> tuple[Command, ...]:
        """All commands of the group, in order."""
        return tuple(command for control in self.controls for command in _run_by(control))


def _run_by(control: Command | Choices | Menu) -> tuple[Command, ...]:
    match control:
        case Choices(commands=commands):
            return commands
        case Menu(command=command):
            return (command,)
    return (control,)


_UNDO = "撤销评分"
_SCORING = Choices("一键评分", (
    Command("score_values", "评分（数值）",
            "按评分办法算出各项得分，写进空着的得分格；已填的得分不改，定性指标不代填。"
            "算式和条款写在“评分依据”表。", "CalculateNow", undo=_UNDO),
    Command("score_formulas", "公式回填",
            "把得分写成普通公式，计算过程在“评分计算”表：在 Excel、WPS、LibreOffice 里都能自动重算，不用装本工具。"
            "公式说不了的写数值。", "Function", undo=_UNDO),
    Command("score_live", "评分（函数）",
            "仅本机：在空着的得分格写入 =PE_SCORE(…) 函数，改动实际值时得分随之重算。只在装了本工具的电脑上能算："
            "发给别人或上报前请固化为数值。",
            "FunctionWizard", undo=_UNDO),
    Command("score_with_proposals", "评分（建议）",
            "同“评分（数值）”，并给待认定的空格填上所属档次的最高分，注明是建议分，由您核定。",
            "ReviewNewComment", undo=_UNDO),
    Command("score_overwrite", "改写不一致",
            "同“评分（数值）”，并把已填而与评分办法不一致的得分改为核算得分；人工认定的得分不改。",
            "ReplaceDialog", undo=_UNDO)))

GROUPS: Final = (
    Group("filling", "填报", (
        _SCORING,
        Menu(Command("new_form", "新建自评表", "按选定的评分办法新建一份空白的官方自评表。", "FileNew",
                     anywhere=True)),
        Command("ask_inputs", "补基础数据",
                "从别处拿来的表没有“基础数据”表的，按评分办法补上这张表；已有的不动。", "TableInsertExcel"),
        Command("freeze_values", "固化为数值",
                "把得分格里的 PE_ 公式换成它现在的数值，别的公式不动。", "PasteValues"),
        Command("undo_scores", "撤销评分",
                "撤销本次评分：把得分格恢复成上一次评分之前的数值和批注。", "Undo"),
        Command("export_for_filing", "生成上报版",
                "另存一份只有数值的上报表：不含本工具的工作表、批注、标记、名称和公式；原表不变。",
                "FileSaveAs"))),
    Group("checking", "审核", (
        Command("check_form", "校验本表",
                "核对得分、分值、资金、原因和等级：疑点处作标记，并列在“审核疑点”表，可逐条写“已核实”。",
                "ErrorChecking"),
        Command("clear_marks", "清除标记", "清除校验留下的标记和批注；“审核疑点”表里写的核实意见保留。",
                "ClearFormats"),
        Command("review_folder", "批量审核",
                "财政局用：选一个装着自评表的文件夹（子文件夹、压缩包、Word 表都读），在另一个窗口里逐张审核，"
                "审完打开文件夹旁边的“审核结果”。", "ReviewTrackChanges", anywhere=True, folder=True))),
    Group("reporting", "报告", (
        Command("make_report", "生成报告", "按本表生成绩效自评报告，数字与表一致：Word 报告存在本表旁边，缺内容时先出草稿；"
                "提纲要求写进自评表的，写进表上的空格。", "ExportWord"),
        Command("make_public", "公开版", "在本表旁边另存用于公开的自评表：隐去联系人、电话等个人信息；原表不变。",
                "FileDocumentInspect"))),
    Group("settings", "设置", (
        Menu(Command("choose_ruleset", "评分办法", "选择本工作簿所用的评分办法，记在工作簿里。",
                     "TableProperties")),
        Command("diagnose", "诊断", "检查 Python、xlwings 和加载项是否正常，给出处理办法。",
                "PropertySheet", anywhere=True),
        Command("help", "帮助", "打开使用说明和单元格函数说明。", "Help", anywhere=True))),
)

CONTEXT: Final = (
    Command("explain_score", "解释这个得分", "说明所选得分格的算式、所用的单元格和条款。", "FunctionWizard"),)
"""What a right click on a cell offers besides."""

COMMANDS: Final = (*(command for group in GROUPS for command in group.commands), *CONTEXT)
