"""公开版: what may be published of a workbook or a report, and what was covered to make it so.

``redact_book`` and ``redact_docx`` take and give bytes; the original is never touched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from addin.books.docx.reader import word_package
from addin.errors import UserError
from addin.package.archive import Archive
from addin.package.word_types import is_word
from addin.redact.book import redact_book
from addin.redact.runs import Masked
from addin.redact.word import redact_word

redact_docx = redact_word
"""``redact_docx(content) -> (content, what was masked)``."""


def redact(content: bytes) -> tuple[str, bytes, tuple[Masked, ...]]:
    """The public version of whatever the bytes hold, and the suffix its name must end in."""
    if not content.startswith(b"PK\3\4"):
        word_package(content)
        raise UserError("旧版格式不能直接生成公开版，请先另存为 .xlsx 或 .docx。")
    archive = Archive(content)
    if is_word(archive):
        return (".docx", *redact_word(content))
    return (".xlsx", *redact_book(content))


def told(masked: Sequence[Masked]) -> Iterator[str]:
    """What was masked, kind by kind, in the masked form only."""
    if not masked:
        yield "没有发现需要遮盖或删去的内容。"
        return
    counts = Counter(each.kind for each in masked)
    yield "公开版：" + "，".join(f"{kind} {count} 处" for kind, count in counts.items())
    for each in masked:
        yield f"  {each}"


__all__ = ["Masked", "redact", "redact_book", "redact_docx", "told"]
