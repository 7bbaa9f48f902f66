"""The unzipped kit put in place for one user, and taken away again: run by the kit's own Python.

Each version has a folder of its own below %LOCALAPPDATA%\\pe-score, and a pointer names the present
one. Excel may be open meanwhile: it keeps the version it has started, and takes the new one when
it starts next.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Final

from addin.errors import UserError
from addin.kit.shortcuts import FOLDER, Shortcut, make, places_of
from addin.setup.install import install as put_addin
from addin.setup.install import places
from addin.setup.install import uninstall as take_addin
from addin.setup.interpreter import POINTER, kit_folder
from addin.xlam.build import OFFLINE

DROPS: Final = {"评分": "fill", "审核": "audit", "报告": "report", "公开版": "public",
                "批量审核": "review"}
"""What each shortcut is called, and what it does with the files dropped on it."""
_RECORD = "shortcuts.json"
_NOT_COPIED = shutil.ignore_patterns("__pycache__")
_WARM = ("from addin.functions import PE_SCORE; import addin.terminal.forms; "
         "PE_SCORE([['≥90%']], [[0.81]], [[10.0]])")


def install() -> Iterator[str]:
    """Put the kit in place; says what was done. UserError: something refused."""
    source, home = _source(), kit_folder()
    if not any(source.glob("python*._pth")):
        raise UserError("离线包的安装只能由解压出来的文件夹里的“安装.cmd”运行，这里不是离线包。")
    if home in source.parents:
        raise UserError("请用解压出来的文件夹里的“安装.cmd”，不要用已装好的这一份。")
    present = f"{version('pe-score')}-{_fingerprint(source)}"
    yield f"正在复制到 {home / present}"
    _copy(source, home / present)
    made = [str(place) for place in _shortcuts(home / present)]
    home.joinpath(_RECORD).write_text(json.dumps(made, ensure_ascii=False, indent=1), "utf-8")
    addin = put_addin(places(None), OFFLINE)
    _point(home, present)
    _drop_older(home, present)
    subprocess.run([home / present / "python.exe", "-c", _WARM], check=False,
                   capture_output=True)
    yield f"加载项：{addin}"
    yield "快捷方式：桌面上的“绩效自评”文件夹，以及右键菜单“发送到”。"
    yield "装好了。关闭所有 Excel 窗口再打开，就会看到“绩效自评”选项卡。"


def uninstall() -> Iterator[str]:
    """Take away all that was put, and what was kept since; says what was done."""
    home = kit_folder()
    if home in _source().parents:
        raise UserError("请用解压出来的文件夹里的“卸载.cmd”，正在运行的这一份删不掉自己。")
    removed, kept = take_addin(places(None))
    yield from (f"已删除 {path}" for path in removed)
    yield from (f"{path} 安装后被改动过，没有删除；不需要时请自行删除" for path in kept)
    for shortcut in _recorded(home):
        shortcut.unlink(missing_ok=True)
        if shortcut.parent.name == FOLDER:
            with suppress(OSError):
                shortcut.parent.rmdir()  # once the last shortcut in it is gone
    try:
        if home.exists():
            shutil.rmtree(home)
    except OSError as error:
        raise UserError(f"删不掉 {error.filename}：请先关闭所有 Excel 窗口，再试一次。") from error
    yield f"已删除 {home}"


def _source() -> Path:
    return Path(sys.executable).resolve().parent


def _fingerprint(source: Path) -> str:
    """Of our own code: a kit made again of the same is the same version."""
    digest = hashlib.sha256()
    for path in sorted(source.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(source)}\0{path.stat().st_size}\0".encode())
            if path.suffix in (".py", ".yaml"):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def _copy(source: Path, target: Path) -> None:
    """Whole or not at all. Contents only: the mark of a downloaded file stays behind."""
    if target.exists():
        return
    half = target.with_name(f"{target.name}.new")
    shutil.rmtree(half, ignore_errors=True)
    try:
        shutil.copytree(source, half, ignore=_NOT_COPIED, copy_function=shutil.copyfile)
        half.replace(target)
    except (OSError, shutil.Error) as error:
        shutil.rmtree(half, ignore_errors=True)
        raise UserError(f"无法写入 {target}（{error}），没有安装。") from error


def _point(home: Path, present: str) -> None:
    new = home / f"{POINTER}.new"
    new.write_text(f"{present}\r\n", "ascii", newline="")
    new.replace(home / POINTER)


def _shortcuts(folder: Path) -> Iterator[Path]:
    for name, verb in DROPS.items():
        target = Shortcut(folder / "python.exe", f"-m addin.terminal.drop {verb}", folder)
        for place in places_of(name):
            yield make(place, target)


def _drop_older(home: Path, present: str) -> None:
    """What Excel still runs can't be deleted: such a version stays whole, until the next time."""
    for old in home.glob("*/pythonw.exe"):
        if old.parent.name != present:
            with suppress(OSError):
                old.unlink()
                shutil.rmtree(old.parent, ignore_errors=True)


def _recorded(home: Path) -> list[Path]:
    try:
        return [Path(each) for each in json.loads(home.joinpath(_RECORD).read_text("utf-8"))]
    except (OSError, ValueError):
        return []
