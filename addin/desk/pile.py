"""批量审核 from the ribbon: the folder is reviewed in a window of its own, which shows how far it is
and opens the result. Excel's only thread could not wait for hundreds of forms."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

from addin.errors import UserError, reason_of

RESULT: Final = "审核结果"
_WINDOW: Final = getattr(subprocess, "CREATE_NEW_CONSOLE", 0)
"""Only Windows has windows for what has none of its own."""


def start_review(folder: Path) -> str:
    """Start it, as the desktop's icon does; says where the result will lie. UserError: there is no
    such folder, it is a whole disk, or Windows does not start a program of ours."""
    if not folder.is_dir():
        raise UserError(f"{folder}：没有这个文件夹。")
    if not folder.name:
        raise UserError(f"{folder} 是整个磁盘：请把收到的自评表放进一个文件夹再选。")
    try:
        subprocess.Popen([_with_a_window(), "-E", "-P", "-m", "addin.terminal.drop", "review",
                          str(folder)], creationflags=_WINDOW)
    except OSError as error:
        raise UserError(f"审核没有启动：{reason_of(error)}。") from error
    return (f"正在另一个窗口里审核“{folder.name}”，审到哪里看那个窗口；这里可以继续做别的。\n"
            f"审完自动打开结果：{folder}-{RESULT}.xlsx（已有同名的加编号）。")


def _with_a_window() -> str:
    """The interpreter that writes into a window: Excel's own runs without one."""
    own = Path(sys.executable)
    beside = own.with_name(own.name.replace("pythonw", "python"))
    return str(beside if beside.exists() else own)
