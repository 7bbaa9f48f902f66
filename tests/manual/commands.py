"""The commands that the manuals print, as their reader types them: those of a block one after the
other, those within a sentence or a table each for itself."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_PRINTED = re.compile(r"^ *```(sh|bat)\n(.*?)^ *```|`(pe [^`]+)`", re.DOTALL | re.MULTILINE)
_REMARK = {"sh": re.compile(r"\s+#.*"), "bat": re.compile(r"\s+rem .*")}
_OTHERS = ("make ", "py ", "%LOCALAPPDATA%", "dask ")
"""What begins a line that is no command of ours."""


@dataclass(frozen=True)
class Command:
    """``output`` is the file that the shell puts what is said into."""

    arguments: tuple[str, ...]
    output: str = ""

    def __str__(self) -> str:
        return " ".join(("pe", *self.arguments))

    @property
    def whole(self) -> bool:
        """Whether it is to be typed so, and does not just name a verb."""
        return any("." in word or word.startswith("-") for word in self.arguments[1:]) or (
            len(self.arguments) > 2)


def printed(page: Path) -> Iterator[Command]:
    """In the page's order."""
    for found in _PRINTED.finditer(page.read_text("utf-8")):
        lines = found[2].splitlines() if found[1] else [found[3]]
        for line in map(str.strip, lines):
            if not line.startswith(_OTHERS):
                yield _command(_REMARK[found[1] or "sh"].sub("", line))


def _command(line: str) -> Command:
    first, *words = shlex.split(line.replace("…", ""))
    assert first == "pe", line
    if ">" in words:
        return Command(tuple(words[:-2]), words[-1])
    return Command(tuple(words))
