"""What contradicts the target in words; and what only looks like it."""

import pytest

from scoring.findings.contrary import contrary

CONTRARY = [
    ("合格率达到80%", "合格率达到95%以上"),
    ("达到12所", "惠及学校达到20所以上"),
    ("普及率达到80%", "实现县城公共供水普及率达到90%以上"),
    ("变差", "改善"),
    ("没有改善", "改善"),
    ("下降", "显著提升"),
    ("未改善", "持续改善教学条件"),
    ("较上年增加", "较上年减少"),
    ("下降1%", "增长3%"),
    ("减少3天", "增加10天"),
    ("火灾上升2%", "火灾下降5%"),
    ("超预算5%", "不超预算"),
    ("延期2个月", "按期完工"),
    ("下降", "提高"),
    ("未体现", "显著"),
    ("不明显", "显著提升"),
    ("进一步提高", "降低"),
    ("存在不及时情况", "及时"),
]
NONE = [
    ("已完成", "完成"),
    ("未发生事故", "不发生"),
    ("未超预算", "不超预算"),
    ("投诉减少", "提升服务水平"),
    ("不断提升", "提升"),
    ("无不及时情况", "及时"),
    ("及时，无延期", "及时"),
    ("降低成本", "提高效率"),
    ("不断改善", "改善"),
    ("未超支，按期完成", "按期完成"),
    ("成本降低5%", "成本降低5%"),
    ("减少了办理时间，提升了效率", "提升效率"),
    ("提升服务，减少投诉", "减少投诉"),
    ("无拖欠", "减少"),
    ("不存在不到位", "到位"),
    ("发病率下降", "健康水平提升"),
    ("下降趋势明显", "病虫害下降"),
    ("有效降低", "降低"),
    ("没有超预算", "不超预算"),
    ("未发现不合格", "合格"),
    ("无明显下降", "不下降"),
    ("不完善之处已整改", "完善"),
    ("减少事故", "改善安全"),
    ("完成，不满意问题已整改", "完成"),
]


@pytest.mark.parametrize(("actual", "target"), CONTRARY)
def test_the_contrary_is_seen(actual: str, target: str) -> None:
    assert contrary(actual, target)


@pytest.mark.parametrize(("actual", "target"), NONE)
def test_nothing_else_is_taken_for_it(actual: str, target: str) -> None:
    assert not contrary(actual, target)
