# Two commands do all their own set-up: `make demo` and `make test`. `make help` lists the rest.
SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
READY := .venv/.ready
OUT := out
SAMPLE := samples/chengchuan-2022
export PYTHON

.DEFAULT_GOAL := help
.PHONY: help demo test lint format sample manual lock bench-accuracy bench bench-checks bench-extraction bench-mutations bench-archive bench-dossiers bench-resume setup clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: setup ## check the sample scan: findings in the terminal, HTML report, searchable PDF
	@mkdir -p $(OUT)
	$(BIN)/gouji check $(SAMPLE)-scan.pdf --fail-on never --searchable $(OUT)/sample-searchable.pdf
	$(BIN)/gouji check $(SAMPLE)-scan.pdf --fail-on never --format html --out $(OUT)/sample.html
	@echo "报告 report: $(OUT)/sample.html    可检索 searchable: $(OUT)/sample-searchable.pdf"

test: setup lint ## lint, then every test
	@scripts/system.sh test
	$(BIN)/python -m pytest $(ARGS)

lint: setup ## ruff, mypy, and the direction between the rooms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup ## let ruff put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

sample: setup ## draw the sample anew from samples/source: born-digital PDF, scan, truth
	@scripts/system.sh test
	$(BIN)/python -m samples.build

bench-accuracy: setup ## measure against the acceptance corpus (ARGS="--only 003 --forms born,scan-a")
	$(BIN)/python benchmarks/bench_accuracy.py $(ARGS)

bench-checks: setup ## seconds of the checks by document and rule, and how they grow (ARGS="--only 003 --copies 1,10")
	$(BIN)/python benchmarks/bench_checks.py $(ARGS)

bench-extraction: setup ## our reading beside bare engines and other table finders, on the same pages (ARGS="--only 003 --pages 8")
	$(BIN)/python benchmarks/bench_extraction.py $(ARGS)

bench-mutations: setup ## how many planted errors do the checks see (ARGS="--count 100 --list-missed")
	@scripts/system.sh test
	$(BIN)/python benchmarks/bench_mutations.py $(ARGS)

bench-archive: setup ## a large archive: filing, lists, dossiers, checking again (ARGS="--documents 1000,10000 --kinds sqlite")
	@scripts/system.sh test
	$(BIN)/python benchmarks/bench_archive.py $(ARGS)

bench-dossiers: setup ## planted slips between the documents of an office (ARGS="--count 100 --list-missed")
	$(BIN)/python benchmarks/bench_dossiers.py $(ARGS)

bench-resume: setup ## a batch that is killed again and again (ARGS="--files 40 --kills 5")
	@scripts/system.sh test
	$(BIN)/python benchmarks/bench_resume.py $(ARGS)

manual: setup ## write docs/rules anew from the rules' own pages
	$(BIN)/gouji rules --write docs/rules

bench: bench-accuracy bench-checks bench-mutations bench-extraction bench-archive bench-dossiers bench-resume ## every benchmark; takes an hour or two

lock: setup ## resolve the dependencies again into requirements.lock
	$(BIN)/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header --override overrides.txt \
	    --extra dev --extra bench pyproject.toml -o requirements.lock

setup: $(READY) ## the virtual environment, as the lock says

$(READY): requirements.lock pyproject.toml scripts/environment.sh scripts/system.sh
	@scripts/system.sh run
	@scripts/environment.sh
	@touch $@

clean: ## remove the environment and everything that was made
	rm -rf .venv $(OUT) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
