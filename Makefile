# The commands of this repository. `make` or `make help` lists them.
# On Windows, where make is rare: python -m venv .venv, then
#   .venv\Scripts\pip install -c constraints.txt -e .[course]     and     .venv\Scripts\python -m ruta --help

PYTHON ?= python3
PORT ?= 8000
# Not from the environment: there LANGUAGE is a setting of gettext, often "en_US:en".
ifneq ($(origin LANGUAGE),command line)
LANGUAGE := $(or $(RUTA_LANGUAGE),es)
endif

VENV := .venv
BIN := $(VENV)/bin
CONFIGURED := constraints.txt pyproject.toml hatch_build.py
CATALOGUES := $(wildcard src/ruta/locale/*/LC_MESSAGES/*.po)
# The second name is for newer versions of pip, which pin what builds a package apart from what it needs.
PIP := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet
QUICK := not notebooks and not site and not browser
PYTEST := $(BIN)/python -m pytest -q
# Kernels that begin with the libraries loaded: hundreds of notebooks are run.
WARM := $(BIN)/python -m ruta.course.warm
LESSONS_RUN := tests/course/test_lessons_run.py tests/course/test_check_every_lesson.py

.NOTPARALLEL:
.PHONY: bubblewrap help setup course build serve lab test test-quick test-notebooks test-site chromium lint format release versions clean distclean

help:  ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "  Variables: PORT=$(PORT) LANGUAGE=$(LANGUAGE) (en or es) PYTHON=$(PYTHON)"

course: $(VENV)/.course  ## build both languages with every notebook run, and serve them on 127.0.0.1
	$(BIN)/python -m ruta --language $(LANGUAGE) course --port $(PORT)

build: $(VENV)/.course  ## build the site without serving it
	$(BIN)/python -m ruta --language $(LANGUAGE) build

serve: $(VENV)/.course  ## serve the site that was built
	$(BIN)/python -m ruta --language $(LANGUAGE) serve --port $(PORT)

lab: $(VENV)/.course  ## copy the notebooks to workspace/ and open JupyterLab there
	$(BIN)/python -m ruta --language $(LANGUAGE) lab

setup: $(VENV)/.test  ## make the environment with everything that the tests need, and run nothing

test: lint test-quick test-notebooks test-site  ## everything that must hold, the quick part first

test-quick: $(VENV)/.test  ## the tests that start no kernel and build no page
	$(PYTEST) -n 2 --dist loadscope -m "$(QUICK)"

test-notebooks: $(VENV)/.test bubblewrap  ## run every notebook, and compare the checks of the solutions
	$(PYTEST) -n 2 --dist loadscope -m "notebooks and not site and not browser" $(addprefix --ignore=,$(LESSONS_RUN))
	$(WARM) $(PYTEST) -n 2 -m notebooks $(LESSONS_RUN)
	RUTA_PROGRESS=off $(WARM) $(PYTEST) -n 2 --dist loadscope -p no:cacheprovider --nbval-lax --nbval-current-env --nbval-cell-timeout=120 \
		book/modules book/es/modules exercises/solutions

test-site: $(VENV)/.test chromium  ## build the site and try it in a browser
	$(PYTEST) -m "site and not browser"
	$(PYTEST) -n 2 -m browser

# The sandbox of a class's notebooks.
bubblewrap:
	@command -v bwrap >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ]; then as_root=; elif sudo -n true 2>/dev/null; then as_root=sudo; else as_root=none; fi; \
	if [ "$$as_root" = none ] || ! command -v apt-get >/dev/null; then \
		echo "bubblewrap is missing: install it, then run make test-notebooks." >&2; exit 1; fi; \
	$$as_root apt-get update -qq && $$as_root apt-get install -y -qq --no-install-recommends bubblewrap

# Only the tests need a browser of their own; the course is read in any.
chromium:
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ]; then as_root=; elif sudo -n true 2>/dev/null; then as_root=sudo; else as_root=none; fi; \
	if [ "$$as_root" = none ] || ! command -v apt-get >/dev/null; then \
		echo "Chromium is missing: install it, then run make test-site. All the other tests have passed." >&2; exit 1; fi; \
	$$as_root apt-get update -qq && $$as_root apt-get install -y -qq --no-install-recommends chromium

lint: $(VENV)/.test  ## style, types, and whether every generated file is current
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m ruta toc --check
	$(BIN)/python -m ruta glossary --check
	$(BIN)/python -m ruta translate status
	$(BIN)/python -m ruta release --check

format: $(VENV)/.test  ## lay out the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

release: $(VENV)/.course  ## make contents, glossary pages and exercises from their sources
	$(BIN)/python -m ruta toc
	$(BIN)/python -m ruta glossary
	$(BIN)/python -m ruta release

versions: $(VENV)/.test  ## write down the versions of .venv in constraints.txt and environment.yml
	$(BIN)/python -m ruta.course.versions

clean:  ## remove what was built, not the environment
	rm -rf _build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .jupyter_cache
	find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +

distclean: clean  ## remove the environment too
	rm -rf $(VENV)

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

# editables is what puts a package in place; named here so that its version is written down with the others.
# A stamp is written only after the installation has ended well; it is older than a file that asks for other versions.
$(VENV)/.installed: $(VENV)/.python $(CONFIGURED)
	$(PIP) editables -e '.[course]'
	@touch $@

$(VENV)/.installed-test: $(VENV)/.python $(CONFIGURED)
	$(PIP) editables -e '.[course,hub,test]'
	@touch $@ $(VENV)/.installed

# The messages are compiled when they change, too: an update of the course brings new ones without a new installation.
$(VENV)/.course: $(VENV)/.installed $(CATALOGUES)
	$(BIN)/python hatch_build.py
	@touch $@

$(VENV)/.test: $(VENV)/.installed-test $(VENV)/.course
	@touch $@
