"""Rules into formulas in ``make bench``: compiled for the first time in a process that has loaded the
ruleset, compiled again, and laid into the blank; the processor's time, each ruleset in five processes.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.bench.process import as_installed

FORMS = ("huaxi", "lukou", "chayu", "jiangning", "conghua", "national")
PROCESSES = 5
_COMPILED = """
import sys
from time import process_time
from addin.desk.new_form import new
from addin.desk.self_scoring import _lines
from addin.forms.read import read_forms
from addin.formulas.columns import sections
from addin.formulas.lay import lay
from addin.library.library import Library
from addin.pages.inputs import NAME, input_page
from scoring.rules.inputs import inputs_of
library = Library()
ruleset = library.find(sys.argv[1])
book = new(ruleset)
(form,) = read_forms(book, library.maps, words=library.words)
page = input_page(ruleset, inputs_of(ruleset))
named = {name: f"{NAME}!{target}" for name, target in page.names.items()}
for _ in range(2):
    start = process_time()
    lines = _lines(form, ruleset, named)
    print(process_time() - start)
start = process_time()
lay(book, sections([lines]), {})
print(process_time() - start)
"""


def main() -> None:
    print("\nA form's rules into formulas, ms of processor   (aim: compiled in ≤ 20 ms)")
    print(f"  {'':<14}{'compiled first':>16}{'compiled again':>16}{'laid into the blank':>22}")
    with tempfile.TemporaryDirectory() as name:
        for form in FORMS:
            runs = [_run(form, Path(name)) for _ in range(PROCESSES)]
            first, again, laid = (median(each) * 1e3 for each in zip(*runs, strict=True))
            print(f"  {form:<14}{first:>16.1f}{again:>16.1f}{laid:>22.1f}")


def _run(form: str, folder: Path) -> tuple[float, ...]:
    done = subprocess.run([sys.executable, "-c", _COMPILED, form], capture_output=True, text=True,
                          check=True, cwd=Path(__file__).parents[2], env=as_installed(folder))
    return tuple(map(float, done.stdout.split()))


if __name__ == "__main__":
    main()
