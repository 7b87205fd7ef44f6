# `make run` and `make test` are all a newcomer needs. Both set up what is missing first.
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
export RASA_TELEMETRY_ENABLED := false
export PYTHONHASHSEED := 0
export PYTHONWARNINGS := ignore

.PHONY: help
help:  ## Show these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

.PHONY: run
run: setup  ## Start Waymark and print its address
	@$(PYTHON) -m bot serve

.PHONY: test
test: setup model  ## Run every test
	@scripts/test

.PHONY: chat
chat: setup  ## Talk to it in the terminal
	@$(PYTHON) -m bot chat

.PHONY: model
model: setup  ## Train the model if the data has changed
	@$(PYTHON) -m bot train

.PHONY: setup
setup: .venv/ready  ## Make the Python 3.10 environment in .venv

.venv/ready: requirements.lock pyproject.toml .python-version $(wildcard tensorflow_placeholder/*.py tensorflow_placeholder/*/*.py)
	@scripts/setup
	@touch $@

.PHONY: evaluate
evaluate: setup $(if $(WITHOUT_DIET),,bench/diet/.venv/ready)  ## Measure understanding; writes docs/understanding.md (half an hour)
	@$(PYTHON) -m bench.understanding

bench/diet/.venv/ready: bench/diet/requirements.txt
	@uv=$$(scripts/uv) && cd bench/diet && "$$uv" venv --quiet --allow-existing --no-project --python 3.10 .venv && \
		"$$uv" pip install --quiet --no-config --python .venv/bin/python --requirement requirements.txt
	@touch $@

.PHONY: lock
lock: setup  ## Resolve the dependencies anew into requirements.lock
	@scripts/lock

.PHONY: clean
clean:  ## Remove the environment, the models and caches
	rm -rf .venv .tools .cache .rasa models build *.egg-info tensorflow_placeholder/build tensorflow_placeholder/*.egg-info
