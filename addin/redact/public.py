"""公开版: what may be published of a workbook or a report, and what was covered to make it so.

``redact_book`` and ``redact_docx`` take and give bytes; the original is never touched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from addin.books.docx.reader import word_package
from addin.errors import UserError
from addin.package import compound
from addin.package.archive import Archive
from addin.package.word_types import is_word
from addin.redact.book import redact_book
from addin.redact.ledger import Line, NotForThePublic, Public
from addin.redact.word import redact_word

_WORKBOOK = {"Workbook", "Book"}
"""What the old format calls the stream of a workbook."""
redact_docx = redact_word


def redact(content: bytes, *, confirmed: bool = False) -> Public:
    """The public version of whatever the bytes hold. NotForThePublic where they say so and nobody
    has ``confirmed`` that they are for it; UserError where it can't be done."""
    if not content.startswith(b"PK\3\4"):
        if content.startswith(compound.SIGNATURE) and compound.stream_names(content) & _WORKBOOK:
            raise UserError("旧版格式不能直接生成公开版，请先另存为 .xlsx。")
        word_package(content)
        raise UserError("旧版格式不能直接生成公开版，请先另存为 .xlsx 或 .docx。")
    archive = Archive(content)
    if is_word(archive):
        return redact_word(content, confirmed=confirmed)
    return redact_book(content, confirmed=confirmed)


def told(public: Public) -> Iterator[str]:
    """What was masked and taken out, in the masked form only, and what a person must look at."""
    done = (*public.masked, *public.removed)
    if not done:
        yield "没有发现需要遮盖或删去的内容。"
    else:
        counts = Counter(each.kind for each in done)
        yield "公开版：" + "，".join(f"{kind} {count} 处" for kind, count in counts.items())
    yield from (f"  {each}" for each in done)
    if public.unchecked:
        yield "未检查，公开前须人工核对："
        yield from (f"  {each}" for each in public.unchecked)


def as_json(lines: Sequence[Line]) -> list[dict[str, str]]:
    """``[{kind, where, shown}]`` as ``pe public --json`` prints them."""
    return [{"kind": each.kind, "where": each.where, "shown": each.shown} for each in lines]


__all__ = [
    "Line",
    "NotForThePublic",
    "Public",
    "as_json",
    "redact",
    "redact_book",
    "redact_docx",
    "told",
]
