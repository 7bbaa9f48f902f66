"""得分规定: what every rule prints of itself is read back as the same rule."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from addin.library.library import Library
from scoring.clauses.read import read as read_clause
from scoring.clauses.strict import conditions
from scoring.clauses.strict.rule import Told, read, told
from scoring.clauses.strict.words import NotUnderstoodError
from scoring.rules.conditions import Conditions
from scoring.rules.indicator import Indicator
from scoring.rules.rule import Rule
from scoring.rules.scales.base import Scale
from scoring.rules.scales.parts import Parts
from tests.scales.cases import groups

RULES: TypeAdapter[Rule] = TypeAdapter(Rule)
CONDITIONS = TypeAdapter(Conditions)


def simple(rule: Scale) -> Iterator[Scale]:
    """The rules of parts that stand in rows of their own."""
    if isinstance(rule, Parts) and rule.each is None:
        for part in rule.parts:
            yield from simple(part.rule)
    else:
        yield rule


def entries() -> list[tuple[str, Scale, Conditions | None]]:
    shipped = [(f"{ruleset.id} {entry.clause.place}", entry.rule, entry.conditions)
               for ruleset in Library().all()
               for entry in (*ruleset.indicators, *ruleset.defaults,
                             *([ruleset.execution] if ruleset.execution else []))]
    own = [(str(group), *_of(group.ruleset().indicators[0])) for group in groups()]
    return [*shipped, *own]


def _of(indicator: Indicator) -> tuple[Scale, Conditions | None]:
    return indicator.rule, indicator.conditions


ENTRIES = entries()


@pytest.mark.parametrize(("name", "rule"), [
    (name, each) for name, rule, _ in ENTRIES for each in simple(rule)])
def test_a_rule_reads_its_own_text_back(name: str, rule: Scale) -> None:
    words = told(rule)
    assert RULES.validate_python(read(words, None, "")) == rule
    spaced = Told(words.kind, words.figures, words.target, words.said.replace("得", " 得 "))
    if rule.kind in ("ladder", "proportional", "per_unit"):
        assert RULES.validate_python(read(spaced, None, "")) == rule


@pytest.mark.parametrize("given", [given for _, _, given in ENTRIES if given is not None])
def test_conditions_read_their_own_text_back(given: Conditions) -> None:
    assert CONDITIONS.validate_python(conditions.read(conditions.told(given))) == given


@pytest.mark.parametrize(("kind", "figures", "target", "said", "rule"), [
    ("分档计分", "支出率＝支出数÷预算数", "", "支出率≥95%，得10分；80%≤支出率<95%，得6分；支出率＜80%，不得分",
     {"tiers": [{"when": "≥ 95%", "points": 10}, {"when": "[80%, 95%)", "points": 6},
                {"when": "< 80%", "share": 0}]}),
    ("分档计分", "得分率", "", "得分率≥9，得１０分；\n得分率＜9，得 1/3 分。",
     {"tiers": [{"when": "≥ 9", "points": 10}, {"when": "< 9", "points": "1/3"}]}),
    ("按量加减分", "超支数；单位：万元", "20000元", "超支数超过起算点的，每1万元扣0.5分；从满分起扣",
     {"counts": [{"beyond": 2, "step": 1, "points": "0.5"}]}),
    ("要点计分", "", "", "评价要点：\n1.制度健全，得1分\n2.执行有效，得1分",
     {"items": ["制度健全", "执行有效"], "worth": [1, 1]}),
    ("要点计分", "", "", "①制度健全，得1分，否则不得分；②执行有效，得1分，否则不得分。",
     {"items": ["制度健全", "执行有效"], "worth": [1, 1]}),
    ("定性分档", "", "", "好：90%≤得分率≤100%\n差：得分率＜90%",
     {"bands": [{"name": "好", "share": "[90%, 100%]"}, {"name": "差", "share": "[0, 90%)"}]}),
])
def test_what_people_write_is_read(kind: str, figures: str, target: str, said: str,
                                   rule: dict[str, object]) -> None:
    made = RULES.validate_python(read(Told(kind, figures, target, said), None, ""))
    base = {"kind": made.kind, **rule}
    if figures and kind != "要点计分":
        name, _, formula = figures.partition("＝")
        measure = ({"name": name, "formula": formula} if formula else
                   dict(zip(("formula", "unit"), figures.split("；单位："), strict=False)))
        if "counts" in base:
            base["counts"] = [{**base["counts"][0], "measure": measure}]  # type: ignore[index]
        else:
            base["measure"] = measure
    assert made == RULES.validate_python(base)


@pytest.mark.parametrize(("kind", "figures", "said", "column", "message"), [
    ("梯子", "", "得1分", "计分方式", "没有“梯子”这种计分方式"),
    ("分档计分", "率＝甲÷", "率≥1，得1分", "算什么", "公式"),
    ("分档计分", "率＝甲÷乙；封顶：1", "率≥1，得1分", "算什么", "“封顶：1”看不懂"),
    ("分档计分", "率＝甲÷乙", "率大概够了，得1分", "", "看不懂"),
    ("分档计分", "率＝甲÷乙", "率≥90%，得5分，视情况扣分", "", "看不懂"),
    ("按量加减分", "次数", "次数超过起算点的，每1次扣1分；从满分起扣", "目标值或起算点", "是空的"),
    ("按量加减分", "次数", "次数每1次扣1分", "", "最后须写"),
    ("要点计分", "", "1.甲\n3.乙\n各点分值相等，符合的得分，不符合的不得分", "", "编号不连续"),
    ("要点计分", "次数", "1.甲\n符合的得满分，否则不得分", "算什么", "须空着"),
    ("人工认定", "", "由评价人看着办", "", "由评价人认定"),
])
def test_what_is_not_understood_is_named_with_its_column(kind: str, figures: str, said: str,
                                                         column: str, message: str) -> None:
    with pytest.raises(NotUnderstoodError, match=message) as raised:
        read(Told(kind, figures, "", said), None, "")
    assert raised.value.column == column


def test_the_reader_of_clauses_never_takes_a_strict_text_for_another_kind() -> None:
    """One language: where both read a text, they agree on what kind of rule it is. Two answers of a
    survey and two key points look alike; there the column 计分方式 decides."""
    for _, rule, _ in ENTRIES:
        for each in simple(rule):
            if each.kind == "tally":
                continue
            words = told(each)
            reading = read_clause(words.said) if words.said else None
            if reading and reading.rule and not reading.doubts and each.kind != "parts":
                assert reading.rule["kind"] == each.kind, words.said


def test_a_text_without_end_is_left_to_a_person_at_once() -> None:
    for text in ("率≥90%，得5分；" * 1000, "每" * 30_000, "得" + "9" * 5000 + "分"):
        assert not read_clause(text).read


def test_the_examples_of_the_manual_are_read() -> None:
    page = (Path(__file__).parents[2] / "docs" / "写评分办法.md").read_text("utf-8")
    table = [[cell.strip().strip("`") for cell in line.strip("|").split("|")]
             for line in page.splitlines() if line.startswith("| ") and line.count("|") == 5]
    whole = [row for row in table if row[0] in ("分档计分", "比例计分", "按量加减分", "人工认定")]
    assert len(whole) == 4
    for row in whole:
        RULES.validate_python(read(Told(*row), None, ""))
