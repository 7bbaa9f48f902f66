"""Put the add-in where Excel opens it by itself, and take it away again.

No administrator is needed: XLSTART in the user's own folder is a place Excel trusts. One file is
put there; the interpreter's absolute path is inside it, so there is no configuration to lose. A
manifest in the user's folder says what was put, and only that is ever removed.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from addin.errors import UserError
from addin.xlam.build import FILE_NAME, build

_CLOSE_EXCEL = "请先关闭所有 Excel 窗口（也请看任务管理器里有没有残留的 EXCEL.EXE），再试一次。"


@dataclass(frozen=True)
class Places:
    """Where things lie below the user's folder of application data."""

    data: Path

    @property
    def addin(self) -> Path:
        """The add-in in Excel's start folder."""
        return self.data / "Microsoft" / "Excel" / "XLSTART" / FILE_NAME

    @property
    def manifest(self) -> Path:
        """What was installed: path → sha256."""
        return self.data / "pe-score" / "installed.json"


def places(folder: Path | None) -> Places:
    """Below this folder, or else the user's own on Windows."""
    if folder is not None:
        return Places(folder.resolve())
    data = os.environ.get("APPDATA")
    if not data:
        raise UserError("找不到用户的应用数据文件夹（APPDATA）：加载项装在 Windows 的 Excel 里；"
                        "要装到别处，请用 --folder 指定文件夹。")
    return Places(Path(data))


def install(where: Places, interpreter: Path | str | None = None) -> Path:
    """Install or renew the add-in for this interpreter, a path or such a setting as the offline
    kit's; returns where it now is.

    Both files are in place afterwards, or neither is touched.
    """
    if not isinstance(interpreter, str):
        interpreter = str((interpreter or Path(sys.executable)).absolute())
    content = build(interpreter)
    if where.addin.exists() and str(where.addin) not in installed(where):
        raise UserError(f"{where.addin} 不是本工具装的，没有覆盖。请移走它再装。")
    manifest = json.dumps({str(where.addin): _sha256(content)}, indent=1).encode("utf-8")
    _write_all({where.manifest: manifest, where.addin: content}, where.manifest.parent)
    return where.addin


def uninstall(where: Places) -> tuple[list[Path], list[Path]]:
    """Remove what was installed. Returns what was removed, and what stays as it was changed."""
    removed, kept = [], []
    for name, sha256 in installed(where).items():
        path = Path(name)
        if not path.exists():
            continue
        if _sha256(path.read_bytes()) != sha256:
            kept.append(path)
            continue
        _delete(path)
        removed.append(path)
    if where.manifest.exists() and not kept:
        _delete(where.manifest)
        _remove_if_empty(where.manifest.parent)
    return removed, kept


def installed(where: Places) -> Mapping[str, str]:
    """Path → sha256 of all that was installed here."""
    try:
        listed: dict[str, str] = json.loads(where.manifest.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise UserError(f"安装记录 {where.manifest} 已损坏，请删除它和 {where.addin} 后重新安装。") from error
    return listed


def _write_all(files: Mapping[Path, bytes], aside: Path) -> None:
    """Every file, or none. New contents wait aside: Excel opens whatever lies in XLSTART."""
    waiting = {path: aside / f"{path.name}.new" for path in files}
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    _make_folders({aside, *(path.parent for path in files)})
    try:
        for path, content in files.items():
            waiting[path].write_bytes(content)
        for path, new in waiting.items():
            new.replace(path)
    except OSError as error:
        for path, new in waiting.items():
            new.unlink(missing_ok=True)
            _restore(path, before[path])
        raise _unwritable(error) from error


def _make_folders(folders: set[Path]) -> None:
    try:
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(error) from error


def _unwritable(error: OSError) -> UserError:
    return UserError(f"无法写入 {error.filename2 or error.filename}（{error.strerror}），"
                     f"什么都没有改。{_CLOSE_EXCEL}")


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    elif path.read_bytes() != content:
        path.write_bytes(content)


def _delete(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise UserError(f"无法删除 {path}（{error.strerror}）。{_CLOSE_EXCEL}") from error


def _remove_if_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
