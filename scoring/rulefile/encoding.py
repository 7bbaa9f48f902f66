"""The text of a rule file's bytes, in whichever encoding its author's editor wrote it."""

from __future__ import annotations

import codecs

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
          (codecs.BOM_UTF16_BE, "utf-16-be"))
_NAMES = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "gb18030": "GB18030"}


class EncodingError(ValueError):
    """The bytes are no text in any encoding that is used for Chinese."""


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: what a byte order mark says, UTF-8, then GB18030.

    >>> decoded("表样".encode("gbk")), decoded("表样".encode())
    (('表样', 'GB18030'), ('表样', 'UTF-8'))
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _text(content[len(mark):], encoding), _NAMES[encoding]
    try:
        return content.decode("utf-8"), _NAMES["utf-8"]
    except UnicodeDecodeError:
        return _text(content, "gb18030"), _NAMES["gb18030"]


def said_of(encoding: str) -> str:
    """What the author is told of it; nothing of UTF-8, which every tool reads."""
    return "" if encoding == "UTF-8" else f"文件按 {encoding} 编码读取，建议另存为 UTF-8"


def _text(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise EncodingError("文字的编码认不出，请另存为 UTF-8") from None
