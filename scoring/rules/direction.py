"""Which way an indicator counts: more is better (正向), less is better (反向), or exactly so (等于).

A sign decides (≥ ≤ =), or the rule file. Where neither speaks, the name and the unit may: that is a
reading, which is told and never held against anybody; and where the name leaves it open, every
direction is a reading, and only a score that all of them give is given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from scoring.values.quantity import Comparator, Quantity
from scoring.values.units import A_YEAR, TIMES

Direction = Literal["正向", "反向", "等于"]

_SIGNS: dict[Comparator, Direction] = {
    "≥": "正向", ">": "正向", "≤": "反向", "<": "反向", "=": "等于"}
COUNTS = ("", *"起件次人例个宗条户处项篇名", "人次")


def _any(words: str) -> re.Pattern[str]:
    return re.compile("|".join(words.split()))


DONE_ABOUT_IT = _any(
    "办结 办理 处理 整改 处置 查处 下降 减少 降低 化解 排除 消除 控制 整治 治理 解决 回复 答复 受理 调处 "
    "调解 救治 救助 防范 预防 演练 培训 宣传 覆盖 排查 巡查 检查 打击 破案 侦破 销号 回访 压减 压降 缩短 "
    "核查 监测 预警 抢修 修复 恢复 追缴 挽回 避免 遏制 应对 防控 减排 复耕 复垦 盘活 清收 利用 达标 "
    "拆除 追回 追讨 清欠 清偿 再就业 优良率 改造 安置 帮扶 关停 淘汰 销毁 扑灭 收治 筛查 戒毒 矫正 "
    "节约率 节支率 节省率 压缩率 缩减率 削减率 节约比例 节约额 节支额 节省额 节约金额 节约资金 节约量")
"""What people do about a bad thing is good, and more of it better: 投诉办结率, 病害减少, 会议费节约率."""
BAD = _any("投诉 事故 违规 违法 违纪 死亡 伤亡 信访 上访 舆情 差错 失误 逾期 返工 返贫 火灾 群体性事件 安全事件 "
            "突发事件 泄密 案件 不合格 变质 损毁 流失 失业 辍学 发病 误差 故障 纠纷 拖欠 污染事件 退件 扰民 "
            "漏损 漏失 超标 败诉 空置 损失 成灾 贫困发生 不良贷款 负债 债务 药占比 抗菌药物 排放量 排放浓度 PM2.5 "
            "PM10 需氧量 噪声 噪音 浊度 能耗 违建 撂荒 排污口 延误 困人 亏损 超支 三公 公务接待 会议费 溺亡 中毒 感染 "
            "失踪 重伤 轻伤 受伤 伤害 追究 问责 通报批评 过错 吸毒 病例 缠访 犯罪 超时 停机 宕机 漏洞 网络攻击 违章 拥堵 "
            "黑臭 负面 欠款 欠费 费用增长 支出增长 成本增长 经费增长 失学 零就业 危房 缺水 受灾 过火 病虫害 占用 公车 "
            "财政供养 直排 偷排 跑腿 审批环节 申请材料 积压 闲置 破损 脱管 漏管 停电 停水 停气 断电 断水 断网 货损 死淘 坏账 差评 退货 返修 "
            "次品 废品 漏检 误诊")
BARE = _any("投诉 事故 违规 违法 违纪 死亡 伤亡 上访 负面舆情 差错 失误 逾期 返工 返贫 火灾 泄密 退件 故障 延误 群体性 "
            "突发 污染 拖欠 停电 停水 停气 断电 断水 断网 差评 退货 返修 "
            "事件 安全 生产 交通 责任 质量 群众 有效 人员 一般 严重 发生 新增 年度 全年 情况 以上 及 重 特 大 较 "
            "次 人 件 起 数 量 的").pattern.split("|")
"""Bad things and their plain qualifiers. A name that is nothing else counts what happened (安全事故
发生数); any other word may be what is done about it (扑救火灾), and no list of those is whole."""
SAVED = _any("节约 节省 节支 降低 下降 减少 压减 压降 压缩率 缩减率 削减率 结余 收入 收益 增收 产值 效益 利润")
KEPT = _any("经费控制率 费用控制率 费控制率 支出控制率 三公控制率 投资控制率 造价控制率 概算控制率 人员控制率 编制控制率")
"""Rates of what is to be kept within its limit, or of how well that was done: nobody can tell."""
RATES = ("率", "比例", "占比", "比重")
WELCOME = _any(
    "完成 合格 覆盖 到位 满意 及时 达标 普及 参与 参加 参保 利用 使用 开工 竣工 投产 增长 提高 提升 上升 改善 优良 "
    "优秀 优质 良好 成活 保存 存活 绿化 美化 入学 就学 升学 就业 创业 公开 支付 执行 拨付 兑付 发放 落实 知晓 认知 "
    "达成 实现 通过 治愈 好转 有效 转化 贡献 收益 利润 回收 无害化 资源化 机械化 标准化 规模化 信息化 数字化 城镇化 "
    "电气化 硬化 亮化 自给 保障 保护 保持 入住 出租 上座 上线 开通 受益 惠及 资助 获奖 中标 申报 立项 结项 结题 "
    "验收 整改 销号 回访 巡查 检测 抽检 监测 抽查 筛查 普查 检查 体检 接种 签约 建档 入户 服务 培训 宣传 响应 出勤 "
    "出席 在线 联网 录用 录取 打击 破案 结案 办结 调解 履约 配套 征收 入库 缴纳 清收 收缴 采纳 应用 推广 更新 改造 "
    "修复 恢复 盘活 完好 正常 畅通 准确 正确 规范 真实 完整 安全 稳定 持证 获得 拥有 配备 建成 安装 投入 种植 出栏 "
    "产出 成功 随访 管理 管护 养护 供给 供应 处理 处置 治理 巩固 返还 节约 节能 清洁 查处 受理 答复 解决 化解 见效 "
    "报到 对接 节支 节省 压缩 压减 缩减 削减 下降 减少 降低 减排 控制 排查 救治 救助 预警"
).pattern.split("|")
"""What a rate ends with that is the better the higher (完成率): no list of bad ones is whole."""
DENIED = ("不", "未", "非", "无")
"""Where one of these stands in the name, it may be what is not reached (不合格率)."""
LEAST_GOAL = Fraction(1, 2)
"""Half and more is what one wants to reach; a lower rate may as well be one to be kept down."""
RANKED = _any("名次 位次 排名 排位 类别 档次 等次")
"""Names of places in an order, which no number of them is an amount of."""
COST = _any("成本 费用 支出 投资 造价 单价 价格 花费 经费 电费 水费")
USED = _any("用水总量 用电总量 能源消费 碳排放 电耗 用电量 用水量 用气量 用油量 耗电 耗水 耗油 消耗")
INVESTED = _any("完成投资 固定资产投资 社会投资 招商 引资 吸引 带动 撬动 拉动 到位 争取 筹集 发放 兑付 拨付 自筹 "
                "配套 社会资本")
"""Money that is to be brought in or paid out, which the more of is the better."""
STANDARD = _any("标准 补助 补贴 资助")
LONGER = _any("使用年限 使用寿命 质保 保修 保质 有效期 培训天数 培训时长 培训时间 培训课时 培训小时 学时 课时 学习天数 "
               "学习小时 开放天数 开放时间 开放时长 开放小时 服务时长 服务时间 服务年限 服务天数 服务小时 服务月数 持续时间 "
               "持续影响 影响年限 运行年限 运行天数 运行小时 播出时长 播出小时 营业时间 营业天数 优良天数 达标天数 蓝天天数 "
               "无事故天数 安全生产天数 无故障")
_FINISHED = ("完成", "完工", "竣工", "开工", "投用", "交付", "建成", "验收", "投产", "结项", "上线", "启用", "报送", "到货",
             "交货", "拨付", "支付", "到位", "出版", "开通")
_WAITED = ("等待", "等候", "排队", "候诊", "候车", "轮候", "滞留", "延误", "停电", "停水", "响应", "办理", "办结",
           "处理", "处置", "审批", "审核", "受理", "到达", "修复", "流转")
SHORTER = _any("时限 用时 耗时 响应时间 办理时间 办结时间 处理时间 处置时间 审批时间 到达时间 等待时间 等候时间 修复时间 "
                "所需时间 住院日 住院天数 工期 周期 时延 间隔 " + " ".join((
                    *(f"{deed}{unit}" for deed in _WAITED
                      for unit in ("时间", "时长", "天数", "日数", "小时", "分钟", "工作日", "秒数")),
                    *(f"{deed}{unit}" for deed in _FINISHED for unit in ("时间", "日期")))))
HASTENED = _any("缩短 压缩 节约 节省 提前 减少")
"""Of 缩短工期5天 nobody says whether five days are saved, or left."""
TIME_WORDS = _any("年限 期限 天数 时长 时间 月数 年数 周数 期间 时效 日数 平均")
IN_TIME_LEVELS = ("时效",)
"""Higher levels whose indicators say when, or how fast."""
SHORT_TIMES = ("小时", "工作日")
"""Dimensions of what is waited for as often as of what is offered."""

IN_TIME = tuple(f"{left}{unit}{right}" for left, right in ("()", "（）")
                for unit in ("工作日", "天", "日", "小时", "分钟", "分", "月", "个月", "年"))
"""A unit of time that stands in the name, where the target is a bare number."""
INTERVALS = tuple(f"{time}/{time_of}" for time in TIMES for time_of in ("次", "批", "期", "轮", "趟"))
"""Of 5天/次 the less is the more often."""
TIME_ENDS = ("分钟", "小时", "工作日", "秒钟", "分钟数", "小时数", "工作日数", "秒数", "天数", "日数", "周数", "月数", "年数")
"""What the name of a number of minutes, hours or days ends with."""


@dataclass(frozen=True, slots=True)
class Directions:
    """The directions an indicator may count in; ``because`` says in Chinese what an inferred or an
    open one rests on, and is empty where a sign decides or where nothing speaks against 正向;
    ``supposed`` is what an inferred one takes the indicator for (成本控制指标)."""

    readings: tuple[Direction, ...]
    because: str = ""
    supposed: str = ""

    @property
    def only(self) -> Direction | None:
        return self.readings[0] if len(self.readings) == 1 else None


@lru_cache(maxsize=4096)
def directions(levels: tuple[str, ...], target: Quantity) -> Directions:
    """The directions of an indicator named by ``levels`` (一级 … 三级) with this target.

    >>> from scoring.values.quantity import read
    >>> directions(("产出指标", "时效指标", "平均办理时间"), read("3天")).only
    '反向'
    >>> directions(("产出指标", "数量指标", "使用期限"), read("5年")).readings
    ('正向', '反向')
    """
    if target.comparator:
        return Directions((_SIGNS[target.comparator],))
    names = [_plain(level) for level in levels]
    name = names[-1] if names else ""
    return (_of_time(names, target) or _of_ranks(name) or _of_bad_things(name, target)
            or _of_cost(names, target) or _of_rates(name, target) or _of_nothing(name, target)
            or Directions(("正向",)))


def _plain(level: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", level))


def _inferred(direction: Direction, because: str, supposed: str) -> Directions:
    return Directions((direction,), f"没有写≥或≤，{because}，按{direction}指标理解", supposed)


def _open(because: str) -> Directions:
    return Directions(("正向", "反向"), f"没有写≥或≤，{because}，看不出越多越好还是越少越好")


def _of_time(names: Sequence[str], target: Quantity) -> Directions | None:
    """By the unit of the target, or where it has none by that in the name: 审批时限（工作日）, 排队分钟数."""
    name = names[-1] if names else ""
    if target.dimension.startswith(INTERVALS):
        return _open("指标值是间隔的时间")
    named = name.endswith(TIME_ENDS) or any(each in name for each in IN_TIME)
    in_time = not target.unit and named
    if target.dimension not in TIMES and not in_time:
        bare = not target.unit and SHORTER.search(name) is not None
        return _open("指标可能是时间") if bare else None
    if HASTENED.search(name):
        return _open("缩短、提前的是多少还是缩短后是多少不明")
    if LONGER.search(name):
        return _inferred("正向", "这种时间越长越好", "越长越好的指标")
    if SHORTER.search(name):
        return _inferred("反向", "这种时间越短越好", "时限控制指标")
    worded = in_time or TIME_WORDS.search(name) or target.dimension in SHORT_TIMES
    timely = any(word in level for word in IN_TIME_LEVELS for level in names[:-1])
    return _open("指标值是时间") if worded or timely else None


def _of_ranks(name: str) -> Directions | None:
    """The third place is less than the fifth and better; a class of water may count either way."""
    return _open("指标是名次或类别") if RANKED.search(name) else None


def _of_bad_things(name: str, target: Quantity) -> Directions | None:
    """A bare count of bad things is a limit. Where more is said (查办案件), a rate of them or an
    amount may be either and is left open, as is a rate of what is to be kept within limits."""
    if KEPT.search(name):
        return _open("指标是控制率")
    if not BAD.search(name) or DONE_ABOUT_IT.search(name):
        return None
    if name.endswith(RATES):
        return _open("指标是不利情况的比率")
    if nothing_but_bad(name) and target.unit.removesuffix(A_YEAR[0]) in COUNTS:
        return _inferred("反向", "指标是不利情况的数量，越少越好", "不利情况的控制指标")
    return _open("指标是不利情况的数量")


def nothing_but_bad(name: str) -> bool:
    """Whether a name is made of bad things and plain qualifiers alone.

    >>> nothing_but_bad("重大安全事故发生数"), nothing_but_bad("救援交通事故")
    (True, False)
    """
    for word in BARE:
        name = name.replace(word, "")
    return not name


def _of_cost(names: Sequence[str], target: Quantity) -> Directions | None:
    """An amount of cost, under 成本 the less the better, elsewhere left open, as is what is used up.
    What is saved counts upwards; a standard of payment is to be kept."""
    name = names[-1] if names else ""
    if SAVED.search(name):
        return None
    money, cost = target.dimension.startswith("元"), COST.search(name) is not None
    if any("成本" in each for each in names):
        if money and not (STANDARD.search(name) or INVESTED.search(name)):
            return _inferred("反向", "成本越低越好", "成本控制指标")
        if money or cost or target.dimension != "比率":
            return _open("指标是开支标准或筹集的资金" if money else "指标是成本方面的比率或数量")
    spent = cost and (money or not target.unit) and not INVESTED.search(name)
    return _open("指标是费用或消耗") if spent or USED.search(name) else None


def _of_rates(name: str, target: Quantity) -> Directions | None:
    """A rate is one to be reached where its name says so or it is high; else it may be a limit."""
    if not name.endswith("率") or target.dimension != "比率" or target.base >= LEAST_GOAL:
        return None
    welcome = name.removesuffix("率").endswith(tuple(WELCOME)) and not any(
        each in name for each in DENIED)
    return None if welcome else _open("指标是比率，目标值较低")


def _of_nothing(name: str, target: Quantity) -> Directions | None:
    """A target of zero: it may be a limit, or where something begins."""
    return _open("指标值为零") if target.base == 0 and target.high is None else None


__all__ = ["Direction", "Directions", "directions"]
