package pdftest

import (
	"os"
	"path/filepath"
	"testing"
)

// Shared is the path of shared test material, elem being relative to the
// folder "shared" beside the repository. Where it is absent t is skipped.
func Shared(t testing.TB, elem ...string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above the working directory")
		}
		dir = parent
	}
	path := filepath.Join(append([]string{dir, "..", "shared"}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no shared material %s", filepath.Join(elem...))
	}
	return path
}
