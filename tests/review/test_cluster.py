"""A Dask cluster gives the same bytes; workers with other rules and open addresses are refused."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from addin.desk.review.cluster import Cluster, refuse_open, review_checked
from addin.desk.review.one_file import Setting
from addin.desk.review.run import Order, review
from addin.desk.review.same_rules import fingerprint
from addin.errors import UserError
from tests.review.making import forms
from tests.review.piles import put

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its own tests cover Windows")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None,
            host="127.0.0.1", silence_logs=50) as cluster:
        yield cluster.scheduler_address


def test_two_workers_give_the_same_bytes(address: str, tmp_path: Path) -> None:
    put(tmp_path / "收到", forms(120))
    order = Order([tmp_path / "收到"], tmp_path / "甲.xlsx", jobs=1)
    review(order)
    review(Order([tmp_path / "收到"], tmp_path / "乙.xlsx", cluster=address))
    assert (tmp_path / "甲.xlsx").read_bytes() == (tmp_path / "乙.xlsx").read_bytes()


def test_a_worker_with_other_rules_is_refused(address: str, tmp_path: Path) -> None:
    rules = tmp_path / "我的" / "990000" / "2023.yaml"
    put(tmp_path, [("我的/990000/2023.yaml", b"# one")])
    setting = Setting((tmp_path / "我的",))
    with Cluster(address, setting):
        pass
    rules.write_bytes(b"# changed since the workers have read it")
    fingerprint.cache_clear()
    with pytest.raises(UserError, match="评分办法与本机不同"):
        Cluster(address, setting)


def test_a_worker_that_joined_later_is_refused_too() -> None:
    with pytest.raises(UserError, match="后来加入"):
        review_checked([], Setting(), "another fingerprint")


@pytest.mark.parametrize("address", [
    "127.0.0.1:8786", "tcp://127.0.0.1:8786", "localhost:8786", "tls://10.1.2.3:8786",
    "tls://scheduler.local:8786"])
def test_addresses_that_nobody_listens_to(address: str) -> None:
    refuse_open(address)


@pytest.mark.parametrize("address", [
    "10.1.2.3:8786", "tcp://10.1.2.3:8786", "scheduler:8786", "ws://127.0.0.1:1", "",
    "127.0.0.1:8786@evil:1", "localhost.evil.com:8786", "tcp://127.0.0.1.evil:8786"])
def test_open_addresses_are_refused(address: str) -> None:
    with pytest.raises(UserError, match="明文"):
        refuse_open(address)


def test_nobody_there_is_told() -> None:
    with pytest.raises(UserError, match="连不上"):
        Cluster("127.0.0.1:9", Setting())


def test_distributed_is_loaded_only_where_it_is_asked_for(tmp_path: Path) -> None:
    put(tmp_path / "收到", forms(1))
    code = ("import sys; from addin.terminal.cli import main;"
            f"main(['review', {str(tmp_path / '收到')!r}, '-o', {str(tmp_path / '果.xlsx')!r}]);"
            "print('distributed' in sys.modules)")
    done = subprocess.run([sys.executable, "-c", f"if __name__ == '__main__': {code}"],
                          capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "False"
