"""A form is scored, audited, explained and filled in Word as it is in its workbook."""

from __future__ import annotations

import json
import re
from typing import Any

from addin.books.book import address, split_address
from tests.cli.runs import pe
from tests.word_forms.conftest import Seed
from tests.word_forms.making import TABLE


def moved(text: str, seed: Seed) -> str:
    """What is said of the workbook, with the addresses that the Word table has."""
    def there(match: re.Match[str]) -> str:
        _, row, column = split_address(match[2])
        return address(row - seed.rows[0] + 1, column, TABLE if match[1] else None)

    return re.sub(rf"({seed.sheet}!|(?<![!\w]))([A-Z]\d+)\b", there, text)


def as_told(form: dict[str, Any]) -> dict[str, Any]:
    """What the scorecard says of the form, without the file's own name; that a number was typed as
    a text means something in a workbook only."""
    told = {name: value for name, value in form.items() if name not in ("file", "sheet")}
    return told | {"findings": [each for each in form["findings"]
                                if each["code"] != "number-as-text"]}


def test_audit_says_the_same(seed: Seed) -> None:
    workbook = pe("audit", seed.workbook, "--ruleset", seed.name, "--json")
    document = pe("audit", seed.document, "--ruleset", seed.name, "--json")
    assert document.err == ""
    assert document.code == workbook.code
    wanted = json.loads(moved(json.dumps(as_told(workbook.form), ensure_ascii=False), seed))
    assert as_told(document.form) == wanted
    assert document.form["sheet"] == TABLE


def test_numbers_that_are_texts_are_no_fault_in_word(seeds: dict[str, Seed]) -> None:
    lukou = seeds["lukou"]
    codes = [[each["code"] for each in pe("audit", path, "--json").form["findings"]]
             for path in (lukou.workbook, lukou.document)]
    assert ["number-as-text" in each for each in codes] == [True, False]


def test_explain_says_the_same(seed: Seed) -> None:
    workbook = pe("explain", seed.workbook, "--ruleset", seed.name)
    document = pe("explain", seed.document, "--ruleset", seed.name)
    assert document.code == 0
    assert document.out == moved(workbook.out, seed)
