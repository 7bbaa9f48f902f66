"""``pe letter``: the letters that 审核结果.xlsx asks for, and their 反馈表."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import datetime

from addin.desk.letters import Until, Written, day, unread, write_letters
from addin.last_door import DONE
from addin.library.library import Library
from addin.pages.review import tables as t


def letter(options: argparse.Namespace) -> int:
    """pe letter 审核结果.xlsx -o FOLDER."""
    until = Until() if options.by is None else day(
        options.by, datetime.now().astimezone().date())
    made = write_letters(options.file, options.output, Library(options.rulesets),
                         until=until.said, sign=options.sign or "", each_unit=options.each_unit)
    sys.stderr.writelines(f"{each}。\n" for each in unread(options.file))
    if until.assumed:
        sys.stderr.write(f"“{options.by}”没有写年份，函里写作 {until.said}。\n")
    lines = map(_json, made) if options.json else _told(made, str(options.output))
    for line in lines:
        sys.stdout.write(f"{line}\n")
    return DONE


def _told(made: list[Written], folder: str) -> Iterator[str]:
    if not made:
        yield "问题清单里没有“发函”写“是”的问题，没有函要发。"
        return
    for each in made:
        yield f"{each.to}：{each.problems} 个问题，{each.letter.name}、{each.reply.name}"
        if each.lacking:
            yield f"  表上没有写，函里的{'、'.join(each.lacking)}写作【待补充：…】，请补上再发。"
        if each.undated:
            yield (f"  表上没有写年度的，函里也没有写：{'、'.join(each.undated)}。查明后填在“{t.SUMMARY.name}”的"
                   f"“{t.YEAR}”一栏，再运行一次。")
        if each.unjudged:
            yield f"  其中 {each.unjudged} 个问题单位已有答复而没有复核意见：请先填复核意见，采纳的把“发函”改成否。"
    yield f"共 {len(made)} 份函，存入 {folder}。文号、落款日期和联系人由人填写。"


def _json(each: Written) -> str:
    return json.dumps({"schema": "pe-letter/1", "to": each.to, "problems": each.problems,
                       "letter": str(each.letter), "reply": str(each.reply),
                       "lacking": list(each.lacking), "undated": list(each.undated),
                       "unjudged": each.unjudged},
                      ensure_ascii=False)
