"""The same on a Dask cluster that somebody has started: distributed is asked for only here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import TracebackType

from addin.desk.review.one_file import Setting
from addin.desk.review.same_rules import fingerprint
from addin.desk.review.sources import Source
from addin.desk.review.workers import SECONDS, UnderWay, lost, review_batch, settled
from addin.errors import UserError
from addin.pages.review.records import ReviewedFile

_BATCH, _AHEAD, _CONNECT = 50, 3, 15
_LOOPBACK = re.compile(r"(?:tcp://)?(?:127(?:\.\d{1,3}){3}|localhost|\[::1\]):\d{1,5}")
_TLS = re.compile(r"tls://[\w.\-\[\]:]+:\d{1,5}")


class Cluster:
    """Workers on other machines. UserError: the address is open to everybody, nobody answers there,
    or a worker has other rules or another version."""

    def __init__(self, address: str, setting: Setting, seconds: float = SECONDS) -> None:
        refuse_open(address)
        try:
            from distributed import Client
        except ImportError:
            raise UserError("没有装 Dask：请运行 pip install 'pe-score[cluster]'。") from None
        self._setting, self._seconds, self._expected = setting, seconds, fingerprint(setting)
        try:
            self._client = Client(address, timeout=_CONNECT, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise UserError(f"连不上 {address} 的调度程序：请核对地址，先启动 dask scheduler。"
                            ) from error
        self.batch = _BATCH
        self.ahead = _AHEAD * self._checked(address)

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._client.close()

    def _checked(self, address: str) -> int:
        """How many workers there are, all of them with our rules."""
        try:
            told = self._client.run(fingerprint, self._setting, on_error="return")
        except (OSError, TimeoutError) as error:
            raise UserError(f"{address} 的工作进程没有回应。") from error
        if not told:
            raise UserError(f"{address} 上没有工作进程：请先启动 dask worker。")
        strange = sorted(worker for worker, said in told.items() if said != self._expected)
        if strange:
            raise UserError(_other_rules(strange))
        return len(told)

    def start(self, sources: Sequence[Source]) -> UnderWay:
        return self._client.submit(review_checked, list(sources), self._setting, self._expected,
                                   pure=False)

    def finish(self, under_way: UnderWay,
               sources: Sequence[Source]) -> list[ReviewedFile]:
        from distributed import KilledWorker

        try:
            made: list[ReviewedFile] = under_way.result(timeout=self._seconds)
            return made
        except (TimeoutError, KilledWorker) as error:
            under_way.cancel()
            if len(sources) == 1:
                return [lost(sources[0], self._setting, error, self._seconds)]
        return [self.finish(self.start([each]), [each])[0] for each in sources]


def review_checked(sources: Sequence[Source], setting: Setting,
                   expected: str) -> list[ReviewedFile]:
    """On a worker: refused where it is not what was asked; one may have joined since."""
    if fingerprint(setting) != expected:
        raise UserError(_other_rules(["后来加入的工作进程"]))
    made = review_batch(sources, setting)
    settled()
    return made


def refuse_open(address: str) -> None:
    """UserError unless the address is of this machine alone, or encrypted: forms are not public."""
    if not (_LOOPBACK.fullmatch(address) or _TLS.fullmatch(address)):
        raise UserError(f"“{address}”不能用：只接本机（127.0.0.1:端口）或加密的（tls://主机:端口）地址，"
                        "自评表不在网络上明文传送。")


def _other_rules(workers: Sequence[str]) -> str:
    named = "、".join(workers[:5]) + (f" 等 {len(workers)} 个" if len(workers) > 5 else "")
    return f"{named}的程序版本或评分办法与本机不同，结果会不一致，没有开始：请装上同样的版本和评分办法再试。"
