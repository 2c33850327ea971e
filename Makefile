# What .ci/run and people call. VENV is where the development environment stands.
VENV ?= .venv
.PHONY: install test lint data all
install:
	python3 -m venv $(VENV) && $(VENV)/bin/pip install -q --disable-pip-version-check -e '.[dev]'
test:
	$(VENV)/bin/pytest -q --cov
lint:
	$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check . && $(VENV)/bin/mypy
data:
	$(VENV)/bin/condcli check --strict
all: test lint data
