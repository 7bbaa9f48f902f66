"""One session of Wine: Windows programs run in it as on a Chinese Windows (code page 936).

The standard streams of a program are pipes or nothing: a regular file is no stream to Wine. The
session is kept warm by one process that holds the desktop and has no stream of ours; else its
services would inherit our pipes and whoever reads them would wait for ever.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import sleep

LOCALE = "zh_CN.UTF-8"
WINE = "PE_WINDOWS"
"""The environment variable that names the folder of the Windows machine, where there is one."""
TOOLS = ("wine", "wineserver", "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres",
         "x86_64-w64-mingw32-dlltool", "gendef", "localedef")
_WINESERVER = "/usr/lib/wine"
_KEEP = "import ctypes, time; ctypes.windll.user32.GetDesktopWindow(); time.sleep(14400)"


def missing() -> list[str]:
    """What this machine lacks for it."""
    lacks = [tool for tool in TOOLS if which(tool) is None]
    if sys.version_info[:2] != (3, 11):
        lacks.append("Python 3.11 (its standard library is the one of the Windows Python)")
    return lacks


def which(tool: str) -> str | None:
    return shutil.which(tool) or shutil.which(tool, path=_WINESERVER)


@dataclass(frozen=True)
class Wine:
    """The Windows machine in ``folder``: its Python in ``py``, its disk and registry in
    ``prefix``."""

    folder: Path

    @property
    def py(self) -> Path:
        return self.folder / "py"

    @property
    def python(self) -> Path:
        return self.py / "python.exe"

    @property
    def drive(self) -> Path:
        return self.folder / "prefix" / "drive_c"

    @property
    def environment(self) -> dict[str, str]:
        plain = {name: value for name, value in os.environ.items()
                 if not name.startswith(("PYTHON", "VIRTUAL_ENV", "XDG_", "PIP_FIND_LINKS"))}
        return plain | {
            "WINEPREFIX": str(self.folder / "prefix"), "WINEDEBUG": "-all", "DISPLAY": "",
            "WINEDLLOVERRIDES": "mscoree,mshtml=", "LC_ALL": LOCALE, "PIP_CONFIG_FILE": "nul"}

    def quietly(self, *command: str | Path) -> None:
        """Run a program whose streams nobody reads."""
        subprocess.run(["wine", *map(str, command)], env=self.environment, check=True, timeout=600,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

    def run(self, *command: str | Path, cwd: Path | None = None, seconds: int = 600,
            also: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
        """Run a program to its end: what it wrote, both streams together. What it leaves running
        may hold the pipe open, and is not waited for."""
        return self._run(["wine", *map(str, command)], cwd, seconds, also or {}, echo=False)

    def show(self, *command: str | Path, cwd: Path, seconds: int) -> int:
        """The same, written on as it comes; its exit code."""
        return self._run(["wine", *map(str, command)], cwd, seconds, {}, echo=True).returncode

    def _run(self, command: Sequence[str], cwd: Path | None, seconds: int,
             also: Mapping[str, str], *, echo: bool) -> subprocess.CompletedProcess[bytes]:
        process = subprocess.Popen(command, cwd=cwd, env={**self.environment, **also},
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT)
        written: list[bytes] = []

        def read() -> None:
            assert process.stdout is not None
            for line in process.stdout:
                written.append(line)
                if echo:
                    sys.stdout.buffer.write(line)
                    sys.stdout.flush()

        reader = Thread(target=read, daemon=True)
        reader.start()
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        reader.join(2)
        return subprocess.CompletedProcess(command, code, b"".join(written))

    @contextmanager
    def session(self) -> Iterator[None]:
        """Warm for as long as the block lasts, and ended with it."""
        keeper = subprocess.Popen(["wine", str(self.python), "-S", "-c", _KEEP],
                                  env=self.environment, start_new_session=True,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL)
        sleep(4)
        try:
            yield
        finally:
            keeper.kill()
            subprocess.run([which("wineserver") or "wineserver", "-k"], env=self.environment,
                           check=False, timeout=60)
            keeper.wait(60)

    @staticmethod
    def path(path: Path) -> str:
        """A path of this machine as Windows programs see it."""
        return "Z:" + str(path).replace("/", "\\")
