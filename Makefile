# Everything a stranger needs: `make demo` runs Beside on this computer, `make test` proves it.
# Needs: Python 3.11 or newer with venv, make, and Chromium (installed here when it can be).

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
NODE := PATH="$(CURDIR)/$(VENV)/node/bin:$$PATH"
WEB_SOURCES = $(shell find web -type f -not -path '*/node_modules/*' -not -path 'web/dist/*' 2>/dev/null)
PYTEST_ARGS ?=
# Where properties are that need no service: there more examples cost little.
PROPERTIES := tests/contracts tests/session tests/signaling/room tests/signaling/socket
KILLS := tests/faults/test_summaries_outlive_kills.py

# What the caller's shell has set for other Pythons must not reach ours.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV
export UV_PYTHON_DOWNLOADS := never
# Trust whom this computer trusts: a network may have an authority of its own.
export UV_SYSTEM_CERTS := true
export NODE_USE_SYSTEM_CA := 1
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test properties faults kills check types style generate bench pictures setup web browser clean
.DELETE_ON_ERROR:

demo: setup web ## run Beside on http://localhost:8080 (LAN=1 or an address, RESET=1, AUTO=1, BREAK=step)
	@exec $(PY) -m services.cli demo $(if $(RESET),--reset) $(if $(LAN),--lan '$(LAN)') $(if $(AUTO),--auto) $(if $(BREAK),--break '$(BREAK)')

test: setup web browser ## every test; faults and pictures have commands of their own
	@$(call in_web,test)
	@VENV='$(VENV)' bash deploy/test.sh $(PYTEST_ARGS)

properties: setup ## the properties and state machines again, with far more examples
	@HYPOTHESIS_PROFILE=long $(PY) -m pytest --numprocesses 2 --dist worksteal -m hypothesis --timeout 900 $(PROPERTIES)

faults: setup web browser ## parts die in the midst of calls, of private time, of summaries; nothing is lost, nothing leaks
	@$(PY) -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder $(KILLS) tests/faults
	@$(PY) -m pytest tests/journeys/test_lines.py

kills: setup ## parts are killed while sixty summaries are written, sent and opened
	@HYPOTHESIS_PROFILE=long $(PY) -m pytest --timeout 900 $(KILLS)

check: setup web ## style, types, layers, generated files
	@$(MAKE) --no-print-directory --jobs=2 types style

# The longest of it, on one processor.
types: setup
	@$(PY) -m mypy

style: setup web
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(VENV)/bin/lint-imports --no-logo
	@$(call stale_files)
	@$(call in_web,check)

generate: setup ## write docs/reference and the client's types from services/contracts
	@$(PY) -m services.reference
	@$(call in_web,generate)

bench: setup web browser ## every benchmark, side by side with what it is measured against
	@$(PY) -m bench

pictures: setup web browser ## a picture of every screen, in build/pictures
	@$(PY) -m pytest tests/pictures -q --numprocesses 3 --dist worksteal

setup: $(VENV)/.ready
web: $(if $(wildcard web/package.json),web/dist/.built)
browser: $(VENV)/.browser

$(VENV)/.ready: requirements/dev.txt requirements/bootstrap.txt deploy/setup.sh
	@PYTHON='$(PYTHON)' VENV='$(VENV)' bash deploy/setup.sh python
	@touch $@

web/node_modules/.ready: web/package.json web/package-lock.json web/.npmrc | $(VENV)/.ready
	@VENV='$(VENV)' bash deploy/setup.sh node_modules
	@touch $@

web/dist/.built: $(WEB_SOURCES) web/node_modules/.ready
	@VENV='$(VENV)' bash deploy/setup.sh pages
	@touch $@

$(VENV)/.browser: | $(VENV)/.ready
	@VENV='$(VENV)' bash deploy/setup.sh browser
	@touch $@

# `npm run <script>` in web/, where there is one.
in_web = if [ -f web/package.json ]; then $(NODE) npm --prefix web run --silent --if-present $(1); fi

# Files made from services/contracts must be what they would be if made now.
stale_files = $(PY) -m services.reference --check

clean: ## forget the environment and everything built; the demo's data stays
	rm -rf $(VENV) build web/dist web/node_modules
