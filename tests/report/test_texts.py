"""What the reports say: word for word, and against the reports that were published."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.report.documents import GOLDEN, REPORTS

PUBLISHED = yaml.safe_load((Path(__file__).parent / "published.yaml").read_text("utf-8"))


@pytest.mark.parametrize("name", REPORTS)
def test_the_text_is_the_golden_one(name: str, texts: dict[str, str]) -> None:
    assert texts[name] == (GOLDEN / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize(("name", "said"), [(name, said) for name, all_said in PUBLISHED.items()
                                            for said in all_said])
def test_a_published_figure_is_said_in_the_same_words(name: str, said: str,
                                                      texts: dict[str, str]) -> None:
    assert said in texts[name]


def test_six_chapters(texts: dict[str, str]) -> None:
    chapters = re.findall(r"\[Heading 1\] ([一二三四五六七八]、.*)", texts["lukou"])
    assert [chapter[:2] for chapter in chapters] == ["一、", "二、", "三、", "四、", "五、", "六、"]


def test_every_indicator_is_analysed(texts: dict[str, str]) -> None:
    said = texts["chayu"]
    assert len(re.findall(r"\[Heading 4\] \d\.\d", said)) == 33
    for part in ("评分标准：", "指标得分：", "绩效分析："):
        assert said.count(f"\n{part}") == 33
    assert said.count("\n评价要点：\n") == said.count("\n评价要点：") > 25


def test_a_division_that_contradicts_the_form_is_not_added(texts: dict[str, str]) -> None:
    """88.10% is what the form says; the figures beside it would give 93.13%."""
    doubts, title, body = texts["chayu"].partition("[Title]")
    assert "93.13%" in doubts
    assert title
    assert "88.10%" in body
    assert "93.13%" not in body


def test_nothing_is_said_to_be_right_that_the_audit_contradicts(texts: dict[str, str]) -> None:
    """The points stand as filed, each with a mark beside them."""
    scored = [line for line in texts["chayu"].splitlines() if line.startswith("指标得分：全部符合")]
    marked = [line for line in scored if "【待核对：" in line]
    assert ["住建局未制定资产管理制度" in line for line in marked] == [False, True, False]
    assert "按条款为0分：第1项要点不符合" in marked[2]
    assert marked[2].endswith("】，本指标评价得1分。")
    assert len(scored) > len(marked) == 3


def test_filed_figures_stand_where_the_rules_say_otherwise(texts: dict[str, str]) -> None:
    """渌口's total by the rules is 94.43, its cost indicator 1.43."""
    body = texts["lukou"].partition("附件")[0]
    assert "98分" in body
    assert "94.43" not in body
    assert "1.43" not in body


def test_the_summary_is_one_paragraph(texts: dict[str, str]) -> None:
    title, said = texts["lukou-summary"].splitlines()
    assert title.startswith("[Title]")
    for part in ("得分为98分", "等级为“优”", "全年预算数17511.79万元", "执行数17511.79万元",
                 "完成预算的100%", "一是着力塑特色", "主要问题及原因", "改进措施"):
        assert part in said


def test_a_finished_report_has_no_gaps(texts: dict[str, str]) -> None:
    doubts, _, body = texts["chayu"].partition("[Title]")
    assert "【待补充" not in body
    assert "【" not in texts["lukou-summary"]
    assert all(line.startswith("[待核对] 【待核对：") for line in doubts.splitlines())


def test_what_is_to_be_corrected_is_marked_without_a_draft_too(texts: dict[str, str]) -> None:
    """Nobody is to sign unseen what the audit says is wrong."""
    for name in ("chayu", "chayu-summary"):
        assert texts[name].count("[待核对] ") == 3
        assert "9÷8×100%应为112.50%" in texts[name]
    assert texts["lukou-summary"].startswith("[Title] ")


def test_the_summary_of_a_long_report_keeps_the_titles_of_its_points(texts: dict[str, str]) -> None:
    said = texts["chayu-summary"].splitlines()[-1]
    assert "一是预算调整率较高；二是合同未签订日期；三是工程预付款超过30%；四是质保金超过3%。" in said
    assert "《合同法》" not in said


def test_indicators_without_a_level_or_a_name_are_told_in_words(texts: dict[str, str]) -> None:
    body = texts["conghua"].partition("[Heading 1] 附件")[0]
    assert "（未" not in body
    assert "[Heading 3] 2.【待补充：一级指标名称】（分值30.5分，得30.5分）" in body
    assert "【待补充：指标名称】（采购意向100%公开的得满分，否则不得分）：分值0.5分" in body


def test_a_text_of_the_form_counts_below_the_heading_it_stands_under(texts: dict[str, str]) -> None:
    goals = texts["huaxi"].partition("（三）绩效目标\n")[2].partition("[Heading 1]")[0].splitlines()
    assert [line[:2] for line in goals] == ["1.", "2."]
    assert "2.部门整体绩效分目标：（1）政府购买服务相关工作" in goals[1]


def test_points_lost_for_no_written_reason_are_marked(texts: dict[str, str]) -> None:
    """渌口 gave 环境效益 and 民生保障 4 of 5 points and wrote nothing beside them."""
    assert texts["lukou"].count("【待补充") == texts["lukou"].count("原因：【待补充：原因】") == 2


def test_a_draft_says_what_is_missing_and_what_disagrees(texts: dict[str, str]) -> None:
    assert "【待补充：单位概况】" in texts["huaxi"]
    assert "【待核对：在职人员控制率：填报0.90分，按条款为1分" in texts["jiangning"]
