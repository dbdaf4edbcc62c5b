package extract

import (
	"iter"
	"sort"
	"strings"

	"gongkai"
	"gongkai/extract/layout"
	"gongkai/extract/table"
	"gongkai/internal/hanzi"
	"gongkai/internal/regexp"
)

// item is a line of text or a fragment of a table.
type item struct {
	page          int
	width, height float64 // of the page
	y             float64
	line          layout.Line
	fragment      *table.Fragment
}

func (it *item) box() gongkai.Box {
	if it.fragment != nil {
		return it.fragment.Box
	}
	return it.line.Box
}

// text of a line without spaces between Chinese words.
func (it *item) text() string {
	return textOf(it.line.Words)
}

func textOf(words []layout.Word) string {
	text := ""
	for _, w := range words {
		text = joinWords(text, w.Text)
	}
	return text
}

// joinWords appends a word of the same line: a space goes between letters or
// digits, which are two words, and nothing beside Chinese.
func joinWords(text, word string) string {
	if text != "" && word != "" && isPlain(text[len(text)-1]) && isPlain(word[0]) {
		return text + " " + word
	}
	return text + word
}

func isPlain(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}

// partGap is the gap, in font sizes, from which two words of a line are two
// parts: an owner at the left, a unit at the right.
const partGap = 2.5

// parts are the pieces of a line that stand far apart.
func (it *item) parts() []string {
	var parts []string
	for _, words := range partsOf(it.line.Words) {
		parts = append(parts, textOf(words))
	}
	return parts
}

// partsOf are the pieces of a line that stand far apart, by the index of their
// first word.
func partsOf(words []layout.Word) iter.Seq2[int, []layout.Word] {
	return func(yield func(int, []layout.Word) bool) {
		for from := 0; from < len(words); {
			to := from + 1
			for to < len(words) && words[to].X0-words[to-1].X1 <= partGap*words[to].Size {
				to++
			}
			if !yield(from, words[from:to]) {
				return
			}
			from = to
		}
	}
}

func sortItems(items []item) {
	sort.SliceStable(items, func(a, b int) bool { return items[a].y < items[b].y })
}

var pageNumber = regexp.MustCompile(`^([-—–－·•]*\d{1,4}[-—–－·•]*|第\d{1,4}页(,?共\d{1,4}页)?|\d{1,4}/\d{1,4}|[ivxIVX]{1,5})$`)

// dashedNumber is a page number beyond doubt: — 27 —.
var dashedNumber = regexp.MustCompile(`^[-—–－]+\d{1,4}[-—–－]+$`)

// withoutFurniture drops page numbers and running heads: numbers alone at the
// head or foot of a page, and lines that most pages repeat there.
func withoutFurniture(items []item) []item {
	pages := map[int]bool{}
	counts := map[string]map[int]bool{}
	at := func(it *item) bool { return it.y < 0.09*it.height || it.y > 0.89*it.height }
	for i := range items {
		it := &items[i]
		pages[it.page] = true
		if it.fragment == nil && at(it) {
			k := withoutDigits(it.text())
			if counts[k] == nil {
				counts[k] = map[int]bool{}
			}
			counts[k][it.page] = true
		}
	}
	var kept []item
	for i := range items {
		it := &items[i]
		if it.fragment == nil && (it.y < 0.15*it.height || it.y > 0.8*it.height) && dashedNumber.MatchString(hanzi.Squeeze(it.text())) {
			continue
		}
		if it.fragment == nil && at(it) {
			t := hanzi.Squeeze(it.text())
			if pageNumber.MatchString(t) {
				continue
			}
			if n := len(counts[withoutDigits(it.text())]); n >= 4 && 2*n > len(pages) && classify(t).kind == partNone {
				continue
			}
		}
		kept = append(kept, *it)
	}
	return kept
}

func withoutDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, hanzi.Squeeze(s))
}
