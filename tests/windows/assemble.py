"""A Windows CPython 3.11.9 under Wine, from Debian's and PyPI's packages alone.

python311.dll and the extension modules come in a public wheel, the standard library from this
machine's own 3.11; python.exe, venv's launcher and what Wine 8 lacks are a few lines of C. It is
kept in the user's cache under a name that changes with the lock and with what lies here.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from tests.windows.wine import LOCALE, Wine, which

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements" / "dev.txt"
WHEEL = Path(__file__).with_name("requirements.txt")
PROGRAMS = Path(__file__).with_name("programs")
_CC = "x86_64-w64-mingw32-gcc"
_BESIDE = ("python311.dll", "vcruntime140.dll")
_NOT_NEEDED = ("test", "tests", "site-packages", "dist-packages", "lib-dynload", "idlelib",
               "turtledemo", "__pycache__", "config-*", "*.so")


def assembled() -> Wine:
    """The Windows machine, made where it is not there yet; our checkout is on its path."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    wine = Wine(cache / "pe-score-windows" / _key())
    if not (wine.folder / "ready").exists():
        shutil.rmtree(wine.folder, ignore_errors=True)
        _make(wine)
    with wine.session():
        _install_checkout(wine)
    return wine


def _key() -> str:
    parts = [LOCK, WHEEL, Path(__file__), *sorted(PROGRAMS.iterdir())]
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()[:16]


def _make(wine: Wine) -> None:
    for folder in (wine.py / "DLLs", wine.py / "Lib" / "venv" / "scripts" / "nt"):
        folder.mkdir(parents=True)
    _make_locale()
    _unpack_binaries(wine.py)
    shutil.copytree(sysconfig.get_path("stdlib"), wine.py / "Lib", dirs_exist_ok=True,
                    ignore=shutil.ignore_patterns(*_NOT_NEEDED))
    with TemporaryDirectory() as folder:
        build = Path(folder)
        _compile(wine.py, build)
        wine.quietly("wineboot", "-i")
        _own_folders(wine.drive / "users")
        shutil.copy(build / "bcryptprimitives.dll", wine.drive / "windows" / "system32")
    wine.quietly("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f")
    _copy_pip(wine.py / "Lib" / "site-packages")
    with wine.session():
        _pip(wine, "--require-hashes", "-r", wine.path(LOCK))
    (wine.folder / "ready").touch()


def _make_locale() -> None:
    """Wine takes its code page from the locale."""
    known = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=True).stdout
    if "zh_cn.utf8" not in known.lower():
        root = [] if os.getuid() == 0 else ["sudo", "-n"]
        subprocess.run([*root, which("localedef") or "localedef", "-i", "zh_CN", "-f", "UTF-8",
                        LOCALE], check=True)


def _unpack_binaries(py: Path) -> None:
    with TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps",
                        "--require-hashes", "--platform", "win_amd64", "--python-version", "3.11",
                        "--only-binary=:all:", "-d", folder, "-r", str(WHEEL)], check=True)
        (wheel,) = Path(folder).iterdir()
        with ZipFile(wheel) as archive:
            for name in archive.namelist():
                base = name.rpartition("/")[2]
                if name.startswith("deploy_libs/") and base and not base.startswith("api-ms-"):
                    beside = base.lower() in _BESIDE
                    (py if beside else py / "DLLs").joinpath(base).write_bytes(archive.read(name))


def _compile(py: Path, build: Path) -> None:
    """python.exe, pythonw.exe, venv's launchers, python3.dll and what Wine lacks."""
    shutil.copytree(PROGRAMS, build, dirs_exist_ok=True)

    def run(*command: str | Path) -> bytes:
        return subprocess.run([str(each) for each in command], cwd=build, check=True,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout

    definition = run("gendef", "-", py / "python311.dll")
    (build / "python311.def").write_bytes(definition)
    run("x86_64-w64-mingw32-dlltool", "-d", "python311.def", "-l", "libpython311.a")
    run("x86_64-w64-mingw32-windres", "python.rc", "-O", "coff", "-o", "python.res")
    scripts = py / "Lib" / "venv" / "scripts" / "nt"
    for name, windowed in (("python", ()), ("pythonw", ("-mwindows", "-DWINDOWED"))):
        plain = (_CC, "-O1", "-s", "-municode", *windowed, "-o")
        run(*plain, py / f"{name}.exe", "python.c", "python.res", "libpython311.a")
        run(*plain, scripts / f"{name}.exe", "venvlauncher.c")
    (build / "python3.def").write_text("\n".join(_forwarders(definition.decode())) + "\n")
    (build / "empty.c").write_text("int DllMainCRTStartup(void*a,int b,void*c){return 1;}\n")
    run(_CC, "-s", "-shared", "-nostdlib", "-o", py / "python3.dll", "empty.c", "python3.def",
        "-Wl,-e,DllMainCRTStartup")
    run(_CC, "-O1", "-s", "-shared", "-o", "bcryptprimitives.dll", "bcryptprimitives.c",
        "-ladvapi32")


def _forwarders(definition: str) -> list[str]:
    """python3.dll is python311.dll under a name that does not change with the version."""
    names = re.findall(r'^"?(_?Py\w*)"?(\s+DATA)?$', definition.replace("\r", ""), re.MULTILINE)
    return ["LIBRARY python3.dll", "EXPORTS",
            *(f"{name}=python311.{name}{' DATA' if data else ''}" for name, data in names)]


def _own_folders(users: Path) -> None:
    """The desktop and the documents are Wine's own, and not those of whoever runs the tests."""
    for path in users.glob("*/*"):
        if path.is_symlink():
            path.unlink()
            path.mkdir()


def _copy_pip(site: Path) -> None:
    found = find_spec("pip")
    assert found is not None
    assert found.origin is not None
    shutil.copytree(Path(found.origin).parent, site / "pip", dirs_exist_ok=True,
                    ignore=shutil.ignore_patterns("__pycache__"))


def _install_checkout(wine: Wine) -> None:
    """This checkout, unless it was this one the last time."""
    note = wine.folder / "checkout"
    if not note.exists() or note.read_text("utf-8") != str(ROOT):
        _pip(wine, "--no-deps", "--no-build-isolation", "--no-index", "-e", wine.path(ROOT))
        note.write_text(str(ROOT), "utf-8")


def _pip(wine: Wine, *arguments: str) -> None:
    done = wine.run(wine.python, "-m", "pip", "install", "-q", "--no-warn-script-location",
                    "--disable-pip-version-check", *arguments, seconds=900)
    if done.returncode:
        raise RuntimeError(done.stdout.decode("utf-8", "replace"))
