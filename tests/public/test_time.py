"""What takes time in proportion to a file stays within its limits: enforced on a process of its own,
with room to spare (the promise is 2 s of processor time and 300 MB)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("the limits of a process are those of POSIX", allow_module_level=True)

from tests.closed_files.packages import parts, rows, zipped
from tests.limited import limited
from tests.report_audit.documents import document, p

SECONDS, BYTES = 20, 2 << 30


def _chain(length: int) -> bytes:
    """Names that lead to one another and at last to a sheet that is taken out."""
    names = "".join(f'<definedName name="q_{n}">q_{n + 1}</definedName>' for n in range(length))
    made = parts('<sheetData><row r="1"><c r="A1"><f>q_0</f><v>1</v></c></row></sheetData>',
                 "<sheetData/>", names=f'<definedNames>{names}<definedName name="q_{length}">'
                 "表2!$A$1</definedName></definedNames>")
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace(
        'name="表2"', 'name="表2" state="hidden"')
    return zipped(made)


@pytest.mark.parametrize(("name", "content"), [
    ("电话.docx", lambda: document(p("联系电话：" + "13800001234、" * 20_000))),
    ("散开的电话.docx", lambda: document(p(*["13800001234、"] * 20_000))),
    ("空格.docx", lambda: document(p("1 " * 100_000 + "：" * 50_000 + "填报人" * 50_000))),
    ("灌满.xlsx", lambda: zipped(parts(f"<sheetData>{rows(1, 300_000)}</sheetData>"))),
    ("名称.xlsx", lambda: _chain(20_000)),
], ids=lambda each: each if isinstance(each, str) else "")
def test_it_ends(name: str, content: object, tmp_path: Path) -> None:
    source = tmp_path / name
    source.write_bytes(content())  # type: ignore[operator]
    done = limited("public", source, "-o", tmp_path / f"公开{source.suffix}",
                   seconds=SECONDS, memory=BYTES)
    assert done.returncode == 0, done.stderr[-500:]
