package load

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"strings"

	"github.com/rivo/uniseg"
)

func (r *Rows) writeCSV(out io.Writer) error {
	kinds := r.kinds()
	w := csv.NewWriter(out)
	record := make([]string, len(kinds))
	for i, c := range r.columns {
		record[i] = c.Name
	}
	if len(record) > 0 {
		if err := w.Write(record); err != nil {
			return err
		}
	}
	for r.Next() {
		for i, v := range r.values {
			record[i], _ = valueText(kinds[i], v)
		}
		if err := w.Write(record); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

func (r *Rows) writeJSON(out io.Writer) error {
	kinds := r.kinds()
	w := bufio.NewWriter(out)
	names := make([][]byte, len(kinds))
	for i, c := range r.columns {
		name, err := marshal(c.Name)
		if err != nil {
			return err
		}
		names[i] = append(name, ':')
	}
	separator := "[\n"
	for r.Next() {
		_, _ = w.WriteString(separator)
		separator = ",\n"
		_ = w.WriteByte('{')
		for i, v := range r.values {
			if i > 0 {
				_ = w.WriteByte(',')
			}
			value, err := marshal(jsonValue(kinds[i], v))
			if err != nil {
				return err
			}
			_, _ = w.Write(names[i])
			_, _ = w.Write(value)
		}
		_ = w.WriteByte('}')
	}
	if separator == "[\n" {
		_, _ = w.WriteString("[")
	}
	_, _ = w.WriteString("\n]\n")
	return w.Flush() // keeps the first error
}

// marshal is JSON without escaping of < > &, which only web pages need.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// measured rows decide how wide a table's columns are.
const measured = 1000

// widest a cell may be; a longer text runs on and moves the rest of its line.
const widest = 60

func (r *Rows) writeTable(out io.Writer) error { return r.writeTableIn(out, 0) }

// writeTableIn is writeTable on a terminal of that width; 0 is none. There
// digests are shortened, and a table that is still too wide becomes records.
func (r *Rows) writeTableIn(out io.Writer, width int) error {
	kinds := r.kinds()
	if len(kinds) == 0 {
		return nil
	}
	w := bufio.NewWriter(out)
	head := make([]string, len(kinds))
	for i, c := range r.columns {
		head[i] = printable(c.Name)
	}
	cells := func() []string {
		line := make([]string, len(kinds))
		for i, v := range r.values {
			s, null := valueText(kinds[i], v)
			if null {
				s = "NULL"
			}
			line[i] = printable(s)
		}
		return line
	}
	var first [][]string
	for len(first) < measured && r.Next() {
		first = append(first, cells())
	}
	if width > 0 {
		for _, line := range first {
			shortenDigests(line)
		}
	}
	widths := columnWidths(head, first)
	write := func(line []string) { writeLine(w, kinds, widths, line) }
	if total := sum(widths) + 2*(len(widths)-1); width > 0 && total > width {
		write = recordWriter(w, head, width)
	} else {
		rule := make([]string, len(kinds))
		for i := range rule {
			rule[i] = strings.Repeat("─", widths[i])
		}
		write(head)
		write(rule)
	}
	for _, line := range first {
		write(line)
	}
	if len(first) == measured {
		for r.Next() {
			line := cells()
			if width > 0 {
				shortenDigests(line)
			}
			write(line)
		}
	}
	return w.Flush() // keeps the first error
}

// columnWidths are those that the head and the lines need.
func columnWidths(head []string, lines [][]string) []int {
	widths := make([]int, len(head))
	for i, s := range head {
		widths[i] = uniseg.StringWidth(s)
	}
	for _, line := range lines {
		for i, s := range line {
			widths[i] = max(widths[i], min(uniseg.StringWidth(s), widest))
		}
	}
	return widths
}

func sum(list []int) int {
	n := 0
	for _, v := range list {
		n += v
	}
	return n
}

func writeLine(w *bufio.Writer, kinds []kind, widths []int, cells []string) {
	var line strings.Builder
	for i, s := range cells {
		if i > 0 {
			line.WriteString("  ")
		}
		pad := strings.Repeat(" ", max(0, widths[i]-uniseg.StringWidth(s)))
		if kinds[i].numeric() {
			line.WriteString(pad + s)
		} else {
			line.WriteString(s + pad)
		}
	}
	_, _ = w.WriteString(strings.TrimRight(line.String(), " "))
	_ = w.WriteByte('\n')
}

// printable keeps a cell on its line and the terminal unharmed: control
// characters, escape sequences among them, become a space.
func printable(s string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f || c >= 0x80 && c < 0xa0 {
			return ' '
		}
		return c
	}, s)
}
