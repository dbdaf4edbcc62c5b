# What a fresh machine needs: Go, npm and make. `make demo` and `make test`
# fetch the rest and do everything by themselves.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

GO           ?= go
NPM          ?= npm
LINT_VERSION := v2.15.0
LINT         := bin/golangci-lint-$(LINT_VERSION)
# Without cgo, in tests too: nothing here needs it, no C compiler is needed, and
# what `make demo` compiled `make test` need not. The race detector needs it.
export CGO_ENABLED ?= 0
# Handed to `go test`: make test CGO_ENABLED=1 TESTFLAGS='-race -timeout 20m'
TESTFLAGS    ?=
# Handed to `gongkai demo`: make demo DEMOFLAGS='--documents DIR'
DEMOFLAGS    ?=
# Files and folders that `make bench` reads beside other readers.
DOCUMENTS    ?= internal/samples/pdf

.PHONY: help setup build demo test lint bench golden samples clean

help:
	@echo 'make setup    fetch libchdb (npm) and the Go modules, when missing'
	@echo 'make build    bin/gongkai, without cgo'
	@echo 'make demo     crawl a replica site, read, check, load, query; leaves ./data'
	@echo 'make test     vet and all tests                  CGO_ENABLED=1 TESTFLAGS=-race'
	@echo 'make lint     golangci-lint $(LINT_VERSION), gofmt, go mod tidy'
	@echo 'make golden   write the golden files anew; read the diff before you commit'
	@echo 'make bench    benchmarks, and the program beside other readers   DOCUMENTS=FOLDER'
	@echo 'make samples  make the sample documents anew (needs LibreOffice)'
	@echo 'make clean    remove bin/ and node_modules/; ./data is yours and stays'

# The engine of the embedded warehouse. npm writes this file last.
LIBCHDB := node_modules/.package-lock.json
$(LIBCHDB): package.json package-lock.json
	@command -v $(NPM) >/dev/null || { echo 'npm is missing: it brings libchdb; install Node.js, or set GONGKAI_LIBCHDB to a libchdb.so' >&2; exit 1; }
	@echo 'fetching libchdb, the embedded warehouse (180 MB, once)' >&2
	@$(NPM) ci $(if $(CI),,--omit=dev) --loglevel=error --no-audit --no-fund >/dev/null
	@touch $@

# GONGKAI_LIBCHDB names a library that is there already.
setup: $(if $(GONGKAI_LIBCHDB),,$(LIBCHDB))
	@$(GO) mod download

build: setup
	@$(GO) build -ldflags='-s -w' -o bin/gongkai ./cmd/gongkai

# Exit code 3 is no failure here: some of the samples are not meant to be readable.
demo: build
	@bin/gongkai demo $(DEMOFLAGS) || [ $$? -eq 3 ]

test: setup
	@$(GO) vet ./...
	@$(GO) test $(TESTFLAGS) ./...

# Built here and not fetched, so that it knows this version of Go.
$(LINT):
	@mkdir -p bin/.lint
	@GOBIN='$(CURDIR)/bin/.lint' $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)
	@mv bin/.lint/golangci-lint $@ && rmdir bin/.lint

lint: setup $(LINT)
	@unformatted=$$(gofmt -l .) && if [ -n "$$unformatted" ]; then echo "gofmt: $$unformatted" >&2; exit 1; fi
	@$(GO) mod tidy -diff >/dev/null || { echo 'go.mod or go.sum is not tidy: go mod tidy' >&2; exit 1; }
	@$(LINT) run ./...

# Only packages whose tests use golden files know -update.
golden: setup
	@$(GO) test $$($(GO) list -f '{{$$p := .ImportPath}}{{range .TestImports}}{{if eq . "gongkai/internal/golden"}}{{$$p}}{{"\n"}}{{end}}{{end}}{{range .XTestImports}}{{if eq . "gongkai/internal/golden"}}{{$$p}}{{"\n"}}{{end}}{{end}}' ./... | sort -u) gongkai/internal/golden -update
	@git status --short -- '*/testdata/*'

bench: build
	@$(GO) test -run '^$$' -bench . -benchmem ./...
	@.ci/bench $(DOCUMENTS)

samples:
	@$(GO) run ./internal/samples/make

clean:
	@rm -rf bin node_modules
