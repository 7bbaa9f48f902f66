"""A letter in the place of a digit is seen, and no letter that stands for itself is."""

from __future__ import annotations

import time

import pytest

from scoring.values.letters import as_digits
from scoring.values.quantity import read

TYPED = {"3OO米": "300米", "5o厘米": "50厘米", "9O%": "90%", "９Ｏ％": "90%", "l0件": "10件",
         "2I个": "21个", "1l0人": "110人", "1O0%": "100%", "O.5%": "0.5%", "5Okm": "50km",
         "90-1OO%": "90-100%", "2O23年12月底前": "2023年12月底前", "培训2OO人次。": "培训200人次。"}


@pytest.mark.parametrize("text", TYPED)
def test_a_digit_typed_as_a_letter_is_seen_and_never_read(text: str) -> None:
    assert as_digits(text) == TYPED[text]
    assert read(text) is None


@pytest.mark.parametrize("text", [
    "5l", "5ol", "10lx", "300L", "500l桶", "5l/人", "IP65", "OA系统", "OA3个", "PM2.5", "PM10",
    "CO2", "O3浓度", "5G", "4A级", "Ⅰ类", "Ⅱ类3个", "H2O", "A2O工艺", "O2O平台", "GPT-4o模型", "IO5个",
    "I125粒子", "VIP50人", "APP2个", "BOD5", "COD50mg/L", "3OA系统", "ISO9001", "No10", "I级1处",
    "Ol级"])
def test_what_stands_for_itself_is_left_alone(text: str) -> None:
    assert not as_digits(text)


@pytest.mark.parametrize("text", ["1O" * 15000, "1l" * 15000, "O" * 30000, "lO1," * 8000])
def test_a_cell_full_of_them_takes_no_time(text: str) -> None:
    began = time.perf_counter()
    as_digits(text)
    assert time.perf_counter() - began < 1
