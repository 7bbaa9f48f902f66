"""Where the files of the pile lie, as the links of the workbook see them."""

from __future__ import annotations

import os
from pathlib import Path

from addin.desk.review.gathered import Gathered
from addin.pages.review.cells import Link


class Places:
    """Where the files lie, as the workbook's links see them."""

    def __init__(self, output: Path, gathered: Gathered) -> None:
        self._folder, self._files = output.resolve().parent, gathered.files

    def link(self, file: int) -> Link | None:
        """To the file itself; to the archive that it lies in."""
        path = Path(self._files[file].path).absolute()
        try:
            return Link(Path(os.path.relpath(path, self._folder)).as_posix())
        except ValueError:  # another drive of Windows
            return Link(str(path))

    def name(self, file: int) -> str:
        return self._files[file].file
