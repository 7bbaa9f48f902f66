"""The pool: order, what takes too long, what ends its process."""

from __future__ import annotations

from addin.desk.review.one_file import Setting, review_file
from addin.desk.review.sources import Source
from addin.desk.review.workers import Pool, in_order
from addin.pages.review.records import ReviewedFile
from tests.review import slow
from tests.review.making import forms


def test_only_the_one_to_blame_is_lost() -> None:
    sources = [Source(name, name, content) for name, content in forms(4)]
    sources[1:1] = [Source("慢.xlsx", "", b"1"), Source("崩.xlsx", "", b"2")]
    with Pool(Setting(), 2, 6, slow.review) as pool:
        made = [record for _, record in in_order(sources, pool)]
    assert [each.file for each in made] == [each.file for each in sources]
    assert [each.outcome for each in made] == ["已审核", "超时", "程序出错", *["已审核"] * 3]
    assert "6 秒" in made[1].reason


def test_known_records_keep_their_places() -> None:
    sources = [Source(name, name, content) for name, content in forms(3)]
    known = ReviewedFile("早.xlsx", "不是自评表")
    pile = [known, sources[0], known, known, sources[1], sources[2], known]
    with Pool(Setting(), 1) as pool:
        made = list(in_order(pile, pool))
    assert [None if source is None else source.file for source, _ in made] == [
        None, sources[0].file, None, None, sources[1].file, sources[2].file, None]


def test_the_pool_says_what_one_process_says() -> None:
    sources = [Source(name, name, content) for name, content in forms(6)]
    with Pool(Setting(), 2) as pool:
        made = [record for _, record in in_order(sources, pool)]
    assert made == [review_file(each, Setting()) for each in sources]


def test_a_process_settles_after_its_first_files() -> None:
    sources = [Source(name, name, content) for name, content in forms(9)]
    with Pool(Setting(), 1, review=slow.collector) as pool:
        passed_over = [int(record.reason) for _, record in in_order(sources, pool)]
    assert passed_over[0] < passed_over[-1]
