# Everything below needs Python ≥ 3.11 and make, and nothing else: the rest is set up in .venv, or by name.

VENV    := .venv
BIN     := $(VENV)/bin
# The first Python that is new enough; or say `make PYTHON=/path/to/python demo`.
PYTHON  ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11 python,\
             $(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
PIP     := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
PYTEST  := $(BIN)/python -m pytest
# As many workers as cores, four at most: each has a browser of its own. What stays together is said by tests/conftest.py.
WORKERS := -n auto --maxprocesses 4 --dist loadgroup

.PHONY: help demo test test-fast contract lint format docs bench drift browser install clean
.DEFAULT_GOAL := help

help: ## what there is
	@sed -nE 's/^([a-z-]+):.*## (.*)/make \1\t\2/p' Makefile | expand -t 18

demo: $(VENV)/.runs $(VENV)/.browser ## set up, then opt out on the practice platforms and write a report
	@$(BIN)/untrain demo

test: $(VENV)/.develops $(VENV)/.browser ## set up, then the whole suite
	$(PYTEST) $(WORKERS) -m "not alone and not thorough"
	$(PYTEST) -m alone

test-fast: $(VENV)/.develops ## the tests that need no browser
	$(PYTEST) $(WORKERS) -m "not alone and not browser"

contract: $(VENV)/.develops $(VENV)/.browser ## every flow on its practice pages in every weather (`make test` has a part of it)
	$(PYTEST) $(WORKERS) tests/flows

lint: $(VENV)/.develops ## style, format, types, import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.develops ## put the code in its usual form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/.develops ## write docs/platforms.md and flows/schema.json anew
	$(BIN)/python scripts/write_docs.py

bench: $(VENV)/.develops $(VENV)/.browser ## the benchmarks
	$(BIN)/python -m bench

drift: $(VENV)/.develops $(VENV)/.browser ## ten thousand redesigned pages, and what is found on them
	$(BIN)/python -m bench.drift

install: $(VENV)/.develops $(VENV)/.browser ## set up, and nothing more

browser: $(VENV)/.runs ## find a browser, or install one
	@$(BIN)/python scripts/setup_browser.py && touch $(VENV)/.browser

clean: ## forget what was set up
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# Set-up, each step once: the files are stamps, older than what they depend on means again.

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "untrain needs Python 3.11 or newer; install it, or say: make PYTHON=/path/to/python"; exit 1; }
	@echo "Setting up $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "No venv could be made; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

$(VENV)/.runs: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing what untrain needs, in pinned versions"
	@$(PIP) --editable .
	@touch $@

$(VENV)/.develops: $(VENV)/.runs
	@echo "Installing what its tests and checks need, in pinned versions"
	@$(PIP) --editable '.[dev]'
	@touch $@

$(VENV)/.browser: $(VENV)/.runs scripts/setup_browser.py
	@$(BIN)/python scripts/setup_browser.py
	@touch $@
