package golden

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCompare(t *testing.T) {
	kept := filepath.Join(t.TempDir(), "kept.txt")
	if err := os.WriteFile(kept, []byte("合计 776,452.54\n基本支出 1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, path, got string
		want            []string // parts of the failure; none means it passes
	}{
		{"same", kept, "合计 776,452.54\n基本支出 1\n", nil},
		{"other line", kept, "合计 776,452.54\n基本支出 2\n", []string{"differs", `-`, `基本支出 1`, `基本支出 2`, "-update"}},
		{"no last newline", kept, "合计 776,452.54\n基本支出 1", []string{"differs"}},
		{"missing", filepath.Join(filepath.Dir(kept), "none.txt"), "合计\n", []string{"is missing", "-update", "合计"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := compare(tt.path, []byte(tt.got), false)
			if (err == nil) != (tt.want == nil) {
				t.Fatalf("err = %v", err)
			}
			for _, part := range tt.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q lacks %q", err, part)
				}
			}
		})
	}
}

func TestUpdateMakesTheFileAndItsFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a", "b.txt")
	if err := compare(path, []byte("表5\n"), true); err != nil {
		t.Fatal(err)
	}
	if err := compare(path, []byte("表5\n"), false); err != nil {
		t.Error(err)
	}
	if err := compare(path, []byte("表6\n"), false); err == nil {
		t.Error("another text passes")
	}
}

func TestLongDiffIsCut(t *testing.T) {
	long := strings.Repeat("一行\n", 10*diffLines)
	if got := strings.Count(head(long), "\n"); got > diffLines+1 {
		t.Errorf("%d lines", got)
	}
}

type recorder struct {
	testing.TB
	failed int
}

func (r *recorder) Helper()               {}
func (r *recorder) Error(...any)          { r.failed++ }
func (r *recorder) Fatalf(string, ...any) { r.failed++ }

func TestEqualAndJSON(t *testing.T) {
	type row struct{ Name string }
	JSON(t, "row.json", row{"收入 < 支出 & 结余"})
	Equal(t, "row.txt", "收入\n")
	if Update() {
		return
	}
	var r recorder
	JSON(&r, "row.json", row{"别的"})
	Equal(&r, "row.txt", []byte("别的"))
	if r.failed != 2 {
		t.Errorf("%d of 2 differences failed", r.failed)
	}
}
