package extract

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestSomePages: the tables of the pages that are named, and no others.
func TestSomePages(t *testing.T) {
	paths, err := filepath.Glob(samplePDFs)
	if err != nil || len(paths) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	data, err := os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	all := Read(context.Background(), data, Options{})
	for i := range all.Tables {
		whole := &all.Tables[i]
		if len(whole.Pages) == 0 {
			continue
		}
		doc := Read(context.Background(), data, Options{Pages: append([]int{whole.Pages[0] - 1}, whole.Pages...)})
		if doc.PageCount != all.PageCount {
			t.Fatalf("%d pages of %d", doc.PageCount, all.PageCount)
		}
		found := false
		for k := range doc.Tables {
			one := &doc.Tables[k]
			found = found || slices.Equal(one.Pages, whole.Pages) && one.Caption == whole.Caption && slices.Equal(one.Cells, whole.Cells)
		}
		if !found {
			t.Errorf("table %d on pages %v is not among the %d of these pages", i, whole.Pages, len(doc.Tables))
		}
	}
}
