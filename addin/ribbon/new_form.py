"""新建自评表 from the ribbon: the blank official form as a file, never over another."""

from __future__ import annotations

from pathlib import Path

from addin.books.files import save_book
from addin.forms.pour import new
from addin.library.library import Library
from scoring.rules.ruleset import Ruleset


def write_new(ruleset: Ruleset, library: Library, folder: Path) -> Path:
    """The file, in the folder under the first free name."""
    name = f"自评表-{ruleset.place or ruleset.form}-{ruleset.year or ''}".rstrip("-")
    path = free_name(folder, name)
    save_book(new(ruleset, library.form_folder(ruleset.form)), path)
    return path


def free_name(folder: Path, stem: str, suffix: str = ".xlsx") -> Path:
    """``名称.xlsx``, or ``名称(2).xlsx`` where that exists."""
    path, number = folder / f"{stem}{suffix}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}({number}){suffix}"
    return path
