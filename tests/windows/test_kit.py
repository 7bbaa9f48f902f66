"""The offline folder as a clerk meets it: unzipped under a Chinese name with spaces and signs,
installed, diagnosed, forms dropped on its shortcuts, upgraded, uninstalled.

Its Python is the one that the tests have assembled; the official one was not run.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep
from zipfile import ZipFile

import pytest

from addin.kit.build import kit
from addin.kit.embedded import embedded
from addin.kit.install import DROPS
from addin.kit.wheels import lock
from tests.cli.runs import pe
from tests.windows.embedded import embedded_zip
from tests.windows.wine import WINE, Wine

if WINE not in os.environ:
    pytest.skip("needs the Windows Python: make windows", allow_module_level=True)

ROOT = Path(__file__).parents[2]
LINK = ("import json, sys; from pathlib import Path; from addin.kit.shortcuts import read; "
        "found = read(Path(sys.argv[1])); "
        "print(json.dumps([str(found.program), found.arguments]))")


class Clerk:
    """The clerk's computer, with the kit unzipped."""

    def __init__(self, wine: Wine, content: bytes) -> None:
        self.wine = wine
        # Wine's cmd, unlike Windows' own, loses the % of a folder: the forms' folder has one.
        self.home = wine.drive / "资料 & ^ (表格)!"
        self.forms = wine.drive / "自评表 & 100%^!"
        self.user = next(path for path in (wine.drive / "users").iterdir()
                         if (path / "AppData").exists())
        for left in (self.home, self.forms, self.local, self.local.parents[1] / "Roaming/pe-score"):
            shutil.rmtree(left, ignore_errors=True)
        self.addin.unlink(missing_ok=True)
        self.made = ""
        self.start = perf_counter()
        self.unzip(content)

    @property
    def local(self) -> Path:
        return self.user / "AppData" / "Local" / "pe-score"

    @property
    def addin(self) -> Path:
        return self.user / "AppData/Roaming/Microsoft/Excel/XLSTART/pe-score.xlam"

    @property
    def shortcuts(self) -> list[Path]:
        return [path for path in self.user.rglob("*.lnk") if "绩效自评" in str(path)]

    def unzip(self, content: bytes) -> None:
        self.home.mkdir(exist_ok=True)
        archive = self.home / "离线包.zip"
        archive.write_bytes(content)
        with ZipFile(archive) as opened:
            opened.extractall(self.home)

    def double_click(self, name: str) -> tuple[int, str]:
        (folder,) = (path for path in self.home.iterdir() if path.is_dir())
        done = self.wine.run("cmd", "/c", name, cwd=folder)
        return done.returncode, done.stdout.decode("utf-8", "replace")

    def drop(self, shortcut: str, *paths: Path) -> tuple[int, str]:
        """Start what the shortcut starts, the paths behind its own arguments."""
        (link,) = (path for path in self.shortcuts if path.name == f"{shortcut}.lnk")
        read = self.wine.run(self.present / "python.exe", "-c", LINK, self.wine.path(link))
        program, arguments = json.loads(read.stdout)
        done = self.wine.run(program, *arguments.split(), *map(self.wine.path, paths))
        return done.returncode, done.stdout.decode("utf-8", "replace")

    @contextmanager
    def running(self, program: Path) -> Iterator[None]:
        """The program at work, as a server behind an open Excel is."""
        process = subprocess.Popen(
            ["wine", str(program), "-c", "import time; time.sleep(300)"],
            env=self.wine.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        sleep(3)
        yield
        process.kill()
        process.wait(60)

    @property
    def present(self) -> Path:
        return self.local / self.local.joinpath("current.txt").read_text("ascii").strip()


@pytest.fixture(scope="module")
def wine() -> Wine:
    return Wine(Path(os.environ[WINE]))


@pytest.fixture(scope="module")
def python(wine: Wine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return embedded_zip(wine, tmp_path_factory.mktemp("embedded") / "python-3.11.9-embed-amd64.zip")


@pytest.fixture(scope="module")
def wheels(wine: Wine) -> Path:
    """The locked wheels, kept beside the Windows machine."""
    folder = wine.folder / "wheels"
    if len(list(folder.glob("*.whl"))) < len(lock()):
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps",
                        "--require-hashes", "--only-binary=:all:", "--platform", "win_amd64",
                        "--implementation", "cp", "--python-version", "3.11", "-d", str(folder),
                        "-r", str(ROOT / "addin/kit/requirements.txt")], check=True)
    return folder


@pytest.fixture(scope="module")
def clerk(wine: Wine, python: Path, wheels: Path) -> Iterator[Clerk]:
    made = kit(python, wheels)
    computer = Clerk(wine, made.content)
    computer.made = (f"{made.files} files, {made.unpacked / 1e6:.1f} MB, zipped "
                     f"{len(made.content) / 1e6:.1f} MB")
    code, said = computer.double_click("安装.cmd")
    assert code == 0, said
    assert "装好了" in said
    yield computer
    computer.double_click("卸载.cmd")


def test_the_same_inputs_give_the_same_kit(python: Path, wheels: Path) -> None:
    assert kit(python, wheels).sha256 == kit(python, wheels).sha256
    assert embedded(python).version == (3, 11, 9)


def test_everything_is_in_the_users_own_folders(clerk: Clerk) -> None:
    assert clerk.addin.is_file()
    assert (clerk.present / "pythonw.exe").is_file()
    assert (clerk.present / "xlwings64-0.37.8.dll").is_file()
    assert (clerk.present / "xlwings32-0.37.8.dll").is_file()
    assert sorted(path.stem.rpartition("-")[2] for path in clerk.shortcuts) == sorted([*DROPS] * 2)


def test_the_doctor_finds_python_and_addin_in_order(clerk: Clerk) -> None:
    _, said = clerk.double_click("诊断.cmd")
    assert "✓ 加载项与本版本一致" in said
    assert "✓ 加载项所用的 Python 能启动" in said
    assert [line for line in said.splitlines() if line.startswith("✗")] == ["✗ 没有找到 Excel"]
    (written,) = clerk.home.glob("*/doctor.txt")
    assert "✓ 加载项与本版本一致" in written.read_text("utf-8-sig")


def test_forms_dropped_on_the_shortcuts_are_scored_beside_the_originals(
        clerk: Clerk, capsys: pytest.CaptureFixture[str]) -> None:
    folder = clerk.forms
    folder.mkdir()
    for name in ("huaxi", "lukou"):
        assert pe("sample", name, "-o", str(folder / f"{name} & 表!.xlsx")).code == 0
    before = {path: path.read_bytes() for path in folder.iterdir()}
    code, said = clerk.drop("评分", folder)
    took = perf_counter() - clerk.start
    with capsys.disabled():
        sys.stdout.write(f"\n{clerk.made}; from unzipping to the first scores {took:.0f} s\n")
    assert code <= 1, said
    assert len(list(folder.glob("*-评分.xlsx"))) == 2
    assert {path: path.read_bytes() for path in before} == before
    form = next(iter(before))
    code, said = clerk.drop("审核", form)
    assert code <= 1, said
    code, said = clerk.drop("报告", form)
    assert (folder / f"{form.stem}-报告草稿.docx").is_file(), said
    clerk.drop("公开版", form)
    assert (folder / f"{form.stem}-公开.xlsx").is_file()


def test_the_addins_server_starts_from_the_kit(clerk: Clerk) -> None:
    """Through the DLL beside the interpreter, by the command of the add-in."""
    code = ("import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; "
            "from tests.windows.excel import Excel; p = Path(sys.argv[2]); "
            "e = Excel(p / 'pythonw.exe', p / 'xlwings64-0.37.8.dll'); "
            "print(e.call('PE_GRADE', 95.0).encode()); e.end()")
    done = clerk.wine.run(clerk.wine.python, "-c", code, clerk.wine.path(ROOT),
                          clerk.wine.path(clerk.present), seconds=120)
    assert repr("优".encode()).encode() in done.stdout, done.stdout.decode("utf-8", "replace")


def test_an_upgrade_changes_the_pointer_and_not_the_addin(clerk: Clerk) -> None:
    """While a server of the old version runs, as in an open Excel, its folder stays whole."""
    old, addin = clerk.present, clerk.addin.read_bytes()
    (mark,) = clerk.home.glob("*/python/Lib/site-packages/addin/kit/linux.txt")
    mark.write_text(mark.read_text("utf-8") + "\n# another version\n", "utf-8")
    with clerk.running(old / "pythonw.exe"):
        code, said = clerk.double_click("安装.cmd")
    assert code == 0, said
    assert clerk.present != old
    assert clerk.addin.read_bytes() == addin
    assert (old / "pythonw.exe").exists()
    clerk.double_click("安装.cmd")
    assert not old.exists()


def test_uninstalling_leaves_nothing(clerk: Clerk) -> None:
    code, said = clerk.double_click("卸载.cmd")
    assert code == 0, said
    assert not clerk.local.exists()
    assert not clerk.addin.exists()
    assert not (clerk.user / "AppData/Roaming/pe-score").exists()
    assert clerk.shortcuts == []
    assert not list(clerk.user.glob("Desktop/绩效自评"))
    assert (clerk.user / "AppData/Roaming/Microsoft/Windows/SendTo").is_dir()
