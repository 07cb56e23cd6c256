# The commands of the house. `make run` on a fresh machine needs Python >= 3.11 and nothing else.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
UV := $(BIN)/uv pip install --quiet --system-certs --python $(BIN)/python --require-hashes
export PORT

.PHONY: run test coverage check bench assets assets-dev clean

run: $(VENV)/.base assets
	@exec $(BIN)/kreishaus run

test: $(VENV)/.dev assets-dev
	@$(BIN)/python scripts/suite.py

coverage: export KREISHAUS_COVERAGE = 1
coverage: test

check: $(VENV)/.dev assets-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q -n0 -p no:randomly tests/architecture

bench: $(VENV)/.dev assets-dev
	$(BIN)/python -m benchmarks $(BENCH)

# uv is quick; where it cannot reach the package index (own certificates, proxies), pip does the same with the same hashes.
$(VENV)/.base: requirements/base.txt requirements/uv.txt pyproject.toml
	@echo "Kreishaus richtet sich ein (einmalig, ein bis zwei Minuten) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(PIP) -r requirements/uv.txt || true
	@$(UV) -r requirements/base.txt 2>/dev/null || $(PIP) -r requirements/base.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@command -v npm >/dev/null || $(UV) -r requirements/node.txt 2>/dev/null || $(PIP) -r requirements/node.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements/dev.txt
	@$(UV) -r requirements/dev.txt 2>/dev/null || $(PIP) -r requirements/dev.txt
	@touch $@

assets: $(VENV)/.base
	@$(BIN)/python scripts/assets.py

assets-dev: $(VENV)/.dev
	@$(BIN)/python scripts/assets.py

clean:
	rm -rf $(VENV) node_modules src/kreishaus/faces/static/vendor src/kreishaus/ground/typesetting/fonts
