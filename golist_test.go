package gongkai_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// goList is what `go list` with these arguments says of the module.
func goList[T any](t *testing.T, args ...string) []T {
	t.Helper()
	watchSources(t)
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"list"}, args...)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	var all []T
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var v T
		if err := dec.Decode(&v); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
	if len(all) == 0 {
		t.Fatalf("go list %v says nothing", args)
	}
	return all
}

// watchSources looks at all that go list is going to read. `go test` keeps the
// result of a test until a file changes that the test itself looked at; what a
// child process reads does not count.
func watchSources(t *testing.T) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			if path != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "node_modules" || d.Name() == "data") {
				return fs.SkipDir
			}
			_, err = os.ReadDir(path)
		case strings.HasSuffix(path, ".go") || strings.HasPrefix(d.Name(), "go."):
			_, err = os.Stat(path)
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil // gone in between: somebody is writing
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
