"""Workbooks on disk: opened by what they contain, saved whole or not at all."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from addin.books.book import Book, Readable
from addin.books.saving import back_up, patiently, replace
from addin.books.strangers import OLD_WORD, ZIP, next_step, of_no_kind
from addin.errors import UserError, reason_of
from addin.package import compound
from addin.package.archive import Archive
from addin.package.relations import TYPES
from addin.package.word_types import is_word

if TYPE_CHECKING:
    from addin.books.xlsx.closed import BookFile

T = TypeVar("T")
Beside: TypeAlias = "Callable[[], Mapping[str, BookFile]]"
"""Looks for the workbooks of our own that lie beside a document."""

_ZIP = b"PK\3\4"
_XML_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
_WEB_PAGE = re.compile(rb"<(?:html|table|!doctype html)[\s>]|^MIME-Version:", re.IGNORECASE)
_HEAD = 4_096
_WORD = (".docx", ".docm")
"""So many bytes say what a file is."""
_MOST_BYTES = 200 << 20
_LOCKS = ("~${name}", ".~{name}", ".~lock.{name}#")
"""The files by which Excel, WPS and LibreOffice say that they have a workbook open."""


class Storable(Book, Protocol):
    """A book that can be stored, under a name with its own suffix (.xlsx, .xlsm, .docx …).
    ``original`` is what it was read from."""

    @property
    def suffix(self) -> str: ...
    @property
    def original(self) -> bytes: ...
    def beside(self) -> Mapping[str, bytes]:
        """Files that go with it, by what is added to its name: ``-评分依据.xlsx``."""
    def to_bytes(self) -> bytes: ...


def open_book(path: Path | str) -> Readable:
    """The workbook or Word document at ``path``, whatever its name ends in; UserError when it is
    neither."""
    path = Path(path)
    try:
        return _book(_content(path), path.name, partial(_companions, path))
    except UserError as error:
        raise UserError(f"{path}：{error}") from error


def read_book(content: bytes, name: str, beside: Mapping[str, bytes] | None = None) -> Readable:
    """The workbook or Word document that these bytes are, which need not lie on a disk. ``beside``
    are our workbooks that go with a document, by what is added to its name. UserError: neither."""
    def found() -> dict[str, BookFile]:
        from addin.books.xlsx.closed import BookFile

        return {added: BookFile.read(each, f"{name}{added}")
                for added, each in (beside or {}).items()}

    return _book(content, name, found)


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

    The source is overwritten only ``in_place``, and only while it is as it was read. Whatever other
    content stood at the target is kept as ``名称.备份-1.xlsx`` (or the next free number). What goes
    ``beside`` the book is stored with it, but never over a file that is not ours.
    """
    return _told(target, lambda path: _save(book, path, source, in_place))


def save_copy(book: Storable, target: Path | str, source: Path | str) -> Path | None:
    """Store the book under another name, never over the ``source`` it was made from; returns the
    backup of what stood there."""
    _refuse_source(Path(source), Path(target))
    return save_book(book, target)


def save_document(content: bytes, target: Path | str, suffix: str = ".docx", *,
                  source: Path | str | None = None) -> Path | None:
    """Store a Word document, or a file of another kind, at ``target``, in one step; never over
    the ``source`` it was made from. Returns the backup of what stood there."""
    def save(path: Path) -> Path | None:
        if source is not None:
            _refuse_source(Path(source), path)
        refuse_target(path, suffix)
        return _kept_and_replaced(path, content, _standing(path))

    return _told(target, save)


def refuse_target(target: Path, suffix: str) -> None:
    """UserError where nothing can be stored there: better told before the work than after."""
    _refuse_unwritable(target, suffix)
    _refuse_open_elsewhere(target)


def _told(target: Path | str, save: Callable[[Path], T]) -> T:
    try:
        return save(_resolved(target))
    except OSError as error:
        raise UserError(f"无法写入 {target}：{reason_of(error)}。") from error


def _save(book: Storable, target: Path, source: Path | str | None, in_place: bool) -> Path | None:
    same = source is not None and _same(Path(source), target)
    if same and not in_place:
        raise UserError(f"不能覆盖原文件 {target.name}："
                        "请用 -o 另存，或用 --in-place 原地回填（留备份）。")
    refuse_target(target, "" if same else book.suffix)
    before = book.original if same else _standing(target)
    return _kept_and_replaced(target, book.to_bytes(), before, _beside(book, target))


def _standing(target: Path) -> bytes | None:
    return patiently(target.read_bytes) if target.is_file() else None


def _kept_and_replaced(target: Path, content: bytes, before: bytes | None,
                       others: Mapping[Path, bytes] = MappingProxyType({})) -> Path | None:
    """Replace what stood there ``before`` once a copy of it is kept; nothing is kept of an empty
    file."""
    backup = back_up(target, before) if before else None
    try:
        for each, made in others.items():
            replace(each, made)
        replace(target, content, expected=before)
    except BaseException:
        if backup is not None and target.read_bytes() != content:
            backup.unlink(missing_ok=True)  # nothing was replaced: a try leaves no backup
        raise
    return backup


def _resolved(path: Path | str) -> Path:
    """The file itself, whatever leads to it."""
    try:
        return Path(path).resolve()
    except RuntimeError:  # what Python before 3.13 says of links that lead to themselves
        raise UserError(f"{path}：符号链接绕成了一个圈。") from None


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
    return _resolved(source) == target


def _content(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UserError("这是文件夹，不是文件。")
        if not stat.S_ISREG(status.st_mode):
            raise UserError("这是管道或设备，不是文件。")
        if status.st_size > _MOST_BYTES:
            raise UserError("文件太大，不像是自评表。")
        content = patiently(path.read_bytes)
    except FileNotFoundError as error:
        raise UserError("文件不存在。") from error
    except OSError as error:
        raise UserError(f"无法读取：{reason_of(error)}。") from error
    if not content:
        raise UserError("文件是空的。")
    return content


def _companions(path: Path) -> dict[str, BookFile]:
    from addin.books.companions import companions

    return companions(path)


def _book(content: bytes, name: str, beside: Beside) -> Readable:
    """By what it contains, whatever the name ends in."""
    if (said := next_step(content)) is not None:
        raise UserError(said)
    if content.startswith(_ZIP):
        return _zipped(Archive(content), content, name, beside)
    from addin.books.legacy import BookLegacy

    if content.startswith(compound.SIGNATURE):
        _refuse_other_documents(content)
        from addin.books.foreign.xls import XlsSource

        return BookLegacy(XlsSource(content), name)
    head = content[:_HEAD].replace(b"\0", b"")  # UTF-16 says the same with zeros between
    if _XML_2003 in head:
        from addin.books.foreign.xml2003 import Xml2003Source

        return BookLegacy(Xml2003Source(content), name)
    if _WEB_PAGE.search(head):
        raise UserError("这不是 Excel 工作簿，而是改了扩展名的网页："
                        "请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。")
    if PurePath(name).suffix.lower() in _WORD:
        raise UserError("这不是 Word 文档（文件内容不是 .docx）：请用 Word 或 WPS 打开，另存为 .docx 后再试。")
    raise UserError(of_no_kind(content))


def _zipped(archive: Archive, content: bytes, name: str, beside: Beside) -> Readable:
    """A zip that is no bomb, whatever it holds: a workbook, a Word document, or one of the two
    formats that are only read."""
    if "content.xml" in archive or "xl/workbook.bin" in archive:
        from addin.books.foreign.bounds import refuse_vast
        from addin.books.foreign.native import NativeSource
        from addin.books.legacy import BookLegacy

        refuse_vast(archive)
        return BookLegacy(NativeSource(content), name)
    holds = {part.lower().partition("/")[0] for part in archive}
    if TYPES not in archive and not holds & {"xl", "word"}:
        raise UserError(ZIP)
    if "xl" not in holds and is_word(archive):
        from addin.books.docx.closed import DocxBook

        return DocxBook.read(content, name, beside())
    from addin.books.xlsx.closed import BookFile
    from addin.books.xlsx.workbook import read_workbook

    return BookFile(archive, read_workbook(archive), name)


def _refuse_other_documents(content: bytes) -> None:
    """What else Office stores in the old container."""
    streams = compound.stream_names(content)
    if "EncryptedPackage" in streams:
        raise UserError("文件已加密，请先在 Excel/WPS 中取消密码再处理。")
    if "WordDocument" in streams:
        raise UserError(OLD_WORD)
    if not streams & {"Workbook", "Book"}:
        raise UserError(of_no_kind(content))


def _refuse_unwritable(target: Path, suffix: str) -> None:
    if target.is_dir():
        raise UserError(f"无法写入 {target}：这是文件夹。")
    if not target.parent.is_dir():
        raise UserError(f"无法写入 {target}：文件夹不存在。")
    if target.exists() and not target.is_file():
        raise UserError(f"无法写入 {target}：这是管道或设备，不是文件。")
    if target.exists() and not target.stat().st_mode & 0o222:
        raise UserError(f"无法写入 {target}：文件是只读的。")
    if suffix and target.suffix.lower() != suffix:
        raise UserError(f"输出文件名应以 {suffix} 结尾，现在是 {target.name}。")


def _refuse_open_elsewhere(target: Path) -> None:
    for pattern in _LOCKS:
        lock = target.with_name(pattern.format(name=target.name))
        if _is_there(lock):
            raise UserError(f"{target.name} 正在别处打开，请先关闭它再试"
                            f"（若确未打开，请删除残留的锁文件 {lock.name}）。")


def _is_there(path: Path) -> bool:
    """Whether there is such a file; none has a name that is too long for the system."""
    try:
        return path.exists()
    except OSError:
        return False
