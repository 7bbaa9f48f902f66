"""``pe``: the verbs on closed files. Every word a user sees is Chinese.

Exit codes: 0 nothing wrong, 1 findings of severity error, 2 could not do it, 3 a fault of ours.
"""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn, TypeAlias

from addin.last_door import through
from addin.terminal.chinese_arguments import ChineseParser

Verb = Callable[[argparse.Namespace], int]
Verbs: TypeAlias = "argparse._SubParsersAction[ChineseParser]"  # it has no public name


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; the console script's entry point."""
    def run() -> int:
        options = command_line(arguments)
        verb: Verb = options.verb
        return verb(options)

    return through(run)


def command_line(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """What was typed, understood; SystemExit 2 where it is none of ours."""
    return _parser().parse_args(arguments)


def _parser() -> ChineseParser:
    parser = ChineseParser(prog="pe", description="绩效自评：按评分办法计分、说明、审核、回填官方自评表。")
    parser.add_argument("--version", action=_Version, nargs=0, help="显示版本号")
    verbs = parser.add_subparsers(title="命令", metavar="命令", required=True,
                                  parser_class=ChineseParser)
    _add_file_verbs(verbs)
    _add_review_verb(verbs)
    _add_letter_verb(verbs)
    _add_report_verb(verbs)
    _add_public_verb(verbs)
    _add_making_verbs(verbs)
    _add_rules_verbs(verbs)
    _add_addin_verbs(verbs)
    _add_kit_verbs(verbs)
    return parser


class _Version(argparse.Action):
    """Looked up only when it is asked for: reading the package's metadata takes its time."""

    def __call__(self, *_given: object) -> NoReturn:
        from importlib.metadata import version

        sys.stdout.write(f"绩效自评 {version('pe-score')}（Python {platform.python_version()}）\n")
        raise SystemExit(0)


def _add(verbs: Verbs, name: str, said: str, run: str) -> ChineseParser:
    parser: ChineseParser = verbs.add_parser(name, help=said, description=said)
    parser.set_defaults(verb=_later(run))
    parser.add_argument("--rulesets", metavar="文件夹", type=Path, action="append", default=[],
                        help="自己的评分办法文件夹，可写多个（也可用环境变量 PE_RULESETS）")
    return parser


def _later(run: str) -> Verb:
    """The verb, imported only when it is run: each command loads what it needs and no more."""
    def call(options: argparse.Namespace) -> int:
        from importlib import import_module

        module, _, function = run.partition(":")
        verb: Verb = getattr(import_module(module), function)
        return verb(options)

    return call


def _add_file_verbs(verbs: Verbs) -> None:
    fill = _add(verbs, "fill", "回填：把核算得分写进空着的得分格，并附“评分依据”", "addin.terminal.forms:fill")
    fill.add_argument("file", metavar="文件", type=Path, help="自评表（.xlsx、.docx 等）")
    target = fill.add_mutually_exclusive_group(required=True)
    target.add_argument("-o", "--output", metavar="输出", type=Path, help="写到这个文件")
    target.add_argument("--in-place", action="store_true", help="直接改原文件（先留备份）")
    fill.add_argument("--overwrite", action="store_true", help="已填而不一致的得分也改写（人工认定的不改）")
    fill.add_argument("--propose", action="store_true",
                      help="给待认定的空格填上所属档次的最高分，并注明是建议分")
    _add_formulas(fill)
    fill.add_argument("--rates", action="store_true",
                      help="算得出的比率也写进空着的实际完成值（如指标说明一栏）")
    fill.add_argument("--inputs", action="store_true",
                      help="工作簿没有“基础数据”表而办法要用的，补上这张表")
    audit = _add(verbs, "audit", "审核：核对得分、分值、资金、原因、等级，列出疑点", "addin.terminal.forms:audit")
    audit.add_argument("files", metavar="文件", type=Path, nargs="+",
                       help="自评表（.xlsx、.docx 等），可写多个；也可写文件夹")
    audit.add_argument("--report", metavar="报告", type=Path,
                       help="连同这份自评报告（.docx）一起核对：数字、总分、等级是否与表一致")
    explain = _add(verbs, "explain", "说明：每个得分的算式、单元格和条款", "addin.terminal.forms:explain")
    explain.add_argument("file", metavar="文件", type=Path, help="自评表（.xlsx、.docx 等）")
    explain.add_argument("--indicator", metavar="文字", help="只看名称含这几个字的指标")
    for parser in (fill, audit, explain):
        parser.add_argument("--ruleset", metavar="评分办法",
                            help="区划代码、编号（区划代码/年度）或名称")
        parser.add_argument("--sheet", metavar="工作表", help="只处理这张表")
        parser.add_argument("--form", metavar="第几张", type=int,
                            help="工作簿里有几张自评表时，只处理第几张（从 1 数起）")
    for parser in (fill, audit):
        parser.add_argument("--json", action="store_true", help="每张表输出一行 JSON")


def _add_review_verb(verbs: Verbs) -> None:
    review = _add(verbs, "review", "审核一批：收到的文件夹、压缩包一次审完，做成“审核结果”工作簿",
                  "addin.terminal.review:review")
    review.add_argument("files", metavar="文件", type=Path, nargs="+",
                        help="文件夹（含子文件夹）、压缩包或自评表，可写多个")
    review.add_argument("-o", "--output", metavar="输出", type=Path, required=True,
                        help="写到这个工作簿（.xlsx）；原有的先留备份")
    review.add_argument("--roster", metavar="应报清单", type=Path,
                        help="应报清单（.xlsx）：核对已报、未报、重复、多报")
    review.add_argument("--since", metavar="上次", type=Path,
                        help="上一轮的审核结果：列出已改、未改、新增，沿用人填的各栏")
    review.add_argument("--targets", metavar="批复", type=Path,
                        help="批复的绩效目标表（一个文件，或一个项目一张表的文件夹）：目标有无调低、增减")
    review.add_argument("--replies", metavar="文件夹", type=Path,
                        help="单位交回的反馈表所在的文件夹：说明并入问题清单")
    review.add_argument("--write-back", action="store_true",
                        help="把上一轮汇总里的复核分写进各表自己的复核得分栏（原文件留备份）")
    review.add_argument("--ruleset", metavar="评分办法",
                        help="区划代码、编号（区划代码/年度）、名称或评分办法文件；全部表都按它")
    review.add_argument("--jobs", metavar="进程数", type=int, help="同时用几个进程，省略时用全部核心")
    review.add_argument("--cluster", metavar="地址",
                        help="改用已有的集群：它的调度程序的地址，本机的或加密的（见“财政局批量审核”）")
    review.add_argument("--seconds", metavar="秒", type=float, default=60.0,
                        help="每个文件最多审核多少秒，超过的停下、列出（默认 60）")
    review.add_argument("--json", action="store_true", help="每张表、每个不是自评表的文件输出一行 JSON")


def _add_letter_verb(verbs: Verbs) -> None:
    letter = _add(verbs, "letter", "发函：把审核结果里要发的问题写成给主管部门的函，附反馈表",
                  "addin.terminal.letter:letter")
    letter.add_argument("file", metavar="审核结果", type=Path,
                        help="pe review 做成的工作簿；“发函”写“是”的问题才写进函")
    letter.add_argument("-o", "--output", metavar="文件夹", type=Path, required=True,
                        help="函（.docx）和反馈表（.xlsx）放进这个文件夹")
    letter.add_argument("--by", metavar="日期", help="请于哪天前重新报送（如 2024-05-20）；省略时空着")
    letter.add_argument("--sign", metavar="落款", help="落款单位；省略时按表上的地区写作“××财政局”")
    letter.add_argument("--each-unit", action="store_true", help="每个单位一份，抄送主管部门")
    letter.add_argument("--json", action="store_true", help="每份函输出一行 JSON")


def _add_report_verb(verbs: Verbs) -> None:
    report = _add(verbs, "report", "出报告：按当地提纲生成自评报告，数字照自评表",
                  "addin.terminal.report:report")
    report.add_argument("file", metavar="文件", type=Path, help="自评表（.xlsx、.docx 等）")
    report.add_argument("-o", "--output", metavar="输出", type=Path, required=True,
                        help="写到这个文件：.docx 出 Word 报告；提纲要求写进自评表的，.xlsx 把各段写进空格")
    report.add_argument("--draft", action="store_true",
                        help="草稿：缺的地方写作【待补充：…】")
    report.add_argument("--summary", action="store_true", help="只写一段自评综述")
    report.add_argument("--public", action="store_true",
                        help="公开版：遮盖电话、证件号、账号和经办人姓名")
    _add_confirmed(report)
    report.add_argument("--chart", action="store_true", help="附各一级指标得分率图")
    report.add_argument("--materials", action="store_true",
                        help="不出报告，只给自评表加上“报告素材”表，另存（Word 表的放在旁边）")
    report.add_argument("--ruleset", metavar="评分办法", help="区划代码、编号（区划代码/年度）或名称")
    report.add_argument("--sheet", metavar="工作表", help="用这张表")
    report.add_argument("--form", metavar="第几张", type=int,
                        help="工作簿里有几张自评表时，用第几张（从 1 数起）")
    report.add_argument("--json", action="store_true", help="输出一行 JSON")


def _add_public_verb(verbs: Verbs) -> None:
    public = _add(verbs, "public", "公开版：遮盖电话、证件号、账号和经办人姓名，去掉批注、隐藏表和作者信息",
                  "addin.terminal.public:public")
    public.add_argument("file", metavar="文件", type=Path, help="自评表（.xlsx）或自评报告（.docx）")
    public.add_argument("-o", "--output", metavar="输出", type=Path, required=True,
                        help="写到这个文件")
    _add_confirmed(public)
    public.add_argument("--json", action="store_true", help="输出一行 JSON")


def _add_confirmed(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--confirmed", action="store_true",
                      help="文件里写着涉密、内部或不予公开，已核实可以公开")


def _add_making_verbs(verbs: Verbs) -> None:
    for name, said in (("new", "新建：空白的官方自评表"),
                       ("sample", "样例：公布的自评表，照原样（个人信息已遮盖）")):
        making = _add(verbs, name, said, f"addin.terminal.making:{name}")
        making.add_argument("ruleset", metavar="评分办法", help="区划代码、编号或名称")
        making.add_argument("-o", "--output", metavar="输出", type=Path, required=True,
                            help="写到这个文件")
        if name == "new":
            making.add_argument("--year", metavar="年度", type=int, help="印成哪一年度的表；有该年度评分办法的按它")
            _add_formulas(making)
            making.add_argument("--protect", action="store_true",
                                help="连同 --formulas：保护工作表（不设密码），只有要填的格能填")
        if name == "sample":
            making.add_argument("--unscored", action="store_true",
                                help="得分和总分都空着，好看评分前后")
    export = _add(verbs, "export", "上报版：另存一份只有数值的自评表，不含公式和本程序的工作表",
                  "addin.terminal.making:export")
    export.add_argument("file", metavar="文件", type=Path, help="自评表（.xlsx）")
    export.add_argument("-o", "--output", metavar="输出", type=Path, required=True,
                        help="写到这个文件")


def _add_formulas(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--formulas", action="store_true",
                      help="得分写成普通公式，并附“评分计算”表：没有装本程序的电脑打开也能自动计分")


def _add_rules_verbs(verbs: Verbs) -> None:
    said = "评分办法：列出、查看、检查、读条款"
    rules = verbs.add_parser("rules", help=said, description=said)
    actions = rules.add_subparsers(title="命令", metavar="命令", required=True,
                                   parser_class=ChineseParser)
    _add(actions, "list", "列出现有的评分办法", "addin.terminal.rules:list_rules")
    shown = _add(actions, "show", "把一个评分办法印成评分标准", "addin.terminal.rules:show_rules")
    shown.add_argument("ruleset", metavar="评分办法", help="区划代码、编号或名称")
    check = _add(actions, "check", "检查评分办法文件或表样，指出行号和错处", "addin.terminal.rules:check_rules")
    check.add_argument("files", metavar="文件", type=Path, nargs="+",
                       help="评分办法文件（.yaml、.xlsx）或表样（map.yaml）")
    check.add_argument("--json", action="store_true", help="每处错输出一行 JSON")
    draft = _add(actions, "draft", "起草：从官方自评表（.xlsx、.docx）所印的评分标准起草评分办法.xlsx",
                 "addin.terminal.rulebook:draft")
    draft.add_argument("file", metavar="表", type=Path, help="印有评分标准的官方表")
    draft.add_argument("-o", "--output", metavar="输出", type=Path, required=True,
                       help="写到这个文件（.xlsx）")
    draft.add_argument("--since", metavar="上年", type=Path,
                       help="上年的评分办法.xlsx：条款未变的照抄，并列出改了、新增、没有了的")
    export = _add(actions, "export", "把一部评分办法导出成工作簿（评分办法.xlsx），在 Excel 里核对、修改",
                  "addin.terminal.rulebook:export")
    export.add_argument("ruleset", metavar="评分办法", help="区划代码、编号、名称或评分办法文件")
    export.add_argument("-o", "--output", metavar="输出", type=Path, required=True,
                        help="写到这个文件（.xlsx）")
    _add_reading(_add(actions, "read", "读一条评分标准，读得懂的写成规则，读不懂的指出是哪几个字",
                      "addin.terminal.clauses:read_clause"))
    _add(actions, "schema", "输出评分办法文件的 JSON Schema，供编辑器使用", "addin.terminal.rules:schema")


def _add_reading(parser: ChineseParser) -> None:
    parser.add_argument("text", metavar="条款", help="评分标准的原文")
    parser.add_argument("--weight", metavar="分值", help="这一项的分值，用来核对条款里的分数")
    parser.add_argument("--name", metavar="指标", default="", help="指标名称")
    parser.add_argument("--explanation", metavar="解释", default="",
                        help="指标解释：其中的公式作口径，编号的评价要点作要点")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _add_addin_verbs(verbs: Verbs) -> None:
    said = "Excel 加载项：制作、安装、卸载、诊断"
    addin = verbs.add_parser("addin", help=said, description=said)
    actions = addin.add_subparsers(title="命令", metavar="命令", required=True,
                                   parser_class=ChineseParser)

    def action(name: str, said: str) -> ChineseParser:
        parser: ChineseParser = actions.add_parser(name, help=said, description=said)
        parser.set_defaults(verb=_later(f"addin.terminal.addin:{name}"))
        return parser

    build = action("build", "制作加载项文件（同样的来源，同样的字节）")
    build.add_argument("-o", "--output", metavar="输出", type=Path, required=True,
                       help="写到这个文件（.xlam）")
    install = action("install", "安装：以后打开 Excel 就有“绩效自评”选项卡；不需要管理员权限")
    install.add_argument("--python", metavar="程序", type=Path,
                         help="加载项所用的 Python；省略时用正在运行的这一个")
    uninstall = action("uninstall", "卸载：只删除安装时放入的文件")
    doctor = action("doctor", "诊断：逐项检查，指出问题和处理办法")
    doctor.add_argument("--json", action="store_true", help="每项检查输出一行 JSON")
    doctor.add_argument("-o", "--output", metavar="输出", type=Path,
                        help="同时写进这个文件，以便发给维护人员")
    for parser in (install, uninstall, doctor):
        parser.add_argument("--folder", metavar="文件夹", type=Path,
                            help="代替用户的应用数据文件夹（APPDATA）")


def _add_kit_verbs(verbs: Verbs) -> None:
    said = "离线包：制作、安装、卸载（给没有 Python、没有网络、没有管理员权限的电脑）"
    kit = verbs.add_parser("kit", help=said, description=said)
    actions = kit.add_subparsers(title="命令", metavar="命令", required=True,
                                 parser_class=ChineseParser)
    build = actions.add_parser("build", help="制作离线包", description="制作离线包")
    build.add_argument("-o", "--output", metavar="输出", type=Path, required=True,
                       help="写到这个压缩包")
    build.add_argument("--python", metavar="压缩包", type=Path,
                       help="Python 官方的可嵌入压缩包（3.11 到 3.14）")
    build.add_argument("--wheels", metavar="文件夹", type=Path,
                       help="备好的程序库所在的文件夹；省略时联网取")
    build.set_defaults(verb=_later("addin.terminal.kit:build"))
    for name, said in (("install", "安装：由解压出来的文件夹里的 Python 运行"),
                       ("uninstall", "卸载：安装时放入的和以后留下的全部删除")):
        actions.add_parser(name, help=said, description=said).set_defaults(
            verb=_later(f"addin.terminal.kit:{name}"))


if __name__ == "__main__":
    raise SystemExit(main())
