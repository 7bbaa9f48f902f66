"""pe rules list, show, check, schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scoring.rulefile.document import parse_document
from tests.cli.runs import pe

RULESETS = sorted((Path(__file__).parents[2] / "rulesets").glob("*/*.yaml"))


def test_list_names_every_ruleset() -> None:
    run = pe("rules", "list")
    assert run.code == 0
    head, *lines = run.out.splitlines()
    assert head.split() == ["编号", "名称", "适用地区", "年度", "说明"]
    assert [line.split()[0] for line in lines] == [f"{path.parent.name}/{path.stem}"
                                                   for path in RULESETS]
    assert re.search(r"^520111/2023 +huaxi +贵阳市花溪区 +2023 +贵阳市花溪区", run.out, re.MULTILINE)


def test_show_prints_the_rules_beside_their_clauses() -> None:
    said = pe("rules", "show", "huaxi").out
    assert said.startswith("520111/2023　贵阳市花溪区")
    assert "\n预算执行率（10分）　比例计分\n  评分标准：" in said
    assert "舍入：先把比率四舍五入到2位小数，再计分（读法：公开表的执行率填0.99" in said
    assert "读法：“超目标完成”读作“达成预期指标”" in said
    assert "条款：表下注4：定性指标根据指标完成情况分为" in said
    assert "没有写≥、≤、＝的，按指标名称和单位理解方向" in said
    assert ("\n原因说明：得分低于分值的，须说明原因和改进措施。\n"
            "  条款：表下注2：") in said
    assert "\n原因说明：实际完成值达到年度指标值130%及以上的，须说明原因。\n  条款：" in said
    assert said.rstrip().splitlines()[-1].startswith("等级：优 90≤得分≤100；良 80≤得分<90")


@pytest.mark.parametrize(("ruleset", "said"), [
    ("conghua", "未报整体绩效目标的，本项不得分。"),
    ("conghua", "非涉密部门未公开预算或决算的，本项不得分。"),
    ("conghua", "内容有缺漏的，酌情扣分（最多扣5分）。"),
    ("jiangning", "部门没有非税收入的，剔除本项，分值由其余各项分摊。"),
    ("chayu", "没有交办或下达的重点工作的，本项得满分。"),
])
def test_show_and_explain_say_the_conditions(ruleset: str, said: str, tmp_path: Path) -> None:
    assert f"\n  条件：{said}\n  条款：" in pe("rules", "show", ruleset).out
    assert pe("sample", ruleset, "-o", tmp_path / "表.xlsx").code == 0
    assert f"\n  条件：{said}\n  条款：" in pe("explain", tmp_path / "表.xlsx").out


@pytest.mark.parametrize("path", RULESETS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_our_own_rulesets_are_shown_and_have_no_mistakes(path: Path) -> None:
    assert pe("rules", "show", f"{path.parent.name}/{path.stem}").code == 0
    run = pe("rules", "check", path)
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith(f"{path}：没有问题")


def test_check_tells_file_line_and_indicator_of_every_mistake(tmp_path: Path) -> None:
    wrong, right = tmp_path / "错.yaml", tmp_path / "对.yaml"
    wrong.write_text("""id: 1/2030
title: 某地
source: {document: 某办法}
indicators:
  - path: [产出, 数量]
    weight: 十
    rule: {kind: proportinal}
    clause: {text: 条文}
""", "utf-8")
    right.write_text("""id: 1/2030
title: 某地
source: {document: 某办法}
indicators:
  - path: [产出, 数量]
    weight: 10
    rule: {kind: proportional}
    clause: {text: 条文}
""", "utf-8")
    run = pe("rules", "check", wrong, right)
    assert run.code == 1
    assert f"{wrong} 第6行（数量）：“weight”“十”不是数字" in run.out
    assert f"{wrong} 第7行（数量）：没有“proportinal”这种计分方式，是否想写“proportional”？" in run.out
    assert f"{right}：没有问题（某地，列明的指标 1 个）" in run.out


def test_check_of_what_is_no_file(tmp_path: Path) -> None:
    for place, said in ((tmp_path / "没有.yaml", "不存在"), (tmp_path, "不是文件")):
        run = pe("rules", "check", place)
        assert (run.code, run.out) == (2, "")
        assert said in run.err


def test_check_of_another_encoding(tmp_path: Path) -> None:
    for encoding, said in (("gbk", "GB18030"), ("utf-16", "UTF-16"), ("utf-8-sig", "")):
        (tmp_path / "别样.yaml").write_bytes("title: 某地".encode(encoding))
        run = pe("rules", "check", tmp_path / "别样.yaml")
        assert run.code == 1
        assert "缺少“id”" in run.out, "it is read"
        assert (f"按 {said} 编码读取" in run.out) == bool(said)
    (tmp_path / "别样.yaml").write_bytes(b"title: \xff\xff\x81")
    assert "编码认不出" in pe("rules", "check", tmp_path / "别样.yaml").out


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    run = pe("rules", "schema")
    assert run.code == 0
    found: dict[str, Any] = json.loads(run.out)
    return found


def said_of(part: Any) -> Iterator[str]:
    """Every description and title anywhere in a schema; a key without one is told by its name."""
    if isinstance(part, dict):
        yield from (part[key] for key in ("description", "title") if isinstance(part.get(key), str))
        yield from (key for key, each in part.get("properties", {}).items()
                    if isinstance(each, dict) and "description" not in each)
    children = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    for child in children:
        yield from said_of(child)


def test_the_schema_tells_in_chinese_what_every_entry_means(schema: dict[str, Any]) -> None:
    said = list(said_of(schema))
    assert len(said) > 150
    assert [each for each in said if not re.search("[\u4e00-\u9fff]", each)] == []
    assert "sha256" not in schema["properties"]


def test_the_schema_knows_every_kind_of_rule(schema: dict[str, Any]) -> None:
    from scoring.rules.rule import KINDS

    kinds = {definition["properties"]["kind"].get("const") for definition in schema["$defs"].values()
             if "kind" in definition.get("properties", {})}
    assert kinds >= set(KINDS)


@pytest.mark.parametrize("path", RULESETS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_schema_knows_every_key_of_our_own_rulesets(path: Path, schema: dict[str, Any]) -> None:
    data = parse_document(path.read_text("utf-8")).data
    assert list(unknown(data, schema, schema)) == []


def test_the_schema_refuses_what_it_does_not_know(schema: dict[str, Any]) -> None:
    data = {"id": "x", "title": "x", "execution": {"rule": {"kind": "proportional", "richtung": 1},
                                                   "clause": {"text": "x"}}, "indikators": []}
    assert sorted(unknown(data, schema, schema)) == ["execution.rule.richtung", "indikators"]


def unknown(data: Any, node: dict[str, Any], whole: dict[str, Any], path: str = "") -> Iterator[str]:
    """The keys of the data for which the schema has no place."""
    node = _chosen(data, node, whole)
    if isinstance(data, list):
        items = node.get("items", {})
        places = node.get("prefixItems", [items] * len(data))
        for each, inner in zip(data, places, strict=False):
            yield from unknown(each, inner, whole, path)
    elif isinstance(data, dict) and node.get("type") == "object":
        properties, more = node.get("properties", {}), node.get("additionalProperties", True)
        for key, value in data.items():
            where = f"{path}.{key}".lstrip(".")
            if key in properties:
                yield from unknown(value, properties[key], whole, where)
            elif more is False or properties:
                yield where
            elif isinstance(more, dict):
                yield from unknown(value, more, whole, where)


def _chosen(data: Any, node: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    """The node behind references, and the branch of a union that is meant for the data."""
    kind = data.get("kind") if isinstance(data, dict) else None
    wanted = "array" if isinstance(data, list) else "object" if isinstance(data, dict) else None
    branches = list(_branches(node, whole))
    of_kind = [each for each in branches
               if kind and each.get("properties", {}).get("kind", {}).get("const") == kind]
    return next(iter(of_kind or [each for each in branches if each.get("type") == wanted]), {})


def _branches(node: dict[str, Any], whole: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Everything the node may stand for, behind references and unions in unions."""
    if "$ref" in node:
        yield from _branches(whole["$defs"][node["$ref"].rpartition("/")[2]], whole)
    elif union := node.get("anyOf") or node.get("oneOf"):
        for each in union:
            yield from _branches(each, whole)
    else:
        yield node


def test_a_ruleset_is_printed_with_its_parts_limits_examples_and_figures() -> None:
    """Parts a line each, numbered; what a figure is limited to, in %; examples and inputs."""
    lines = pe("rules", "show", "440117").out.splitlines()
    for line in ("    1.2. 规范（占50%）：财政部门开展的预算公开专项检查中没有发现问题：符合的得满分，否则不得分。",
                 "  口径：“年度平均执行率”的每个数最高按100%计",
                 "  算例：三公经费实际支出数＝10；三公经费预算数＝10；分值＝2 → 得2分"):
        assert line in lines
    assert any(line.startswith("  应评估项目数（个；取自预算项目库；用于新增预算项目事前绩效评估）：")
               for line in lines)
    said = pe("rules", "show", "system").out
    assert "  核对：还没有人核对" in said.splitlines()
    assert "（）" not in said  # nobody has issued it
