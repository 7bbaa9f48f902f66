"""The marks of a report stand out where they stand, not only at its head."""

from __future__ import annotations

from pathlib import Path

import docx

from addin.report.marks import MARK
from tests.report.test_plain_forms import drafted, project, scored

RED = "C00000"


def test_every_mark_in_the_text_is_red_and_nothing_beside_it(tmp_path: Path) -> None:
    lines = scored("渠道长度", "清淤长度")
    lines[1][5], lines[1][6], lines[1][4] = 45, 40, None
    drafted(tmp_path, *project("项目支出绩效自评表", *lines))
    document = docx.Document(str(tmp_path / "报告.docx"))
    runs = [run for paragraph in document.paragraphs if paragraph.style.name != "待核对"
            for run in paragraph.runs if run.text]
    marked = [run for run in runs if MARK.search(run.text)]
    assert marked
    assert all(MARK.fullmatch(run.text) and str(run.font.color.rgb) == RED for run in marked)
    assert not any(str(run.font.color.rgb) == RED for run in runs if run not in marked)
