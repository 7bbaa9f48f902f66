"""``pe addin doctor``: what can keep the add-in from working, each with what to do about it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PureWindowsPath

from addin.setup.install import Places
from addin.setup.interpreter import interpreter
from addin.setup.machine import Machine, Office
from addin.xlam.build import FILE_NAME, build
from addin.xlam.settings import INTERPRETER, XLWINGS, read_settings

_LEAST_PYTHON = (3, 11)
_SECONDS = 60
_DLLS = (f"xlwings64-{XLWINGS}.dll", f"xlwings32-{XLWINGS}.dll")
_REINSTALL = "请关闭 Excel 后运行：pe addin install"
_RENEW = f"python -m pip install --force-reinstall xlwings=={XLWINGS}"
_NEEDED = ("addin", "xlwings")
_ASK = ("import sys, importlib.util as u; "
        "sys.exit('、'.join(n for n in sys.argv[1:] if not u.find_spec(n)) or 0)")
"""Found, not imported: when Python ends, xlwings ends every Excel whose window it does not see."""
_ANTIVIRUS = "若装好后又消失，多半是被杀毒软件隔离：请在杀毒软件里恢复它，并把 Python 文件夹设为信任。"


class Verdict(Enum):
    """How a check ended; the value is the mark before its line."""

    GOOD = "✓"
    HINT = "!"
    BAD = "✗"


@dataclass(frozen=True)
class Check:
    """One thing looked at: what was found, and what to do when it is not good."""

    verdict: Verdict
    found: str
    advice: str = ""


def examine(machine: Machine, where: Places) -> Iterator[Check]:
    """Every check, the most basic first."""
    yield _python(machine)
    yield _xlwings(machine)
    if machine.office is not None:
        yield _dll(machine)
        yield _pywin32(machine)
    yield from _addin(where, machine)
    yield _speed(machine)
    if machine.office is not None:
        yield _excel(machine.office)
        yield from _several(machine.office)
        yield from _disabled(machine.office)


def _python(machine: Machine) -> Check:
    said = f"Python {'.'.join(map(str, machine.python_version))}（{machine.python}）"
    if machine.python_version < _LEAST_PYTHON:
        return Check(Verdict.BAD, said, "需要 Python 3.11 或更高版本（Windows 10 以上），请安装后重装本工具。")
    if "WindowsApps" in machine.python.parts:
        return Check(Verdict.BAD, said, "这是微软商店的 Python，Excel 启动它会卡住。"
                                        "请从 python.org 安装 Python，再重装本工具。")
    return Check(Verdict.GOOD, said)


def _xlwings(machine: Machine) -> Check:
    if machine.xlwings is None:
        return Check(Verdict.BAD, "没有安装 xlwings", f"请运行：{_RENEW}")
    if machine.xlwings != XLWINGS:
        return Check(Verdict.BAD, f"xlwings {machine.xlwings} 与加载项所需的 {XLWINGS} 不同",
                     f"请运行：{_RENEW}")
    return Check(Verdict.GOOD, f"xlwings {XLWINGS}")


def _dll(machine: Machine) -> Check:
    """Where xlwings' module looks: beside the interpreter, and one folder up."""
    folders = (machine.python.parent, machine.python.parent.parent)
    missing = [name for name in _DLLS if not any((each / name).is_file() for each in folders)]
    if missing:
        return Check(Verdict.BAD, f"缺少 {'、'.join(missing)}（应在 {folders[0]} 或上一级文件夹）",
                     f"请运行：{_RENEW}。{_ANTIVIRUS}")
    return Check(Verdict.GOOD, f"xlwings 的连接库在 {folders[0]} 或上一级文件夹")


def _pywin32(machine: Machine) -> Check:
    if machine.has_pywin32:
        return Check(Verdict.GOOD, "pywin32 已安装")
    return Check(Verdict.BAD, "没有安装 pywin32", "请运行：python -m pip install pywin32")


def _addin(where: Places, machine: Machine) -> Iterator[Check]:
    try:
        content = where.addin.read_bytes()
        setting = read_settings(content)[INTERPRETER]
    except FileNotFoundError:
        yield Check(Verdict.BAD, f"没有装加载项（{where.addin}）", _REINSTALL)
        return
    except (ValueError, KeyError):
        yield Check(Verdict.BAD, f"加载项已损坏（{where.addin}）", _REINSTALL)
        return
    if content == build(setting):
        yield Check(Verdict.GOOD, f"加载项与本版本一致（{where.addin}）")
    else:
        yield Check(Verdict.BAD, f"加载项不是本版本的（{where.addin}）", _REINSTALL)
    yield _interpreter(interpreter(setting), machine)
    yield Check(Verdict.HINT, "公式前面出现 …\\pe-score.xlam'! 或显示 #NAME?",
                "装好加载项后重新打开该工作簿，链接会自动改到本机；受保护的工作簿请在"
                "“数据→编辑链接→更改源”里选上面的加载项。")


def _interpreter(path: str, machine: Machine) -> Check:
    """It must be found whatever folder Excel was started in, and must start."""
    if not (Path(path).is_absolute() or PureWindowsPath(path).is_absolute()):
        return Check(Verdict.BAD, f"加载项所用的 Python 不是完整路径：{path}", _REINSTALL)
    if not Path(path).is_file():
        return Check(Verdict.BAD, f"加载项所用的 Python 不在了：{path}", _REINSTALL)
    if not _written(path, machine.encoding):
        return Check(Verdict.BAD, f"Python 所在的文件夹名称里有本机系统语言写不出的字：{path}",
                     "Excel 启动不了它。请把 Python 装到名称只有英文字母的文件夹，再重装本工具。")
    try:
        done = subprocess.run([path, "-E", "-P", "-X", "utf8", "-c", _ASK, *_NEEDED],
                              capture_output=True, text=True, encoding="utf-8", errors="replace",
                              timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return Check(Verdict.BAD, f"加载项所用的 Python 启动不了：{path}（{error}）",
                     f"{_REINSTALL}。{_ANTIVIRUS}")
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or [""])[-1]
        return Check(Verdict.BAD, f"加载项所用的 Python 里没有本工具：{path}（{reason}）", _REINSTALL)
    return Check(Verdict.GOOD, f"加载项所用的 Python 能启动：{path}")


def _written(path: str, encoding: str) -> bool:
    try:
        return path.encode(encoding).decode(encoding) == path
    except UnicodeError:
        return False


def _speed(machine: Machine) -> Check:
    if machine.slow:
        return Check(Verdict.HINT, f"同一环境里装有 {'、'.join(machine.slow)}",
                     "第一次计算会慢几倍。建议用 python -m venv 另建一个环境，只装本工具。")
    return Check(Verdict.GOOD, "环境里没有拖慢启动的库")


def _excel(office: Office) -> Check:
    server = office.server
    if server is None:
        return Check(Verdict.BAD, "没有找到 Excel",
                     "加载项要用 Windows 版 Excel。没有 Excel（如只有 WPS）时，请用命令行：pe fill、pe audit。")
    if any(word in server.lower() for word in ("kingsoft", "wps", "et.exe")):
        if office.versions:
            return Check(Verdict.HINT, f"WPS 与 Excel 同在本机，双击表格多半由 WPS 打开（{server}）",
                         "要用“绩效自评”选项卡，请先打开 Excel，再从 Excel 里打开自评表。")
        return Check(Verdict.BAD, f"WPS 接管了 Excel（{server}）",
                     "xlwings 不支持 WPS：在“WPS 配置工具→高级→兼容设置”里取消“WPS 表格兼容第三方系统”，"
                     "再修复安装 Excel；只用 WPS 时请用命令行：pe fill、pe audit。")
    return Check(Verdict.GOOD, f"Excel：{server}")


def _several(office: Office) -> Iterator[Check]:
    if len(office.versions) > 1:
        yield Check(Verdict.HINT, f"装有几个版本的 Excel：{'、'.join(office.versions)}",
                    "加载项在每个版本里都会打开；请只用其中一个打开自评表，以免改到另一个窗口。")


def _disabled(office: Office) -> Iterator[Check]:
    if any(FILE_NAME in each.lower() for each in office.disabled):
        yield Check(Verdict.BAD, "Excel 曾经异常退出，停用了本加载项",
                    "在 Excel“文件→选项→加载项→管理：禁用项目→转到”里启用它，再重新打开 Excel。")


def report(checks: Iterator[Check], write: Callable[[str], object]) -> bool:
    """Write every check as it ends; True when nothing is bad."""
    fine = True
    for check in checks:
        write(f"{check.verdict.value} {check.found}\n")
        if check.advice:
            write(f"   → {check.advice}\n")
        fine = fine and check.verdict is not Verdict.BAD
    return fine


def as_json(checks: Iterator[Check], write: Callable[[str], object]) -> bool:
    """The same, one JSON object a line."""
    fine = True
    for check in checks:
        row = {"schema": "pe-doctor/1", "verdict": check.verdict.name.lower(),
               "found": check.found, "advice": check.advice}
        write(json.dumps(row, ensure_ascii=False) + "\n")
        fine = fine and check.verdict is not Verdict.BAD
    return fine
