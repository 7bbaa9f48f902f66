"""The library of rulesets and forms: those that ship with the package, and the user's own."""

from __future__ import annotations

import difflib
import os
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from addin.errors import UserError, about, reason_of
from addin.library.folders import FORMS, LETTERS, REPORTS, WORDS
from addin.library.ruleset_cache import RulesetCache
from scoring.rulefile.encoding import EncodingError, decoded
from scoring.rulefile.load import Also, load
from scoring.rulefile.mistakes import Mistake, RulesetError
from scoring.rules.ruleset import Ruleset

if TYPE_CHECKING:
    from addin.library.form_map import FormMap
    from addin.library.outline import Outline
    from addin.library.sentences import Sentences
    from addin.library.words import Vocabulary

FOLDERS_VARIABLE = "PE_RULESETS"
YAML, WORKBOOK = ".yaml", ".xlsx"
_LONGEST_NAME = 255

class Library:
    """Finds rulesets by region code, ``520111/2023``, or a name, and forms by theirs.

    What reads forms and outlines is imported where it is asked for: a cell function never does.

    ``folders`` are the user's own; they and those named in the environment variable PE_RULESETS
    come before what is packaged and may replace it. One folder a region with one file a year, YAML
    or a workbook (评分办法.xlsx);
    in ``forms`` one folder a form, in ``reports`` one folder an outline.
    """

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        named = os.environ.get(FOLDERS_VARIABLE, "")
        own = [*folders, *(Path(part) for part in named.split(os.pathsep) if part)]
        for folder in own:
            if not folder.is_dir():
                raise UserError(f"评分办法文件夹“{folder}”不存在")
        self._own = tuple(own)
        self._roots: tuple[Traversable, ...] = (*own, files("rulesets"))
        self._loaded: dict[str, Ruleset] = {}
        self._loading: list[str] = []
        self._beside: dict[str, Path] = {}
        self._broken: dict[str, str] = {}

    @cached_property
    def _files(self) -> dict[str, Traversable]:
        found: dict[str, Traversable] = {}
        for root in self._roots:
            for ruleset_id, file in _rule_files(root):
                found.setdefault(ruleset_id, file)
        return found

    def ids(self) -> tuple[str, ...]:
        """Every ruleset's id, the file's folder and name, in order."""
        return tuple(sorted(self._files))

    def all(self) -> tuple[Ruleset, ...]:
        """Every ruleset that can be used; ``broken`` then names the others."""
        self._misnamed()
        found = [self._usable(each) for each in self.ids()]
        return tuple(ruleset for ruleset in found if ruleset is not None)

    @property
    def broken(self) -> tuple[str, ...]:
        """What is wrong with the files that were passed over so far, a sentence a file."""
        return tuple(self._broken.values())

    def _misnamed(self) -> None:
        """Rule files that Windows has given a second ending, unseen."""
        for root in self._own:
            for file in root.glob("*/*.txt"):
                if file.name.lower().endswith((f"{YAML}.txt", f"{WORKBOOK}.txt")):
                    self._broken[str(file)] = f"{file}：文件名后面多了 .txt，请改名为 {file.stem}"

    def _usable(self, ruleset_id: str) -> Ruleset | None:
        try:
            with _told():
                return self.get(ruleset_id)
        except KeyError as error:
            self._broken[ruleset_id] = f"{self._files[ruleset_id]}：{error.args[0]}"
        except UserError as error:
            self._broken[ruleset_id] = str(error)
        return None

    @cached_property
    def _cache(self) -> RulesetCache:
        return RulesetCache(file.read_bytes() for file in self._files.values())

    def get(self, ruleset_id: str) -> Ruleset:
        """The ruleset with exactly this id. KeyError: there is none, or ``extends`` is a circle."""
        if ruleset_id not in self._loaded:
            file = self._files[ruleset_id]
            self._loaded[ruleset_id] = self._cache.get(ruleset_id) or self._check(ruleset_id, file)
        return self._loaded[ruleset_id]

    @cached_property
    def maps(self) -> tuple[FormMap, ...]:
        """Every form map, the user's own first. UserError when one of their files is wrong."""
        from addin.library.form_map import packaged_maps, read_maps

        found = {each.form: each for root in reversed(self._own) if (root / FORMS).is_dir()
                 for each in read_maps(root / FORMS)}
        return (*found.values(), *(each for each in packaged_maps() if each.form not in found))

    @cached_property
    def words(self) -> Vocabulary:
        """The words that forms are read by; the user's own are added to the packaged ones."""
        from addin.library.word_files import packaged_words, vocabulary

        own = [root for root in self._own if (root / WORDS).is_dir()]
        return vocabulary(own) if own else packaged_words()

    @cached_property
    def sentences(self) -> Sentences:
        """What a letter says of each kind of finding; the user's own sentences come first."""
        from addin.library.sentences import read_sentences

        return read_sentences(self._own)

    def form_folder(self, form: str) -> Traversable:
        """The folder of a form: the user's own, or else the packaged one."""
        from addin.library.form_map import form_folder

        _refuse_ways_out((form,))
        own = (root / FORMS / form for root in self._own)
        return next((folder for folder in own if folder.is_dir()), form_folder(form))

    def blank_file(self, ruleset: Ruleset) -> Traversable:
        """A ruleset's blank form: that of its form's folder, or the official workbook that it
        names, which lies beside it or among the user's own forms."""
        from addin.library.form_map import BLANK

        form = ruleset.form
        if not form.lower().endswith(WORKBOOK):
            return self.form_folder(form) / BLANK
        _refuse_ways_out((form,))
        beside = self._beside.get(ruleset.id)
        places = [*((beside / form,) if beside else ()), *(own / FORMS / form for own in self._own)]
        return next((file for file in places if file.is_file()), Path(form))

    def report_file(self, *path: str) -> Traversable:
        """A file of the report templates: the user's own, or else the packaged one."""
        _refuse_ways_out(path)
        own = (root.joinpath(REPORTS, *path) for root in self._own)
        packaged = files("templates").joinpath(REPORTS, *path)
        found = next((file for file in own if file.is_file()), packaged)
        if not found.is_file():
            raise UserError(f"没有报告提纲“{path[0]}”（缺 {REPORTS}/{'/'.join(path)}）")
        return found

    def letter_file(self, name: str) -> Traversable:
        """A file of the letters: the user's own, or else the packaged one."""
        own = (root.joinpath(LETTERS, name) for root in self._own)
        return next((file for file in own if file.is_file()),
                    files("templates").joinpath(LETTERS, name))

    def outline(self, ruleset: Ruleset, transfer: str = "") -> Outline:
        """What a ruleset's report asks of the clerk, or that of a form of the ``transfer``.

        Raises UserError: its file is missing or wrong.
        """
        return self._outline(self.outline_name(ruleset, transfer))

    def outline_name(self, ruleset: Ruleset, transfer: str = "") -> str:
        """The folder of that outline."""
        from addin.library.outline import DEFAULT

        own = ruleset.report or DEFAULT
        return self._outline(own).transfers or own if transfer else own

    def _outline(self, name: str) -> Outline:
        from addin.library.outline import OUTLINE, PHRASES, read_outline

        return read_outline(self.report_file(name, OUTLINE), self.report_file(PHRASES))

    def _check(self, ruleset_id: str, file: Traversable) -> Ruleset:
        if ruleset_id in self._loading:
            circle = " → ".join([*self._loading, ruleset_id])
            raise KeyError(f"extends 成了一个圈：{circle}")
        self._loading.append(ruleset_id)
        try:
            ruleset = self.read(file, ruleset_id=ruleset_id)
        finally:
            self._loading.pop()
        if ruleset.id != ruleset_id:
            said = f"id 写的是“{ruleset.id}”，按文件夹和文件名应为“{ruleset_id}”"
            raise RulesetError([Mistake(str(file), 1, "", said)])
        self._cache.put(ruleset_id, ruleset)
        return ruleset

    def read(self, file: Traversable, also: Also = lambda own, whole: (),
             ruleset_id: str = "") -> Ruleset:
        """Read one rule file, YAML or workbook; what it extends is looked up here. Raises
        RulesetError, with what ``also`` finds among its mistakes. ``ruleset_id`` is that of a
        workbook that does not say it: by its place in a library, or else its file's name."""
        if file.name.lower().endswith(WORKBOOK):
            ruleset = self._read_workbook(file, also, ruleset_id or file.name)
        else:
            ruleset = self._read_yaml(file, also)
        if not ruleset_id:
            self._beside[ruleset.id] = Path(str(file)).parent
        return ruleset

    def _read_yaml(self, file: Traversable, also: Also) -> Ruleset:
        try:
            text, _ = decoded(file.read_bytes())
        except EncodingError as error:
            raise RulesetError([Mistake(str(file), 1, "", str(error))]) from None
        return load(text, str(file), self._extended, also)

    def _read_workbook(self, file: Traversable, also: Also, ruleset_id: str) -> Ruleset:
        """Workbooks are opened, and what reads their sheets imported, only where there is one."""
        from addin.books.xlsx.closed import BookFile
        from addin.library.rulebook import sheets_of
        from scoring.rulefile.workbook.load import load_sheets

        content = file.read_bytes()
        with about(file):
            sheets = sheets_of(BookFile.read(content, file.name))
        return load_sheets(sheets, content, str(file), ruleset_id, self._extended, also)

    def _extended(self, ruleset_id: str) -> Ruleset:
        """The ruleset that another one extends; KeyError tells the id that was perhaps meant."""
        if ruleset_id not in self._files and ruleset_id not in self._loaded:
            of_region = [each for each in self.ids() if each.split("/")[0] == ruleset_id]
            near = of_region[-1:] or difflib.get_close_matches(ruleset_id, self.ids(), n=1)
            hint = f"，是否想写“{near[0]}”？" if near else "，应写编号：区划代码/年度"
            raise KeyError(f"extends 的评分办法“{ruleset_id}”找不到{hint}")
        return self.get(ruleset_id)

    def find(self, wanted: str) -> Ruleset:
        """The ruleset a person means: an id, a region code (its newest year), a name or the place.

        Raises UserError with what there is when nothing fits.
        """
        if is_rule_file(wanted):
            return self._of_file(Path(wanted))
        wanted = unicodedata.normalize("NFKC", wanted).strip()
        by_region = [each for each in self.ids() if each.split("/")[0] == wanted]
        if wanted in self._files or by_region:
            with _told():
                return self.get(wanted if wanted in self._files else by_region[-1])
        named = [each for each in self.all()
                 if wanted.casefold() in map(str.casefold, (*each.names, each.place))]
        if named:
            return max(named, key=lambda each: each.year or 0)
        known = "、".join(f"{each.id}（{each.place}）" for each in self.all())
        also = "".join(f"\n有错、没有采用的：{each}" for each in self.broken)
        raise UserError(f"没有评分办法“{wanted}”，现有：{known}{also}")

    def of_year(self, ruleset: Ruleset, year: int) -> Ruleset:
        """The region's ruleset of that year; where there is none, the one that was asked for."""
        wanted = f"{ruleset.id.split('/')[0]}/{year}"
        return self.find(wanted) if wanted in self._files else ruleset

    def _of_file(self, file: Path) -> Ruleset:
        """A rule file by its path; from then on it is known by its id too."""
        if not file.is_file():
            raise UserError(f"评分办法文件“{file}”{'不是文件' if file.exists() else '不存在'}")
        key = str(file.absolute())
        if key not in self._loaded:
            with _told():
                self._loaded[key] = self.read(file)
        return self._loaded[key]


def is_rule_file(wanted: str) -> bool:
    """Whether a ruleset is asked for by the name of its file."""
    return wanted.strip().lower().endswith((YAML, ".yml", WORKBOOK))


def _refuse_ways_out(names: Sequence[str]) -> None:
    """A name in a rule file stands for a folder beside it and never leads anywhere else."""
    for name in names:
        if (name in (".", "..") or set(name) & set("/\\:\0")
                or len(os.fsencode(name)) > _LONGEST_NAME):
            raise UserError(f"“{name}”不能作文件夹名：只能是表样或报告提纲所在文件夹的名称")


@contextmanager
def _told() -> Iterator[None]:
    """What is wrong in a rule file, told to the person instead of to the author's tools."""
    try:
        yield
    except RulesetError as error:
        raise UserError(str(error)) from None
    except OSError as error:
        raise UserError(f"无法读取评分办法文件 {error.filename}：{reason_of(error)}") from None


def _rule_files(root: Traversable) -> Iterator[tuple[str, Traversable]]:
    """The rule files of a folder; where a year has both, the workbook is the one a person keeps."""
    for region in sorted(root.iterdir(), key=lambda one: one.name):
        if region.is_dir() and region.name not in (FORMS, LETTERS, REPORTS, WORDS):
            files_ = [file for file in region.iterdir() if not file.name.startswith(("~$", "."))]
            for suffix in (WORKBOOK, YAML):
                for file in sorted(files_, key=lambda one: one.name):
                    if file.name.endswith(suffix):
                        yield f"{region.name}/{file.name.removesuffix(suffix)}", file
