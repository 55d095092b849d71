PYTHON ?= python3
UV := $(or $(shell command -v uv 2>/dev/null),.tools/bin/uv)
LOCKED := backend/pyproject.toml .python-version .venv/bin/python
COMPILE = $(CURDIR)/$(UV) pip compile --universal --generate-hashes --no-emit-index-url --no-annotate --no-header -q
SOURCES = app migrations ../tests $(wildcard ../bench)
# uv leaves our own package out of the lists, so it comes after them.
INSTALL = $(UV) pip sync --python .venv/bin/python --require-hashes --compile-bytecode -q backend/$(1) \
	&& $(UV) pip install --python .venv/bin/python --no-deps --no-build-isolation -q -e backend

# The machine says whom to trust, as for its other programs.
export UV_SYSTEM_CERTS ?= true
export UV_NATIVE_TLS ?= true

.DEFAULT_GOAL := help
.PHONY: help up install test check bench play format lock

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' Makefile

up: .venv/.run ## start everything and print the address (PORT=8000; ARGS="--workers 2")
	@exec .venv/bin/dbcv up --follow-parent $(ARGS)

install: .venv/.run ## what is missing for the command line: .venv/bin/dbcv

test: .venv/.dev ## every test, with the real servers and a real browser (ARGS="-k words")
	@.ci/chromium
	@.venv/bin/python -m pytest -c backend/pyproject.toml tests $(ARGS)

check: .venv/.dev ## linters, types, import contracts
	cd backend && ../.venv/bin/ruff check $(SOURCES)
	cd backend && ../.venv/bin/ruff format --check $(SOURCES)
	cd backend && ../.venv/bin/basedpyright --pythonpath ../.venv/bin/python
	cd backend && ../.venv/bin/lint-imports --config .importlinter

bench: .venv/.dev ## measure, beside the floor; writes bench/results.json
	@.venv/bin/dbcv bench $(ARGS)

play: .venv/.run ## a bot in the terminal (BOT=examples/quiz/bot.yaml)
	@.venv/bin/dbcv play $(BOT) $(ARGS)

format: .venv/.dev ## lay out the Python code
	cd backend && ../.venv/bin/ruff format $(SOURCES) && ../.venv/bin/ruff check --fix $(SOURCES)

lock: $(UV) ## resolve the versions anew, within backend/pyproject.toml
	cd backend && $(COMPILE) pyproject.toml -o requirements.txt
	cd backend && $(COMPILE) pyproject.toml --group dev -o requirements-dev.txt

# Who has the developers' tools keeps them when only `make up` is asked for.
.venv/.run: backend/requirements.txt $(LOCKED)
	@echo "Installing DBCV …"
	@$(call INSTALL,$(if $(wildcard .venv/.dev),requirements-dev.txt,requirements.txt))
	@touch $@ $(wildcard .venv/.dev)

.venv/.dev: backend/requirements-dev.txt $(LOCKED)
	@echo "Installing DBCV and its tools …"
	@$(call INSTALL,requirements-dev.txt)
	@touch $@ .venv/.run

.venv/bin/python: | $(UV)
	@$(UV) venv -q --allow-existing --python 3.13 .venv

.tools/bin/uv:
	@PYTHON=$(PYTHON) .ci/uv
