# The steps of CI, one target each; `make` runs the daily ones.
include .ci/versions

.PHONY: all fmt vet lint generate test bench ci
all: fmt vet generate test

fmt:
	go run mvdan.cc/gofumpt@$(GOFUMPT) -w .

vet:
	go vet ./...

lint:
	go run honnef.co/go/tools/cmd/staticcheck@$(STATICCHECK) ./...

generate:
	go generate ./...
	go run ./cmd/kqlc generate

test:
	go test ./...

# Whole processes against public tools, as far as they are there; writes docs/benchmarks.md. The packages' own benchmarks
# are for comparing two runs with benchstat.
bench:
	python3 .ci/bench.py
	go test -run '^$$' -bench . -benchmem -count 6 ./kql/... ./generated/... ./internal/...

ci:
	bash .ci/run
