"""绩效目标核对: every approved project with what came of it, and every form without an approval."""

from __future__ import annotations

from collections.abc import Iterator

from addin.desk.review.gathered import Gathered
from addin.desk.review.places import Places
from addin.desk.review.targets import Checked, Plan
from addin.pages.review import tables as t
from addin.pages.review.cells import Row
from addin.pages.review.sheet import Filled

UNFILED, DOUBTFUL, UNAPPROVED, COMPARED, STRANGE = (
    "未报自评表", "批复不一", "没有批复", "已核对", "没有采用")


def target_sheet(checked: Checked, gathered: Gathered, places: Places) -> Filled:
    """The sheet with its note: how many approved projects were reported on."""
    rows = [*_plans(checked, gathered, places), *_unapproved(checked, gathered, places),
            *({"情况": STRANGE, t.REASON: each} for each in checked.approved.strangers)]
    order = (UNFILED, DOUBTFUL, UNAPPROVED, COMPARED, STRANGE)
    rows.sort(key=lambda row: order.index(str(row["情况"])))
    counted = "、".join(f"{state} {count} 项" for state in order
                       if (count := sum(row["情况"] == state for row in rows)))
    note = f"{counted}。未报自评表：批复了绩效目标，没有收到自评表；没有批复：收到自评表，没有找到它的批复目标。"
    return Filled(t.TARGETS, lambda: iter(rows), len(rows), note)


def _plans(checked: Checked, gathered: Gathered, places: Places) -> Iterator[Row]:
    for plan in checked.approved.plans:
        found = checked.places(plan)
        state, why = (COMPARED, "") if found else (UNFILED, _lacking(plan, gathered, places))
        if checked.is_doubtful(plan):
            state, why = DOUBTFUL, "同一项目有几份内容不同的批复目标，没有核对，请只留一份再审核"
        yield {"情况": state, t.DEPARTMENT: plan.department, t.UNIT: plan.unit,
               t.PROJECT: plan.project, t.CODE: plan.code, "批复指标数": len(plan.targets),
               "不同处": sum(checked.differing[each] for each in found) if found else None,
               t.REASON: why, "批复文件": plan.file,
               t.FILE: "\n".join(places.name(gathered.forms[each].file) for each in found)}


def _lacking(plan: Plan, gathered: Gathered, places: Places) -> str:
    """What to do about it; forms of another unit may only be called alike."""
    alike = [places.name(each.file) for each in gathered.forms
             if plan.project and each.form.project == plan.project]
    if not alike:
        return "没有收到自评表，请催报；已调整、取消的，请附调整批复"
    return f"有同名项目的自评表（文件“{'、'.join(dict.fromkeys(alike))}”），单位不同，没有核对，请核对"


def _unapproved(checked: Checked, gathered: Gathered, places: Places) -> Iterator[Row]:
    for place, brief in enumerate(gathered.forms):
        if place not in checked.plans and not checked.approved.is_contradicted(brief.form):
            yield {"情况": UNAPPROVED, **dict(zip(
                (t.DEPARTMENT, t.UNIT, t.PROJECT), brief.whose, strict=True)),
                t.CODE: brief.form.project_code, t.REASON: "批复目标里没有找到这个项目（单位），没有核对",
                t.FILE: places.name(brief.file)}
