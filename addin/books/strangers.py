"""Files that are no workbook and no .docx: what each is, and the next step to take with it."""

from __future__ import annotations

from collections.abc import Callable

_PICTURE = "这是图片，读不出表格：请用可编辑的自评表（.xlsx 或 .docx），没有的请向填报单位索取。"
_PDF = "这是 PDF，只能看不能算：请用可编辑的原件（.xlsx 或 .docx），没有的请向填报单位索取。"
_OFD = "这是 OFD 版式文件，只能看不能算：请用可编辑的原件（.xlsx 或 .docx），没有的请向填报单位索取。"
_OTHER_WORD = "这是{kind}，请在 Word/WPS 中打开，另存为 .docx 再处理。"
OLD_WORD = _OTHER_WORD.format(kind="旧版 Word 文档（.doc、.wps）")
_WORD_XML = (b"schemas.microsoft.com/office/word/2003/wordml",
             b"schemas.microsoft.com/office/2006/xmlPackage")

_TELLS: tuple[tuple[Callable[[bytes], bool], str], ...] = (
    (lambda head: head.lstrip().startswith(b"%PDF-"), _PDF),
    (lambda head: head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM")), _PICTURE),
    (lambda head: head.startswith((b"II*\0", b"MM\0*")), _PICTURE),
    (lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP", _PICTURE),
    (lambda head: head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"avif"),
     _PICTURE),
    (lambda head: head.lstrip().startswith(rb"{\rtf"), _OTHER_WORD.format(kind=" RTF 文档")),
    (lambda head: b"urn:schemas-microsoft-com:office:word" in head,
     _OTHER_WORD.format(kind="存成网页的 Word 文档")),
    (lambda head: any(name in head for name in _WORD_XML),
     _OTHER_WORD.format(kind="存成 XML 的 Word 文档")),
    (lambda head: b"application/vnd.oasis.opendocument.text" in head[:200],
     _OTHER_WORD.format(kind=" ODT 文档")),
    (lambda head: head.startswith(b"PK\3\4") and b"OFD.xml" in head, _OFD),
)
_HEAD = 4_096


def next_step(content: bytes) -> str | None:
    """What to do with the file; None where it may be a workbook.

    >>> next_step(b"%PDF-1.7")[:7], next_step(b"PK...")
    ('这是 PDF，', None)
    """
    head = content[:_HEAD]
    return next((said for tells, said in _TELLS if tells(head)), None)
