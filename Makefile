# Every target works alone on a fresh machine with Python 3.11 to 3.13 and make.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python -m coalition

.PHONY: book pdf test access prove benchmark check refresh lab serve lighthouse clean

book: $(VENV)/.ready
	@$(RUN) book

test: $(VENV)/.ready
	@$(RUN) browser >/dev/null
	@$(VENV)/bin/python -m pytest

access: book
	@$(RUN) access $(PAGE)

check: $(VENV)/.ready
	@$(RUN) check

refresh: $(VENV)/.ready
	@$(RUN) refresh

pdf: $(VENV)/.ready
	@$(RUN) pdf $(CHAPTER)

lab: $(VENV)/.ready
	@$(VENV)/bin/jupyter lab --LabApp.news_url=None --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate .

serve: $(VENV)/.ready
	@$(RUN) serve

lighthouse: $(VENV)/.ready
	@$(VENV)/bin/python benchmarks/lighthouse.py

# Slow proofs, about an hour: an edit of every table, ten kills, two builds from nothing. One of them: make prove ONLY=kills
prove: $(VENV)/.ready
	@$(VENV)/bin/python -m pytest campaigns$(if $(ONLY),/test_$(ONLY).py)

# Against plain Jupyter Book, in one run; writes docs/benchmark.md.
benchmark: $(VENV)/.ready
	@$(VENV)/bin/python -m benchmarks

clean:
	rm -rf _build

# The stamp is written last: an interrupted set-up is started again.
$(VENV)/.ready: requirements.txt pyproject.toml
	@echo "setting up $(VENV) (once; about two minutes)"
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@$(VENV)/bin/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	@$(VENV)/bin/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
