"""One process that reads the files is this one, as starting another takes longer than the files do.
Where a test leaves the number of processes open or wants several, they are real."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from addin.desk.review import run
from addin.desk.review.one_file import Setting
from addin.desk.review.sources import Source
from addin.desk.review.workers import Pool, review_batch
from addin.pages.review.records import ReviewedFile


class Here:
    """Reads in this process when its turn comes, in batches as the pool does."""

    ahead, batch = 3, 8

    def __init__(self, setting: Setting) -> None:
        self._setting = setting

    def __enter__(self) -> Here:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing was started."""

    def start(self, sources: Sequence[Source]) -> list[ReviewedFile]:
        return review_batch(sources, self._setting)

    def finish(self, under_way: list[ReviewedFile], _: Sequence[Source]) -> list[ReviewedFile]:
        return under_way


def _pool(setting: Setting, jobs: int | None, seconds: float) -> Here | Pool:
    return Here(setting) if jobs == 1 else Pool(setting, jobs, seconds)


@pytest.fixture(scope="package", autouse=True)
def _one_process_is_this_one() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "Pool", _pool)
        yield
