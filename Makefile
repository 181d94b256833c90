# Everything here also installs what is missing first; see Scripts/.
#   make demo      the server, a simulated phone network and a simulated Creatio, ready to try
#   make run       the server alone, configured by CASEWIRE_* variables
#   make test      everything; make check  the quick part, for each commit
#   make soak      more simulated worlds than a test run has, from another seed each time
#   make bench     measurements beside their peers
#   make bench-agent  the built-in model on real customers' questions
#   make bench-pages  the dashboard's pages at 1,000 and at 100,000 sessions
#   make bench-streams  an event to 1,000 open browsers
#   make test-model  a small real model behind the server, from phone to answer or handoff
#   make format    lay out the sources; make lint  see whether they are
#   make release   one stripped program for production in .build/dist/
# Arguments pass through ARGS: make demo ARGS="--data ./demo-data"

ARGS ?=

.PHONY: build demo run test check soak bench bench-agent bench-pages bench-streams test-model format lint release clean

build:
	@Scripts/build

demo: build
	@.build/debug/casewire demo $(ARGS)

run: build
	@.build/debug/casewire serve $(ARGS)

test:
	@Scripts/test $(ARGS)

check:
	@Scripts/test lint swift sandbox $(ARGS)

soak:
	@Scripts/soak $(ARGS)

bench: release
	@Scripts/bench $(ARGS)

bench-agent: build
	@Scripts/bench-agent $(ARGS)

bench-pages:
	@Scripts/bench-pages $(ARGS)

bench-streams: release
	@Scripts/bench-streams $(ARGS)

test-model:
	@Scripts/test-model $(ARGS)

format:
	@Scripts/format

lint:
	@Scripts/lint

release:
	@Scripts/release

clean:
	@rm -rf .build
