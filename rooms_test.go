package gongkai_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// module is the path that every room's import path begins with.
const module = "gongkai"

// rooms are the packages of the project and what the code of each may reach,
// directly or through others. A room's own folders below it belong to it,
// unless they are a room themselves. .golangci.yml says the same about single
// imports, docs/design.md in words; a new room goes into all three.
var rooms = map[string][]string{
	// The words know no technology.
	".": {},
	// Data, with the types to read it into.
	"sources":  {".", "internal"},
	"registry": {".", "internal"},
	"schemas":  {},
	// The stages. None knows another: what passes between them is a word.
	"crawl":     {".", "internal"},
	"archive":   {".", "internal"},
	"extract":   {".", "internal", "extract/layout", "extract/pdf", "extract/table"},
	"transform": {".", "internal", "registry"},
	"load":      {".", "internal", "schemas"},
	// The rooms of extraction. The worker is given what it runs.
	"extract/layout": {".", "internal"},
	"extract/pdf":    {".", "internal", "extract/layout"},
	"extract/table":  {".", "internal", "extract/layout"},
	"extract/worker": {".", "internal"},
	// The pipeline declares what it needs of the stages and is given it.
	"pipeline": {".", "internal"},
	"internal": {"."},
	// The program ties them all together.
	"cmd": {"*"},
}

// owners are the large libraries with the only room that may reach them; the
// program reaches them through it.
var owners = map[string][]string{
	"github.com/gocolly/colly":            {"crawl"},
	"github.com/ledongthuc/pdf":           {"extract/pdf", "extract"},
	"github.com/klippa-app/go-pdfium":     {"extract/pdf", "extract"},
	"github.com/ClickHouse/clickhouse-go": {"load"},
	"modernc.org/sqlite":                  {"archive"},
	"github.com/spf13/cobra":              {},
	"github.com/knadh/koanf":              {},
	"github.com/schollz/progressbar":      {},
	"github.com/stretchr/testify":         {},
}

// wordsNeed is all that the root package may reach beside the standard library.
var wordsNeed = []string{"github.com/shopspring/decimal"}

// TestRooms fails when code reaches where it must not. Tests may reach further:
// some compare a stage with what another made.
func TestRooms(t *testing.T) {
	seen := map[string]bool{}
	// -e: a package that does not compile fails the build, not this test.
	packages := goList[struct {
		ImportPath string
		Deps       []string
	}](t, "-e", "-json=ImportPath,Deps", "./...")
	for _, p := range packages {
		room := roomOf(p.ImportPath)
		if room == "" {
			t.Errorf("%s is in no room: say in rooms_test.go, .golangci.yml and docs/design.md what it is and what it may reach", p.ImportPath)
			continue
		}
		seen[room] = true
		said := map[string]bool{} // once for all packages of a room or library
		for _, dep := range p.Deps {
			if why := mayReach(room, dep); why != "" && !said[why] {
				said[why] = true
				t.Errorf("%s reaches %s: %s", p.ImportPath, dep, why)
			}
		}
	}
	for room := range rooms {
		files, err := filepath.Glob(filepath.Join(filepath.FromSlash(room), "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		files = slices.DeleteFunc(files, func(f string) bool { return strings.HasSuffix(f, "_test.go") })
		if len(files) > 0 && !seen[room] {
			t.Errorf("room %s was not looked at", room)
		}
	}
}

// mayReach gives why code of room must not reach dep, or "".
func mayReach(room, dep string) string {
	if other := roomOf(dep); other != "" {
		allowed := rooms[room]
		if other == room || slices.Contains(allowed, other) || slices.Contains(allowed, "*") {
			return ""
		}
		return "room " + room + " does not know " + other + ", only " + strings.Join(append([]string{"itself"}, allowed...), ", ")
	}
	if room == "cmd" {
		return ""
	}
	for library, in := range owners {
		if under(dep, library) && !slices.Contains(in, room) {
			return "only " + strings.Join(append(slices.Clone(in), "cmd"), ", ") + " may reach " + library
		}
	}
	if room == "." && strings.Contains(strings.Split(dep, "/")[0], ".") &&
		!slices.ContainsFunc(wordsNeed, func(w string) bool { return under(dep, w) }) {
		return "the words need the standard library and " + strings.Join(wordsNeed, ", ")
	}
	return ""
}

// roomOf is the innermost room that a package of the module belongs to, or "".
func roomOf(importPath string) string {
	if importPath == module {
		return "."
	}
	rest, ours := strings.CutPrefix(importPath, module+"/")
	if !ours {
		return ""
	}
	best := ""
	for room := range rooms {
		if under(rest, room) && len(room) > len(best) {
			best = room
		}
	}
	return best
}

// under says whether path is folder or below it; a library's major versions
// count as below it.
func under(path, folder string) bool {
	return path == folder || strings.HasPrefix(path, folder+"/")
}

// TestRoomsNoticesTrespass shows that the rules can fail.
func TestRoomsNoticesTrespass(t *testing.T) {
	tests := []struct {
		room, dep string
		fails     bool
	}{
		{"transform", "gongkai/registry", false},
		{"transform", "gongkai/transform/narrative", false},
		{"transform", "gongkai/extract", true},
		{"extract", "gongkai/extract/worker", true},
		{"extract/worker", "gongkai/extract", true},
		{"extract/pdf", "github.com/ledongthuc/pdf", false},
		{"extract/table", "github.com/ledongthuc/pdf", true},
		{"load", "gongkai/schemas", false},
		{"load", "gongkai/registry", true},
		{"load", "github.com/ClickHouse/clickhouse-go/v2/lib/driver", false},
		{"archive", "github.com/ClickHouse/clickhouse-go/v2", true},
		{"pipeline", "gongkai/crawl", true},
		{"pipeline", "github.com/gocolly/colly/v2", true},
		{"cmd", "gongkai/pipeline", false},
		{"cmd", "github.com/gocolly/colly/v2", false},
		{".", "gongkai/internal/limits", true},
		{".", "encoding/json", false},
		{".", "github.com/shopspring/decimal", false},
		{".", "go.uber.org/zap", true},
	}
	for _, tt := range tests {
		if why := mayReach(tt.room, tt.dep); (why != "") != tt.fails {
			t.Errorf("%s reaching %s: %q", tt.room, tt.dep, why)
		}
	}
	if room := roomOf("gongkai/somewhere"); room != "" {
		t.Errorf("a package of no room is in %s", room)
	}
}
