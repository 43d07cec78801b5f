# The ways in. `make help` lists them.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.NOTPARALLEL:

# More flags for the command of `make run` and `make bench`, as in: make run ARGS="--port 3300"
ARGS ?=

# How long `make fuzz` runs each target.
FUZZ_MINUTES ?= 1

# How long `make soak` runs.
SOAK_MINUTES ?= 30

CLIENT := .cache/client
SWIFT_FILES := Package.swift $(wildcard Sources Tests Interop Examples Benchmarks Fuzz)
EXAMPLES := $(patsubst Examples/%/Package.swift,%,$(wildcard Examples/*/Package.swift))

# CI's rules of building: no warnings, and no import that the manifest does not name.
STRICT := -Xswiftc -warnings-as-errors --explicit-target-dependency-import-check error

.PHONY: help
help: ## Lists these targets.
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name what; do printf '  make %-17s %s\n' "$$name" "$$what"; done

.PHONY: setup
setup: ## Installs what is missing to run and to test (apt; pip into .venv); safe to repeat.
	@Scripts/setup run test

.PHONY: run
run: ## Serves the demo: a chat across two origins, and the same page refused on a third.
	@Scripts/setup run
	swift build -c release --product wayleave
	.build/release/wayleave demo --client-directory $(CLIENT) $(ARGS)

.PHONY: test
test: ## Sets up, lints, builds without warnings, and runs all tests.
	@Scripts/setup run test
	@$(MAKE) --no-print-directory lint
	swift build --build-tests $(STRICT)
	swift test --no-parallel $(STRICT) # one at a time: clients that block must not starve what other tests await
	@$(MAKE) --no-print-directory browser

.PHONY: browser
browser: ## Runs the tests that drive the demo and the interop server with Chromium, python-socketio and raw HTTP.
	@Scripts/setup run test
	swift build --product wayleave $(STRICT)
	swift build --product wayleave-interop-server $(STRICT)
	WAYLEAVE=$${WAYLEAVE:-.build/debug/wayleave} .venv/bin/pytest Interop/browser

.PHONY: browsers
browsers: ## Compares what policies predict with what Chromium and Firefox let pages see (at most 170 s).
	@Scripts/setup run test
	swift build --product wayleave-interop-server $(STRICT)
	timeout --kill-after=10 170 .venv/bin/python -m pytest Interop/browsers

.PHONY: interop
interop: ## Builds the server for outside suites: Interop/server --profile NAME --port N
	@Scripts/setup run
	swift build -c release --product wayleave-interop-server

.PHONY: verdict
verdict: ## Compares what the browser model predicts with what Chromium and Firefox did (TABLES="…" for other tables).
	@Scripts/setup run
	swift build -c release --product wayleave
	Interop/verdict/check $(TABLES)

.PHONY: differential
differential: ## Replays generated cases against headless Chromium: each must go as the browser model predicts (ARGS="--seed 7 --count 3000").
	@Scripts/setup run test
	swift build --product wayleave $(STRICT)
	Interop/differential/run $(ARGS)

.PHONY: autobahn
autobahn: interop ## Runs Autobahn's WebSocket cases without compression against the echo server: 301 cases in seconds.
	@Scripts/setup test
	Interop/autobahn

.PHONY: corpora
corpora: interop ## Sends the corpora of HTTP/1.1 requests and WebSocket handshakes, split in three ways: every case must be right.
	Interop/corpora/run

.PHONY: version2
version2: interop ## Drives the server with a client of Socket.IO 2 over each transport (installs it below .cache).
	Interop/version2/run

.PHONY: zoo
zoo: ## Runs broken server stacks and their mended twins: `wayleave doctor` must name each fault, and nothing in the mended.
	@Scripts/setup run zoo
	swift build --product wayleave $(STRICT)
	Interop/zoo/run --doctor $${WAYLEAVE:-.build/debug/wayleave}

.PHONY: zoo-quick
zoo-quick: ## The same with twelve stacks of different kinds, within a minute.
	@Scripts/setup run zoo
	swift build --product wayleave $(STRICT)
	Interop/zoo/run --quick --doctor $${WAYLEAVE:-.build/debug/wayleave}

.PHONY: judge
judge: interop ## Runs all of Autobahn's 517 cases, with compression, and the corpora (minutes).
	@Scripts/setup test
	Interop/autobahn --all
	Interop/corpora/run

.PHONY: drills
drills: interop ## Torments the server with crowds, faults, floods, bombs and garbage for some minutes, and prints figures.
	@Scripts/setup run test
	@failed=; for drill in crowds faults floods bombs socketio signalr reconnect stalled stopping garbage; do \
		.venv/bin/python Interop/drills/$$drill.py || failed="$$failed $$drill"; done; \
		[ -z "$$failed" ] || { echo "failed:$$failed"; exit 1; }

.PHONY: soak
soak: interop ## Leaves Socket.IO under churn for SOAK_MINUTES (30): nothing may be lost, stuck or leaked.
	Interop/soak/run $(SOAK_MINUTES)

.PHONY: sanitize
sanitize: ## Runs all tests under the thread sanitizer.
	SWIFT_BACKTRACE=enable=no TSAN_OPTIONS="suppressions=$(CURDIR)/Tests/thread-sanitizer.txt" \
		swift test --no-parallel --sanitize=thread --scratch-path .build-tsan

.PHONY: examples
examples: ## Builds every example, each a package of its own.
	@Scripts/setup run
	@for example in $(EXAMPLES); do echo "example $$example"; \
		swift build --package-path Examples/$$example --scratch-path .build/examples || exit 1; done
	@Examples/engine-alone/check .build/examples/debug/engine-alone

.PHONY: bench
bench: interop ## Measures against nginx, Node's ws, python-socketio and (UWEBSOCKETS=DIRECTORY) uWebSockets.
	@Scripts/setup run bench
	Benchmarks/run $(ARGS)

.PHONY: bench-instructions
bench-instructions: interop ## Counts user-space instructions per operation under valgrind; fails when one exceeds its limit.
	@Scripts/setup count
	Benchmarks/instructions --check

.PHONY: bench-gate
bench-gate: ## Measures the policy engine: nanoseconds and allocations of each kind of decision.
	BENCH=1 swift build -c release --product CrossOriginBenchmark
	.build/release/CrossOriginBenchmark

.PHONY: bench-packets
bench-packets: ## Measures an event's way from bytes into a Codable struct and back: nanoseconds.
	BENCH=1 swift build -c release --product SocketPacketBenchmark
	.build/release/SocketPacketBenchmark

.PHONY: bench-allocations
bench-allocations: interop ## Counts what the server allocates for each echoed message: nothing.
	Benchmarks/allocations/run $(ARGS)

.PHONY: fuzz
fuzz: ## Fuzzes what peers write to the server under the address sanitizer, FUZZ_MINUTES (1) each.
	@Scripts/fuzz $(FUZZ_MINUTES)

.PHONY: format
format: ## Formats all Swift sources.
	swift format format --in-place --parallel --recursive $(SWIFT_FILES)

.PHONY: lint
lint: ## Checks the format of all Swift sources.
	swift format lint --strict --parallel --recursive $(SWIFT_FILES)
