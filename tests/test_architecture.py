"""What keeps the house in order: a pure core, no jurisdiction in code, six things at the top."""

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORE = sorted((ROOT / "scoring").rglob("*.py"))
EDGES = sorted((ROOT / "addin").rglob("*.py"))

TOP_LEVEL = {
    "pyproject.toml", "scoring", "addin", "rulesets", "templates", "tests",
    "README.md", "CHANGELOG.md", "LICENSE", "Makefile", "docs", ".ci", ".gitignore", "requirements",
}
LIBRARIES = {"pydantic", "pydantic_core", "yaml", "scoring"}
IMPURE_MODULES = {
    "builtins", "fileinput", "glob", "http", "importlib", "io", "locale", "logging", "os",
    "pathlib", "pkgutil", "random", "shutil", "socket", "subprocess", "sys", "tempfile", "time",
    "urllib", "zipfile",
}
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
    """The top-level names of all modules imported anywhere in a source; relative ones are ours."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(package if node.level else (node.module or "").split(".")[0])
    return found


def impurities(source: str) -> list[str]:
    """What in a source could touch a file, the clock or a library the core may not know."""
    modules = imported(source, "scoring")
    found = [f"imports {name}" for name in sorted(
        modules & IMPURE_MODULES | modules - LIBRARIES - sys.stdlib_module_names)]
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


def test_yaml_is_read_in_one_place() -> None:
    readers = [named(path) for path in CORE if "yaml" in imported(path.read_text("utf-8"))]
    assert len(readers) <= 1, readers


@pytest.mark.parametrize("path", EDGES, ids=named)
def test_the_edges_do_not_lean_on_tests(path: Path) -> None:
    assert "tests" not in imported(path.read_text("utf-8"))


@pytest.mark.parametrize("path", [*CORE, *EDGES], ids=named)
def test_no_code_names_a_jurisdiction(path: Path) -> None:
    assert jurisdictions(path.read_text("utf-8")) == []


def test_the_top_level_stays_as_it_is() -> None:
    ignored = [line.strip("/") for line in (ROOT / ".gitignore").read_text("utf-8").split()]
    strangers = {path.name for path in ROOT.iterdir()} - TOP_LEVEL - {".git"}
    assert [name for name in strangers if not any(fnmatch(name, i) for i in ignored)] == []


@pytest.mark.parametrize("source", [
    "import openpyxl", "from lxml import etree", "def f():\n    import xlwings", "import docx",
    "from addin.book import Grid", "import jinja2", "from pathlib import Path", "import os.path",
    "import time", "date.today()", "datetime.now()", "open('x')", "given.read_text()", "print(1)",
])
def test_an_impurity_would_be_found(source: str) -> None:
    assert len(impurities(source)) == 1


@pytest.mark.parametrize("source", [
    "from .exact import exact", "from scoring import exact", "import pydantic", "import yaml",
    "from fractions import Fraction", "from datetime import date\ndate(2023, 12, 31)",
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
