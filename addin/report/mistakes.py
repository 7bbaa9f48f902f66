"""A template's mistakes in Chinese, for the one who wrote the tag."""

from __future__ import annotations

import re

from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from lxml.etree import XMLSyntaxError

_NAME = re.compile(r"'([^']+)' is undefined|attribute '([^']+)'|no element (\S+)")
_SAYINGS = tuple((re.compile(pattern), said) for pattern, said in (
    (r"No filter named '(.+?)'", "没有“{}”这种写法"),
    (r"block that needs to be closed is '(\w+)'", "有 {0} 而没有 end{0}"),
    (r"unknown tag '(\w+)'", "没有 {} 这种标记，或它前面少了开头"),
    (r"no loader", "不能引用别的文件"),
    (r"division by zero|Fraction\(.*, 0\)", "除数是零"),
    (r"recursion", "自己引用自己，没有尽头")))


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
