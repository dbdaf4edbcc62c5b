// Package docs_test keeps the documents true.
package docs_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestDependenciesAreListed: each imported module has its line, with a
// licence, and no line is about a module that is gone from go.mod.
func TestDependenciesAreListed(t *testing.T) {
	text, err := os.ReadFile("dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, line := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\|(.*)$").FindAllStringSubmatch(string(text), -1) {
		cells := strings.Split(strings.Trim(line[2], "| "), "|")
		if len(cells) != 3 || slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) == "" }) {
			t.Errorf("%s: want what for, why and licence", line[1])
		}
		listed[line[1]] = true
	}

	modules := goList[struct{ Path string }](t, "-m", "-e", "-json=Path", "all")
	required := map[string]bool{}
	for _, m := range modules {
		required[m.Path] = true
	}
	imported := map[string]bool{}
	for _, p := range goList[struct{ Imports, TestImports, XTestImports []string }](t, "-e", "-json=Imports,TestImports,XTestImports", "gongkai/...") {
		for _, path := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			best := ""
			for _, m := range modules {
				if (path == m.Path || strings.HasPrefix(path, m.Path+"/")) && len(m.Path) > len(best) {
					best = m.Path
				}
			}
			if best != "" && best != "gongkai" {
				imported[best] = true
			}
		}
	}
	for m := range imported {
		if !listed[m] {
			t.Errorf("dependencies.md has no line for %s", m)
		}
	}
	for m := range listed {
		if !required[m] {
			t.Errorf("dependencies.md has a line for %s, which go.mod does not require", m)
		}
	}
}

func goList[T any](t *testing.T, args ...string) []T {
	t.Helper()
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
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
}
