"""Mistakes planted in a pile: each is told once, in words fit for a letter, and nothing else."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from addin.desk.review.run import Order, review
from addin.pages.review import tables as t
from addin.pages.review.read import Round, Row, figure, read_round, text
from tests.letters.test_sentences import NEVER
from tests.review.making import forms
from tests.review.piles import BROKEN, LOOK_ALIKES, pile
from tests.review.planting import CASES, with_mistakes

COUNT = 60
UNREAD = ("旧/往年.rar", "旧/往年.7z")
_ENDS = re.compile(r"[。！？]$")


@dataclass(frozen=True)
class Rounds:
    """The pile with its mistakes, and the same forms handed in again without them."""

    cases: Mapping[str, Mapping[str, Any] | None]
    """By the file's own name."""
    first: Round
    second: Round


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Rounds:
    folder = tmp_path_factory.mktemp("种")
    made = list(with_mistakes(COUNT))
    pile(folder / "一", [(name, content) for name, content, _ in made])
    pile(folder / "二", list(forms(COUNT)))
    first, second = folder / "一.xlsx", folder / "二.xlsx"
    review(Order([folder / "一"], first, jobs=2))
    review(Order([folder / "二"], second, since=first, jobs=2))
    return Rounds({name: case for name, _, case in made}, read_round(first), read_round(second))


def by_file(told: Round) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in told.rows(t.PROBLEMS):
        found[text(row, t.FILE).rpartition("/")[2]].append(row)
    return found


def test_every_case_is_in_the_pile(rounds: Rounds) -> None:
    assert sum(case is not None for case in rounds.cases.values()) == len(CASES) == 48


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']} {case['says'][:20]}")
def test_each_mistake_is_told_once_in_words_fit_for_a_letter(case: Mapping[str, Any],
                                                              rounds: Rounds) -> None:
    (name,) = [name for name, each in rounds.cases.items() if each is case]
    (row,) = by_file(rounds.first)[name]
    said = text(row, t.MESSAGE)
    assert case["says"] in said
    assert text(row, t.LETTER) == t.YES
    assert _ENDS.search(said)
    assert not NEVER.search(said)


def test_of_clean_forms_nothing_is_told(rounds: Rounds) -> None:
    told = by_file(rounds.first)
    assert {name: told[name] for name, case in rounds.cases.items()
            if case is None and told[name]} == {}
    assert len(rounds.first.rows(t.SUMMARY)) == COUNT


def test_every_file_is_accounted_for(rounds: Rounds) -> None:
    listed = Counter(text(row, t.FILE).rpartition("/")[2] for row in rounds.first.rows(t.FILES))
    others = [name.rpartition("/")[2] for name in (*LOOK_ALIKES, *BROKEN, *UNREAD)]
    assert listed == Counter([*rounds.cases, *others])


def test_one_slip_of_the_unit_does_not_spoil_the_sums(rounds: Rounds) -> None:
    rows = {text(row, "事项"): row for row in rounds.first.rows(t.YEARLY)}
    rate = rows["项目支出预算执行率"]
    assert figure(rate, "数值") == 1
    assert "另有2张金额的单位多半填错（执行数超过预算数一倍" in text(rate, "口径")


def test_after_mending_every_mistake_is_told_as_mended(rounds: Rounds) -> None:
    states = Counter(text(row, t.STATE) for row in rounds.second.rows(t.PROBLEMS))
    assert states == {"已改": len(CASES)}
    keys = [{text(row, t.KEY) for row in each.rows(t.PROBLEMS)}
            for each in (rounds.first, rounds.second)]
    assert keys[0] == keys[1]
