"""``pe addin``: build, install, uninstall, doctor."""

from __future__ import annotations

import argparse
import sys

from addin.errors import UserError
from addin.setup import doctor as examination
from addin.setup.install import install as put
from addin.setup.install import places
from addin.setup.install import uninstall as take_away
from addin.setup.machine import this_machine
from addin.xlam.build import build_to


def build(options: argparse.Namespace) -> int:
    """pe addin build -o FILE: the add-in, and its sha256."""
    if options.output.suffix.lower() != ".xlam":
        raise UserError(f"加载项的文件名应以 .xlam 结尾，现在是 {options.output.name}。")
    try:
        sha256 = build_to(options.output)
    except OSError as error:
        raise UserError(f"无法写入 {options.output}（{error.strerror}）。") from error
    sys.stdout.write(f"已制作 {options.output}\nsha256 {sha256}\n")
    return 0


def install(options: argparse.Namespace) -> int:
    """pe addin install: for this user; Excel opens it from now on."""
    addin = put(places(options.folder), options.python)
    sys.stdout.write(f"已安装 {addin}\n请关闭所有 Excel 窗口再打开，就会看到“绩效自评”选项卡。\n"
                     "如有问题，请运行：pe addin doctor\n")
    return 0


def uninstall(options: argparse.Namespace) -> int:
    """pe addin uninstall: what install put, and no more."""
    removed, kept = take_away(places(options.folder))
    for path in removed:
        sys.stdout.write(f"已删除 {path}\n")
    for path in kept:
        sys.stdout.write(f"{path} 安装后被改动过，没有删除；不需要时请自行删除\n")
    if not removed and not kept:
        sys.stdout.write("没有安装过加载项，什么都没有改。\n")
    return int(bool(kept))


def doctor(options: argparse.Namespace) -> int:
    """pe addin doctor: exit code 1 when something must be put right."""
    checks = examination.examine(this_machine(), places(options.folder))
    told = examination.as_json if options.json else examination.report
    lines: list[str] = []

    def write(line: str) -> None:
        lines.append(line)
        sys.stdout.write(line)

    fine = told(checks, write)
    if options.output is not None:
        try:
            options.output.write_text("".join(lines), "utf-8-sig")
        except OSError as error:
            raise UserError(f"无法写入 {options.output}（{error.strerror}）。") from error
        sys.stdout.write(f"已写入 {options.output}\n")
    return 0 if fine else 1
