package load_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"

	"gongkai/load"
	"gongkai/load/embedded"
	"gongkai/load/loadtest"
)

// warehouse is the one embedded warehouse of this binary; nil without libchdb.
var warehouse *load.Warehouse

func TestMain(m *testing.M) {
	if verb := os.Getenv(childVerb); verb != "" {
		os.Exit(child(verb))
	}
	os.Exit(run(m))
}

func run(m *testing.M) int {
	_, err := embedded.FindLibrary()
	if errors.Is(err, embedded.ErrNoLibrary) {
		return m.Run()
	}
	dir, err := os.MkdirTemp("", "gongkai-load-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if warehouse, err = load.Open(context.Background(), "embedded:"+dir, load.Options{}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer func() {
		if err := warehouse.Close(); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}()
	return m.Run()
}

// needEngine skips without libchdb, but never in CI.
func needEngine(t testing.TB) {
	t.Helper()
	if warehouse != nil {
		return
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("libchdb is not there, and CI must have it: npm ci")
	}
	t.Skip("libchdb is not there: npm ci")
}

func TestEmbedded(t *testing.T) {
	needEngine(t)
	loadtest.Run(t, warehouse)
}
