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

# Compare two runs with benchstat.
bench:
	go test -run '^$$' -bench . -benchmem -count 6 ./kql/... ./generated/... ./internal/...

ci:
	bash .ci/run
