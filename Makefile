# Every target works alone on a fresh machine with Python 3.11 to 3.13 and make.
PYTHON ?= python3
# The environment that is there serves, whatever interpreter it has, unless one is named.
ASKED := $(if $(filter file,$(origin PYTHON)),,--asked)
SET_UP := $(if $(ASKED),$(PYTHON),$(or $(wildcard .venv/bin/python),$(PYTHON)))
# The book's packages come in always; these goals want more.
WITH := $(if $(filter lab,$(MAKECMDGOALS)),lab) $(if $(filter audit,$(MAKECMDGOALS)),audit) $(if $(filter test test-fast coverage lint access prove damage surroundings benchmark,$(MAKECMDGOALS)),test)
# What a release has beside pages and data: each of these that there is a target for.
RELEASED := pdf $(shell grep -oE '^(epub|brief):' $(firstword $(MAKEFILE_LIST)) | tr -d :)
IN_VENV := .venv/bin/python
RUN := $(IN_VENV) -m coalition
# What a shell asks of all its programs is not asked of the libraries here, some of which warn of themselves.
unexport PYTHONWARNINGS

.PHONY: book browser pdf brief epub test test-fast coverage lint audit review edition next chapter accept access prove damage surroundings benchmark check refresh lab serve watch linkcheck lighthouse release versions clean help environment

book: environment  ## the HTML book, _build/html/index.html
	@$(RUN) book

test: environment  ## every test, real-browser tests included
	@$(RUN) browser --without-system >/dev/null
	@$(MAKE) --no-print-directory --jobs 2 lint book
	@$(IN_VENV) -m pytest --numprocesses auto --dist loadscope --no-loadscope-reorder

test-fast: environment lint  ## what needs no browser and no build
	@$(IN_VENV) -m pytest --numprocesses auto --dist loadscope --no-loadscope-reorder -m "not slow"

coverage: environment  ## how much of the code the tests reach that need no browser and no build
	@$(IN_VENV) -m pytest -q --numprocesses auto --dist loadscope --no-loadscope-reorder -m "not slow" --cov --cov-report=term

lint: environment  ## format, lint, types, which folder may import which, and the workflows
	@$(IN_VENV) -m ruff format --check --quiet .
	@$(IN_VENV) -m ruff check --quiet .
	@$(IN_VENV) -m mypy
	@.venv/bin/lint-imports
	@.venv/bin/zizmor --quiet --no-progress --offline .github

audit: environment  ## licences of all packages and what is known against them (needs a network)
	@$(IN_VENV) tools/audit.py

browser: environment  ## find a Chromium, or bring one in: as root by apt, else from npm
	@$(RUN) browser

pdf: environment  ## the book as PDF; CHAPTER=chapters/proposal/force.ipynb one chapter
	@$(RUN) pdf $(CHAPTER)
	$(if $(CHAPTER),,@$(RUN) book)

epub: environment  ## the book for e-readers as EPUB, linked from the first page
	@$(RUN) epub
	@$(RUN) book

brief: environment  ## two pages for a desk as PDF, linked from the first page
	@$(RUN) brief
	@$(RUN) book

check: environment  ## the data alone: one line for each violated rule
	@$(RUN) check

review: environment  ## what rests on rows changed since the last edition; SINCE=folder or archive
	@$(RUN) review $(SINCE)

edition: environment  ## a new edition; VERSION=2026.11.1 CUT_OFF=2026-10-10
	@$(RUN) edition $(VERSION) $(CUT_OFF)

next: environment  ## what a new row needs; TABLE=statements ID=esp
	@$(RUN) next $(TABLE) $(ID)

chapter: environment  ## a new chapter from the template; NAME=questions/costs
	@$(RUN) chapter $(NAME)

accept: environment  ## accept the numbers of this edition as they are now, after a look at what moved
	@$(RUN) accept

refresh: environment  ## run every notebook, then as book
	@$(RUN) refresh

lab: environment  ## JupyterLab on the chapters
	@$(IN_VENV) -m jupyterlab --LabApp.news_url=None --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate $(if $(filter 0,$(shell id -u)),--allow-root) $(LAB) .

serve: environment  ## a local preview of the built book
	@$(RUN) serve $(if $(PORT),--port $(PORT))

access: book  ## audit and draw the built pages in every theme and width; PAGE=law only some
	@$(RUN) access $(PAGE)
	@$(IN_VENV) -m pytest -q -m every_view $(if $(PAGE),-k $(PAGE))

watch: environment  ## build at each change, serve, and load the page again
	@$(RUN) watch $(if $(PORT),--port $(PORT))

linkcheck: environment  ## check every address of pages and sources (needs a network)
	@$(IN_VENV) -c "from jupyter_book.cli.main import main; main()" build . --builder linkcheck

release: book $(RELEASED)  ## what a release carries, in _build/release; TAG=v2026.11.1 to be sure of it
	@$(IN_VENV) tools/release.py $(TAG)

versions: book  ## put pages of earlier releases beside the book; FROM=folder of their archives
	@$(IN_VENV) tools/release.py --unpack $(FROM)

lighthouse: environment  ## measure the built pages with Lighthouse (needs Node 18 or later)
	@$(IN_VENV) benchmarks/lighthouse.py

prove: environment  ## slow proofs, about two hours on two cores; ONLY=kills one of them
	@$(IN_VENV) -m pytest --numprocesses auto campaigns$(if $(ONLY),/test_$(ONLY).py)
	$(if $(ONLY),,@$(IN_VENV) -m pytest --numprocesses auto -m thorough tests bookpress/tests)

damage: environment  ## damage the data in every way and count what the check says; writes docs/damage.md
	@$(IN_VENV) -m campaigns.catches

surroundings: environment  ## the book in surroundings of others (blanks, no network, full disk); writes docs/surroundings.md
	@$(IN_VENV) -m campaigns.surroundings

benchmark: environment  ## against plain Jupyter Book, in one run; writes docs/benchmark.md
	@$(IN_VENV) -m benchmarks

clean:  ## remove what was built
	rm -rf _build

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*##  *\(.*\)/make \1|\2/p' Makefile | while IFS='|' read -r target does; do printf '%-16s %s\n' "$$target" "$$does"; done

environment:
	@command -v "$(SET_UP)" >/dev/null || { echo "Python 3.11 to 3.13 is needed, and there is no $(SET_UP): name one, as in make book PYTHON=python3.13" >&2; exit 1; }
	@"$(SET_UP)" tools/set_up.py $(ASKED) $(WITH)
