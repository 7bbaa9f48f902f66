"""A LibreOffice of one's own, started headless and talked to over UNO."""

from __future__ import annotations

import builtins
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

DISTRIBUTION = Path("/usr/lib/python3/dist-packages")
"""Where Debian's python3-uno keeps ``uno``, for an interpreter of the same minor version."""
SECONDS = 90


def missing() -> list[str]:
    """What this machine lacks for talking to a LibreOffice."""
    lacks = [] if shutil.which("soffice") else ["soffice"]
    with _uno_on_path():
        try:
            import uno  # noqa: F401
        except ImportError as error:
            lacks.append(f"python3-uno for Python {sys.version_info.major}.{sys.version_info.minor}"
                         f" ({error})")
    return lacks


@contextmanager
def office() -> Iterator[Any]:
    """The context of a running LibreOffice, which ends with the block."""
    pipe = f"pe-{uuid4().hex}"
    with TemporaryDirectory() as profile, _uno_on_path():
        process = subprocess.Popen(
            ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless",
             "--norestore", "--nologo", "--nodefault", f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "SAL_USE_VCLPLUGIN": "svp"}, start_new_session=True)
        try:
            context = _connected(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext", process)
            yield context
            _ended(context)
            process.wait(SECONDS)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # soffice is a script around the program
            process.wait()


@contextmanager
def _uno_on_path() -> Iterator[None]:
    """Importing uno replaces Python's own import: that is undone, as is the longer path."""
    before = builtins.__import__
    sys.path.append(str(DISTRIBUTION))
    try:
        yield
    finally:
        builtins.__import__ = before
        sys.path.remove(str(DISTRIBUTION))


def _connected(address: str, process: subprocess.Popen[bytes]) -> Any:
    import uno

    not_yet = uno.getClass("com.sun.star.connection.NoConnectException")
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local)
    patience = time.monotonic() + SECONDS
    while True:
        try:
            return resolver.resolve(address)
        except not_yet:
            if process.poll() is not None or time.monotonic() > patience:
                raise
            time.sleep(0.05)


def _ended(context: Any) -> None:
    """Ask it to end; the connection breaking is the answer."""
    import uno

    gone = uno.getClass("com.sun.star.lang.DisposedException")
    try:
        context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context).terminate()
    except gone:
        return
