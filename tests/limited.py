"""``pe`` in a process of its own that may take little time and memory. It is forked from one that
has loaded the verbs already: what is limited is what a file costs."""

from __future__ import annotations

import os
import resource
import sys
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

_LOADED = get_context("forkserver")
_LOADED.set_forkserver_preload([f"addin.terminal.{verb}" for verb in ("forms", "public", "report")])


@dataclass(frozen=True)
class Ended:
    """How it ended; a returncode below zero is the signal that ended it."""

    returncode: int
    stdout: str
    stderr: str


def limited(*arguments: object, seconds: int = 20, memory: int = 700 << 20) -> Ended:
    """What a run said that had so much processor time and memory."""
    with TemporaryDirectory() as folder:
        said, wrong = Path(folder, "out"), Path(folder, "err")
        process = _LOADED.Process(target=_run, args=(  # type: ignore[attr-defined]
            [str(each) for each in arguments], said, wrong, dict(os.environ), seconds, memory))
        process.start()
        process.join()
        return Ended(process.exitcode, said.read_text("utf-8"), wrong.read_text("utf-8"))


def _run(arguments: list[str], said: Path, wrong: Path, environment: dict[str, str],
         seconds: int, memory: int) -> None:
    from addin.terminal.cli import main

    for path, stream in ((said, 1), (wrong, 2)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), stream)
    os.environ.clear()
    os.environ |= environment
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    sys.exit(main(arguments))
