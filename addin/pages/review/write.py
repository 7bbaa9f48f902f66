"""审核结果.xlsx written: the same records give the same bytes, whenever and wherever."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from addin.pages.review.charts import add_charts
from addin.pages.review.sheet import MOST_ROWS, Filled, write_sheet

_CORE = "docProps/core.xml"
_TIMES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def write_workbook(sheets: Sequence[Filled], title: str, output: Path,
                   most: int = MOST_ROWS) -> bytes:
    """The workbook's bytes, to be stored at ``output``; lists that are too long for a sheet go
    beside it, each as ``审核结果-问题清单.csv``."""
    book = Workbook(write_only=True)
    for filled in sheets:
        beside = output.with_name(f"{output.stem}-{filled.table.name}.csv")
        sheet = write_sheet(book, filled, title, beside, most)
        add_charts(sheet, min(filled.count, most))
    made = BytesIO()
    with _Timeless(made, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        ExcelWriter(book, archive).save()
    return made.getvalue()


class _Timeless(ZipFile):
    """A zip that does not say when it was made."""

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *args: Any,
                 **options: Any) -> None:
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        content = data.encode() if isinstance(data, str) else data
        super().writestr(_info(name), _TIMES.sub(b"", content) if name == _CORE else content)

    def write(self, filename: Any, arcname: Any = None, *args: Any, **options: Any) -> None:
        with Path(filename).open("rb") as source, \
                self.open(_info(str(arcname or filename).lstrip("/")), "w") as target:
            while piece := source.read(1 << 20):
                target.write(piece)


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, _FIRST_DAY)
    info.compress_type = ZIP_DEFLATED
    return info
