PYTHON ?= python3
UV := $(or $(shell command -v uv 2>/dev/null),.tools/bin/uv)
LOCKED := backend/pyproject.toml mcp/pyproject.toml .python-version .venv/bin/python
COMPILE = $(CURDIR)/$(UV) pip compile --universal --generate-hashes --no-emit-index-url --no-annotate --no-header -q
SOURCES = app migrations ../mcp ../tests ../frontend/build ../docs/build $(if $(wildcard bench),../bench)
# uv leaves our own packages out of the lists, so they come after them.
INSTALL = $(UV) pip sync --python .venv/bin/python --require-hashes --compile-bytecode -q backend/$(1) \
	&& $(UV) pip install --python .venv/bin/python --no-deps --no-build-isolation -q -e backend -e mcp

BUILT = frontend/dist/.built
PACKAGES = frontend/node_modules/.installed
PEERS = tests/mcp/peers/node_modules/.installed
PAGES = $(shell find frontend/src frontend/public frontend/build) $(wildcard frontend/*.html frontend/*.ts frontend/*.json)

# The machine says whom to trust, as for its other programs.
export UV_SYSTEM_CERTS ?= true
export UV_NATIVE_TLS ?= true

.DEFAULT_GOAL := help
.PHONY: help up build install test chaos peers check bench play format api reference docs lock

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' Makefile

up: .venv/.run $(BUILT) ## start everything and print the address (PORT=8000; ARGS="--workers 2")
	@exec .venv/bin/dbcv up --follow-parent $(ARGS)

build: $(BUILT) ## the pages: editor, hosted chat, widget

install: .venv/.run ## what is missing for the command line: .venv/bin/dbcv

test: .venv/.dev $(BUILT) $(PEERS) ## every test, with the real servers and a real browser (ARGS="-k words")
	@.ci/chromium
	@cd frontend && ../.ci/node node_modules/.bin/vitest run --silent=passed-only
	@.venv/bin/python -m pytest -c backend/pyproject.toml --rootdir . -n 2 --dist worksteal tests $(ARGS)

chaos: .venv/.dev ## minutes of load while everything is killed, away or full (CHAOS_SECONDS=300)
	@CHAOS_SECONDS=$(or $(CHAOS_SECONDS),300) .venv/bin/python -m pytest -c backend/pyproject.toml --rootdir . \
		tests/chaos/test_storm.py tests/chaos/test_overload.py tests/chaos/test_idle_sockets.py tests/chaos/test_servers_away.py $(ARGS)

peers: $(PEERS) ## what tests talk to assistants' server with, beside our own

check: .venv/.dev $(PACKAGES) ## linters, types, import contracts
	cd backend && ../.venv/bin/ruff check $(SOURCES)
	cd backend && ../.venv/bin/ruff format --check $(SOURCES)
	cd backend && ../.venv/bin/basedpyright --pythonpath ../.venv/bin/python
	cd backend && ../.venv/bin/lint-imports --config .importlinter
	.venv/bin/check-jsonschema -qq --builtin-schema vendor.compose-spec docker-compose.yml
	cd frontend && ../.ci/node node_modules/.bin/eslint . --max-warnings 0 --cache --cache-location node_modules/.cache/eslint/
	cd frontend && ../.ci/node node_modules/.bin/prettier --check --log-level warn --cache .
	cd frontend && ../.ci/node node_modules/.bin/tsc --noEmit
	cd frontend && ../.ci/node node build/api.mjs --check

bench: .venv/.dev $(BUILT) ## measure, beside the floor; writes bench/results.json
	@.venv/bin/dbcv bench $(ARGS)

play: .venv/.run ## a bot in the terminal (BOT=examples/quiz/bot.yaml)
	@.venv/bin/dbcv play $(or $(BOT),examples/quiz/bot.yaml) $(ARGS)

format: .venv/.dev $(PACKAGES) ## lay out the code
	cd backend && ../.venv/bin/ruff format $(SOURCES) && ../.venv/bin/ruff check --fix $(SOURCES)
	cd frontend && ../.ci/node node_modules/.bin/prettier --write --log-level warn --cache .

api: .venv/.dev $(PACKAGES) ## the types of our API, for the pages
	cd frontend && ../.ci/node node build/api.mjs

reference: .venv/.dev ## the pages of docs/reference, from the code
	@.venv/bin/python docs/build/reference.py

docs: .venv/.dev ## the documentation as a site, in .site
	@NO_MKDOCS_2_WARNING=1 .venv/bin/mkdocs build --strict --quiet -f .mkdocs.yml && echo "Open .site/index.html."

lock: $(UV) ## resolve the versions anew, within backend/pyproject.toml
	cd backend && $(COMPILE) pyproject.toml ../mcp/pyproject.toml -o requirements.txt
	cd backend && $(COMPILE) pyproject.toml ../mcp/pyproject.toml --group dev -o requirements-dev.txt
	cd backend && $(COMPILE) --group node -o node.txt

# Who has the developers' tools keeps them when only `make up` is asked for.
.venv/.run: backend/requirements.txt $(LOCKED)
	@echo "Installing DBCV …"
	@$(call INSTALL,$(if $(wildcard .venv/.dev),requirements-dev.txt,requirements.txt))
	@touch $@ $(wildcard .venv/.dev)

.venv/.dev: backend/requirements-dev.txt $(LOCKED)
	@echo "Installing DBCV and its tools …"
	@$(call INSTALL,requirements-dev.txt)
	@touch $@ .venv/.run

# Folders are among the sources: whatever is taken away leaves its mark on them.
$(BUILT): $(PACKAGES) $(PAGES)
	@echo "Building the pages …"
	@cd frontend && ../.ci/node npm run build --silent
	@touch $@

$(PACKAGES): frontend/package.json frontend/package-lock.json frontend/.npmrc | .venv/bin/python
	@echo "Installing what builds the pages …"
	@cd frontend && ../.ci/node npm ci --no-progress --loglevel=error
	@touch $@

$(PEERS): tests/mcp/peers/package.json tests/mcp/peers/package-lock.json tests/mcp/peers/.npmrc | .venv/bin/python
	@echo "Installing other people's MCP programs …"
	@cd tests/mcp/peers && NODE_LEAST=22.12 ../../../.ci/node npm ci --ignore-scripts --no-progress --loglevel=error
	@touch $@

.venv/bin/python: | $(UV)
	@$(UV) venv -q --allow-existing --python $(or $(UV_PYTHON),3.13) .venv || { \
		echo "DBCV needs Python 3.13: it is not on this machine, and uv could not fetch it (see above)."; \
		echo "Install Python 3.13 so that python3.13 is on your PATH, or name it: make up UV_PYTHON=/path/to/python3.13"; \
		exit 1; } >&2

.tools/bin/uv:
	@PYTHON=$(PYTHON) .ci/uv
