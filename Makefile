# make demo    check the sample article (FILE=path for another)
# make test    build the wheel, install it, test it
# make lint    style and types
# make docs    make anew what the docs have from the program and the catalogue
# make bench   time and memory
# PYTHON=python3.12 chooses the interpreter, VENV=dir the environment for tests.

PYTHON ?= python3
VENV ?= .venv-test
FILE ?= docs/sample-article.md
PIP_FLAGS := -qq --disable-pip-version-check
BIN := $(VENV)/bin
SOURCES := $(shell find src claims -type f ! -name '*.pyc') pyproject.toml hatch_build.py $(wildcard README.md)
PYTEST_FLAGS ?= -n auto

.PHONY: demo test lint docs bench clean

demo: .venv-demo/.installed
	@.venv-demo/bin/mgcheck --fail-on never "$(FILE)"

.venv-demo/.installed: $(SOURCES)
	@echo "setting up mgcheck in .venv-demo (the first time takes about a minute)" >&2
	@test -x .venv-demo/bin/python || $(PYTHON) -m venv .venv-demo
	@.venv-demo/bin/python -m pip install $(PIP_FLAGS) .
	@touch $@

# the wheel is installed, never the checkout: what is tested is what users get
$(VENV)/.installed: $(SOURCES)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@rm -rf $(VENV)/wheel
	@$(BIN)/python -m pip wheel $(PIP_FLAGS) --no-deps --wheel-dir $(VENV)/wheel .
	@wheel=$$(echo $(VENV)/wheel/*.whl) && \
	  $(BIN)/python -m pip install $(PIP_FLAGS) "$$wheel[dev]" && \
	  $(BIN)/python -m pip install $(PIP_FLAGS) --force-reinstall --no-deps "$$wheel"
	@touch $@

test: $(VENV)/.installed
	MGCHECK_INSTALLED=1 $(BIN)/python -m pytest $(PYTEST_FLAGS)

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict

# tests hold the docs to these commands
docs: $(VENV)/.installed
	$(BIN)/python -m mgcheck.cli.pages docs
	$(BIN)/python -m mgcheck.cli.settings_docs docs
	$(BIN)/python -m mgcheck.cli.reference docs
	$(BIN)/python -m mgcheck.cli.picture docs/sample-article.md docs/report.svg
	$(BIN)/python -m mgcheck.report.json > docs/report.schema.json
	$(BIN)/python -m mgcheck.report.explain_json > docs/explain.schema.json
	$(BIN)/python -m mgcheck.report.texts_json compare > docs/compare.schema.json
	$(BIN)/python -m mgcheck.report.texts_json diff > docs/diff.schema.json

bench: $(VENV)/.installed
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/walking.py

clean:
	rm -rf .venv-demo .venv-test .venv-ci-* dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
