"""A zip laid out as python.org's embeddable package, of the Python that the tests have assembled.

For tests only: it stands in for the official one, and is never published.
"""

from __future__ import annotations

import py_compile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from tests.windows.wine import Wine

_LEFT_OUT = {"site-packages", "tkinter", "lib2to3", "__pycache__", "venv", "pydoc_data",
             "ensurepip", "unittest"}


def embedded_zip(wine: Wine, target: Path) -> Path:
    """Store the zip; returns where it is."""
    beside = [path for path in wine.py.iterdir()
              if path.suffix in (".exe", ".dll") and not path.name.startswith("xlwings")]
    beside += [path for path in (wine.py / "DLLs").iterdir()
               if path.name not in ("_tkinter.pyd", "_msi.pyd", "tcl86t.dll", "tk86t.dll")]
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for path in beside:
            archive.write(path, path.name)
        archive.writestr("python311.zip", _library(wine.py / "Lib"))
        archive.writestr("python311._pth", "python311.zip\r\n.\r\n")
    return target


def _library(folder: Path) -> bytes:
    target = BytesIO()
    with TemporaryDirectory() as place, ZipFile(target, "w", ZIP_DEFLATED) as archive:
        compiled = Path(place, "compiled")
        for path in sorted(folder.rglob("*.py")):
            name = path.relative_to(folder)
            if _LEFT_OUT.isdisjoint(name.parts):
                py_compile.compile(str(path), str(compiled), dfile=str(name), doraise=True,
                                   invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
                archive.write(compiled, f"{name}c")
    return target.getvalue()
