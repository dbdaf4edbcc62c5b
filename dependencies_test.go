package gongkai_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestDependenciesAreListed: each imported module has its line, with a
// licence, and no line is about a module that nobody imports.
func TestDependenciesAreListed(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("docs", "dependencies.md"))
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
	imported := map[string]bool{}
	for _, p := range goList[struct{ Imports, TestImports, XTestImports []string }](t, "-e", "-json=Imports,TestImports,XTestImports", "./...") {
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
			t.Errorf("docs/dependencies.md has no line for %s", m)
		}
	}
	for m := range listed {
		if !imported[m] {
			t.Errorf("docs/dependencies.md has a line for %s, which nothing imports", m)
		}
	}
}
