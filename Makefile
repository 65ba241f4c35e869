# Two commands do everything: `make run` and `make test`. The virtual environment is .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin
.DEFAULT_GOAL := help

help:  ## Say what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/.runtime: requirements.txt
	@echo "Installing TrendFlix into .venv …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -r requirements.txt
	@touch $@

.venv/.development: .venv/.runtime requirements-dev.txt requirements-onnx.txt
	@echo "Installing the development tools into .venv …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -r requirements-dev.txt
	@touch $@

install: .venv/.runtime  ## Make .venv with what the site needs

run: .venv/.runtime  ## Run the site with its worker and the demo library; PORT=8000
	@$(BIN)/python manage.py serve --demo --host $(HOST) --port $(PORT)

test: .venv/.development  ## Check and test everything
	@bash tests/run

lint: .venv/.development  ## Types, style, templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/djlint --quiet --check templates
	$(BIN)/djlint --quiet --lint templates

messages: .venv/.runtime  ## Bring locale/ up to date with the marked strings, and compile it
	@$(BIN)/python manage.py messages

bench: .venv/.runtime  ## Measure, as ratios in one run
	@$(BIN)/python manage.py bench all

.PHONY: help install run test lint messages bench
