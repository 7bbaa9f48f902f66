"""反馈表: the sheet that goes out with a letter and comes back with the unit's answers."""

from __future__ import annotations

from pathlib import Path

from addin.pages.review import tables as t
from addin.pages.review.read import Row, read_tables
from addin.pages.review.tables import Column, Table

DONE = "处理情况"
DONE_WORDS = ("已更正", "已说明", "有异议")
NUMBER = "序号"

REPLY = Table("反馈表", (
    Column(NUMBER, 6, "count"), Column(t.UNIT, 20), Column(t.PROJECT, 20),
    Column(t.INDICATOR, 20), Column(t.MESSAGE, 50), Column(t.CELLS, 14), Column(t.STANDS, 12),
    Column(DONE, 10, people=True, choices=DONE_WORDS), Column(t.TOLD, 40, people=True),
    Column(t.KEY, 10, hidden=True), Column(t.FORM_KEY, 10, hidden=True)),
    "请逐条填写处理情况和单位说明，随更正后的自评表一并报送。其余各栏请勿改动。", 3)


def read_reply(path: Path) -> tuple[Row, ...]:
    """The rows of a 反馈表 as it came back. UserError: the file is none."""
    return read_tables(path, (REPLY,), (REPLY,), "反馈表")[REPLY.name]
