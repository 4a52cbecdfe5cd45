# What people and the continuous integration call. Every target sets itself up in .venv with python3 and a package index.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= out
PEERS := .venv-peers
EXAMPLES := src/assay/examples
SOURCES := src tests tools benchmarks
PYTEST_ARGS ?= -n auto

export PYTHON

.DEFAULT_GOAL := help
.PHONY: help demo test lint format bench bench-reading bench-engine lock clean

help:  ## List the targets
	@grep -hE '^[a-z-]+: .*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 16

demo:  ## Judge the two example pages; reports in out/
	@tools/environment.sh $(VENV) requirements.txt
	$(BIN)/assay judge $(EXAMPLES)/ai-silver-en.html --out $(OUT)
	$(BIN)/assay judge $(EXAMPLES)/ai-silver-zh.txt --out $(OUT)/zh
	@for file in $(OUT)/report.html $(OUT)/verdict.json $(OUT)/zh/report.html $(OUT)/zh/verdict.json; do \
	  test -s $$file || { echo "missing: $$file" >&2; exit 1; }; done
	@echo
	@echo "English page   $(OUT)/report.html      $(OUT)/verdict.json"
	@echo "Chinese page   $(OUT)/zh/report.html   $(OUT)/zh/verdict.json"
	@echo "Open a report in a browser; it needs no network."

test:  ## Run the tests; browser tests are skipped, and say so, where there is no Chromium
	@tools/environment.sh $(VENV) requirements-dev.txt
	$(BIN)/python -m pytest -rs $(PYTEST_ARGS)

lint:  ## Check style, format and types
	@tools/environment.sh $(VENV) requirements-dev.txt
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy

format:  ## Put the sources into the house's format
	@tools/environment.sh $(VENV) requirements-dev.txt
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

bench:  ## Measure speed and memory
	@tools/environment.sh $(VENV) requirements.txt
	@for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python $$script || echo "   not measured"; done

bench-reading:  ## Measure how well pages and amounts are read, beside other readers
	@tools/environment.sh $(VENV) requirements.txt
	@test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip --disable-pip-version-check -qq install -r benchmarks/peers/requirements.txt \
	  || echo "the other readers could not be installed: measured without them"
	$(BIN)/python benchmarks/read_quantities.py --peers $(PEERS)/bin/python
	$(BIN)/python benchmarks/read_bulk.py
	$(BIN)/python benchmarks/read_repair.py

bench-engine:  ## Measure the engine beside NumPy, Numba and the libraries people use
	@tools/environment.sh $(VENV) requirements.txt
	@test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	@for library in numpy numba squigglepy xarray sf-hamilton; do \
	  $(PEERS)/bin/python -m pip --disable-pip-version-check -qq install $$library || echo "$$library cannot be installed here" >&2; done
	$(BIN)/python benchmarks/r1.py --million --peers $(PEERS)/bin/python
	@npm install --silent --no-audit --no-fund --prefix $(PEERS)/squiggle @quri/squiggle-lang@0.10.0 || echo "Squiggle cannot be installed here" >&2
	$(BIN)/python benchmarks/r1_squiggle.py --modules $(PEERS)/squiggle --million
	@for script in r1_shares questions rqmc memory linear_cost; do echo "== $$script"; $(BIN)/python benchmarks/$$script.py || echo "   not measured"; done

lock:  ## Resolve the locks anew, from the oldest Python supported
	@tools/lock.sh

clean:  ## Remove what was made, but for the virtual environment
	rm -rf $(OUT) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
