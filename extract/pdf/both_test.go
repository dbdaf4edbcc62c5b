package pdf

import (
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
