"""``pe kit``: build the offline folder; install and uninstall it, run from that folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from addin.errors import UserError


def build(options: argparse.Namespace) -> int:
    """pe kit build -o ZIP: sizes and the sha256."""
    from addin.kit.build import kit

    if options.output.suffix.lower() != ".zip":
        raise UserError(f"离线包的文件名应以 .zip 结尾，现在是 {options.output.name}。")
    made = kit(options.python, options.wheels)
    try:
        options.output.write_bytes(made.content)
    except OSError as error:
        raise UserError(f"无法写入 {options.output}（{error.strerror}）。") from error
    sys.stdout.write(f"已制作 {options.output}\nPython {made.python}，{made.files} 个文件，"
                     f"解压后 {made.unpacked / 1e6:.1f} MB，压缩后 {len(made.content) / 1e6:.1f} MB\n"
                     f"sha256 {made.sha256}\n")
    return 0


def install(_options: argparse.Namespace) -> int:
    """pe kit install: for this user, by the unzipped folder's own Python."""
    from addin.kit.install import install as put

    return _told(put())


def uninstall(_options: argparse.Namespace) -> int:
    """pe kit uninstall: all that install put, and what was kept since."""
    from addin.kit.install import uninstall as take_away

    return _told(take_away())


def _told(lines: Iterator[str]) -> int:
    for line in lines:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    return 0
