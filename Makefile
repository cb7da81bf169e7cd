# The short commands; README, CI and people call the same ones. Every target does its own set-up.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo test wheel-test check format schemas docs floors bench clean

demo: $(VENV)/.installed
	$(BIN)/summarizer run seeds/arms-to-russia --engine offline -o out

# One process more than there are cores: many tests wait for a server, a lock or a cluster.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
test: $(VENV)/.dev
	$(BIN)/python -m pytest --numprocesses=$(WORKERS) --dist=worksteal

# The whole suite against the built wheel, the source out of reach: make wheel-test WITH=python3.13
WITH ?= $(PYTHON)
wheel-test: $(VENV)/.dev
	$(BIN)/python tests/wheel_suite.py $(WITH)

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

schemas: $(VENV)/.dev
	$(BIN)/python -m summarizer.contract

docs: $(VENV)/.dev
	$(BIN)/python tests/commands_page.py

floors: $(VENV)/.dev
	$(BIN)/python -m tests.floors --raise

bench: $(VENV)/.dev
	$(BIN)/python -m bench

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

# pip reads dependency groups from 25.1 on.
$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) out dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
