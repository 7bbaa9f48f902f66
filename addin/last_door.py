"""The last door: whatever goes wrong behind it reaches a person as a Chinese sentence.

What the person can put right is a UserError and says so itself. The rest is a fault of ours: it is
written down in a file, and the sentence names the file. All doors use it: terminal, ribbon, cells.
"""

from __future__ import annotations

import errno
import os
import platform
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from importlib.metadata import version
from os import PathLike
from typing import TypeGuard

from addin.errors import UserError, reason_of
from addin.own_folder import keep_newest, own_folder

DONE, TO_MEND, COULD_NOT, FAULT = 0, 1, 2, 3
"""Exit codes: nothing to be mended, findings of severity error, it could not be done, our fault."""

_MOST_LOGS = 50
_STREAM_GONE = (errno.EPIPE, errno.EINVAL, errno.EBADF, errno.ENXIO)
"""How a closed output ends a write; EINVAL is what Windows says of a closed pipe."""
_STREAM_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def told(error: BaseException) -> str:
    """The sentence for a person; a fault of ours is written down first. Never raises."""
    if isinstance(error, UserError):
        return str(error)
    if isinstance(error, KeyboardInterrupt):
        return "已中断"
    if _refused(error):
        return f"无法读写 {error.filename}：{reason_of(error)}。"
    if isinstance(error, MemoryError):
        return f"内存不够，没有做完；请关闭别的程序，或把文件分小再试。{_where(error)}"
    return f"程序出错，没有做完（这是程序的毛病，不是填表的错）。{_where(error)}"


def through(run: Callable[[], int]) -> int:
    """The exit code of ``run``, or of what went wrong in it, which is told on the error stream."""
    _open_streams()
    try:
        code = run()
        sys.stdout.flush()
        return code
    except SystemExit:
        _flush()
        raise
    except BaseException as error:  # noqa: BLE001 (the last door lets nothing through)
        return _ended(error)


def _ended(error: BaseException) -> int:
    if isinstance(error, OSError) and error.filename is None:
        if error.errno in _STREAM_GONE:
            _give_up_output()
            return COULD_NOT
        if error.errno in _STREAM_FULL:
            _give_up_output()
            _say("结果没有全部输出：输出的去处已满或不能写。")
            return COULD_NOT
    with suppress(OSError, ValueError):
        sys.stdout.flush()  # what was said before belongs to the person
    _say(told(error))
    _flush()
    return code_of(error)


def code_of(error: BaseException) -> int:
    """Whether it could not be done, or is a fault of ours."""
    could_not = isinstance(error, UserError | KeyboardInterrupt) or _refused(error)
    return COULD_NOT if could_not else FAULT


def _refused(error: BaseException) -> TypeGuard[OSError]:
    """Whether the system refused a file or folder that has a name: nothing is wrong with us."""
    return isinstance(error, OSError) and isinstance(error.filename, str | bytes | PathLike)


def _say(sentence: str) -> None:
    with suppress(OSError, ValueError):
        sys.stderr.write(f"{sentence}\n")
        sys.stderr.flush()


def _open_streams() -> None:
    """UTF-8, whatever the system's own; a stream that was closed before we began swallows all."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _flush() -> None:
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        _give_up_output()


def _give_up_output() -> None:
    """So that Python doesn't try again when it ends, and complain in English."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _where(error: BaseException) -> str:
    log = _written_down(error)
    return f"详情记在 {log}，请把它发给维护人员。" if log else "（详情没能记下：缓存文件夹不能写。）"


def _written_down(error: BaseException) -> str:
    folder = own_folder("faults")
    if folder is None:
        return ""
    now = datetime.now().astimezone()
    path = folder / f"{now:%Y%m%d-%H%M%S}-{os.getpid()}.log"
    try:
        path.write_text(_described(error, now.isoformat(), sys.argv), encoding="utf-8",
                        errors="backslashreplace")
        keep_newest(folder, "*.log", _MOST_LOGS)
    except (OSError, MemoryError):
        return ""
    return str(path)


def _described(error: BaseException, when: str, arguments: Sequence[str]) -> str:
    try:
        own = version("pe-score")
    except ImportError:
        own = "?"
    trace = "".join(traceback.format_exception(error))
    return (f"{when}\npe-score {own}, Python {sys.version}, {platform.platform()}\n"
            f"{' '.join(arguments)}\n\n{trace}")
