"""``pe review``: a pile of forms in, 审核结果.xlsx out; progress only where somebody looks on."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from addin.desk.review.gathered import Gathered
from addin.desk.review.one_file import Setting
from addin.desk.review.run import Done, Order
from addin.desk.review.run import review as review_pile
from addin.errors import UserError
from addin.last_door import COULD_NOT, DONE, TO_MEND
from addin.pages.review.records import ReviewedFile
from addin.terminal.as_json import as_json, refusal

_MOST_NAMED = 10


def review(options: argparse.Namespace) -> int:
    """Exit code 2 only where no file at all could be read."""
    if options.jobs is not None and options.jobs < 1:
        raise UserError(f"--jobs 应是 1 以上的整数，现在是 {options.jobs}。")
    if not options.seconds > 0:
        raise UserError(f"--seconds 应大于 0，现在是 {options.seconds:g}。")
    setting = Setting(tuple(options.rulesets), options.ruleset,
                      as_json if options.json else None, refusal if options.json else None)
    order = Order(options.files, options.output, setting, roster=options.roster,
                  since=options.since, targets=options.targets, replies=options.replies,
                  write_back=options.write_back, jobs=options.jobs, cluster=options.cluster,
                  seconds=options.seconds)
    with _progress() as advance:
        def watch(record: ReviewedFile) -> None:
            advance()
            sys.stdout.writelines(f"{line}\n" for line in record.lines)

        try:
            done = review_pile(order, watch)
        except KeyboardInterrupt:
            sys.stderr.write("已审核的都记下了：再运行同一条命令，从停下的地方接着审核。\n")
            raise
    out = sys.stderr if options.json else sys.stdout
    out.writelines(f"{line}\n" for line in _told(done, str(options.output)))
    if done.nothing_read:
        return COULD_NOT
    return TO_MEND if done.gathered.has_errors else DONE


@contextmanager
def _progress() -> Iterator[Callable[[], object]]:
    """One step a file, on a terminal; nothing where the errors go into a file."""
    from tqdm import tqdm

    with tqdm(unit="个文件", desc="审核", disable=not sys.stderr.isatty(), leave=False,
              file=sys.stderr) as bar:
        yield bar.update


def _told(done: Done, output: str) -> Iterator[str]:
    gathered = done.gathered
    if done.resumed:
        yield f"接着上次没有做完的：{done.resumed} 个文件上次已经审核。"
    told = "、".join(f"{name} {count}" for name, count in gathered.outcomes.most_common())
    yield f"共 {len(gathered.files)} 个文件：{told}；自评表 {len(gathered.forms)} 张。"
    yield (f"应改 {sum(each.errors for each in gathered.forms)} 条、"
           f"请说明 {sum(each.warnings for each in gathered.forms)} 条、"
           f"供参考 {sum(each.notes for each in gathered.forms)} 条。")
    yield from filter(None, (done.both,))
    yield from _unread(gathered)
    yield from _of_targets(done)
    yield from _first([f"{each.what}　{each.file}：{each.why}" for each in done.left], "处")
    if done.back is not None:
        kept = "，原文件都留了备份" if done.back.forms else ""
        yield f"复核分写回 {done.back.forms} 张表{kept}。"
        yield from (f"  {each}" for each in done.back.left)
    yield f"已存为 {output}" + (f"，原有的备份为 {done.backup}" if done.backup else "")


def _of_targets(done: Done) -> Iterator[str]:
    if done.checked is None:
        return
    if unfiled := done.checked.unfiled:
        yield f"批复了绩效目标、没有收到自评表的 {len(unfiled)} 项，见“绩效目标核对”表："
        yield from _first(["　".join(filter(None, (each.unit or each.department, each.project)))
                           for each in unfiled], "项", "绩效目标核对")
    yield from (f"  没有采用　{each}" for each in done.checked.approved.strangers)


def _unread(gathered: Gathered) -> Iterator[str]:
    """The first of the files that could not be read; all of them stand in the workbook."""
    lost = [each for each in gathered.files
            if each.outcome not in ("已审核", "重复", "不是自评表")]
    yield from _first([f"{each.outcome}　{each.file}：{each.reason}" for each in lost], "个")


def _first(told: Sequence[str], counted: str, sheet: str = "文件清单") -> Iterator[str]:
    yield from (f"  {each}" for each in told[:_MOST_NAMED])
    if len(told) > _MOST_NAMED:
        yield f"  …… 还有 {len(told) - _MOST_NAMED} {counted}，见“{sheet}”表"
