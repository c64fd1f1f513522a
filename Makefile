# Everything a person or a machine does here. `make` alone prints this list.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements/development.txt
DISTRIBUTIONS := protos chassis weights client gateway $(patsubst %/pyproject.toml,%,$(wildcard services/*/pyproject.toml))
PROTOS := $(wildcard protos/songreel/*/v1/*.proto)
CHECKED := $(filter-out protos,$(DISTRIBUTIONS)) tests benchmarks
MODELS_VENV := .venv-models
MODELS_LOCK := requirements/models.txt
MODELS_DISTRIBUTIONS := protos chassis weights services/audio services/critic services/lalm services/script services/video
VLLM_VENV := .venv-vllm
VLLM_LOCK := requirements/vllm.txt
# uv does not read pip's settings. Where they name a folder of wheels, torch comes from there, else from its own CPU index.
WHEELS = $(or $(PIP_FIND_LINKS),$(shell $(BIN)/python -m pip config get global.find-links 2>/dev/null))
TORCH_FROM = $(or $(addprefix --find-links ,$(WHEELS)),--torch-backend cpu)
OUT ?=

# Bytecode is kept, also where an image says not to: each of the hundreds of processes that tests start would compile all anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup demo up test test-models test-vllm test-faults test-k8s fuzz async check lint types walls protos golden bench lock lock-images try-images bento audit sbom clean

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

$(MODELS_VENV)/.ready: $(VENV)/.ready $(MODELS_LOCK) $(MODELS_DISTRIBUTIONS:=/pyproject.toml)
	test -x $(MODELS_VENV)/bin/python || $(PYTHON) -m venv --without-pip $(MODELS_VENV)
	$(BIN)/uv pip sync -q --python $(MODELS_VENV)/bin/python $(TORCH_FROM) $(MODELS_LOCK)
	$(BIN)/uv pip install -q --python $(MODELS_VENV)/bin/python --no-deps --no-build-isolation \
		$(MODELS_DISTRIBUTIONS:%=-e %)
	@touch $@

$(VLLM_VENV)/.ready: $(VENV)/.ready $(VLLM_LOCK)
	test -x $(VLLM_VENV)/bin/python || $(PYTHON) -m venv --without-pip $(VLLM_VENV)
	$(BIN)/uv pip sync -q --python $(VLLM_VENV)/bin/python $(TORCH_FROM) $(VLLM_LOCK)
	@touch $@

# A module's tests run in a row, modules side by side, on one thread each: three, since stacks that are killed mostly wait.
SIDE_BY_SIDE := OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
IN_A_ROW := --dist loadfile --no-loadscope-reorder

test: setup test-models  ## run the tests
	$(SIDE_BY_SIDE) $(BIN)/pytest -n 3 $(IN_A_ROW)

test-models: $(MODELS_VENV)/.ready  ## run the tests that need torch, in an environment of their own
	$(SIDE_BY_SIDE) $(MODELS_VENV)/bin/pytest -n 2 $(IN_A_ROW) tests/models

test-vllm: setup $(VLLM_VENV)/.ready  ## run the tests against a real vLLM server on the CPU, in an environment of its own
	$(BIN)/pytest --timeout 600 tests/vllm

KILLS ?= 200
SEED ?=
test-faults: setup  ## KILLS=200 [SEED=7]: kill gateways, pods, Postgres and S3 and cut lines over 20 videos in work, for about 20 minutes
	rm -rf dist/faults && $(BIN)/python -m tests.faults.random_kills --kills $(KILLS) --videos 20 --shots 20 \
		$(if $(SEED),--seed $(SEED)) --folder dist/faults

test-k8s: setup  ## render and check the Kubernetes manifests; with KUBECONFIG set, ask that cluster's API server too
	$(BIN)/pytest tests/k8s

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

async: setup  ## write the async SDK anew, out of the blocking one
	$(BIN)/python client/make_async.py

FUZZ := SONGREEL_FUZZ_SECONDS=600 SONGREEL_FUZZ_EXAMPLES=100 SONGREEL_FUZZ_UPLOADS=10000 SONGREEL_FUZZ_REPORT=/dev/stderr

fuzz: setup  ## try the API and uploads for longer than tests do; SONGREEL_FUZZ_SEED=n for other cases
	$(FUZZ) $(BIN)/pytest --timeout 0 -s tests/fuzz

golden: setup  ## rewrite the golden files from today's output; read the difference before you commit it
	$(BIN)/pytest tests --golden

bench: setup  ## measure; prints tables and writes them to benchmarks/results
	$(BIN)/python -m benchmarks

lock: setup  ## compile the locks anew; never with a find-links of this machine
	env -u PIP_FIND_LINKS -u UV_FIND_LINKS $(BIN)/uv pip compile -q --python-version 3.11 --no-emit-find-links \
		--output-file $(LOCK) requirements/development.in
	env -u PIP_FIND_LINKS -u UV_FIND_LINKS $(BIN)/uv pip compile -q --python-version 3.11 --no-emit-find-links \
		--excludes requirements/models-without.txt --output-file $(MODELS_LOCK) requirements/models.in
	env -u PIP_FIND_LINKS -u UV_FIND_LINKS $(BIN)/uv pip compile -q --python-version 3.11 --no-emit-find-links \
		--excludes requirements/vllm-without.txt --overrides requirements/vllm-overrides.txt \
		--output-file $(VLLM_LOCK) requirements/vllm.in
	$(MAKE) lock-images

# The images' locks: what our distributions declare, at the versions that are tested, with hashes. Ours are built, not fetched.
IMAGE_LOCK = env -u PIP_FIND_LINKS -u UV_FIND_LINKS $(BIN)/uv pip compile -q --python-version 3.11 --no-emit-find-links \
	--generate-hashes --excludes requirements/images/ours.txt -c $(if $(filter %video-gpu.txt,$@),$(MODELS_LOCK),$(LOCK))
IMAGES := gateway audio lalm script video video-gpu critic assembly
PARTS_OF = protos chassis $(if $(filter audio script critic video-gpu,$*),weights) \
	$(if $(filter gateway,$*),gateway,services/$(patsubst %-gpu,%,$*))
EXTRAS_script := embedded
EXTRAS_critic := vllm opennsfw ppocr dlib sscd
EXTRAS_video := animatic engine
EXTRAS_video-gpu := diffusion engine

lock-images: setup $(IMAGES:%=requirements/images/%.txt) requirements/images/build.txt  ## compile the images' locks anew

requirements/images/build.txt: requirements/images/build.in FORCE
	$(IMAGE_LOCK) --output-file $@ $<

requirements/images/%.txt: FORCE
	$(IMAGE_LOCK) $(EXTRAS_$*:%=--extra %) --output-file $@ $(addsuffix /pyproject.toml,$(PARTS_OF))

FORCE:

try-images:  ## IMAGES="gateway audio": build images without a registry and run each on a read-only root (root, buildah, debootstrap)
	docker/try.sh $(IMAGES)

bento: setup  ## the gateway as a bento, into BENTOML_HOME
	rm -rf dist/bento && mkdir -p dist/bento && cp docker/bentofile.yaml dist/bento
	sed '/--hash=/d; s/ \\$$//' requirements/images/gateway.txt > dist/bento/requirements.txt
	for part in protos chassis gateway; do $(BIN)/uv build -q --wheel --no-build-isolation --python $(BIN)/python \
		--out-dir dist/bento $$part || exit 1; done
	BENTOML_DO_NOT_TRACK=True $(BIN)/bentoml build -f dist/bento/bentofile.yaml --version 0.1.0 dist/bento

audit: setup  ## ask the advisories of PyPI about every locked version; needs the network
	for lock in $(LOCK) $(IMAGES:%=requirements/images/%.txt); do \
		$(BIN)/uvx -q --from pip-audit==2.10.1 pip-audit --strict --no-deps --disable-pip --progress-spinner off -r $$lock || exit 1; done

sbom: setup  ## a bill of materials of each image, from its lock, into dist/sbom
	mkdir -p dist/sbom
	for image in $(IMAGES); do $(BIN)/uvx -q --from cyclonedx-bom==7.5.0 cyclonedx-py requirements \
		requirements/images/$$image.txt --output-file dist/sbom/$$image.cdx.json || exit 1; done

clean:  ## remove the environment and everything that was built; caches of downloads stay
	rm -rf $(VENV) $(MODELS_VENV) $(VLLM_VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name '*_pb2*.py*' -not -path './.venv*' -delete
