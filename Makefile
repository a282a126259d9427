# `make help` lists the targets.  Everything runs in .venv, which is made by the first that needs it; the stamps in it
# make a second run instant.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# A process of pytest for each core; JOBS=0 runs the tests one after the other.
JOBS ?= auto
# Megabytes of text on which `make bench` measures.
MB ?= 20
DEMO ?= claims/zh/large-models/report.yaml

.DEFAULT_GOAL := help
.PHONY: help demo check test lint types cover score bench docs clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /\1\t/' | expand -t 10

demo: $(VENV)/.installed ## install claimlint and check a worked report
	@$(BIN)/claimlint check --exit-zero $(DEMO)

check: lint types cover ## everything that CI checks

test: $(VENV)/.developed ## run the tests
	$(BIN)/python -m pytest -n $(JOBS)

lint: $(VENV)/.developed ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.developed ## mypy, strict
	$(BIN)/mypy

cover: $(VENV)/.developed ## run the tests and measure what they reach
	$(BIN)/python -m pytest -n $(JOBS) --cov --cov-report=term

score: $(VENV)/.developed ## precision and recall on the labelled cases
	$(BIN)/python scripts/score.py --documents

docs: $(VENV)/.documented ## build the documentation site into site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet
	@echo "built site/index.html; with search: $(BIN)/python -m http.server --directory site"

bench: $(VENV)/.developed ## measure speed and memory (MB=20; peers that do not install are left out)
	-$(PIP) --editable '.[bench]'
	PYTHONPATH=. $(BIN)/python -m benchmarks --mb $(MB) --write

clean: ## remove what was made
	rm -rf $(VENV) build dist site .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A name on PATH may be a shim for a Python that is not there: ask it.
$(BIN)/python:
	@for python in python3.13 python3.12 python3.11 python3; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    echo "making $(VENV) with $$($$python --version)"; \
	    exec $$python -m venv $(VENV); \
	  fi; \
	done; \
	echo "claimlint needs Python 3.11 or newer, and none was found" >&2; exit 1

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(PIP) --editable .
	@touch $@

$(VENV)/.developed: pyproject.toml | $(BIN)/python
	$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/.installed

$(VENV)/.documented: pyproject.toml | $(BIN)/python
	$(PIP) --editable '.[docs]'
	@touch $@ $(VENV)/.installed
