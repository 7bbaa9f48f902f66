"""Where the files are read: in a pool of processes on this machine. What takes too long is ended.

Results come in the order of the pile, and only so many files are under way that memory stays flat.
"""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from types import TracebackType
from typing import Any, Protocol

from pebble import ProcessExpired, ProcessPool

from addin.desk.review.one_file import Setting, no_form, review_file
from addin.desk.review.sources import Source
from addin.pages.review.records import ReviewedFile

UnderWay = Any
"""What stands for a result that is not there yet: a future of whoever works on it."""
ReviewFile = Callable[[Source, Setting], ReviewedFile]
SECONDS = 60.0
"""What one file may take; a batch, in which a file takes a hundredth of one, has no more."""
_BATCH, _BATCH_BYTES, _AHEAD = 8, 8 << 20, 3
"""Files and bytes that go to a process at once; batches under way for each process."""
_MADE = 10_000
"""The collector looks for cycles when so many more objects were made than let go: seldom, as no
form leaves any."""


@dataclass
class Batch:
    """Some files of the pile in order; those that are known already need no work."""

    sources: list[Source] = field(default_factory=list)
    known: list[ReviewedFile | None] = field(default_factory=list)
    """In order: a record, or None where the next of ``sources`` belongs."""

    def merged(self, made: Sequence[ReviewedFile]) -> Iterator[tuple[Source | None, ReviewedFile]]:
        """In order, each new record with its source."""
        new = iter(zip(self.sources, made, strict=True))
        yield from ((None, each) if each is not None else next(new) for each in self.known)


class Workers(Protocol):
    """Whoever reads files elsewhere."""

    ahead: int
    """So many batches may be under way."""
    batch: int
    """So many files go at once."""

    def start(self, sources: Sequence[Source]) -> UnderWay: ...
    def finish(self, under_way: UnderWay, sources: Sequence[Source]) -> list[ReviewedFile]: ...


def in_order(pile: Iterable[Source | ReviewedFile],
             workers: Workers) -> Iterator[tuple[Source | None, ReviewedFile]]:
    """Every file of the pile with its record, in order; a source that comes back is new."""
    under_way: deque[tuple[Batch, UnderWay | None]] = deque()
    for batch in _batches(pile, workers.batch):
        under_way.append((batch, workers.start(batch.sources) if batch.sources else None))
        if len(under_way) > workers.ahead:
            yield from _finished(*under_way.popleft(), workers)
    while under_way:
        yield from _finished(*under_way.popleft(), workers)


def _finished(batch: Batch, under_way: UnderWay | None,
              workers: Workers) -> Iterator[tuple[Source | None, ReviewedFile]]:
    made = [] if under_way is None else workers.finish(under_way, batch.sources)
    return batch.merged(made)


def _batches(pile: Iterable[Source | ReviewedFile], most: int) -> Iterator[Batch]:
    batch, weight = Batch(), 0
    for each in pile:
        if isinstance(each, ReviewedFile):
            batch.known.append(each)
        else:
            batch.sources.append(each)
            batch.known.append(None)
            weight += len(each.content)
        if len(batch.known) >= most or weight >= _BATCH_BYTES:
            yield batch
            batch, weight = Batch(), 0
    if batch.known:
        yield batch


class Pool:
    """Processes on this machine, started afresh (spawn), so that Windows does the same."""

    def __init__(self, setting: Setting, jobs: int | None = None, seconds: float = SECONDS,
                 review: ReviewFile = review_file) -> None:
        jobs = jobs or cores()
        self.ahead, self.batch = jobs * _AHEAD, _BATCH
        self._setting, self._seconds, self._review = setting, seconds, review
        self._pool = ProcessPool(max_workers=jobs, context=get_context("spawn"))

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        if error is None:
            self._pool.close()
        else:
            self._pool.stop()
        self._pool.join()

    def start(self, sources: Sequence[Source]) -> UnderWay:
        return self._pool.schedule(_in_own_process, timeout=self._seconds, args=[
            list(sources), self._setting, self._review])

    def finish(self, under_way: UnderWay,
               sources: Sequence[Source]) -> list[ReviewedFile]:
        """What came of them. Where their process was ended, each is tried alone, so that only the
        one to blame is lost."""
        try:
            made: list[ReviewedFile] = under_way.result()
            return made
        except (TimeoutError, ProcessExpired) as error:
            if len(sources) == 1:
                return [lost(sources[0], self._setting, error, self._seconds)]
        alone = [(each, self.start([each])) for each in sources]
        return [self.finish(started, [each])[0] for each, started in alone]


def lost(source: Source, setting: Setting, error: BaseException, seconds: float) -> ReviewedFile:
    """The record of a file that nobody finished reading."""
    if isinstance(error, TimeoutError):
        return no_form(source, setting, "超时", f"超过 {seconds:g} 秒没有审核完，已停止：请在 Excel/WPS "
                                              "中打开，删去无关的表和空行后另存再试。")
    return no_form(source, setting, "程序出错",
                   "审核这个文件时进程意外结束（可能内存不够），其余文件不受影响。")


def review_batch(sources: Sequence[Source], setting: Setting,
                 review: ReviewFile = review_file) -> list[ReviewedFile]:
    """Several files in one process."""
    return [review(each, setting) for each in sources]


def _in_own_process(sources: Sequence[Source], setting: Setting,
                    review: ReviewFile) -> list[ReviewedFile]:
    """Several files in a process that does nothing else, and so may be settled."""
    made = review_batch(sources, setting, review)
    settled()
    return made


@cache
def settled() -> None:
    """What the first files made a process load stays to its end: the collector need not go through
    all of it again and again."""
    gc.freeze()
    gc.set_threshold(_MADE)


def cores() -> int:
    """How many processes may run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
