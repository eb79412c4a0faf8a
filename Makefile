# Every command prepares what it needs first; nothing has to be installed by hand but Python 3.11
# (with its venv module), and pango for the PDFs.

BOOTSTRAP = @exec python3 -m scripts.bootstrap

.DEFAULT_GOAL = help
.PHONY: help run demo test check bench fmt lock

help:  ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile

run:  ## start the portal with its demo province; PORT=8000 unless given
	$(BOOTSTRAP) run

demo:  ## make the demo's data anew
	$(BOOTSTRAP) demo

test:  ## run the whole suite; ARGS= goes to pytest, STRICT=1 lets nothing be left out
	$(BOOTSTRAP) test $(ARGS)

check:  ## style, types, imports, templates, migrations, deployment settings
	$(BOOTSTRAP) check

bench:  ## measure, and print ratios
	$(BOOTSTRAP) bench

fmt:  ## format code and templates
	$(BOOTSTRAP) fmt

lock:  ## choose versions anew and write the lock files
	$(BOOTSTRAP) lock
