package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func seedBlocks(t *testing.T) []block {
	t.Helper()
	source, err := os.ReadFile(filepath.Join("..", "seed.txt"))
	if err != nil {
		t.Fatal(err)
	}
	blocks, err := parseMarkup(bytes.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	return blocks
}

// TestTruthIsCurrent fails when seed.txt has changed and the truth has not.
func TestTruthIsCurrent(t *testing.T) {
	truth, err := seedTruth(seedBlocks(t))
	if err != nil {
		t.Fatal(err)
	}
	got, err := encodeTruth(truth)
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join("..", "testdata", "seed.truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("testdata/seed.truth.json is not what seed.txt says: make samples")
	}
}

// TestPDFsAreCurrent fails when a document's amounts or headings are not in
// its PDF.
func TestPDFsAreCurrent(t *testing.T) {
	pdftotext, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	seed := seedBlocks(t)
	for _, d := range append([]document{{name: "seed.pdf", blocks: seed}}, madeUp(formsOf(seed))...) {
		if d.name == scanned {
			continue
		}
		out, err := exec.CommandContext(t.Context(), pdftotext, filepath.Join("..", "pdf", d.name), "-").Output()
		if err != nil {
			t.Fatalf("%s: %v", d.name, err)
		}
		text := strings.Join(strings.Fields(string(out)), "")
		for _, want := range amounts(d.blocks) {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not print %s: make samples", d.name, want)
			}
		}
	}
}

func amounts(blocks []block) []string {
	var found []string
	for _, b := range blocks {
		if b.table == nil {
			if b.kind == "h1" || b.kind == "h2" {
				found = append(found, strings.ReplaceAll(b.text, " ", ""))
			}
			continue
		}
		for _, row := range b.table.rows {
			for _, text := range row {
				if moneyText.MatchString(text) {
					found = append(found, text)
				}
			}
		}
	}
	return found
}

func TestMarkup(t *testing.T) {
	blocks, err := parseMarkup(strings.NewReader("# note\n\npage\tlandscape\ntitle\t表名\n" +
		"table\tkey=x header=2 widths=1,2,3\na\tb\t<\n^\tc\td\n\t1.00\t\nend\np\tend of it\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(blocks) != 4 || blocks[2].table == nil {
		t.Fatalf("blocks %+v", blocks)
	}
	g := blocks[2].table
	for _, c := range []struct{ row, col, rows, cols int }{{0, 0, 2, 1}, {0, 1, 1, 2}, {0, 2, 0, 0}, {1, 0, 0, 0}, {1, 1, 1, 1}, {2, 2, 1, 1}} {
		if rows, cols := g.span(c.row, c.col); rows != c.rows || cols != c.cols {
			t.Errorf("span(%d, %d) = %d, %d, want %d, %d", c.row, c.col, rows, cols, c.rows, c.cols)
		}
	}
	if got := columnPath(g, 0); !slices.Equal(got, []string{"a"}) {
		t.Errorf("column path %q", got)
	}
	if got := columnPath(g, 2); !slices.Equal(got, []string{"b", "d"}) {
		t.Errorf("column path %q", got)
	}
	for _, bad := range []string{"poem\tx", "page\tround", "table\tkey=x widths=1,2\na\nend", "table\tkey=x widths=1\na", "table\tcolour=red"} {
		if _, err := parseMarkup(strings.NewReader(bad)); err == nil {
			t.Errorf("no error for %q", bad)
		}
	}
}

func TestMoney(t *testing.T) {
	for f, want := range map[fen][2]string{
		0: {"", "0.00"}, 5: {"0.05", "0.00"}, 77645254: {"776,452.54", "77.65"}, -250000: {"-2,500.00", "-0.25"},
		4950: {"49.50", "0.00"}, 5000: {"50.00", "0.01"}, 123456789012: {"1,234,567,890.12", "123456.79"},
	} {
		if f.String() != want[0] || f.wan() != want[1] {
			t.Errorf("%d: %q, %q, want %q", int64(f), f.String(), f.wan(), want)
		}
	}
	for _, c := range []struct {
		part, whole fen
		want        string
	}{{1, 3, "33.33"}, {2, 3, "66.67"}, {-1, 8, "12.50"}, {5, 5, "100.00"}} {
		if got := percent(c.part, c.whole); got != c.want {
			t.Errorf("percent(%d, %d) = %s, want %s", c.part, c.whole, got, c.want)
		}
	}
	for in, want := range map[string]string{"6.22": "2.62", "7.89": "7.98", "5.55": "5.55", "10.00": "01.00"} {
		if got := swapDigits(in); got != want {
			t.Errorf("swapDigits(%s) = %s, want %s", in, got, want)
		}
	}
	for n, want := range map[int]string{1: "一、", 10: "十、", 11: "十一、", 20: "二十、", 24: "二十四、"} {
		if got := numeral(n); got != want {
			t.Errorf("numeral(%d) = %s, want %s", n, got, want)
		}
	}
}

// TestCorrection: the reissue differs from the original by one amount and the
// sums above it, and the final accounts contradict themselves in one cell.
func TestCorrection(t *testing.T) {
	documents := map[string][]block{}
	for _, d := range madeUp(formsOf(seedBlocks(t))) {
		documents[d.name] = d.blocks
	}
	table := func(name, key string) *grid {
		for _, b := range documents[name] {
			if b.table != nil && b.table.key == key {
				return b.table
			}
		}
		t.Fatalf("%s has no %s", name, key)
		return nil
	}
	before, after := table("information-2023-budget.pdf", "gpb_by_econ"), table("information-2023-budget-corrected.pdf", "gpb_by_econ")
	var changed []string
	for r, row := range before.rows {
		if !slices.Equal(row, after.rows[r]) {
			changed = append(changed, row[0]+row[3])
		}
	}
	if want := []string{"合计", "302", "30201商品和服务支出"}; !slices.Equal(changed, want) {
		t.Errorf("changed rows %q, want %q", changed, want)
	}
	by, of := table("information-2023-final.pdf", "F05"), table("information-2023-final.pdf", "F03")
	slips := 0
	for r, row := range by.rows[by.header:] {
		if !slices.Equal(row, of.rows[of.header+r][:len(row)]) {
			slips++
		}
	}
	if slips != 1 {
		t.Errorf("公开05表 differs from 公开03表 in %d rows, want 1", slips)
	}
}

// TestFixDates: what the clock writes goes, and no byte moves.
func TestFixDates(t *testing.T) {
	made := func(date, id string) []byte {
		return []byte("<</Creator<FEFF>/CreationDate(D:" + date + ")>>\ntrailer\n/ID [ <" + id + ">\n<" + id + "> ]\n/DocChecksum /" + id + "\n>>\nstartxref")
	}
	a := fixDates(made("20260102030405+08'00'", strings.Repeat("AB", 16)))
	b := fixDates(made("20270102030405+08'00'", strings.Repeat("CD", 16)))
	if !bytes.Equal(a, b) {
		t.Errorf("differ:\n%s\n%s", a, b)
	}
	if raw := made("20260102030405Z", strings.Repeat("AB", 16)); len(fixDates(raw)) != len(raw) {
		t.Error("the length changes")
	}
}
