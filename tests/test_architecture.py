"""What keeps the house in order: a pure core, no jurisdiction in code, six things at the top."""

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORE = sorted((ROOT / "scoring").rglob("*.py"))
EDGES = sorted((ROOT / "addin").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

TOP_LEVEL = {
    "pyproject.toml", "scoring", "addin", "rulesets", "templates", "tests",
    "README.md", "CHANGELOG.md", "LICENSE", "Makefile", "docs", ".ci", ".gitignore", "requirements",
}
LIBRARIES = {"pydantic", "pydantic_core", "yaml", "scoring"}
EDGE_LIBRARIES = {"addin", "docx", "jinja2", "lxml", "openpyxl", "python_calamine", "xlrd",
                  "xlwings"}
IMPURE_MODULES = {
    "builtins", "fileinput", "glob", "http", "io", "locale", "logging", "os",
    "pathlib", "pkgutil", "random", "shutil", "socket", "subprocess", "sys", "tempfile", "time",
    "urllib", "zipfile",
}
IMPURE_NAMES = {"importlib.metadata", "importlib.resources", "importlib.util"}
IMPURE_CALLS = {"open", "input", "print", "eval", "exec", "compile", "__import__"}
IMPURE_METHODS = {
    "now", "utcnow", "today", "read_text", "read_bytes", "write_text", "write_bytes",
}
JURISDICTIONS = re.compile(
    r"花溪|从化|渌口|江宁|察隅|huaxi|conghua|lukou|jiangning|chayu"
    r"|520111|440117|430212|320115|540425", re.IGNORECASE)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(source: str, package: str = "") -> set[str]:
    """All that is imported anywhere in a source, as dotted names; relative imports are ours."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = package if node.level else node.module
            found |= {f"{module}.{alias.name}" for alias in node.names}
    return found


def roots(names: set[str]) -> set[str]:
    return {name.split(".")[0] for name in names}


def impurities(source: str) -> list[str]:
    """What in a source could touch a file, the clock or a library the core may not know."""
    names = imported(source, "scoring")
    impure = {name for name in names if roots({name}) & IMPURE_MODULES or name in IMPURE_NAMES}
    strange = roots(names) - LIBRARIES - sys.stdlib_module_names
    found = [f"imports {name}" for name in sorted(impure | strange)]
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in IMPURE_CALLS:
                found.append(f"line {node.lineno} calls {name}()")
            case ast.Call(func=ast.Attribute(attr=name)) if name in IMPURE_METHODS:
                found.append(f"line {node.lineno} calls .{name}()")
    return found


def jurisdictions(source: str) -> list[str]:
    """Where a source names one place's rules other than in a docstring, which may cite a clause."""
    cited = {line for node in ast.walk(ast.parse(source)) for line in _docstring_lines(node)}
    return [f"line {token.start[0]}: {token.string}"
            for token in tokenize.generate_tokens(io.StringIO(source).readline)
            if token.start[0] not in cited and JURISDICTIONS.search(token.string)]


def _docstring_lines(node: ast.AST) -> Iterator[int]:
    match node:
        case ast.Expr(value=ast.Constant(value=str()), end_lineno=int(end)):
            yield from range(node.lineno, end + 1)


@pytest.mark.parametrize("path", CORE, ids=named)
def test_the_core_is_pure(path: Path) -> None:
    assert impurities(path.read_text("utf-8")) == []


def test_the_core_loads_none_of_the_libraries_of_the_edges() -> None:
    """The same seen at work, so that an import by name is not missed."""
    modules = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in CORE]
    code = f"import sys, {', '.join(modules)}; print(*(name.split('.')[0] for name in sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True,
                            check=True).stdout.split()
    assert set(loaded) & EDGE_LIBRARIES == set()


def test_yaml_is_read_in_one_place() -> None:
    readers = [named(path) for path in CORE if "yaml" in roots(imported(path.read_text("utf-8")))]
    assert len(readers) <= 1, readers


@pytest.mark.parametrize("path", EDGES, ids=named)
def test_the_edges_do_not_lean_on_tests(path: Path) -> None:
    assert "tests" not in roots(imported(path.read_text("utf-8")))


@pytest.mark.parametrize("path", [*CORE, *EDGES], ids=named)
def test_no_code_names_a_jurisdiction(path: Path) -> None:
    assert jurisdictions(path.read_text("utf-8")) == []


def test_no_line_of_the_product_is_longer_than_100_characters() -> None:
    long = [f"{named(path)}:{number}" for path in [*CORE, *EDGES]
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
            if len(line) > 100]
    assert long == []


def test_the_top_level_stays_as_it_is() -> None:
    ignored = [line.strip("/") for line in (ROOT / ".gitignore").read_text("utf-8").split()]
    strangers = {path.name for path in ROOT.iterdir()} - TOP_LEVEL - {".git"}
    assert [name for name in strangers if not any(fnmatch(name, i) for i in ignored)] == []


@pytest.mark.parametrize("source", [
    "import openpyxl", "from lxml import etree", "def f():\n    import xlwings", "import docx",
    "from addin.books.book import Grid", "import jinja2", "from pathlib import Path", "import os.path",
    "import time", "date.today()", "datetime.now()", "open('x')", "given.read_text()", "print(1)",
    "from importlib import resources", "import importlib.resources", "from os import path",
])
def test_an_impurity_would_be_found(source: str) -> None:
    assert len(impurities(source)) == 1


@pytest.mark.parametrize("source", [
    "from .exact import exact", "from scoring import exact", "import pydantic", "import yaml",
    "from fractions import Fraction", "from datetime import date\ndate(2023, 12, 31)",
    "from importlib import import_module",
])
def test_what_the_core_may_use(source: str) -> None:
    assert impurities(source) == []


@pytest.mark.parametrize(("source", "found"), [
    ('"""花溪区2023年评分标准，注2。"""\nx = 1', []),
    ('x = 1\n"""The 察隅 form has 33 rows."""', []),
    ("if region == '520111':\n    pass", ["line 1: '520111'"]),
    ("x = 1  # 江宁", ["line 1: # 江宁"]),
    ("IsHuaxi = True", ["line 1: IsHuaxi"]),
    ('say("""\n渌口""")', ['line 1: """\n渌口"""']),
])
def test_a_jurisdiction_would_be_found(source: str, found: list[str]) -> None:
    assert jurisdictions(source) == found
