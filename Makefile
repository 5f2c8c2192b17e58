# make demo   build a year of an invented office's history, check it, review two proposals, print an SKP
# make test   lint, types, tests, and skpkit's own check of records/
# make mutations  forbidden and permitted edits of records/: the ones must be found, the others not reported
# make fuzz N=…  mutated records through every command: N of them (2000), a fiftieth printed, a run in 200 a process
# make bench  speed, as ratios against other programs in one run
# make bench-scale  what grows with a ministry and what does not, as ratios in one run
# make rule NAME=… CODE=…  the first draft of a rule (SEVERITY=W, BASIS=kmk-127-2026, KIND=fact; CONTRIBUTING.md)
# make document NAME=…  the first draft of a document (OF=dki: of a dialogue)
# make release VERSION=…  CHANGELOG.md out of its fragments, the version, wheel and sdist in dist/
# make pages  write anew what is made from the code: catalogues, help pages, the rule book, docs/templates.md
#
# Each sets up a virtual environment in .venv by itself; it needs Python 3.11 or later, git and make.

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
READY := $(VENV)/.ready
WHEELS := $(VENV)/wheels/.ready
BUILT := $(addprefix src/skpkit/locale/id/LC_MESSAGES/,click.mo skpkit.mo)
TODAY := 2026-12-01
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test mutations fuzz bench bench-scale rule document release pages clean

demo: $(BUILT)
	@$(BIN)/python docs/demo/demo.py

test: $(BUILT) $(WHEELS)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist worksteal
	$(BIN)/skpkit check --today $(TODAY)

mutations: $(BUILT)
	$(BIN)/python -m tools.mutations

N := 2000
fuzz: $(BUILT)
	$(BIN)/python -m tools.fuzz --records $(N) --printed $$(($(N) / 50)) --processes $$(($(N) / 200))

bench: $(BUILT)
	$(PIP) --no-build-isolation --editable '.[bench]'
	$(BIN)/python benchmarks/bench.py
	$(BIN)/python benchmarks/editor.py

bench-scale: $(BUILT)
	$(PIP) --no-build-isolation --editable '.[bench]'
	$(BIN)/python benchmarks/scale.py --draw docs/growth.svg

rule: $(BUILT)
	@$(BIN)/python -m tools.scaffold rule --name "$(NAME)" --code "$(CODE)" --kind "$(KIND)" --severity "$(SEVERITY)" --basis "$(BASIS)"

document: $(READY)
	@$(BIN)/python -m tools.scaffold document --name "$(NAME)" --of "$(OF)"

release: $(BUILT)
	@$(BIN)/python -m tools.release "$(VERSION)"

pages: $(READY)
	$(BIN)/python -m tools.catalogue
	$(BIN)/python -m tools.build
	$(BIN)/python -m tools.rulebook
	$(BIN)/python -m tools.templatebook

$(INSTALLED): pyproject.toml constraints.txt
	@for python in "$$PYTHON" python3 python3.14 python3.13 python3.12 python3.11 python; do \
	    if [ -n "$$python" ] && $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	    then $$python -m venv --clear $(VENV) && break; fi; \
	done; \
	test -x $(BIN)/python || { echo "Python 3.11 or later with its venv module is needed; name it with PYTHON=…" >&2; exit 1; }
	$(PIP) hatchling editables Babel click
	$(PIP) --no-build-isolation --editable '.[dev]'
	$(BIN)/python -m compileall -q src
	@touch $(INSTALLED)

# What the test of the wheel installs from, for it may not use the network.
$(WHEELS): $(INSTALLED) tools/wheels.py
	$(BIN)/python -m tools.wheels
	@touch $(WHEELS)

# What an install makes is made anew where its sources are newer, as after a pull.
$(READY): $(INSTALLED) tools/build.py $(addprefix src/skpkit/,messages.py cli/_group.py cli/_language.py) $(wildcard src/skpkit/locale/*/LC_MESSAGES/*.po)
	$(BIN)/python -m tools.build
	@touch $(READY)

$(BUILT): $(READY)
	$(BIN)/python -m tools.build

clean:
	rm -rf $(VENV) build dist $(BUILT) src/skpkit/cli/help.*.txt
