# Schakel. `make help` lists what there is. Everything that is set up lives in .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# The tests start dozens of Pythons, each of which would otherwise compile all that it imports.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup run test lint check fix bench bench-full eval e2e screenshots fuzz migration lock clean

help: ## Show this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

setup: $(READY) ## Make the environment in .venv

$(READY): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv || true
	if [ -x $(BIN)/uv ]; then \
		$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock; \
	else \
		$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock; \
	fi
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -c "import matching.reading.kernel, matching.ranking.order, matching.ranking.search"
	$(BIN)/schakel taxonomy vectors
	touch $@

run: $(READY) ## Print explained shortlists for the sample vacancies
	$(BIN)/schakel demo

test: $(READY) ## Run the tests
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: $(READY) ## Lint, types, import rules, taxonomy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/schakel taxonomy check

check: lint test ## Everything that must pass: lint and tests

fix: $(READY) ## Mend what lint and format can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY) ## Measure speed beside other libraries
	$(BIN)/python -m bench.extraction
	$(BIN)/python -m bench.ranking
	$(BIN)/python -m bench.reading
	$(BIN)/python -m bench.service
	$(BIN)/python -m bench.released
	$(BIN)/python -m bench.importing

bench-full: $(READY) ## Measure it all, a million candidates too (half an hour, 8 GB), and draw the plot
	$(BIN)/python -m bench.extraction
	$(BIN)/python -m bench.ranking --full --json .cache/ranking.json
	$(BIN)/python -m bench.plot .cache/ranking.json
	$(BIN)/python -m bench.reading
	$(BIN)/python -m bench.service
	$(BIN)/python -m bench.pages
	$(BIN)/python -m bench.scale

eval: $(READY) ## Measure match quality (data in ../shared/data, or DATA=folder)
	$(BIN)/python -m evaluation all --data $(or $(DATA),../shared/data)

e2e: $(READY) ## Walk every page in Chromium, with axe
	$(BIN)/python -m pytest --numprocesses auto tests/e2e

screenshots: $(READY) ## Make a screenshot of every page in docs/screenshots (needs Chromium)
	$(BIN)/python -m tests.e2e.screenshots

fuzz: $(READY) ## Send what Schemathesis makes to every operation, for hours (EXAMPLES=500)
	$(BIN)/python -m tests.service.fuzzing --examples $(or $(EXAMPLES),500)
	$(BIN)/python -m tests.service.fuzzing --examples $(or $(EXAMPLES),500) --database postgresql

migration: $(READY) ## Draft a migration for what changed in models/ (NAME="what changes")
	$(BIN)/python -m models.migrations.draft "$(NAME)"
	$(BIN)/ruff check --quiet --fix models/migrations
	$(BIN)/ruff format --quiet models/migrations

# Every extra but vectors and workrb: pyproject.toml says why.
lock: $(READY) ## Lock the dependencies again, with hashes and without hosts
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--extra bench --extra dev --extra e5 --extra eval --extra scale --no-annotate --no-header --custom-compile-command "make lock" \
		pyproject.toml requirements-build.in -o requirements.lock

clean: ## Remove the environment and caches
	rm -rf $(VENV) .cache .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
