"""One case: a mutated file through one verb, and what must not have happened."""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from addin.books.files import open_book
from addin.errors import UserError
from tests.cli.runs import Run, pe
from tests.torture.mutations import mutated, unpacked

SAMPLES = ("huaxi", "lukou", "chayu", "jiangning", "conghua")
_MAY_CHANGE = ("xl/worksheets/", "xl/workbook.xml", "xl/_rels/", "[content_types].xml", "xl/styles.xml",
               "docprops/", "_rels/", "xl/calcchain.xml")
_SLOW, _LARGE = 8.0, 400 << 10
"""Seconds of CPU of one case beyond which it hangs, and KiB of memory; both for a loaded machine."""


@dataclass(frozen=True)
class Outcome:
    """How a case ended: its CPU seconds, the memory of the process so far in KiB, what was wrong."""

    case: str
    cpu: float
    memory: int
    fault: str


class Torture:
    """The sound files in ``folder``, made once; ``run`` makes each case out of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sound = {}
        for name in SAMPLES:
            sample, filled = folder / f"{name}.xlsx", folder / f"{name}-回填.xlsx"
            pe("sample", name, "-o", sample)
            pe("fill", sample, "-o", filled, "--overwrite")
            pe("report", sample, "-o", folder / f"{name}.docx", "--draft")
            self.sound[name] = (sample.read_bytes(), filled.read_bytes())
        self.documents = [path.read_bytes() for path in sorted(folder.glob("*.docx"))]
        templates = Path(__file__).parents[2] / "templates" / "reports"
        self.templates = {path.parent.name: path for path in sorted(templates.glob("*/report.docx"))}

    def workbook(self, seed: int) -> Outcome:
        dice = random.Random(seed)
        name = dice.choice(SAMPLES)
        verb = dice.choice(["audit", "explain", "fill", "fill", "in-place", "report", "public"])
        source, target = self.folder / "坏.xlsx", self.folder / "出.xlsx"
        content = mutated(dice.choice(self.sound[name]), seed)
        source.write_bytes(content)
        runs: dict[str, tuple[list[str | Path], Path | None]] = {
            "audit": (["audit", source], None), "explain": (["explain", source], None),
            "fill": (["fill", source, "-o", target], target),
            "in-place": (["fill", source, "--in-place", "--overwrite"], source),
            "report": (["report", source, "-o", self.folder / "出.docx", "--draft"], None),
            "public": (["public", source, "-o", target], None)}
        return self._run(f"workbook {seed} {name} {verb}", content, source, *runs[verb])

    def document(self, seed: int) -> Outcome:
        dice = random.Random(seed)
        name = dice.choice(SAMPLES)
        form, source = self.folder / f"{name}.xlsx", self.folder / "坏.docx"
        content = mutated(dice.choice(self.documents), seed)
        source.write_bytes(content)
        verb = dice.choice(["audit", "public", "template", "form", "fill"])
        if verb == "template":
            return self._template(seed, form, dice)
        arguments: list[str | Path] = ["audit", form, "--report", source]
        if verb == "form":
            arguments = ["audit", source]
        elif verb != "audit":
            arguments = [verb, source, "-o", self.folder / "出.docx"]
        return self._run(f"document {seed} {name} {verb}", content, source, arguments, None)

    def _template(self, seed: int, form: Path, dice: random.Random) -> Outcome:
        """A user's own folder, whose template is the damaged one."""
        own = self.folder / "own"
        for name, path in self.templates.items():
            there = own / "reports" / name
            there.mkdir(parents=True, exist_ok=True)
            there.joinpath("report.docx").write_bytes(mutated(path.read_bytes(), seed))
        return self._run(f"template {seed} {form.name}", form.read_bytes(), form,
                         ["report", form, "-o", self.folder / "出.docx", "--draft",
                          "--rulesets", own], None)

    def _run(self, case: str, content: bytes, source: Path, arguments: list[str | Path],
             written: Path | None) -> Outcome:
        for old in (*self.folder.glob("出.*"), *self.folder.glob("*.备份-*")):
            old.unlink()
        began = time.process_time()
        run = pe(*arguments)
        cpu = time.process_time() - began
        faults = [*_told(run), *self._kept(content, source, written, run)]
        if cpu > _SLOW:
            faults.append(f"slow: {cpu:.1f} s")
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return Outcome(case, cpu, memory, "; ".join(faults))

    def _kept(self, content: bytes, source: Path, written: Path | None, run: Run) -> Iterator[str]:
        if list(self.folder.glob(".pe-*")):
            yield "a leftover of saving"
        backups = list(self.folder.glob("*.备份-*"))
        if any(each.read_bytes() != content for each in backups):
            yield "a backup that is not the original"
        if written != source and source.read_bytes() != content:
            yield "the input was changed"
        if written is None or run.code not in (0, 1) or not written.exists():
            return
        before, after = unpacked(content), unpacked(written.read_bytes())
        yield from (f"part changed: {name}" for name in before
                    if after.get(name) != before[name]
                    and not name.lower().replace("\\", "/").startswith(_MAY_CHANGE))
        yield from _wiped(backups[0] if written == source and backups else source, written)


def _told(run: Run) -> Iterator[str]:
    if run.code not in (0, 1, 2):
        yield f"exit {run.code}: {run.err.strip()[-300:]}"
    if "Traceback" in run.err + run.out:
        yield "a traceback"
    if run.code == 2 and not any("\u4e00" <= letter <= "\u9fff" for letter in run.err):
        yield "nothing said in Chinese"


def _wiped(before: Path, after: Path) -> Iterator[str]:
    """Texts of the form that are no longer there: nothing typed is ever wiped."""
    try:
        old, new = open_book(before), open_book(after)
        for sheet in old.sheets:
            if sheet not in old.own_sheets:
                grid = new.grid(sheet)
                for place, cell in old.grid(sheet).cells.items():
                    if cell.formula is None and isinstance(cell.value, str) and (
                            grid.at(*place).value in (None, "")) and cell.value:
                        yield f"wiped: {sheet} {place}"
    except UserError as error:
        yield f"what was written can't be read: {error}"
