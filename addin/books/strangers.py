"""Files that are no workbook and no .docx: what each is, and the next step to take with it."""

from __future__ import annotations

from collections.abc import Callable

_PICTURE = "这是图片，读不出表格：请用可编辑的自评表（.xlsx 或 .docx），没有的请向填报单位索取。"
_PDF = "这是 PDF，只能看不能算：请用可编辑的原件（.xlsx 或 .docx），没有的请向填报单位索取。"
_OFD = "这是 OFD 版式文件，只能看不能算：请用可编辑的原件（.xlsx 或 .docx），没有的请向填报单位索取。"
_OTHER_WORD = "这是{kind}，请在 Word/WPS 中打开，另存为 .docx 再处理。"
OLD_WORD = _OTHER_WORD.format(kind="旧版 Word 文档（.doc、.wps）")
_ODF_XML = "这是单个 XML 文件的 ODF 表格（.fods），请在 LibreOffice 中打开，另存为 .xlsx 再处理。"
_SAVE_AGAIN = "请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。"
ZIP = "这是压缩包，不是 Excel 工作簿：请先解压，再处理里面的文件；整包可用 pe review 审核。"
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
    (lambda head: head.lstrip().startswith(b"<")
     and b"application/vnd.oasis.opendocument.spreadsheet" in head, _ODF_XML),
)
_HEAD = 4_096
_FEWEST_LINES = 2
_ENCODINGS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def next_step(content: bytes) -> str | None:
    """What to do with the file; None where it may be a workbook.

    >>> next_step(b"%PDF-1.7")[:7], next_step(b"PK...")
    ('这是 PDF，', None)
    """
    head = content[:_HEAD]
    return next((said for tells, said in _TELLS if tells(head)), None)


def of_no_kind(content: bytes) -> str:
    """What is said of a file that is none of those known, and the step to take.

    >>> of_no_kind("指标,得分\\n培训,10\\n".encode("gbk"))[:28]
    '这不是 Excel 工作簿，而是用逗号、制表符分隔的文本'
    """
    if _is_delimited(content[:_HEAD]):
        return f"这不是 Excel 工作簿，而是用逗号、制表符分隔的文本：{_SAVE_AGAIN}"
    return f"这不是 Excel 工作簿（文件内容不是表格）：{_SAVE_AGAIN}"


def _is_delimited(head: bytes) -> bool:
    """Whether it is a text most of whose lines are parted into columns."""
    text = head.decode(_ENCODINGS.get(head[:2], "gb18030"), "replace")
    lines = [line for line in text.splitlines() if line.strip()]
    parted = [line for line in lines if "\t" in line or "," in line or ";" in line]
    return "\0" not in text and len(lines) >= _FEWEST_LINES and len(parted) * 2 > len(lines)
