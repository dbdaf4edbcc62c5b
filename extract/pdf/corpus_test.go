package pdf

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"gongkai/internal/hanzi"
	"gongkai/internal/pdftest"
)

// sameText is the share of characters (F1) that must agree with the better of
// two other readers on every real document.
const sameText = 0.999

// TestCorpusText compares the characters of real documents with what poppler
// and MuPDF give. It needs both and the shared material.
func TestCorpusText(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a hundred documents three times")
	}
	root := pdftest.Shared(t, "corpus")
	for _, tool := range []string{"pdftotext", "mutool"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("no %s", tool)
		}
	}
	manifest, err := os.ReadFile(filepath.Join(root, "MANIFEST.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for line := range strings.Lines(string(manifest)) {
		f := strings.Split(line, "\t")
		if len(f) < 2 || f[1] != "text" {
			continue
		}
		t.Run(f[0], func(t *testing.T) {
			t.Parallel()
			slots <- struct{}{}
			defer func() { <-slots }()
			file := filepath.Join(root, f[0])
			ours := ourText(t, file)
			score := agreement(ours, textBy(t, "pdftotext", file, "-"))
			if score < sameText {
				score = max(score, agreement(ours, textBy(t, "mutool", "draw", "-q", "-F", "txt", "-o", "-", file)))
			}
			if score < sameText {
				t.Errorf("%.4f of the characters agree", score)
			}
		})
	}
}

// ourText counts the characters of all pages.
func ourText(t *testing.T, name string) map[rune]int {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	f, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	f.unclipped = true // neither of the others looks at clips
	counts := map[rune]int{}
	for n := range f.NumPages() {
		page, err := f.Page(n + 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range page.Glyphs {
			count(counts, g.Text)
		}
	}
	return counts
}

// textBy counts the characters that another reader prints; what it printed
// before it failed counts.
func textBy(t *testing.T, command string, args ...string) map[rune]int {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), command, args...).Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	counts := map[rune]int{}
	count(counts, string(out))
	return counts
}

// count adds the characters of s, folded as all readers can agree on.
func count(counts map[rune]int, s string) {
	for _, r := range norm.NFKC.String(hanzi.FoldRadicals(s)) {
		if !unicode.IsSpace(r) && !unicode.IsControl(r) {
			counts[r]++
		}
	}
}

// agreement is F1 of two multisets.
func agreement(a, b map[rune]int) float64 {
	common, all := 0, 0
	for r, n := range a {
		common += min(n, b[r])
		all += n
	}
	for _, n := range b {
		all += n
	}
	if all == 0 {
		return 1
	}
	return 2 * float64(common) / float64(all)
}
