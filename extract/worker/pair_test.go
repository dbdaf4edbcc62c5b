package worker

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gongkai"
)

// picture is as wide as the page's number and as high as the dots; a page 9 is
// not there.
func picture(ctx context.Context, data []byte, page, dpi int) (*image.RGBA, gongkai.Outcome) {
	if page == 9 {
		return nil, gongkai.Outcome{Status: gongkai.StatusDamaged, Reason: "page 9 of 8"}
	}
	if strings.HasPrefix(string(data), "hang") {
		<-ctx.Done()
	}
	p := image.NewRGBA(image.Rect(0, 0, page, dpi))
	p.Set(page-1, dpi-1, color.RGBA{1, 2, 3, 255})
	return p, gongkai.Outcome{}
}

func document(t *testing.T, content string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "document")
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestRender(t *testing.T) {
	pool := newPool(t, Options{Workers: 1, Deadline: 300 * time.Millisecond})
	tests := []struct {
		content string
		page    int
		want    gongkai.Status
		reason  string
	}{
		{"x", 3, gongkai.StatusOK, ""},
		{"x", 9, gongkai.StatusDamaged, "page 9 of 8"},
		{"hang", 1, gongkai.StatusTimeout, "not read within 300ms"},
		{"x", 3, gongkai.StatusOK, ""}, // the pool goes on
	}
	for _, tt := range tests {
		got, outcome, err := pool.RenderFile(t.Context(), document(t, tt.content), tt.page, 5)
		if err != nil {
			t.Fatal(err)
		}
		if outcome.Status != tt.want || outcome.Reason != tt.reason {
			t.Errorf("%s, page %d: %+v, want %s %q", tt.content, tt.page, outcome, tt.want, tt.reason)
		}
		if (got != nil) != (tt.want == gongkai.StatusOK) {
			t.Fatalf("%s, page %d: picture %v with status %s", tt.content, tt.page, got != nil, outcome.Status)
		}
		if got != nil && (got.Bounds() != image.Rect(0, 0, 3, 5) || got.RGBAAt(2, 4) != color.RGBA{1, 2, 3, 255} || got.RGBAAt(0, 0).A != 0) {
			t.Errorf("picture is %v", got)
		}
	}
}

// Pages are named to the second reader alone, and the file follows whole.
func TestAgain(t *testing.T) {
	pair := Pair{First: newPool(t, Options{Workers: 1}), Second: newPool(t, Options{Workers: 1, Env: []string{readerVar + "=second"}})}
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte("fine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, pages := range [][]int{{3}, {1, 2, 700}} {
		memory, err := pair.Again(t.Context(), []byte("fine"), pages)
		file, errFile := pair.AgainFile(t.Context(), path, pages)
		if err != nil || errFile != nil {
			t.Fatal(err, errFile)
		}
		for _, doc := range []*gongkai.Document{memory, file} {
			if doc.Reason != fmt.Sprint(pages) || doc.PageCount != len("fine") || doc.Reader != "second" {
				t.Errorf("asked for %v: %q of %d bytes by %q", pages, doc.Reason, doc.PageCount, doc.Reader)
			}
		}
	}
	if doc, err := pair.Again(t.Context(), []byte("fine"), nil); err != nil || doc.Reason != "" {
		t.Errorf("all pages: %v, %v", doc, err)
	}
	if pids := workersOf(t, pair.First); len(pids) > 0 {
		t.Errorf("workers %v of the first kind", pids)
	}
}

// The second reader is another kind of worker: behave reads "second …" as the
// order for it.
func TestPair(t *testing.T) {
	tests := []struct {
		data   string
		status gongkai.Status
		reader string
	}{
		{"fine", gongkai.StatusOK, "first"},
		{"exit", gongkai.StatusOK, "second"},
		{"hang", gongkai.StatusOK, "second"},
		{"overflow", gongkai.StatusOK, "second"},
		{"status damaged", gongkai.StatusOK, "second"},
		{"allocate", gongkai.StatusOK, "second"},
		{"status too_large", gongkai.StatusTooLarge, "first"},
		{"status ok some pages", gongkai.StatusOK, "second"},
		{"status encrypted", gongkai.StatusEncrypted, "first"},
		{"status scanned", gongkai.StatusScanned, "first"},
		{"status not_pdf", gongkai.StatusNotPDF, "first"},
		{"both damaged", gongkai.StatusDamaged, "first"},
		{"both crashed", gongkai.StatusCrashed, ""},
	}
	pair := Pair{
		First:  newPool(t, Options{Workers: 1, Deadline: 2 * time.Second, Memory: 128 << 20, Env: []string{readerVar + "=first"}}),
		Second: newPool(t, Options{Workers: 1, Env: []string{readerVar + "=second"}}),
	}
	if pids := workersOf(t, pair.Second); len(pids) > 0 {
		t.Errorf("workers %v of the second kind before they are needed", pids)
	}
	for _, tt := range tests {
		doc, err := pair.Read(t.Context(), []byte(tt.data))
		if err != nil {
			t.Fatal(err)
		}
		if doc.Status != tt.status || doc.Reader != tt.reader {
			t.Errorf("%s: %s (%s) by %q, want %s by %q", tt.data, doc.Status, doc.Reason, doc.Reader, tt.status, tt.reader)
		}
	}
}
