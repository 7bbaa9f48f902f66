# Everything is done inside .venv, which the first target that needs it sets up from the lock.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
LOCK := requirements/dev.txt
READY := .venv/ready
UV := $(shell command -v uv)

# Whatever the shell says: the tests start hundreds of processes, and none is to compile us anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help demo test windows lint torture clauses proof bench addin coverage pictures lock clean
.DEFAULT_GOAL := help

help:
	@echo 'make demo   按察隅县2021年公布的评分表演示：计分、审核、回填、出报告，结果在 demo/'
	@echo 'make test   run every test'
	@echo 'make windows  run the tests with a Windows Python under Wine (needs wine64, mingw-w64)'
	@echo 'make lint   ruff, and strict mypy on all product code'
	@echo 'make torture  ten thousand damaged workbooks and a thousand documents through every verb'
	@echo 'make clauses  how many of the official clauses are read (FILES=… judges others)'
	@echo 'make proof  the native formulas against the core in LibreOffice (N=… cases, 100000; SEED=… goes on)'
	@echo 'make bench  timings against openpyxl, docxtpl, a bare copy, a bare expression; a pile of forms'
	@echo 'make addin  build the Excel add-in'
	@echo 'make coverage  renew the table of rulesets in README.md'
	@echo 'make pictures  renew docs/*.png (needs LibreOffice and the Noto CJK fonts)'
	@echo 'make lock   renew $(LOCK) (needs uv)'
	@echo 'make clean  remove .venv, demo/, build/, dist/ and caches'

$(READY): $(LOCK) pyproject.toml
	@test -n '$(PYTHON)' || { echo '需要 Python 3.11 或更高版本（含 venv）；可用 make PYTHON=/路径/python3 指定' >&2; exit 1; }
ifdef UV
	@test -x $(BIN)/python || $(UV) venv -q --python $(PYTHON) .venv
	@$(UV) pip install -q --python $(BIN)/python --require-hashes -r $(LOCK)
	@$(UV) pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
else
	@test -x $(BIN)/python -a -x $(BIN)/pip || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $(LOCK)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
endif
	@touch $@

# Findings (exit 1) are what the demonstration is about; only «could not do it» (2) is a failure.
demo: $(READY)
	@mkdir -p demo
	@$(BIN)/pe sample chayu --unscored -o demo/察隅2021-得分未填.xlsx
	@$(BIN)/pe fill demo/察隅2021-得分未填.xlsx -o demo/察隅2021-回填.xlsx || test $$? -eq 1
	@$(BIN)/pe explain demo/察隅2021-回填.xlsx --indicator 目标覆盖率
	@$(BIN)/pe report demo/察隅2021-回填.xlsx -o demo/察隅2021-报告.docx || test $$? -eq 1

test: $(READY)
	@$(BIN)/python -m pytest -n 2 --dist worksteal

# Skipped where there is no Wine.
windows: $(READY)
	@$(BIN)/python -m tests.windows

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/mypy

# One core, politely: damaged files through every verb, and runs killed at every step of saving.
torture: $(READY)
	@$(BIN)/python -m tests.torture

clauses: $(READY)
	@$(BIN)/python -m tests.clauses.evaluate $(FILES)

proof: $(READY)
	@$(BIN)/python -m tests.proof $(or $(N),100000) $(or $(SEED),1)

bench: $(READY)
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.bench.report
	@$(BIN)/python -m tests.bench.pile
	@$(BIN)/python -m tests.bench.addin
	@$(BIN)/python -m tests.bench.formulas

addin: $(READY)
	@$(BIN)/python -m addin.xlam.build

coverage: $(READY)
	@$(BIN)/python -m tests.coverage.table

pictures: $(READY)
	@FONTCONFIG_FILE=$(CURDIR)/tests/pictures/fonts.conf $(BIN)/python -m tests.pictures.forms
	@FONTCONFIG_FILE=$(CURDIR)/tests/pictures/report_fonts.conf $(BIN)/python -m tests.pictures.report
	@FONTCONFIG_FILE=$(CURDIR)/tests/pictures/fonts.conf $(BIN)/python -m tests.pictures.ribbon
	@FONTCONFIG_FILE=$(CURDIR)/tests/pictures/fonts.conf $(BIN)/python -m tests.pictures.self_scoring

# One lock for every system: uv resolves for Linux and Windows together and lists the hashes of
# all files of each version. The offline kit has a lock of its own: what runs on Windows, no more.
lock:
	@command -v uv >/dev/null || { echo 'make lock needs uv: python3 -m pip install uv' >&2; exit 1; }
	@uv pip compile -q pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --custom-compile-command 'make lock' --upgrade -o $(LOCK)
	@uv pip compile -q pyproject.toml --python-platform x86_64-pc-windows-msvc --python-version 3.11 \
		--generate-hashes --no-emit-index-url --custom-compile-command 'make lock' \
		-c $(LOCK) -o addin/kit/requirements.txt

clean:
	@rm -rf .venv demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
