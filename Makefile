# Everything a person or a machine does here. `make` alone prints this list.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements/development.txt
DISTRIBUTIONS := protos chassis weights client gateway $(patsubst %/pyproject.toml,%,$(wildcard services/*/pyproject.toml))
PROTOS := $(wildcard protos/songreel/*/v1/*.proto)
CHECKED := $(filter-out protos,$(DISTRIBUTIONS)) tests benchmarks
OUT ?=

.PHONY: help setup demo up test check lint types walls protos golden bench lock clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## */  make \1\t/' | expand -t 18

setup: $(VENV)/.ready  ## make the development environment (every other target does this by itself)

$(VENV)/.ready: $(LOCK) $(DISTRIBUTIONS:=/pyproject.toml) $(PROTOS) protos/hatch_build.py
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check "$$(grep '^uv==' $(LOCK))"
	$(BIN)/uv pip sync -q --python $(BIN)/python $(LOCK)
	$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation $(DISTRIBUTIONS:%=-e %)
	@touch $@

demo: setup  ## SONG=song.mp3 [OUT=film.mp4]: a song into a film, on this machine alone
	@test -n "$(SONG)" || { echo 'Which song? make demo SONG=song.mp3'; exit 2; }
	$(BIN)/songreel make "$(SONG)" $(if $(OUT),--output "$(OUT)")

up: setup  ## start the whole system on this machine and keep it running
	$(BIN)/songreel up

test: setup  ## run the tests
	$(BIN)/pytest

check: lint types walls protos test  ## what CI runs: every check, the tests, and a short demo
	$(BIN)/python -m tests.demo_check

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy $(CHECKED)

walls: setup
	$(BIN)/lint-imports

protos: setup  ## lint the contracts and hold them against the last released ones
	$(BIN)/buf lint protos
	$(BIN)/buf breaking protos --against protos/released.binpb

golden: setup  ## rewrite the golden files from today's output; read the difference before you commit it
	$(BIN)/pytest tests --golden

bench: setup  ## measure; prints tables and writes them to benchmarks/results
	$(BIN)/python -m benchmarks

lock: setup  ## compile the locks anew; never with a find-links of this machine
	env -u PIP_FIND_LINKS -u UV_FIND_LINKS $(BIN)/uv pip compile -q --python-version 3.11 --no-emit-find-links \
		--output-file $(LOCK) requirements/development.in

clean:  ## remove the environment and everything that was built; caches of downloads stay
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name '*_pb2*.py*' -not -path './.venv/*' -delete
