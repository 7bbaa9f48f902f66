"""The words that say what stands after them, beside them or below them.

A label is known by its key word at the end, whatever stands before it and however it is spaced:
填 报 人, 项目负责人及联系电话（手机）：, 收款人账号.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from scoring.personal.names import whole_name
from scoring.personal.plain import HAN, Plain


class Kind(StrEnum):
    """What is personal, as a person is told; ``KEPT`` is what only looks like it."""

    NAME = "姓名"
    PHONE = "电话号码"
    IDENTITY = "身份证号"
    ACCOUNT = "银行账号"
    EMAIL = "电子邮箱"
    ADDRESS = "家庭住址"
    SOCIAL = "微信QQ号"
    KEPT = ""


_NAMES = """填报人 填报人员 填表人 填表人员 制表人 制表人员 编制人 编制人员 经办人 经办人员 承办人 联系人 联系人员
 联络人 联络员 审核人 审核人员 复核人 复核人员 审批人 审批人员 校对人 核对人 负责人 负责人员 责任人 签字人 签收人 签名人
 领款人 经手人 保管人 申报人 申请人 受益人 受助人 资助对象 户主 监护人 评价人员 填写人 撰写人 撰稿人 执笔人 记录人 报送人 录入人
 操作员 主管领导 分管领导 单位领导 主要领导 部门领导 局领导 法定代表人 法人代表 委托代理人 授权代表 姓名 名字 组长 组员
 主办人 协办人 参与人 参加人 调查人 陪同人 验收人 检查人 评审人 出纳员 会计员 会计人员 财务人员 财务主管 会计主管 项目主管
 收件人 联系老师 联系同志 编报人 编报人员 签发人 制单人 拟稿人 受理人 受访人 被访人 被调查人 持卡人 出纳人员 报账员 报账人
 主办会计 主管会计 总账会计 财务会计 帮扶责任人 项目经理 单位法人 配偶"""
"""After these any two to four characters are a name."""
_OFFICES = """填报 填表 制表 编制 复核 审核 审批 经办 承办 校核 核对 制单 记账 记帐 签字 签名 会计 出纳 主管 法人 专家 成员 代表
 局长 副局长 处长 科长 副科长 股长 主任 副主任 站长 校长 院长 所长 书记 镇长 乡长 村长 支书 联系 收款人 付款人 作者 领导 签发 批准 审定 审查 核准 签批 拟稿 核稿 校稿
 签收 会签 编报 录入 汇总 统计 报送 负责 责任 主持 记录 校对 户名 开户名 县长 副县长 区长 副区长 市长 副市长 工程师
 帮扶对象 救助对象 补助对象 低保对象 驻村干部 帮扶干部 报账"""
"""After these a name is one only where it begins as names do."""
_PHONES = """电话 电话号 电话号码 手机 手机号 手机号码 联系方式 联络方式 传真 传真号 座机 座机号 热线 固话 小灵通 移动电话 联系号码 电话手机 专线
 Tel Telephone Mobile Phone Fax Cell"""
_IDENTITIES = """身份证 身份证号 身份证号码 身份证件号 身份证件号码 身份号码 证件号 证件号码 证件号码 护照 护照号 护照号码 军官证 军官证号 社保号 社会保障号
 社会保障号码 社保卡号 居住证号 驾驶证号 残疾证号 公民身份号码 户口簿号 户口本号"""
_ACCOUNTS = """账号 帐号 账户 帐户 卡号 银行卡 银行卡号 存折号 存折 一卡通 一卡通号 账号号码 开户行 开户银行 开户账号 开户行账号 银行账户 支付宝 支付宝号
 银行 农行 工行 建行 中行 交行 信用社 邮储 信用卡 公务卡 银联卡 储蓄卡 借记卡 工资卡 社保卡 社会保障卡 基本户 一般户 Account"""
_EMAILS = "邮箱 电子邮箱 邮箱地址 电子邮件 邮件地址 Email E-mail Mail"
_ADDRESSES = """家庭住址 家庭地址 住址 现住址 现居住地 户籍地址 户籍所在地 户籍地 居住地址 居住地 住宅地址 家庭详细地址 身份证地址 家庭所在地
 常住地址 常住地 收件地址 收货地址 户籍"""
_SOCIALS = "微信 微信号 QQ QQ号 QQ号码 WeChat"
_KEPT = """编码 编号 代码 文号 合同号 合同编号 项目号 信用代码 税号 识别号 科目 桩号 凭证号 发票号 发票号码 票据号 票号 订单号 流水号
 备案号 许可证号 证书号 证书编号 资产号 序号 邮编 邮政编码 图号 批次号 招标号 采购号 批复号 案号 档案号 指标号 登记号 注册号 执照号 文件号 批号
 金额 资金 预算数 执行数 决算数 支出 收入 合计 小计 总计 余额 万元 单价 总价 造价 投资额 投资 面积 数量 拨款 预算 决算 年初数
 标准 产值 产量 补贴 补助 发放 费用 工资 人数 人次 户数 得分 分值 指标值 完成值 总额 数值 里程 版本号 型号 规格 条码 条形码 共计
 项目地址 项目地点 实施地点 建设地点 单位地址 办公地址 建设地址 地点 网址 工号 学号 表号 水表号 电表号 No"""

_WORDS: dict[Kind, str] = {
    Kind.NAME: _NAMES, Kind.PHONE: _PHONES, Kind.IDENTITY: _IDENTITIES, Kind.ACCOUNT: _ACCOUNTS,
    Kind.EMAIL: _EMAILS, Kind.ADDRESS: _ADDRESSES, Kind.SOCIAL: _SOCIALS, Kind.KEPT: _KEPT}


@dataclass(frozen=True, slots=True)
class Label:
    """A key word in a text. ``sure``: whatever follows is what it says."""

    kind: Kind
    start: int
    end: int
    sure: bool = True


def _meanings() -> dict[str, tuple[Kind, bool]]:
    known = {word.lower(): (Kind.NAME, False) for word in _OFFICES.split()}
    return known | {word.lower(): (kind, True)
                    for kind, words in _WORDS.items() for word in words.split()}


_MEANINGS = _meanings()
_GAP = r"[ \t\n]*"
_ASIDE = r"(?:\([^()\n]{1,6}\)[ \t\n]*)?"
"""填报（审核）人"""


def _spaced(word: str) -> str:
    """The word with any spacing; a word of Latin letters only whole."""
    if word.isascii():
        return rf"(?<![a-z]){re.escape(word)}(?![a-z])"
    if word.endswith("人") and len(word) > 2:
        return rf"{_GAP.join(map(re.escape, word[:-1]))}{_GAP}{_ASIDE}人"
    return _GAP.join(map(re.escape, word))


@lru_cache(maxsize=1 << 9)
def _key(first: str) -> re.Pattern[str]:
    """The words that begin with this character, the longest first: one pattern of them all tries
    five hundred words at every place, and takes long to compile."""
    words = sorted((word for word in _MEANINGS if word[0] == first), key=len, reverse=True)
    return re.compile("|".join(map(_spaced, words)), re.IGNORECASE)


_FIRST = re.compile(f"[{''.join(sorted({re.escape(word[0]) for word in _MEANINGS}))}]",
                    re.IGNORECASE)
_NOT_A_LABEL = re.compile(
    r"电话(?:会|费|率|卡|线|访|亭|机|咨询|回访|调查|接通|接听|网)|手机(?:报|卡|费|版|端|银行|台|app)|"
    r"微信(?:公众|小程序|群|平台|支付|推送|视频)|账户(?:体系|管理|余额|资金|利息|名)|账号(?:管理|体系)|"
    r"姓名(?:牌|权)|(?:会计|出纳)(?:核算|制度|基础|准则|师|账|凭证|年度|信息|报表|科目|法|事务|岗)|"
    r"身份证(?:复印|明|原件|件(?!号)|办理)|银行卡(?!号)(?:发放|率)|户籍(?:人口|制度|管理|改革)|"
    r"热线(?:电话)?(?:办结|接|满意|受理)|户主(?:动|要)|成员单位|法人(?:单位|治理|资格)|代表(?:性|团)|"
    r"专家(?:评|论|组|库|咨|意见|费)|主管(?:部门|单位|局)|经办(?:机构|银行|单位)|编制(?:数|内|外|办|说明)|"
    r"审核(?:意见|批准|结果|通过)|复核(?:意见|率|结果|得分|分)|联系(?:单位|实际|群众|地址)|"
    r"签字(?:盖章|确认|率)|领导(?:小组|班子|干部|力)|书记(?:处|员)|作者(?:权)", re.IGNORECASE)
_SOMEBODY = re.compile(
    rf"(?<![{HAN}])(?:[{HAN}]{{1,5}}[人员]|[{HAN}]{{0,3}}(?:干部|医师|教师|学生|患者|职工|评委|司机))"
    r"(?=[ \t]*(?:\([^()\n]*\))?[ \t]*(?::|$))")
"""Whoever else a name may be asked of, before a colon or at the end: 护林员, 投保人."""
_JOIN = r"[ \t]*(?:及其|以及|及|和|与|或|、|/|\\|\||兼|,|，|&|\+)?[ \t]*"
_NOTE = r"[ \t\n]*(?:[(\[【（][^()（）\[\]【】]{0,12}[)\]】）]|签字|签名|签章|盖章|印章)?"
_TAIL = re.compile(rf"\)?(?:号码?|名单|信息|情况|一栏)?(?:{_NOTE}){{0,2}}[ \t\n]*[*＊]?[ \t\n]*[:：]?[ \t\n]*")
_BETWEEN = re.compile(
    rf"(?:号码?|{_NOTE})?\)?{_JOIN}\(?(?:联系|办公|固定|移动|所在|银行|开户)?")
_LONGEST_LABEL = 24
_WIDEST_LABEL = 100
"""With all the blanks between its characters."""
_BREAKS = re.compile(r"[。；;！!？?，,]|\d{4,}|:.*\S")
_KNOWN_BEFORE = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]?)?(?:项目|单位|部门|财务|业务|主要|主管|分管|直接|现场|科室|"
    r"企业|机构|公司|供应商|承包|施工|监理|实施|牵头|第一|具体|技术|资金|预算|绩效|评价|自评|填报|填表|联系|办公|固定|移动|"
    r"监督|投诉|举报|咨询|服务|家长|学生|教师|职工|员工|户主|村民|居民|农户|被征收|被拆迁|受益|补贴|补助|救助|享受|"
    r"人员?|对象|领导|银行|开户|开户行|收款|付款|对公|个人|本人|其他|居民|公民|法定|法人|代表|电子|微信|家庭|县|区|市|省|乡|镇|村|局|"
    r"及其|以及|及|和|与|或|、|/|的|[ \t\n])*")


def labels_in(text: str) -> list[Label]:
    """Every key word of a plain text, in order."""
    known = _known_labels(text) if _FIRST.search(text) is not None else []
    taken = {at for label in known for at in range(label.start, label.end)}
    others = [Label(Kind.NAME, *match.span(), sure=False) for match in _SOMEBODY.finditer(text)
              if taken.isdisjoint(range(*match.span()))]
    return sorted((*known, *others), key=lambda label: label.start) if others else known


def _known_labels(text: str) -> list[Label]:
    refused = {at for match in _NOT_A_LABEL.finditer(text) for at in range(*match.span())}
    found = []
    for match in _keys(text):
        if match.start() not in refused:
            kind, sure = _MEANINGS["".join(re.sub(_ASIDE, "", match[0].lower()).split())]
            found.append(Label(kind, match.start(), match.end(), sure))
    return found


def _keys(text: str) -> Iterator[re.Match[str]]:
    """The key words from left to right; none begins inside another."""
    at = 0
    while (first := _FIRST.search(text, at)) is not None:
        match = _key(first[0].lower()).match(text, first.start())
        at = first.end() if match is None else match.end()
        if match is not None:
            yield match


def label_cell(text: str) -> tuple[Label, ...]:
    """What a cell asks for that holds nothing but a label; () for any other text.

    ``sure`` is false where an unknown word stands before the key word of a name.

    >>> [each.kind.name for each in label_cell("项目负责人及联系电话：")]
    ['NAME', 'PHONE']
    >>> label_cell("联系人：张三"), label_cell("电话接通率")
    ((), ())
    """
    return _label_cell(text) if len(text) <= _WIDEST_LABEL else ()


@lru_cache(maxsize=1 << 12)
def _label_cell(text: str) -> tuple[Label, ...]:
    short = Plain(text).text.strip()
    if not short or len("".join(short.split())) > _LONGEST_LABEL:
        return ()
    labels = labels_in(short)
    if not labels or _TAIL.fullmatch(short, labels[-1].end) is None:
        return ()
    last = [labels[-1]]
    for label in reversed(labels[:-1]):
        between = short[label.end : last[0].start]
        if _BETWEEN.fullmatch(between) is None:
            break
        last.insert(0, label)
    before = short[: last[0].start]
    last = _by_the_last(last)
    if _BREAKS.search(before) or _is_somebody(before, last[-1]):
        return ()
    known = _KNOWN_BEFORE.fullmatch(before) is not None
    return tuple(Label(each.kind, each.start, each.end, each.sure and known) for each in last)


def _is_somebody(before: str, label: Label) -> bool:
    """Whether it is a name and its post: 张三局长, 张三（法人代表）."""
    apart = before.endswith((" ", "("))
    return label.kind is Kind.NAME and (apart or not label.sure) and whole_name(
        before.strip(" ("), sure=False)


def trailing_label(text: str) -> str:
    """The label in which a text ends, with its colon: the next cell holds what it asks for.

    >>> trailing_label("填报日期：2024年4月5日  联系人：")
    '联系人:'
    """
    if text.rstrip()[-1:] not in (":", "："):
        return ""
    text = Plain(text[-_WIDEST_LABEL:]).text
    labels = labels_in(text)
    ends = labels and _TAIL.fullmatch(text, labels[-1].end)
    return text[labels[-1].start :].strip() if ends else ""


def _by_the_last(labels: list[Label]) -> list[Label]:
    """项目编码 in front of 联系人 does not count, nor does 联系 in front of 电话."""
    kept_last = labels[-1].kind is Kind.KEPT
    return [each for each in labels if (each.kind is Kind.KEPT) == kept_last
            and (each.sure or each is labels[-1] or kept_last)] or labels[-1:]
