# Every target is explained by `make help`.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PEYGIR := .venv/bin/peygir
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && { echo "$$p"; break; }; done)
UV_VERSION = $(shell sed -n '/^name = "uv"$$/{n;s/version = "\(.*\)"/\1/p;q}' uv.lock)
PYTEST := .venv/bin/python -m pytest
DBT_PARSE := .venv/bin/dbt -q --warn-error --log-path $(CURDIR)/.venv/dbt-lint parse --target-path $(CURDIR)/.venv/dbt-lint \
	--project-dir dbt_project --profiles-dir dbt_project

.PHONY: help nightly test up down lint bench format

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

nightly: .venv/.ready ## Set up, run the nightly DAGs once on the recorded sample, print the headline rates
	@$(PEYGIR) nightly

test: lint ## Lint, then every test (set PEYGIR_CORPUS to a folder of real material to test on it too)
	@$(PYTEST) -n 2 --dist loadfile

up: .venv/.ready ## Start the embedded warehouse, and Airflow with its web UI
	@$(PEYGIR) up --airflow

down: .venv/.ready ## Stop the embedded warehouse
	@$(PEYGIR) down

lint: .venv/.ready ## Ruff, mypy, import arrows, sqlfluff, dbt-score
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-cache
	@.venv/bin/sqlfluff lint -q dbt_project/models dbt_project/tests dbt_project/macros
	@$(DBT_PARSE) && .venv/bin/dbt-score lint -m .venv/dbt-lint/manifest.json --show failing-rules

format: .venv/.ready ## Write every Python file in the house's form
	@.venv/bin/ruff check --fix-only -q . && .venv/bin/ruff format .

bench: .venv/.ready ## Speed and memory beside peers, in one run
	@.venv/bin/uv sync --frozen --inexact --extra bench
	@failed=0; for file in tests/bench/bench_*.py; do echo "== $$file"; .venv/bin/python $$file || failed=1; done; exit $$failed

.venv/.ready: pyproject.toml uv.lock
	@[ -n "$(PYTHON)" ] || { echo "No Python from 3.11 to 3.13 was found; install one, or name it: make PYTHON=/path/to/python" >&2; exit 2; }
	@echo "Setting up .venv with $(PYTHON) (about 1 GB, once)"
	@[ -x .venv/bin/python ] || $(PYTHON) -m venv .venv
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$(UV_VERSION)"
	@.venv/bin/uv sync --frozen
	@touch $@
