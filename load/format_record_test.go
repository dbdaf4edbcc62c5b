package load

import (
	"bufio"
	"strings"
	"testing"

	"github.com/rivo/uniseg"
)

// TestRecords writes rows for a terminal: no line is wider than it, no word is
// lost, digests are short.
func TestRecords(t *testing.T) {
	digest := strings.Repeat("0123456789abcdef", 4)
	unit := "西安市高陵区人力资源和社会保障信息中心"
	line := []string{unit, digest, "NULL", "823063.90", digest[:63]}
	shortenDigests(line)
	if line[1] != "0123456789ab…" || line[4] != digest[:63] {
		t.Errorf("shortened: %q", line)
	}
	for _, width := range []int{20, 33, 80, 160} {
		var out strings.Builder
		w := bufio.NewWriter(&out)
		write := recordWriter(w, []string{"unit", "document", "单位", "total", "x"}, width)
		write(line)
		write(line)
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
		for _, l := range lines {
			if n := uniseg.StringWidth(l); n > width {
				t.Errorf("width %d: %d wide: %s", width, n, l)
			}
		}
		joined := strings.NewReplacer("\n", "", " ", "").Replace(out.String())
		if strings.Count(joined, "unit"+unit) != 2 || strings.Count(joined, "total823063.90") != 2 {
			t.Errorf("width %d: something is lost:\n%s", width, out.String())
		}
		if !strings.HasPrefix(lines[0], "── 1 ─") {
			t.Errorf("width %d: %s", width, lines[0])
		}
	}
}
