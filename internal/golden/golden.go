package golden

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files in testdata instead of comparing with them")

// diffLines bounds the diff of one failure; the rest seldom helps.
const diffLines = 120

// Update says whether the test runs with -update.
func Update() bool { return *update }

// Path is the golden file of that name: testdata/<name>, name with slashes.
func Path(name string) string { return filepath.Join("testdata", filepath.FromSlash(name)) }

// Equal fails t unless got is what testdata/<name> holds; with -update it
// writes the file. Line endings count: golden files are kept byte for byte.
func Equal[T ~string | ~[]byte](t testing.TB, name string, got T) {
	t.Helper()
	if err := compare(Path(name), []byte(got), *update); err != nil {
		t.Error(err)
	}
}

// JSON is Equal on v as indented JSON with a final newline, Chinese and <, >
// and & as they are.
func JSON(t testing.TB, name string, v any) {
	t.Helper()
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		t.Fatalf("golden %s: %v", name, err)
	}
	Equal(t, name, out.Bytes())
}

func compare(path string, got []byte, write bool) error {
	if write {
		return record(path, got)
	}
	want, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("golden %s is missing: look at what the test got, then make it with `go test . -update`\ngot:\n%s",
			path, head(string(got)))
	}
	if err != nil {
		return fmt.Errorf("golden: %w", err)
	}
	if bytes.Equal(want, got) {
		return nil
	}
	diff := cmp.Diff(lines(want), lines(got))
	return fmt.Errorf("golden %s differs (-kept +got); if the change is meant, `go test . -update`\n%s", path, head(diff))
}

// record writes the file only when it changes, so that an update leaves the
// times of all others alone.
func record(path string, got []byte) error {
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, got) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("golden: %w", err)
	}
	if err := os.WriteFile(path, got, 0o644); err != nil {
		return fmt.Errorf("golden: %w", err)
	}
	return nil
}

// lines keeps the line ends, so that a missing last newline shows in a diff.
func lines(b []byte) []string { return strings.SplitAfter(string(b), "\n") }

func head(s string) string {
	all := strings.SplitAfter(s, "\n")
	if len(all) <= diffLines {
		return s
	}
	return strings.Join(all[:diffLines], "") + fmt.Sprintf("… and %d lines more\n", len(all)-diffLines)
}
