"""Where the files of the pile lie, as the links of the workbook see them."""

from __future__ import annotations

import os
from pathlib import Path

from addin.desk.review.gathered import Brief, Gathered
from addin.desk.review.same_form import called_alike
from addin.pages.review.cells import Link


class Places:
    """Where the files lie, as the workbook's links see them."""

    def __init__(self, output: Path, gathered: Gathered) -> None:
        self._folder, self._files = output.resolve().parent, gathered.files
        self._alike = called_alike(gathered)

    @property
    def has_versions(self) -> bool:
        """Whether any form is called like another."""
        return bool(self._alike)

    def version(self, brief: Brief) -> str:
        """The file of a form that is called like another."""
        return self._alike.get((brief.file, brief.form.number), "")

    def link(self, file: int) -> Link | None:
        """To the file itself; to the archive that it lies in."""
        path = Path(self._files[file].path).absolute()
        try:
            return Link(Path(os.path.relpath(path, self._folder)).as_posix())
        except ValueError:  # another drive of Windows
            return Link(str(path))

    def name(self, file: int) -> str:
        return self._files[file].file
