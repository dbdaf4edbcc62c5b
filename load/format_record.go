package load

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/rivo/uniseg"

	"gongkai"
)

// WriteTable is Write as a table on a terminal of that width in characters:
// digests are shortened to twelve digits, and rows that are wider still are
// written as records, a column a line, so that nothing is cut and no line runs
// on. Width 0 is no terminal.
func (r *Rows) WriteTable(out io.Writer, width int) error {
	if err := r.writeTableIn(out, width); err != nil {
		return &gongkai.Error{Op: "write result", Err: err}
	}
	return r.Err()
}

var digestCell = regexp.MustCompile(`^(sha256:)?[0-9a-f]{64}$`)

func shortenDigests(line []string) {
	for i, s := range line {
		if digestCell.MatchString(s) {
			line[i] = strings.TrimPrefix(s, "sha256:")[:12] + "…"
		}
	}
}

// recordWriter writes rows as records: the column's name, then its value,
// broken where the terminal ends.
func recordWriter(w *bufio.Writer, head []string, width int) func([]string) {
	names := 0
	for _, s := range head {
		names = max(names, uniseg.StringWidth(s))
	}
	names = min(names, max(1, width/2))
	n := 0
	return func(line []string) {
		n++
		title := fmt.Sprintf("── %d ", n)
		_, _ = w.WriteString(title + strings.Repeat("─", max(0, min(width, 60)-uniseg.StringWidth(title))) + "\n")
		for i, s := range line {
			pad := strings.Repeat(" ", max(0, names-uniseg.StringWidth(head[i])))
			for k, part := range broken(s, max(10, width-names-2)) {
				if k == 0 {
					_, _ = w.WriteString(head[i] + pad + "  " + part + "\n")
				} else {
					_, _ = w.WriteString(strings.Repeat(" ", names+2) + part + "\n")
				}
			}
		}
	}
}

// broken cuts a text into parts that are at most so many characters wide; at
// least one.
func broken(s string, width int) []string {
	parts := []string{""}
	used := 0
	for g := uniseg.NewGraphemes(s); g.Next(); {
		if used+g.Width() > width {
			parts, used = append(parts, ""), 0
		}
		parts[len(parts)-1] += g.Str()
		used += g.Width()
	}
	return parts
}
