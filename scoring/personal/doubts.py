"""What a person must look at before publishing: words that speak of personal data, and words by
which a form says that it is not for the public."""

from __future__ import annotations

import re

from scoring.personal.plain import Plain

_WORDS = re.compile("身份证|护照号|证件号|账号|帐号|银行卡|卡号|姓名|住址|户籍地|出生日期|出生年月|病历|病史|残疾证")
_SECRET = re.compile(
    r"(?<![非不未无])涉密|(?:绝密|机密|秘密)(?=★|☆|\*|$|\s*[(（]?\d+\s*年|级|件)|★\s*(?:绝密|机密|秘密)|"
    r"不予公开|不宜公开|不得公开|不公开(?!原因|的)|禁止公开|内部(?=资料|使用|文件|材料|公开(?!\w)|掌握|参考|传阅|刊物|发行|"
    r"信息(?!化|系统)|数据|知悉|稿|版|件)|(?:^|[^\w]|[级度性围]\s*[:：]?\s*)内部(?=$|[^\w])|"
    r"注意保密|严禁外传|不得外传|请勿外传", re.MULTILINE)
_NO = re.compile(r"[\s(:?)]*(?:[□☐○]\s*是\s*[,、/]?\s*)?[☑☒√■●]?\s*(?:否|不是|无|不涉及|没有)(?!\w)")
_ASKED = re.compile(r"是否(?:属于|为)?$")
_OPEN = re.compile(r"[\s(:?)]*(?:(?:事项|内容|项目|信息)[\s(:?)]*)?$|\(是/否\)|[□☐○]\s*是\s*[□☐○]\s*否")


def remaining(text: str) -> str:
    """The word in a text that speaks of personal data, which may stand there unmasked; "" if none.

    >>> remaining("补助对象身份证复印件齐全"), remaining("养护道路")
    ('身份证', '')
    """
    match = _WORDS.search(Plain(text).text)
    return match[0] if match is not None else ""


def secret(text: str) -> str:
    """The words by which a text says that it is not for the public; "" if it does not.

    >>> secret("密级：内部"), secret("内部资料，注意保存"), secret("内部控制制度健全")
    ('内部', '内部', '')
    >>> secret("本项目涉密，不予公开"), secret("是否涉密：否"), secret("非涉密项目")
    ('涉密', '', '')
    """
    plain = Plain(text).text
    for match in _SECRET.finditer(plain):
        asked = _ASKED.search(plain[max(0, match.start() - 4) : match.start()])
        answered = _OPEN.match(plain, match.end()) is None
        if _NO.match(plain, match.end()) is None and (asked is None or answered):
            return match[0].strip(" :级度性围,。(")
    return ""


def asks_whether_secret(text: str) -> bool:
    """Whether a cell asks 是否涉密, so that the cell beside it answers.

    >>> asks_whether_secret("是否涉密："), asks_whether_secret("项目名称")
    (True, False)
    """
    plain = Plain(text).text
    match = re.search(r"是否(?:属于|为)?(?:涉密|内部)", plain)
    return match is not None and _OPEN.match(plain, match.end()) is not None


def says_yes(text: str) -> bool:
    """Whether an answer to 是否涉密 is yes.

    >>> [says_yes(text) for text in ("是", "☑是 □否", "否", "□是 ☑否", "")]
    [True, True, False, False, False]
    """
    return re.match(r"\s*[☑☒√■●]?\s*是", text) is not None
