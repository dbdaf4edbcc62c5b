package pdf

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract/layout"
	"gongkai/extract/pdf/object"
	"gongkai/internal/pdftest"
)

// sources are the readers of objects; whatever one of them gives on a file
// without damage the others must give too.
var sources = []object.Reader{object.Own, object.Ledongthuc}

// readPage reads the first page with every reader of objects.
func readPage(t *testing.T, d pdftest.Document) *layout.Page {
	t.Helper()
	data := d.Bytes()
	var first *layout.Page
	for _, source := range sources {
		f, err := Open(data, Objects(source))
		if err != nil {
			t.Fatalf("%s: %v", source, err)
		}
		page, err := f.Page(1)
		if err != nil {
			t.Fatalf("%s: %v", source, err)
		}
		if first == nil {
			first = page
		} else if diff := cmp.Diff(first, page); diff != "" {
			t.Errorf("%s gives another page than %s (-%s +%s):\n%s", source, sources[0], sources[0], source, diff)
		}
	}
	return first
}

// differs says where what pdfium gives is another page than ours: other
// characters, or one that stands more than a tenth of a point off. Spaces are
// left out: pdfium drops some and makes up others.
func differs(own, other *layout.Page) string {
	a, b := seen(own), seen(other)
	if len(a) != len(b) {
		return fmt.Sprintf("%d characters %s instead of %d %s", len(b), boxesOf(other), len(a), boxesOf(own))
	}
	for i := range a {
		off := max(math.Abs(a[i].X0-b[i].X0), math.Abs(a[i].X1-b[i].X1), math.Abs(a[i].Y0-b[i].Y0), math.Abs(a[i].Y1-b[i].Y1))
		if a[i].Text != b[i].Text || !(off <= 0.1) {
			return fmt.Sprintf("%s instead of %s", boxesOf(other), boxesOf(own))
		}
	}
	if got, want := rulingsOf(other), rulingsOf(own); got != want {
		return fmt.Sprintf("rulings %s instead of %s", got, want)
	}
	return ""
}

func seen(p *layout.Page) []layout.Glyph {
	return slices.DeleteFunc(slices.Clone(p.Glyphs), func(g layout.Glyph) bool { return g.Text == " " })
}
