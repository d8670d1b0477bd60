# `make demo` and `make test` need only make and Python 3.11 or later with its venv module.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
DEMO_STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
SOURCES := samples/plans
# The tests start hundreds of processes. Without this, each would compile our modules anew where the variable is set.
unexport PYTHONDONTWRITEBYTECODE
OUTPUT := output
PACKAGES := phaen extract normalize schemas samples benchmarks tests

# Scans need Tesseract's language data, old Word files LibreOffice, the browser test Chromium: no Python packages.
TESSDATA = $(BIN)/python -m extract.read.ocr.tessdata >/dev/null 2>&1 || \
	sh requirements/system.sh "Scans will not be read" tesseract-ocr-tha tesseract-ocr-eng
CHROMIUM = command -v chromium >/dev/null || sh requirements/system.sh "The browser test of the review fails" chromium
LIBREOFFICE = command -v soffice >/dev/null || sh requirements/system.sh "Old Word files will not be read" libreoffice-writer-nogui

.PHONY: help demo test lint types imports pytest format bench fuzz lock clean

help:  ## List the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(DEMO_STAMP)  ## Convert the sample plans into output/
	$(BIN)/phaen convert $(SOURCES) -o $(OUTPUT)
	@echo "Open $(OUTPUT)/dataset.xlsx, or any of the CSV files in $(OUTPUT)/."

test: lint types imports pytest  ## Run the checks of CI

lint: $(DEV_STAMP)  ## Check style and format
	$(BIN)/ruff check $(PACKAGES)
	$(BIN)/ruff format --check $(PACKAGES)

types: $(DEV_STAMP)  ## Check types
	$(BIN)/mypy

imports: $(DEV_STAMP)  ## Check that packages only import from lower stages
	$(BIN)/lint-imports

pytest: $(DEV_STAMP)  ## Run the tests, on all cores
	$(BIN)/pytest -n auto --maxschedchunk 4

format: $(DEV_STAMP)  ## Format the code, sort the imports
	$(BIN)/ruff check --select I --fix $(PACKAGES)
	$(BIN)/ruff format $(PACKAGES)

bench: $(DEV_STAMP)  ## Run the benchmarks (some minutes)
	$(BIN)/python -m benchmarks.help
	$(BIN)/python -m benchmarks.text
	$(BIN)/python -m benchmarks.pdf_text
	$(BIN)/python -m benchmarks.pdf_damaged
	$(BIN)/python -m benchmarks.text_quality
	$(BIN)/python -m benchmarks.scale
	$(BIN)/python -m benchmarks.emit --counts 100 1000
	$(BIN)/python -m benchmarks.adversarial
	$(BIN)/python -m benchmarks.batch --plans 1000
	$(BIN)/python -m benchmarks.kills --kills 20
	$(BIN)/python -m benchmarks.cluster
	$(BIN)/python -m benchmarks.ocr
	$(BIN)/python -m benchmarks.places

fuzz: $(DEV_STAMP)  ## Run the complete random checks, of which the tests run a part (about an hour)
	$(BIN)/python -m benchmarks.ledger_damage --seeds 2000
	$(BIN)/python -m benchmarks.fault_injection
	$(BIN)/python -m tests.layouts.run --seeds 0-499
	$(BIN)/python -m tests.drawn.ocr_oracle samples/documents --every 9 --most 10
	$(BIN)/python -m tests.drawn.drawn_run --seeds 0-249
	$(BIN)/python -m tests.layouts.losses --seeds 200-399
	PHAEN_CASES='*' $(BIN)/pytest -n 0 tests/test_evaluation.py

lock:  ## Update the lock files in requirements/
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip --disable-pip-version-check --quiet install uv
	rm -f requirements/lock.txt requirements/dev.txt
	$(LOCK) --output-file requirements/lock.txt
	$(LOCK) --extra dev --constraint requirements/lock.txt --output-file requirements/dev.txt

# One lock for every platform and Python from 3.11; where packages come from is the installer's business.
LOCK = UV_CUSTOM_COMPILE_COMMAND="make lock" build/lock/bin/uv pip compile --quiet --universal \
	--python-version 3.11 --generate-hashes --no-emit-index-url pyproject.toml requirements/build.in

clean:  ## Remove the virtual environment and all caches
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# The project is built with the locked setuptools, so that nothing without a hash is fetched.
$(DEMO_STAMP): requirements/lock.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes --requirement requirements/lock.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@$(TESSDATA)
	@touch $@

$(DEV_STAMP): requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes --requirement requirements/dev.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@$(TESSDATA)
	@$(LIBREOFFICE)
	@$(CHROMIUM)
	@touch $@ $(DEMO_STAMP)
