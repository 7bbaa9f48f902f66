"""Runs the proof, a sheet at a time, and says what was found."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

from scoring.formulas.columns import OPEN, Columns, Place
from scoring.formulas.compiled import NO_WEIGHT, TOO_LARGE
from scoring.formulas.workings import MOST_DECIMALS
from scoring.values.exact import show
from tests.proof.case import Trial, Verdict, verdict
from tests.proof.sheet import Sheet
from tests.proof.space import Ruled, Space
from tests.proof.trials import Typist

BEYOND = (TOO_LARGE, "不能确定", "看不准", "看不出", "数字，需人工认定", "档次未定", "像是", "缺少延迟")
"""Reasons beyond what formulas read or reckon: long numbers, and texts that are not plain."""
NEAR = Fraction(1, 10**9)
"""Ends are not rounded, and have no more than 15 digits in a sheet."""
A_RULE, A_SHEET = 25, 5_000
"""Cases of one rule, and in one workbook."""
A_SHEET_SAID = 3
"""Differences of one workbook that are told in full."""


@dataclass
class Tally:
    """What was counted."""

    cases: int = 0
    scored: int = 0
    between: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    marks: Counter[str] = field(default_factory=Counter)
    digits: Counter[int] = field(default_factory=Counter)
    """Cases by the digits of their longest figure; and those that were too long."""
    too_long: Counter[int] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    """By reason, what the formulas leave to a person and the core does not."""
    differences: list[str] = field(default_factory=list)


def proof(count: int, seed: int = 1) -> int:
    """Exit 0 where every score agrees. Each workbook has a seed of its own, counted from ``seed``,
    so that a run can go on where another was stopped, or repeat one workbook."""
    started, processor = time.monotonic(), _processor()
    tally = Tally()
    while tally.cases < count:
        known = len(tally.differences)
        _sheet(Space(Random(seed)), min(A_SHEET, count - tally.cases), tally)
        print(f"{tally.cases} cases, {len(tally.differences)} differences, seed {seed}", flush=True)
        for said in tally.differences[known:known + A_SHEET_SAID]:
            print(f"  {said}", flush=True)
        seed += 1
    _say(tally, time.monotonic() - started, _processor() - processor)
    return 1 if tally.differences else 0


def _sheet(space: Space, count: int, tally: Tally) -> None:
    """So many cases in one workbook."""
    batch = list(_batch(space, count, tally))
    sheet = Sheet()
    for _, columns, place, trials in batch:
        sheet.add(columns, place, trials)
    rows = iter(sheet.calculated())
    for ruled, _, place, trials in batch:
        for trial in trials:
            _compare(ruled, place, trial, next(rows), tally)


def _processor() -> float:
    """Seconds that this process and LibreOffice have worked."""
    return sum(os.times()[:4])


def _batch(space: Space, count: int, tally: Tally
           ) -> Iterator[tuple[Ruled, Columns, Place, list[Trial]]]:
    made = 0
    while made < count:
        ruled, place = space.ruled(), space.place()
        columns = ruled.columns(place)
        if not isinstance(columns, Columns):
            tally.refused[columns.why] += 1
            continue
        trials = list(Typist(space.chance, ruled, place).trials(min(A_RULE, count - made)))
        made += len(trials)
        yield ruled, columns, place, trials


def _compare(ruled: Ruled, place: Place, trial: Trial, shown: Mapping[str, str],
             tally: Tally) -> None:
    scoring, default = ruled.of(trial.row)
    core = verdict(scoring, place, trial, ruled.every, shown["说明"])
    tally.cases += 1
    tally.marks.update(trial.marks | {default} if default else trial.marks)
    said = difference(core, shown)
    if said:
        tally.differences.append(f"{said}: {scoring.rule} {scoring.conditions} {ruled.every} "
                                 f"{place.year} {place.figures['甲']} {trial} {shown}")
    if core.score is not None:
        tally.digits[trial.digits] += 1
        tally.too_long[trial.digits] += TOO_LARGE in shown["说明"]
        tally.scored += 1
        weight = trial.own["分值"].number
        tally.between += bool(weight and 0 < core.score < weight)
        if shown["结论"] == OPEN:
            tally.left[shown["说明"]] += 1


def difference(core: Verdict, shown: Mapping[str, str]) -> str:
    """How a row of the sheet contradicts the core; empty where it does not: it gives the core's
    score, or leaves it to a person between ends that hold what the core says."""
    if shown["结论"] == OPEN:
        return _outside(core, shown)
    if not shown["应得分"]:
        return f"neither score nor open: {dict(shown)}"
    score = _number(shown["应得分"])
    if core.score is None:
        return f"core open, sheet {show(score)}"
    if core.excuse != {"不适用": core.excuse, "剔除": "剔除"}.get(shown["结论"], ""):
        return f"core {core.excuse}, sheet {shown['结论']}"
    return "" if score == core.score else f"core {show(core.score)}, sheet {show(score)}"


def _outside(core: Verdict, shown: Mapping[str, str]) -> str:
    """Within what formulas read, a row is open where the core leaves it open, between its ends;
    beyond that it may be open between wider ends."""
    if core.weightless or shown["说明"] == NO_WEIGHT:
        return ""
    low, high = _number(shown["最低"]), _number(shown["最高"])
    if not any(words in shown["说明"] for words in BEYOND):
        if core.score is not None:
            return f"core {show(core.score)}, sheet open: {shown['说明']}"
        if abs(low - core.low) > NEAR or abs(high - core.high) > NEAR:
            return f"core {show(core.low)} to {show(core.high)}, sheet {show(low)} to {show(high)}"
        return ""
    ends = (core.least, core.most), (core.low, core.high)
    if any(low - NEAR <= least and most <= high + NEAR for least, most in ends):
        return ""
    return f"core {show(core.least)} to {show(core.most)}, sheet {show(low)} to {show(high)}"


def _number(text: str) -> Fraction:
    return Fraction(format(float(text), ".15g"))


def _say(tally: Tally, seconds: float, processor: float) -> None:
    print(f"{tally.cases} cases, {seconds:.0f} s ({processor:.0f} s of processor), "
          f"{len(tally.differences)} differences")
    print(f"scored by the core {tally.scored}, strictly between {tally.between}, "
          f"left to a person by the formulas alone {sum(tally.left.values())}")
    print("domain: digits of the longest figure, cases, left because too long:", ", ".join(
        f"{digits}: {count}/{tally.too_long[digits]}" for digits, count in sorted(
            tally.digits.items())), f"; at most {MOST_DECIMALS} decimals")
    for name, count in sorted(tally.marks.items(), key=lambda each: -each[1]):
        print(f"  {name} {count / tally.cases:.1%}", end="")
    print()
    for why, count in tally.left.most_common(15):
        print(f"  left: {count} {why}")
    for why, count in tally.refused.most_common(8):
        print(f"  refused: {count} {why}")
