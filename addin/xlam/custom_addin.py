"""xlwings' own module for custom add-ins, taken unchanged, notice and all, from the package.

It declares the DLL of its own xlwings version, so only the version that was tried is accepted.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from addin.errors import UserError
from addin.xlam.module import Module

VERSION = "0.37.8"
SHA256 = "e08d8a1c82f8ec165da876d44deeb774ba573b96896cc80bf292228f91aea951"
CONF_SHEET = "myaddin.conf"
"""The sheet in which the module looks for the add-in's settings."""

_FILE = "xlwings_custom_addin.bas"


def custom_addin() -> Module:
    """The module. UserError: xlwings is another version, or its file was changed."""
    content = _folder().joinpath(_FILE).read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise UserError(
            f"xlwings 的 {_FILE} 与核对过的 {VERSION} 版不同（现装 {version('xlwings')} 版），"
            f"不能制作加载项。请安装核对过的版本：python -m pip install xlwings=={VERSION}")
    return Module(content.decode("ascii"))


def _folder() -> Path:
    """Found without importing xlwings, which would start Excel's side of it."""
    found = find_spec("xlwings")
    if found is None or found.origin is None:
        raise UserError(f"没有安装 xlwings，请运行：python -m pip install xlwings=={VERSION}")
    return Path(found.origin).parent
