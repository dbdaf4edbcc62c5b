package extract

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"gongkai"
	"gongkai/internal/golden"
)

// samplePDFs are the samples that the program carries.
const samplePDFs = "../internal/samples/pdf/*.pdf"

// TestSamples reads the samples and compares all that is in them.
func TestSamples(t *testing.T) {
	var all strings.Builder
	for name, text := range sampleTexts(t) {
		golden.Equal(t, "samples/"+name+".txt", text)
		fmt.Fprintf(&all, "%s\n%s", name, text)
	}
	// What comes out may only change together with the version.
	digest := fmt.Sprintf("%x", sha256.Sum256([]byte(all.String())))
	kept, err := os.ReadFile(golden.Path("version.txt"))
	if err != nil && !golden.Update() {
		t.Fatal(err)
	}
	var version int
	var before string
	if _, err := fmt.Sscanf(string(kept), "extract.Version %d gives %s", &version, &before); err == nil && before != digest && version == Version {
		t.Fatalf("the samples are read otherwise than by version %d before: raise extract.Version, once for each change that is merged", Version)
	}
	golden.Equal(t, "version.txt", fmt.Sprintf("extract.Version %d gives %s\n", Version, digest))
}

func sampleTexts(t *testing.T) func(yield func(name, text string) bool) {
	t.Helper()
	paths, err := filepath.Glob(samplePDFs)
	if err != nil || len(paths) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	return func(yield func(name, text string) bool) {
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			doc := Read(context.Background(), data, Options{})
			if !yield(strings.TrimSuffix(filepath.Base(path), ".pdf"), documentText(doc)) {
				return
			}
		}
	}
}

// documentText is a document as text: paragraphs as lines, tables aligned, with
// what cells span marked < and ^.
func documentText(doc *gongkai.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s, %d pages, images %v %s\n", doc.Status, doc.MediaType, doc.PageCount, doc.ImagePages, doc.Reason)
	for _, e := range doc.Body {
		if e.Kind != gongkai.ElementTable {
			fmt.Fprintf(&b, "\n%s p%d: %s\n", e.Kind, e.Lines[0].Page, e.Text())
			continue
		}
		t := &doc.Tables[e.Table]
		c := t.Caption
		fmt.Fprintf(&b, "\ntable %d %s pages %v, caption p%d: number %q title %q unit %q owner %q\n", e.Table, t.Method, t.Pages, c.Page, c.Number, c.Title, c.Unit, c.Owner)
		tableText(&b, t)
	}
	return b.String()
}

func tableText(b *strings.Builder, t *gongkai.Table) {
	grid := t.Grid()
	for _, c := range t.Cells {
		for i := range c.RowSpan {
			for k := range c.ColSpan {
				switch {
				case i > 0:
					grid[c.Row+i][c.Col+k] = "^"
				case k > 0:
					grid[c.Row][c.Col+k] = "<"
				}
			}
		}
	}
	widths := make([]int, t.Columns)
	for _, row := range grid {
		for k, s := range row {
			widths[k] = max(widths[k], shownWidth(s))
		}
	}
	for _, row := range grid {
		line := ""
		for k, s := range row {
			line += s + strings.Repeat(" ", widths[k]-shownWidth(s)) + " | "
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}

// shownWidth is how many columns of a terminal a text takes.
func shownWidth(s string) int {
	n := 0
	for _, r := range s {
		n++
		if utf8.RuneLen(r) > 2 && r >= 0x2e80 {
			n++
		}
	}
	return n
}
