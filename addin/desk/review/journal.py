"""What has been done so far, beside the output: a line a file, from which a stopped run goes on.

It also holds the records while the workbook is written, so that memory does not grow with the pile.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from pydantic import TypeAdapter, ValidationError

from addin.desk.review.sources import JOURNAL, Source
from addin.errors import UserError, reason_of
from addin.pages.review.records import ReviewedFile

_SCHEMA = "pe-review-journal/1"
_RECORD = TypeAdapter(ReviewedFile)
_DIGEST = 64


def beside(output: Path) -> Path:
    """``审核结果.xlsx`` → ``审核结果.进度.jsonl``."""
    return output.with_name(f"{output.stem}{JOURNAL}")


def digest(source: Source) -> str:
    """What the record of a file follows from: where it lies and what it holds."""
    made = hashlib.sha256(f"{source.file}\0{source.path}\0{source.refused}\0".encode())
    for name, content in (("", source.content), *sorted(source.beside.items())):
        made.update(f"{name}\0{len(content)}\0".encode())
        made.update(content)
    return made.hexdigest()


class Journal:
    """Records by the digest of their file, kept on disk. What other rules or another version of
    this program have made is dropped, and so is a line that was not written to its end."""

    def __init__(self, path: Path, fingerprint: str) -> None:
        self.path = path
        try:
            self._file: BinaryIO = path.open("r+b" if path.exists() else "w+b")
        except OSError as error:
            raise UserError(f"无法写入 {path}：{reason_of(error)}。") from error
        self._places = self._read(fingerprint)
        self.kept = len(self._places)
        """So many records were there when the journal was opened."""

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        """What was refused before anything was done leaves no journal behind."""
        self._file.close()
        if isinstance(error, UserError) and not self._places:
            self.path.unlink(missing_ok=True)

    def place(self, key: str) -> int | None:
        """Where the record of this digest stands; None where it is not done yet."""
        return self._places.get(key)

    def put(self, key: str, record: ReviewedFile) -> int:
        """Keep the record, and say where it stands."""
        place = self._file.seek(0, 2)
        self._file.write(key.encode() + _RECORD.dump_json(record) + b"\n")
        self._file.flush()
        self._places[key] = place
        return place

    def record(self, place: int) -> ReviewedFile:
        """The record that stands there."""
        self._file.seek(place)
        return _RECORD.validate_json(self._file.readline()[_DIGEST:])

    def done(self) -> None:
        """The workbook is written: nothing is left to go on with."""
        self._file.close()
        self.path.unlink(missing_ok=True)

    def _read(self, fingerprint: str) -> dict[str, int]:
        head = json.dumps({"schema": _SCHEMA, "rules": fingerprint}).encode() + b"\n"
        places: dict[str, int] = {}
        if self._file.readline() == head:
            end = self._file.tell()
            for line in iter(self._file.readline, b""):
                if not line.endswith(b"\n") or not _is_record(line[_DIGEST:]):
                    break
                places[line[:_DIGEST].decode("ascii", "replace")] = end
                end = self._file.tell()
            self._file.truncate(end)
        else:
            self._file.seek(0)
            self._file.truncate()
            self._file.write(head)
            self._file.flush()
        return places


def _is_record(line: bytes) -> bool:
    try:
        _RECORD.validate_json(line)
    except ValidationError:
        return False
    return True
