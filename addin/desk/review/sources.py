"""The files of a pile, wherever they lie: in folders, in zips, in zips inside zips.

Nothing is passed over in silence: a file that cannot be had comes with the reason why. Only what
programs leave behind (lock files, the Mac's shadows) is counted and not listed.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from addin.books.companions import contents_beside
from addin.books.files import read_file
from addin.desk.review import zips
from addin.errors import UserError, reason_of

_LEFT_BY_PROGRAMS = ("~$", "._", ".~", ".pe-")
JOURNAL = ".进度.jsonl"
"""Ends the name of the journal of a run that was stopped."""
_LEFT_BY_SYSTEMS = {".ds_store", "thumbs.db", "desktop.ini"}
_SHADOWS = "__MACOSX"
_BACKUP = re.compile(r"(.+)\.备份-\d+(\.\w+)")
_DOCUMENTS = (".docx", ".docm")


@dataclass(frozen=True, slots=True)
class Source:
    """One file: what it is called in the pile, the file on disk that holds it, its content."""

    file: str
    path: str
    content: bytes = b""
    beside: Mapping[str, bytes] = field(default_factory=dict)
    """Our own workbooks that lie beside a Word document, by what is added to its name."""
    refused: str = ""
    """Why there is no content."""
    unread: bool = False
    """Whether it was left alone, rather than found to be broken."""
    reports: Mapping[str, bytes] = field(default_factory=dict)
    """Reports that were written for the form ``number`` of this file, where they are to be compared
    and nothing else."""
    number: int = 1

    @property
    def in_archive(self) -> bool:
        """Whether the file on disk is an archive that holds it."""
        return Path(self.path).name != PurePosixPath(self.file).name


@dataclass
class Pile:
    """The files and folders named by a person. ``own`` are files that this run writes itself."""

    named: Iterable[Path]
    own: Collection[Path] = ()
    ignored: int = 0
    """Files that programs have left behind, counted while the pile is gone through."""

    def __iter__(self) -> Iterator[Source]:
        """Every file once, in the order named and within a folder by name. UserError: a name
        stands for nothing."""
        seen = {path.resolve() for path in self.own}
        for name in self.named:
            for shown, path in self._paths(name):
                real = path.resolve() if not path.is_symlink() else path.absolute()
                if real not in seen:
                    seen.add(real)
                    yield from self._sources(shown, path)

    def _paths(self, name: Path) -> Iterator[tuple[str, Path]]:
        if _is_folder(name):
            yield from ((path.relative_to(name).as_posix(), path) for path in _walk(name))
        elif set(name.name) & set("*?") and not _exists(name):
            found = sorted(name.parent.glob(name.name))
            if not found:
                raise UserError(f"{name}：没有这样的文件。")
            for each in found:
                yield from self._paths(each)
        elif not _exists(name):
            raise UserError(f"{name}：文件不存在。")
        else:
            yield name.name, name

    def _sources(self, shown: str, path: Path) -> Iterator[Source]:
        if _is_left_over(shown) or _is_backup(path):
            self.ignored += 1
            return
        if path.is_symlink() and path.is_dir():
            yield Source(shown, str(path), refused="这是指向别处的文件夹链接，没有跟进。", unread=True)
            return
        if path.is_dir():
            yield Source(shown, str(path), refused="文件夹打不开，其中的文件没有审核。", unread=True)
            return
        try:
            content = _read(path)
        except UserError as error:
            yield Source(shown, str(path), refused=str(error).removeprefix(f"{path}："))
            return
        if zips.is_plain_zip(content):
            yield from self._inside(shown, path, content)
        else:
            beside = contents_beside(path) if path.suffix.lower() in _DOCUMENTS else {}
            yield Source(shown, str(path), content, beside)

    def _inside(self, shown: str, path: Path, content: bytes) -> Iterator[Source]:
        for member in zips.members(content):
            name = f"{shown}/{member.name}" if member.name else shown
            if member.name and _is_left_over(member.name):
                self.ignored += 1
            else:
                yield Source(name, str(path), member.content, refused=member.refused,
                             unread=member.unread)


def _walk(folder: Path) -> Iterator[Path]:
    """The files below the folder; a folder that is a link or cannot be read stands for itself."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield folder
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        else:
            yield Path(entry.path)


def _read(path: Path) -> bytes:
    """As other verbs read a file; a bigger zip is read too, because only its members are kept."""
    try:
        status = path.stat()
        if stat.S_ISREG(status.st_mode) and status.st_size > zips.MOST_OF_A_FILE:
            with path.open("rb") as file:
                if zips.is_plain_zip(file.read(4)) and status.st_size <= zips.MOST_OF_AN_ARCHIVE:
                    return path.read_bytes()
    except OSError as error:
        raise UserError(f"无法读取：{reason_of(error)}。") from error
    return read_file(path)


def _is_left_over(name: str) -> bool:
    parts = name.split("/")
    last = parts[-1]
    return (_SHADOWS in parts or last.startswith(_LEFT_BY_PROGRAMS)
            or last.endswith(JOURNAL) or last.casefold() in _LEFT_BY_SYSTEMS)


def _is_backup(path: Path) -> bool:
    """Whether it is what we kept of the file beside it before we wrote into that one."""
    match = _BACKUP.fullmatch(path.name)
    return match is not None and _exists(path.with_name(match[1] + match[2]))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _exists(path: Path) -> bool:
    try:
        return path.exists() or path.is_symlink()
    except OSError:
        return False
