"""A problem is mended, or it is the same, or it is new: never two of these."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from addin.desk.review.matched import Matched
from addin.pages.review import tables as t
from addin.pages.review.read import text
from scoring.rulefile.document import parse_document

CASES = parse_document(Path(__file__).with_name("matched.yaml").read_text("utf-8")).data


def row(form: str, kind: str, paths: str, said: str, state: str = "") -> dict[str, str]:
    return {t.STATE: state, t.KEY: f"{form}|{paths}|{kind}", t.FORM_KEY: form, t.FINDING: kind.partition("#")[0],
            t.PATHS: paths, t.MESSAGE: said}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_became_of_a_problem(case: dict[str, Any]) -> None:
    now, before = ([row(*each) for each in case[name]] for name in ("now", "before"))
    forms = {each[t.FORM_KEY] for each in now} | set(case.get("forms", ()))
    matched = Matched(iter(now), before, dict.fromkeys(forms, ""), {}, {
        form: dict(pairs) for form, pairs in case.get("renamed", {}).items()})
    assert {each[t.MESSAGE]: matched.became(each[t.KEY]) for each in now} == case["states"]
    assert {text(old, t.MESSAGE): matched.state(old) for old in matched.gone} == case["gone"]
    told = {each[t.MESSAGE]: matched.compared(each) for each in now}
    told |= {text(old, t.MESSAGE): text(old, t.COMPARED) for old in matched.gone}
    assert {said: words for said, words in told.items() if words} == case.get("says", {})
    keys = [*(each[t.KEY] for each in now), *(text(old, t.KEY) for old in matched.gone)]
    assert len(keys) == len(set(keys))
