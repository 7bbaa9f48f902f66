"""A template's mistakes in Chinese, for the one who wrote the tag."""

from __future__ import annotations

import re

from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from lxml.etree import XMLSyntaxError

from addin.errors import UserError
from scoring.report.leftovers import LIKE_TAG

TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_NAME = re.compile(r"'([^']+)' is undefined|attribute '([^']+)'|no element (\S+)")
_SAYINGS = tuple((re.compile(pattern), said) for pattern, said in (
    (r"No filter named '(.+?)'", "没有“{}”这种写法"),
    (r"block that needs to be closed is '(\w+)'", "有 {0} 而没有 end{0}"),
    (r"unknown tag '(\w+)'", "没有 {} 这种标记，或它前面少了开头"),
    (r"no loader", "不能引用别的文件"),
    (r"division by zero|Fraction\(.*, 0\)", "除数是零"),
    (r"recursion", "自己引用自己，没有尽头")))


def no_tag(text: str) -> str:
    """What was meant as a tag in a template's text and would be printed as it stands: typed with
    full-width braces, or with a blank between two of them.

    >>> no_tag("{{ 单位 }}｛｛ 年度 ｝｝"), no_tag("{％ if 等级 %}"), no_tag("{{ 单位 }}的100%")
    ('｛｛ 年度 ｝｝', '{％ if 等级 %}', '')
    """
    match = LIKE_TAG.search(TAG.sub("", text))
    return match[0].strip() if match else ""


class NoTagError(UserError):
    """What ``no_tag`` finds, and the line of the source in which it stands."""

    def __init__(self, wrong: str, lineno: int | None = None) -> None:
        super().__init__(f"“{wrong}”不成标记，会原样印在报告里：{{{{ }}}}、{{% %}} 要用半角，"
                         "两个括号之间不能有空格")
        self.lineno = lineno


def refuse_no_tags(text: str) -> None:
    """NoTagError for the first line with such a text."""
    for lineno, line in enumerate(text.split("\n"), 1):
        if wrong := no_tag(line):
            raise NoTagError(wrong, lineno)


def said(error: BaseException) -> str:
    """What is wrong; words of the template engine's own are left out."""
    detail = str(error)
    known = next((words.format(*match.groups()) for pattern, words in _SAYINGS
                  if (match := pattern.search(detail))), "")
    if isinstance(error, UndefinedError):
        name = _NAME.search(detail)
        return f"没有“{next(filter(None, name.groups())) if name else detail}”这一项"
    if isinstance(error, SecurityError):
        return "模板用了不许用的写法" + ("" if detail.isascii() else f"（{detail}）")
    if isinstance(error, TemplateSyntaxError):
        return "标记写错了" + (f"：{known}" if known else "")
    if isinstance(error, XMLSyntaxError):
        return "标记的位置不对，填好以后不成文档（如 {%p … %} 没有单独成段）"
    return "算不出来：" + (known or "名称或写法用错了地方")
