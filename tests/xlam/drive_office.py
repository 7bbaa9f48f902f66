"""Run by an interpreter with the module uno: open a workbook with its macros, show column A.

Arguments: the profile's URL, the workbook, the number of rows. Prints a JSON list of texts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

ALWAYS_EXECUTE_NO_WARN = 4


def main(profile: str, book: str, rows: str) -> None:
    pipe = f"pe-{os.getpid()}"
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nologo",
         f"--accept=pipe,name={pipe};urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        desktop = connected(pipe)
        document = desktop.loadComponentFromURL(
            Path(book).as_uri(), "_blank", 0,
            (named("Hidden", True), named("MacroExecutionMode", ALWAYS_EXECUTE_NO_WARN)))
        document.calculateAll()
        sheet = document.Sheets.getByIndex(0)
        shown = [sheet.getCellByPosition(0, row).String for row in range(int(rows))]
        sys.stdout.write(json.dumps(shown))
        document.close(True)
        desktop.terminate()
        office.wait(30)
    finally:
        office.kill()


def connected(pipe: str) -> object:
    import uno
    from com.sun.star.connection import NoConnectException

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
        else:
            return remote.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", remote)
    raise RuntimeError("LibreOffice does not answer")


def named(name: str, value: object) -> object:
    from com.sun.star.beans import PropertyValue

    given = PropertyValue()
    given.Name, given.Value = name, value
    return given


if __name__ == "__main__":
    main(*sys.argv[1:])
