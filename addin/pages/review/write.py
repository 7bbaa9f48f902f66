"""审核结果.xlsx written: the same records give the same bytes, whenever and wherever."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from addin.pages.review.charts import add_charts
from addin.pages.review.sheet import MOST_ROWS, Filled, paper, write_sheet
from addin.pages.review.stored import with_results

_CORE = "docProps/core.xml"
_TIMES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_PIECE = 1 << 20


def write_workbook(sheets: Sequence[Filled], title: str, output: Path,
                   most: int = MOST_ROWS) -> bytes:
    """The workbook's bytes, to be stored at ``output``; lists that are too long for a sheet go
    beside it, each as ``审核结果-问题清单.csv``."""
    book, made = Workbook(write_only=True), BytesIO()
    results: dict[str, Mapping[str, str]] = {}
    size = paper(sheets)
    for filled in sheets:
        beside = output.with_name(f"{output.stem}-{filled.table.name}.csv")
        sheet, stored = write_sheet(book, filled, title, beside, size, most)
        add_charts(sheet, min(filled.count, most))
        results[f"xl/worksheets/sheet{len(results) + 1}.xml"] = stored
    with _Timeless(made, results) as archive:
        ExcelWriter(book, archive).save()
    return made.getvalue()


class _Timeless(ZipFile):
    """A zip that does not say when it was made; sheets go into it with the ``results`` of their
    formulas."""

    def __init__(self, made: BytesIO, results: Mapping[str, Mapping[str, str]]) -> None:
        super().__init__(made, "w", ZIP_DEFLATED, allowZip64=True)
        self._results = results

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *args: Any,
                 **options: Any) -> None:
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        content = data.encode() if isinstance(data, str) else data
        super().writestr(_info(name), _TIMES.sub(b"", content) if name == _CORE else content)

    def write(self, filename: Any, arcname: Any = None, *args: Any, **options: Any) -> None:
        name = str(arcname or filename).lstrip("/")
        with Path(filename).open("rb") as source, self.open(_info(name), "w") as target:
            pieces = iter(lambda: source.read(_PIECE), b"")
            for piece in with_results(pieces, self._results.get(name, {})):
                target.write(piece)


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, _FIRST_DAY)
    info.compress_type = ZIP_DEFLATED
    return info
