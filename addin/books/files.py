"""Workbooks on disk: opened by what they contain, saved whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from addin.books.book import Book, Readable
from addin.books.strangers import OLD_WORD, next_step
from addin.errors import UserError
from addin.package import compound
from addin.package.archive import Archive
from addin.package.word_types import is_word

_ZIP = b"PK\3\4"
_MOST_BYTES = 200 << 20
_ODS, _XLSB = b"application/vnd.oasis.opendocument.spreadsheet", b"xl/workbook.bin"
"""Zips that are workbooks, though not .xlsx."""
_LOCKS = ("~${name}", ".~{name}", ".~lock.{name}#")
"""The files by which Excel, WPS and LibreOffice say that they have a workbook open."""
_REASONS = {
    errno.EACCES: "没有权限，或文件正被别的程序占用",
    errno.EPERM: "没有权限",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘是只读的",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ENOTDIR: "路径中有一段不是文件夹",
}


class Storable(Book, Protocol):
    """A book that can be stored, under a name with its own suffix (.xlsx, .xlsm, .docx …)."""

    @property
    def suffix(self) -> str: ...
    def beside(self) -> Mapping[str, bytes]:
        """Files that go with it, by what is added to its name: ``-评分依据.xlsx``."""
    def to_bytes(self) -> bytes: ...


def open_book(path: Path | str) -> Readable:
    """The workbook or Word document at ``path``, whatever its name ends in; UserError when it is
    neither."""
    path = Path(path)
    try:
        return _book(_content(path), path)
    except UserError as error:
        raise UserError(f"{path}：{error}") from error


def writable(book: Readable) -> Storable:
    """The opened book, to be written; UserError where its format can only be read."""
    from addin.books.docx.closed import DocxBook
    from addin.books.xlsx.closed import BookFile

    if not isinstance(book, BookFile | DocxBook):
        raise UserError("旧格式（.xls/.et）只能读取、审核，不能回填：请在 Excel/WPS 中另存为 .xlsx 后再回填。")
    return book


def read_file(path: Path | str) -> bytes:
    """The content of a file of any kind; UserError when it can't be read."""
    try:
        return _content(Path(path))
    except UserError as error:
        raise UserError(f"{path}：{error}") from error


def save_book(book: Storable, target: Path | str, *, source: Path | str | None = None,
              in_place: bool = False) -> Path | None:
    """Store the book at ``target``, in one step; returns the backup when one was made.

    The source is overwritten only ``in_place``, after its content was copied to
    ``名称.备份-1.xlsx`` (or the next free number). What goes ``beside`` the book is stored with it,
    but never over a file that is not ours.
    """
    try:
        return _save(book, Path(target).resolve(), source, in_place)
    except OSError as error:
        raise UserError(f"无法写入 {target}：{_reason(error)}。") from error


def save_copy(book: Storable, target: Path | str, source: Path | str) -> None:
    """Store the book under another name, never over the ``source`` it was made from."""
    _refuse_source(Path(source), Path(target))
    save_book(book, target)


def save_document(content: bytes, target: Path | str, suffix: str = ".docx", *,
                  source: Path | str | None = None) -> None:
    """Store a Word document, or a file of another kind, at ``target``, in one step; never over
    the ``source`` it was made from."""
    target = Path(target).resolve()
    try:
        if source is not None:
            _refuse_source(Path(source), target)
        _refuse_unwritable(target, suffix)
        _refuse_open_elsewhere(target)
        _replace(target, content)
    except OSError as error:
        raise UserError(f"无法写入 {target}：{_reason(error)}。") from error


def _save(book: Storable, target: Path, source: Path | str | None, in_place: bool) -> Path | None:
    same = source is not None and _same(Path(source), target)
    if same and not in_place:
        raise UserError(f"不能覆盖原文件 {target.name}："
                        "请用 -o 另存，或用 --in-place 原地回填（留备份）。")
    _refuse_unwritable(target, "" if same else book.suffix)
    _refuse_open_elsewhere(target)
    content = book.to_bytes()
    others = _beside(book, target)
    backup = _back_up(target) if same else None
    for each, made in others.items():
        _replace(each, made)
    _replace(target, content)
    return backup


def _beside(book: Storable, target: Path) -> dict[Path, bytes]:
    """The files that go beside the target. One of ours may be renewed; another file of its name is
    never written over."""
    from addin.books.companions import beside, is_ours

    others = {beside(target, added): made for added, made in book.beside().items()}
    for each in others:
        _refuse_unwritable(each, "")
        _refuse_open_elsewhere(each)
        if each.exists() and not is_ours(_content(each)):
            raise UserError(f"已有文件 {each.name}，不是本程序所存，不能覆盖：请改名或移走后再试。")
    return others


def _refuse_source(source: Path, target: Path) -> None:
    if _same(source, target):
        raise UserError(f"不能覆盖原文件 {target.name}：请用 -o 另存。")


def _same(source: Path, target: Path) -> bool:
    """One file, by whatever name: a link, another spelling."""
    if source.exists() and target.exists():
        return source.samefile(target)
    return source.resolve() == target


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UserError("这是文件夹，不是文件。")
        if path.stat().st_size > _MOST_BYTES:
            raise UserError("文件太大，不像是自评表。")
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise UserError("文件不存在。") from error
    except OSError as error:
        raise UserError(f"无法读取：{_reason(error)}。") from error
    if not content:
        raise UserError("文件是空的。")
    return content


def _book(content: bytes, path: Path) -> Readable:
    if (said := next_step(content)) is not None:
        raise UserError(f"这不是 Excel 工作簿，也不是 .docx：{said}")
    if content.startswith(_ZIP) and _ODS not in content[:200] and _XLSB not in content:
        return _package(content, path)
    if content.startswith(compound.SIGNATURE):
        _refuse_other_documents(compound.stream_names(content))
    elif not content.startswith(_ZIP):
        raise UserError("这不是 Excel 工作簿（文件内容不是表格）。")
    from addin.books.legacy import BookLegacy

    return BookLegacy.read(content, path.name)


def _package(content: bytes, path: Path) -> Readable:
    """What a zip of parts holds: a Word document, or else a workbook."""
    archive = Archive(content)
    if not any(part.lower().startswith("xl/") for part in archive) and is_word(archive):
        from addin.books.companions import companions
        from addin.books.docx.closed import DocxBook

        return DocxBook.read(content, path.name, companions(path))
    from addin.books.xlsx.closed import BookFile

    return BookFile.read(content, path.name)


def _reason(error: OSError) -> str:
    """Why the system refused, in Chinese where the reason is a common one."""
    return _REASONS.get(error.errno or 0, f"系统报错 {error.strerror or error}")


def _refuse_other_documents(streams: set[str]) -> None:
    """What else Office stores in the old container."""
    if "EncryptedPackage" in streams:
        raise UserError("文件已加密，请先在 Excel/WPS 中取消密码再处理。")
    if "WordDocument" in streams:
        raise UserError(OLD_WORD)
    if not streams & {"Workbook", "Book"}:
        raise UserError("这不是 Excel 工作簿（文件内容不是表格）。")


def _refuse_unwritable(target: Path, suffix: str) -> None:
    if target.is_dir():
        raise UserError(f"无法写入 {target}：这是文件夹。")
    if not target.parent.is_dir():
        raise UserError(f"无法写入 {target}：文件夹不存在。")
    if target.exists() and not target.stat().st_mode & 0o222:
        raise UserError(f"无法写入 {target}：文件是只读的。")
    if suffix and target.suffix.lower() != suffix:
        raise UserError(f"输出文件名应以 {suffix} 结尾，现在是 {target.name}。")


def _refuse_open_elsewhere(target: Path) -> None:
    for pattern in _LOCKS:
        lock = target.with_name(pattern.format(name=target.name))
        if lock.exists():
            raise UserError(f"{target.name} 正在别处打开，请先关闭它再试"
                            f"（若确未打开，请删除残留的锁文件 {lock.name}）。")


def _back_up(source: Path) -> Path:
    """A copy of the source beside it, under the first free number."""
    number = 1
    while True:
        backup = source.with_name(f"{source.stem}.备份-{number}{source.suffix}")
        try:
            _write_new(backup, source.read_bytes())
        except FileExistsError:
            number += 1
        else:
            return backup


def _replace(target: Path, content: bytes) -> None:
    """Put the whole content in the target's place at once; nothing is left behind if that fails."""
    temporary = target.with_name(f".pe-{os.urandom(6).hex()}.tmp")
    try:
        _write_new(temporary, content)
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _write_new(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
