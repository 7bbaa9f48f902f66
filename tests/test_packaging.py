"""The wheel holds the four packages as they stand and works far away from the checkout."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("addin", "scoring", "rulesets", "templates")
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(command, cwd=folder, env=clean | {"PYTHONUTF8": "1"}, text=True,
                          encoding="utf-8", capture_output=True, stdin=subprocess.DEVNULL, timeout=300, check=False)


def build(folder: Path) -> Path:
    done = run([*PIP, "wheel", "--no-deps", "--no-build-isolation", "--no-index",
                "--wheel-dir", str(folder), str(ROOT)], folder)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("pe_score-*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a fresh environment: the wheel, and the libraries of this one."""
    folder = tmp_path_factory.mktemp("fresh")
    builder = venv.EnvBuilder(symlinks=os.name != "nt")
    context = builder.ensure_directories(folder)
    builder.create(folder)
    done = run([*PIP, "--python", context.env_exe, "install", "--no-deps", "--no-index",
                str(wheel)], folder)
    assert done.returncode == 0, done.stderr
    site = run([context.env_exe, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
               folder).stdout.strip()
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    # Path files inside a folder that a path file names are not read: the checkout stays out.
    Path(site, "libraries.pth").write_text("\n".join(sorted(libraries)), "utf-8")
    return Path(context.bin_path)


def test_the_packages_are_in_the_wheel_as_they_stand(wheel: Path) -> None:
    standing = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for package in PACKAGES for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts}
    with ZipFile(wheel) as archive:
        packed = {name: archive.read(name) for name in archive.namelist()
                  if name.split("/")[0] in PACKAGES}
    assert sorted(packed) == sorted(standing)
    assert packed == standing


def test_the_data_is_in_the_wheel(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "scoring/py.typed" in names
    assert [name for name in names if name.startswith("rulesets/") and name.endswith(".yaml")]
    assert [name for name in names if name.startswith("templates/") and name.endswith(".xlsx")]
    assert [name for name in names if name.endswith("licenses/LICENSE")]


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert tops - set(PACKAGES) == {f"{wheel.name.rsplit('-py3', 1)[0]}.dist-info"}


def test_the_wheel_is_reproducible(wheel: Path, tmp_path: Path) -> None:
    assert build(tmp_path).read_bytes() == wheel.read_bytes()


def test_the_program_lists_its_rules_outside_the_checkout(programs: Path, tmp_path: Path) -> None:
    done = run([str(programs / "pe"), "rules", "list"], tmp_path)
    assert done.returncode == 0, done.stderr
    assert "520111/2023" in done.stdout
    assert "花溪" in done.stdout


@pytest.mark.parametrize("package", PACKAGES)
def test_the_wheel_is_what_runs_there(package: str, programs: Path, tmp_path: Path) -> None:
    where = f"import importlib.resources as r; print(r.files('{package}'))"
    done = run([str(programs / "python"), "-c", where], tmp_path)
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()).is_relative_to(programs.parent)


def test_the_documented_functions_can_be_called_there(programs: Path, tmp_path: Path) -> None:
    """Twice over: a submodule of the same name must not take a function's place."""
    code = ("from scoring import audit, explain, grade, load, score\n"
            "assert all(map(callable, (audit, explain, grade, load, score)))\n")
    done = run([str(programs / "python"), "-c", code * 2], tmp_path)
    assert done.returncode == 0, done.stderr


def test_a_published_form_can_be_poured_outside_the_checkout(programs: Path,
                                                             tmp_path: Path) -> None:
    """Ruleset, form map, blank workbook and filing are all read from the installed wheel."""
    done = run([str(programs / "pe"), "sample", "huaxi", "-o", "公布.xlsx"], tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "公布.xlsx").read_bytes().startswith(b"PK")
