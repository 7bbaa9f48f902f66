"""检查评分办法: every mistake of a rule file or of a form map, before anybody scores by it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path

from addin.books.files import open_book
from addin.errors import UserError
from addin.forms.read import Form, check_map, read_forms
from addin.library.folders import FORMS, WORDS
from addin.library.form_map import BLANK, MAP, FormMap, map_in, plain_label
from addin.library.library import WORKBOOK, YAML, Library
from addin.library.word_files import own_words, packaged_list
from addin.library.words import LISTS
from scoring.filing.numbers import number
from scoring.rulefile.encoding import EncodingError, decoded
from scoring.rulefile.mistakes import Mistake, RulesetError
from scoring.rulefile.strictness import strictness
from scoring.rulefile.typed_text import cut_texts
from scoring.rules.ruleset import Ruleset
from scoring.values.exact import show

_HIDDEN = ".txt"
"""What Windows adds to a name and does not show."""


def check(file: Path, library: Library) -> str:
    """What was checked, in a sentence. RulesetError with every mistake, or UserError."""
    if not file.is_file():
        raise UserError(f"“{file}”{'不是文件' if file.exists() else '不存在'}")
    if file.name.lower().endswith((f"{YAML}{_HIDDEN}", f"{WORKBOOK}{_HIDDEN}")):
        right = file.name[:-len(_HIDDEN)]
        raise UserError(f"{file}：文件名后面多了 {_HIDDEN}，请改名为 {right}，否则不会被采用")
    if file.absolute().parent.name == WORDS:
        return _words(file)
    return _form_map(file) if file.name == MAP else _ruleset(file, library)


def _words(file: Path) -> str:
    """Own words are right where they can be read and stand under names that are known."""
    if file.name not in {f"{name}.yaml" for name in LISTS}:
        known = "、".join(f"{name}.yaml" for name in LISTS)
        raise UserError(f"{file}：不会被采用，自己的用词写在 {WORDS} 下的 {known} 里")
    own = own_words(file, packaged_list(file.stem))
    named = "、".join(f"{key}（{each.name}）{'、'.join(each.words)}"
                     for key, each in own.concepts.items())
    return f"用词：{named}" if named else "用词"


def _ruleset(file: Path, library: Library) -> str:
    found = list(_cut(file))
    try:
        ruleset = library.read(file, strictness)
    except RulesetError as error:
        raise RulesetError([*found, *error.mistakes]) from None
    found += [Mistake(str(file), 1, name, said) for name, said in _around(file, ruleset, library)]
    if found:
        raise RulesetError(found)
    return f"{ruleset.title}，{'，'.join(_counted(ruleset))}"


def _counted(ruleset: Ruleset) -> Iterator[str]:
    """How many rules there are: of indicators that are listed, of those that units write; and how
    many nobody has checked."""
    if ruleset.indicators:
        yield f"列明的指标 {len(ruleset.indicators)} 个"
    if ruleset.defaults:
        yield f"由单位自己写的指标按 {len(ruleset.defaults)} 条规则计分"
    if ruleset.execution is not None:
        yield "另计预算执行率"
    ruled = [*ruleset.indicators, *ruleset.defaults, ruleset.execution]
    clauses = [each.clause for each in ruled if each is not None]
    if unchecked := sum(clause.checked is not None and not clause.checked.strip()
                        for clause in clauses):
        yield f"还有 {unchecked} 行没有写核对，所核出的只提请说明"
    if against := [clause.checked for clause in clauses if clause.unchecked and clause.checked]:
        said = "、".join(f"“{each.strip()}”" for each in dict.fromkeys(against))
        yield f"有 {len(against)} 行的核对写着{said}，不算核对过，对照一致的写姓名、日期"


def _cut(file: Path) -> Iterator[Mistake]:
    if file.suffix.lower() == WORKBOOK:
        return
    try:
        text, _ = decoded(file.read_bytes())
    except EncodingError:
        return
    yield from (Mistake(str(file), line, "", said) for line, said in cut_texts(text))


def _around(file: Path, ruleset: Ruleset, library: Library) -> Iterator[tuple[str, str]]:
    """What does not agree with the file's place, or with the form: indicator and sentence."""
    folder = file.absolute().parent.name
    expected = f"{folder}/{file.stem}"
    of_a_library = folder.isdigit() or folder == ruleset.id.split("/")[0]
    if of_a_library and file.stem.isdigit() and ruleset.id not in (expected, file.name):
        yield "", f"id 写的是“{ruleset.id}”，按文件夹和文件名应为“{expected}”"
    if ruleset.form.lower().endswith(WORKBOOK):
        yield from _against_the_official(library.blank_file(ruleset), ruleset)
    elif ruleset.form:
        yield from _against_a_map(library.form_folder(ruleset.form), ruleset, library)


def _against_the_official(file: Traversable, ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    if file.is_file():
        yield from _against(_blank(file, ()), ruleset)
    else:
        yield "", (f"没有找到表样“{ruleset.form}”：把这份官方表放在评分办法旁边（或评分办法文件夹的 "
                   f"{FORMS} 下），不用来新建空白表的，清空“表样”")


def _against_a_map(form: Traversable, ruleset: Ruleset,
                   library: Library) -> Iterator[tuple[str, str]]:
    if not (form / MAP).is_file():
        known = "、".join(each.form for each in library.maps)
        yield "", (f"没有表样“{ruleset.form}”，现有：{known}。"
                   f"自己的表样放在评分办法文件夹的 {FORMS} 下，用 --rulesets 指明")
    elif (form / BLANK).is_file():
        yield from _against(_blank(form / BLANK, [map_in(form)]), ruleset)


def _blank(file: Traversable, maps: Sequence[FormMap]) -> Form | None:
    """The blank workbook, read by the map beside it; None where it prints no rows of its own."""
    try:
        found = read_forms(open_book(Path(str(file))), maps)
    except UserError:
        return None
    return found[0]


def _against(blank: Form | None, ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    """A catalogue is held against the indicators that the official blank prints."""
    rows = [row for row in blank.filing.rows if row.name.strip()] if blank else []
    if not rows or not ruleset.indicators:
        return
    met = []
    for row in rows:
        indicator = ruleset.indicator_for(row)
        if indicator is None:
            if not ruleset.defaults:
                yield row.name, f"空白表上的“{row.name}”在评分办法里没有"
            continue
        met.append(indicator)
        printed, own = number(row.weight), indicator.weight
        if printed is not None and own is not None and printed != own:
            yield indicator.name, f"分值写的是 {show(own)}，空白表印的是 {show(printed)}"
    for indicator in ruleset.indicators:
        if indicator not in met:
            yield indicator.name, f"空白表上没有“{' / '.join(indicator.path)}”"


def _form_map(file: Path) -> str:
    """A form map is right when it can be read and knows the blank workbook beside it."""
    folder = file.absolute().parent
    form, blank = map_in(folder), folder / BLANK
    if not blank.is_file():
        return f"{form.name}，没有 {BLANK}"
    try:
        book = open_book(blank)
        check_map(book, form)
    except UserError as error:
        raise UserError(f"{file}：不认得 {BLANK}：{error}") from None
    printed = "\n".join(plain_label(cell.value) for name in book.sheets
                        for cell in book.grid(name).cells.values() if isinstance(cell.value, str))
    lacking = [name for name, place in form.fields.items()
               if not any(plain_label(label) in printed for label in place.label)]
    if lacking:
        raise UserError(f"{file}：{BLANK} 上没有这些栏目的标签：{'、'.join(lacking)}")
    return f"{form.name}，认得 {BLANK}"
