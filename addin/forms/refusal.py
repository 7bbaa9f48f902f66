"""Why a workbook is not read: what its tables are instead, or which columns they lack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from addin.books.book import Grid
from addin.errors import UserError
from addin.forms.blocks import kind_of, titles_of
from addin.forms.column import Column
from addin.forms.finder import Found
from addin.forms.head import Head, best_of, head_at
from addin.forms.header_rows import Lines
from addin.forms.heads import is_funds_head
from addin.library.words import Kind, Lexicon, Vocabulary
from scoring.filing import Left

_CLEARLY = 3
"""So many header texts in a row are no accident."""
_OF_A_FORM = frozenset({"level", "target", "weight", "score"})
"""One of these at least stands in a header that is nearly a form's (问题、整改措施、完成时限 is none)."""
_MOST_NAMED = 12
_USUAL_LEVELS = 3
_NOT_OF_THE_YEAR = frozenset({"forecast", "interim", "earlier"})
"""What is said of other times stands in for nothing."""
_OWN_WORDS = "我的办法"
"""What the folder of a user's own words is called in an example."""


class NoForm(UserError):
    """No self-evaluation could be read. ``missing`` are the concepts that the table lacks,
    ``found`` the header words that stand there, ``kind`` what it is instead where one knows."""

    def __init__(self, message: str, missing: Sequence[str] = (),
                 found: Sequence[str] = (), kind: str = "") -> None:
        super().__init__(message)
        self.missing, self.found, self.kind = tuple(missing), tuple(found), kind


@dataclass(frozen=True)
class Nearly:
    """A header that is not quite one: where, what it lacks, what stands there, what is unknown."""

    sheet: str
    row: int
    missing: tuple[str, ...]
    found: tuple[str, ...]
    unknown: tuple[str, ...] = ()

    @property
    def left(self) -> Left:
        """The header as a cell that was seen and not understood."""
        names = "、".join(f"“{name}”" for name in self.missing)
        return Left(f"{self.sheet}!A{self.row}", "、".join(self.found),
                    f"像是自评表的表头，但缺少{names}列，没有审核")

    def said(self) -> str:
        lacking = "、".join(f"“{name}”" for name in self.missing)
        there = "、".join(f"“{name}”" for name in self.found[:_MOST_NAMED])
        unknown = f"；没有认出的有{'、'.join(f'“{name}”' for name in self.unknown)}" \
            if self.unknown else ""
        return (f"工作表“{self.sheet}”第 {self.row} 行像是自评表的表头，但表头缺少{lacking}列"
                f"（现有{there}{unknown}）")


def lacks(found: Found) -> Nearly | None:
    """What a table of indicators lacks, where one of its headers was not understood and may be
    just that."""
    unknown = [column for column in found.assigned.left
               if column.narrows or set(column.scores) <= {"level"}]
    missing = list(_missing(found, unknown))
    if not missing:
        return None
    return Nearly(found.grid.name, found.header_row, tuple(missing), _texts(found.head),
                  tuple(column.header.text for column in unknown))


def kind_found(found: Found) -> str:
    """What the table is where it only looks like a self-evaluation: by its title, or without one
    by columns that speak of what is still to come, or because it reports nothing at all."""
    named = kind_of(found.title.text, found.words) if found.title is not None else None
    if named is not None and (not named.bare or _has_columns(found, named)):
        return named.name
    listed, titled = _lists_groups(found), found.title is not None
    return next((kind.name for kind in found.words.titles.kinds
                 if (kind.groups and listed) or (kind.projects and _lists_projects(found))
                 or (not titled and _has_columns(found, kind))), "")


def _has_columns(found: Found, kind: Kind) -> bool:
    """Whether the table has the columns by which the kind is told, and none of those it lacks."""
    there = found.columns.keys()
    return bool(kind.has or kind.lacks) and there >= {*kind.has} and not there & {*kind.lacks}


def _lists_projects(found: Found) -> bool:
    """Whether each row is a project with a score and a grade of its own."""
    header = found.head.columns.get(found.columns[found.levels[-1]])
    return {"score", "grade"} <= found.columns.keys() and len(found.levels) == 1 and (
        header is not None and found.words.fields.best(header.text) == "project")


def _lists_groups(found: Found) -> bool:
    """Whether only first levels are listed, with their points and nothing else."""
    orders = {column.order for column in found.assigned.columns
              if column.place == found.columns[found.levels[-1]]}
    return orders == {1} and not found.columns.keys() & {"target", "actual", "standard", "reason"}


def refusal(seen: Sequence[Grid], hidden: Sequence[Grid], alike: Sequence[Found],
            near: Iterable[Nearly], words: Vocabulary) -> NoForm:
    """Why no form was found on these sheets, and what to do."""
    kinds = [(grid.name, title.text, named.name) for grid in seen
             for title in titles_of(grid, words, grid.rows())
             if (named := kind_of(title.text, words)) is not None and not named.bare]
    kinds += [(each.grid.name, each.title.text if each.title else "", kind)
              for each in alike if (kind := kind_found(each))]
    near = list(near)
    told = {each.sheet for each in near}
    near += [each for grid in seen if grid.name not in told
             and (each := _nearly(grid, words)) is not None]
    if kinds:
        sheet, title, kind = kinds[0]
        called = f"（“{title}”）" if title else "的样子"
        texts = [title] if title else _texts(alike[0].head)
        return NoForm(f"工作表“{sheet}”是{kind}{called}，不是自评表，不作审核。", found=texts,
                      kind=kind)
    if near:
        return NoForm("；".join(each.said() for each in near[:_CLEARLY])
                      + f"。{_next(near[0].missing, words.columns)}。",
                      near[0].missing, near[0].found)
    where = "查看了" + "、".join(grid.name for grid in seen) if seen else "没有可查看的工作表"
    if hidden:
        where += f"；隐藏的未查看：{'、'.join(grid.name for grid in hidden)}，可用 --sheet 指定"
    concepts = words.columns.words.concepts
    missing = [concepts[name].name for name in ("level", "target", "actual", "weight", "score")]
    found = _first_texts(seen)
    if seen and not found:
        return NoForm(f"没有找到自评表（{where}）：表是空的，没有文字。", missing)
    there = f"表中的文字有{'、'.join(f'“{text}”' for text in found)}。" if found else ""
    return NoForm(f"没有找到可识别的自评表（{where}）：没有同时写着{'、'.join(missing)}的表头。"
                  f"{there}{_next(missing, words.columns)}。", missing, found)


def _next(missing: Sequence[str], words: Lexicon) -> str:
    """What to do: mend the header, or teach its words, with what is to be typed where."""
    concepts = words.words.concepts
    key = next((key for name in missing for key, each in concepts.items() if each.name == name),
               "level")
    typed = f"{key}: {{name: {concepts[key].name}, words: [表上的叫法]}}"
    return ("请核对表头：要有指标名称，以及得分（不计分的表要有实际完成值）；叫法不同的，新建文件夹“"
            f"{_OWN_WORDS}”，在其下的 words/columns.yaml 里写 concepts: {{{typed}}}，"
            f"再加 --rulesets {_OWN_WORDS}")


def _missing(found: Found, unknown: Sequence[Column]) -> Iterator[str]:
    """The concepts that a column without a known header may stand for."""
    roles, concepts = found.columns, found.words.columns.words.concepts
    last = max(roles[level] for level in found.levels)
    orders = [column.order for column in found.assigned.columns if column.place in roles.values()]
    deepest = max(orders, default=0)
    beside = any(column.place == last + 1 and not column.numeric for column in unknown)
    if beside and deepest == len(found.levels) < _USUAL_LEVELS:
        yield f"{concepts['level'].ordinals[deepest][0]}{concepts['level'].words[0]}"
    elif any(column.empty for column in found.assigned.columns if column.place == last) and any(
            not column.numeric and not column.empty for column in found.assigned.left):
        yield concepts["level"].name
    numeric = any(column.numeric or column.empty for column in unknown)
    if "weight" not in roles and numeric:
        yield concepts["weight"].name
    if "score" not in roles and (numeric or "weight" in roles):
        yield concepts["score"].name
    above = {found.words.columns.best(column.header.above) for column in unknown}
    for role, other in (("target", "actual"), ("actual", "target")):
        may_be = other in roles and (unknown or roles.keys() & _NOT_OF_THE_YEAR)
        if role not in roles and (may_be or role in above):
            yield concepts[role].name
    if not roles.keys() & {"score", "actual", "weight"}:
        yield concepts["actual"].name


def _nearly(grid: Grid, words: Vocabulary) -> Nearly | None:
    """The row of the sheet that comes nearest to a header."""
    lines = Lines(grid, words.columns)
    heads = [head_at(lines, row) for row, columns in lines.hits.items() if len(columns) > 1]
    near = [(len(found), -head.row, head, found) for head in heads
            if len(found := _concepts(head, words.columns)) >= _CLEARLY
            and found & _OF_A_FORM and not is_funds_head(head, words.funds)]
    if not near:
        return None
    *_, head, found = max(near, key=lambda each: each[:2])
    wanted = ("level", "score") if "score" not in found and "actual" in found else (
        "level", "target", "actual", "weight", "score")
    missing = [words.columns.words.concepts[name].name for name in wanted if name not in found]
    return Nearly(grid.name, head.row, tuple(missing), _texts(head)) if missing else None


def _concepts(head: Head, words: Lexicon) -> set[str]:
    return {best for header in head.columns.values() if (best := best_of(header, words))}


def _texts(head: Head) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(header.text.split()) for header in head.columns.values()))


def _first_texts(grids: Sequence[Grid]) -> list[str]:
    texts = (" ".join(cell.value.split()) for grid in grids
             for _, cell in sorted(grid.cells.items()) if isinstance(cell.value, str))
    return list(dict.fromkeys(text for text in texts if text))[:_MOST_NAMED]
