"""What is covered and what is left, as cases; a mask never changes a text's length."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from addin.redact.text import covered, masks

CASES: dict[str, dict[str, str]] = yaml.safe_load(
    (Path(__file__).parent / "masks.yaml").read_text("utf-8"))
PIECES = ["填报人", "：", "张三", "13800000000", "0731-", "2000000", "账号", "6222000000000000004", "元",
          "，", " ", "·", "11010519491231002X", "联系电话", "×", "（", "）", "、", "1", "９"]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_case(case: dict[str, str]) -> None:
    found = masks(case["text"], case.get("label", ""))
    assert covered(case["text"], found) == case["shown"]


@given(text=st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
       label=st.sampled_from(["", "填报人", "联系电话：", "银行账号", "身份证号"]))
def test_masks_keep_every_place_and_are_final(text: str, label: str) -> None:
    shown = covered(text, masks(text, label))
    assert len(shown) == len(text)
    assert covered(shown, masks(shown, label)) == shown

