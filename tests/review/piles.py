"""Piles as bureaus receive them: subfolders, zips with names in GBK, what programs leave behind."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document

from tests.forms.making import sheet_of
from tests.review.making import forms

File = tuple[str, bytes]


def zipped(files: Iterable[File], *, gbk: bool = False) -> bytes:
    """A zip as this program writes it, or as Chinese Windows does, names in GBK and not said so."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(_GbkInfo(name) if gbk else ZipInfo(name), content, ZIP_DEFLATED)
    return made.getvalue()


class _GbkInfo(ZipInfo):
    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802
        return self.filename.encode("gb18030"), self.flag_bits & ~0x800


def put(folder: Path, files: Iterable[File]) -> None:
    for name, content in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def saved(*rows: tuple[object, ...], title: str) -> bytes:
    sheet = sheet_of(*rows, title=title)
    made = io.BytesIO()
    sheet.parent.save(made)
    return made.getvalue()


def document(*lines: str) -> bytes:
    made, text = io.BytesIO(), Document()
    for line in lines:
        text.add_paragraph(line)
    text.save(made)
    return made.getvalue()


_HEAD = ("一级指标", "二级指标", "三级指标", "年度指标值")
LOOK_ALIKES: Mapping[str, tuple[bytes, str]] = {
    "目标/绩效目标申报表.xlsx": (saved(
        ("项目支出绩效目标申报表",), ("项目名称", "渠道工程"), _HEAD,
        ("产出指标", "数量指标", "新建渠道", "≥12公里"), title="目标表"), "绩效目标申报表"),
    "监控/运行监控表.xlsx": (saved(
        ("2023年项目支出绩效运行监控表",), (*_HEAD, "1-7月执行情况", "全年预计完成情况"),
        ("产出指标", "数量指标", "新建渠道", "≥12公里", "7公里", "12公里"), title="监控表"),
        "绩效运行监控表"),
    "自评汇总.xlsx": (saved(
        ("2023年度绩效自评情况汇总表",), ("序号", "单位", "项目名称", "自评得分"),
        (1, "水利局", "渠道工程", 98), title="汇总"), "绩效自评汇总表"),
    "报告/自评报告.docx": (document("2023年度部门整体支出绩效自评报告", "一、基本情况", "略。"), "自评报告"),
    "通讯录.xlsx": (saved(("姓名", "科室"), ("张三", "预算科"), title="通讯录"), "其他表格")}
"""By name the file and what it is."""
BROKEN: Mapping[str, bytes] = {
    "坏/断了的.xlsx": zipped([("xl/workbook.xml", b"<workbook/>" * 900)])[:700],
    "坏/空的.xlsx": b"", "坏/改了名的.xlsx": b"\x00\x01\x02" * 400}
LEFT_BEHIND: Mapping[str, bytes] = {
    "~$000-自评表.xlsx": b"lock", "._000-自评表.xlsx": b"shadow",
    "__MACOSX/._000-自评表.xlsx": b"shadow", "乡镇/Thumbs.db": b"pictures"}


def three_hundred(folder: Path, count: int = 300) -> None:
    """The pile of clean forms."""
    pile(folder, list(forms(count)))


def pile(folder: Path, made: Sequence[File]) -> None:
    """A third of the forms in two zips, one of them in a zip of the other, the rest in subfolders,
    and between them what is no form."""
    third = len(made) // 6
    inner = zipped(made[:third], gbk=True)
    put(folder, [("部门/乡镇报来.zip", zipped([*made[third:2 * third], ("二批/更早报来.zip", inner)]))])
    put(folder, ((f"单位{number % 7}/{name}", content)
                 for number, (name, content) in enumerate(made[2 * third:])))
    put(folder, ((name, content) for name, (content, _) in LOOK_ALIKES.items()))
    put(folder, BROKEN.items())
    put(folder, LEFT_BEHIND.items())
    put(folder, [("旧/往年.rar", b"Rar!\x1a\x07\x01\x00 old"), ("旧/往年.7z", b"7z\xbc\xaf\x27\x1c old")])
