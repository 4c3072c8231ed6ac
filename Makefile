# Footbridge: the commands a person types. The work itself is in scripts/.
.DEFAULT_GOAL := help
.PHONY: help run test nightly types bench dist pictures clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' $(firstword $(MAKEFILE_LIST))

run: ## install what is missing, build, open the window on the invented example
	@scripts/run.sh

test: ## install what is missing, run every test and check; ends with "N passed, N failed"
	@scripts/test.sh

nightly: ## a thousand kills and many times the made-up edits, about an hour
	@scripts/nightly.sh

types: ## write the window's types again from the Rust they describe
	@scripts/types.sh

bench: ## how quick it is, as a table
	@scripts/bench.sh

dist: ## the optimised program and its .deb package
	@scripts/dist.sh

pictures: ## take the screenshots and paper pages under docs/pictures again
	@scripts/pictures.sh

clean: ## remove what was built, in the clone and in the cache
	@scripts/clean.sh
