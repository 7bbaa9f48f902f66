"""``pe rules read``: one official clause as a rule, or the words that a person must look at."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from addin.errors import UserError
from scoring.clauses.read import read
from scoring.clauses.reading import Reading
from scoring.values.exact import exact


def read_clause(options: argparse.Namespace) -> int:
    """pe rules read TEXT: exit 1 where the clause was not read."""
    if not options.text.strip():
        raise UserError("条款没有文字")
    reading = read(options.text, _weight(options.weight), options.name, options.explanation)
    if options.json:
        sys.stdout.write(json.dumps(as_json(reading), ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _printed(reading))
    return 0 if reading.read else 1


def as_json(reading: Reading) -> dict[str, Any]:
    """The reading as other programs take it; ``rule`` is null where nothing was read."""
    return {
        "read": reading.read, "rule": reading.rule, "conditions": reading.conditions,
        "inputs": list(reading.inputs), "sentence": reading.sentence,
        "left": [{"text": left.text, "start": left.start, "end": left.end}
                 for left in reading.left],
        "doubts": [{"text": doubt.text} for doubt in reading.doubts],
        "readings": list(reading.readings),
    }


def _weight(text: str | None) -> Fraction | None:
    if text is None:
        return None
    try:
        weight = exact(text.strip().removesuffix("分"))
    except (ValueError, ZeroDivisionError):
        raise UserError(f"分值“{text}”不是一个数") from None
    if weight <= 0:
        raise UserError(f"分值“{text}”应大于零")
    return weight


def _printed(reading: Reading) -> Iterator[str]:
    if not reading.read:
        yield "没有读懂，不按程序的理解计分。请人看："
        for left in reading.left:
            yield f"  第{left.start + 1}字起：“{left.text.strip()}”"
        return
    yield f"程序理解（请核对）：{reading.sentence}"
    if reading.inputs:
        yield f"要填的数据：{'、'.join(reading.inputs)}"
    for doubt in reading.doubts:
        yield f"条文的留白：{doubt.text}"
    if len(reading.readings) > 1:
        yield f"共有{len(reading.readings)}种读法，结果不同时由人认定"
