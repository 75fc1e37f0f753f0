# What people do with Limelight. Each target may be run again at any time; the second time is quick.
# PYTHON=… chooses the Python that the virtual environment is made with, 3.11 or newer.

VENV := .venv
BIN := $(VENV)/bin
LOCKED := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
EXTRAS := --extra postgres --extra redis
ROOMS := instrument measurement evidence workshop store web

.PHONY: run test quick check bench chaos sbom lock clean runtime development

run: runtime
	@exec $(BIN)/python app.py

test: check
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not browser and not faults"
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "browser or faults"

# While you work: the gates and what the core, the store and the web promise, on SQLite.
quick: check
	$(BIN)/python -m pytest -n 2 --dist worksteal -q -m "not browser and not faults and not postgres" $(ROOMS:%=tests/%)

# The gates: this list, here and in CI.
check: development
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/python -c 'import importlinter.cli as it; it.lint_imports_command()'
	@.ci/check-modules static/js

bench: development
	$(BIN)/python -m bench

# Faults at random for five minutes on each database; CHAOS_SECONDS, CHAOS_SEED and CHAOS_DATABASES change that.
chaos: development
	$(BIN)/python -m tests.chaos

# What Limelight is made of, for whoever looks for known vulnerabilities; see docs/security.md.
sbom: runtime
	@$(BIN)/python .ci/sbom.py build/sbom.cdx.json

# After a change of the dependencies in pyproject.toml; UPGRADE=--upgrade takes newer versions of all.
lock: development
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/python -m uv pip compile $(LOCKED) $(UPGRADE) pyproject.toml $(EXTRAS) -o requirements.txt
	$(BIN)/python -m uv pip compile $(LOCKED) $(UPGRADE) pyproject.toml $(EXTRAS) --extra analysis --group dev \
		-c requirements.txt -o requirements-dev.txt

# Leaves instance/ alone: the answers are there.
clean:
	rm -rf $(VENV) node_modules build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

runtime: $(BIN)/python
	@$(BIN)/python .ci/install.py requirements.txt

development: $(BIN)/python
	@$(BIN)/python .ci/install.py requirements-dev.txt

$(BIN)/python:
	@PYTHON="$(PYTHON)" .ci/make-environment $(VENV)
