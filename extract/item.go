package extract

import (
	"iter"
	"sort"

	"gongkai"
	"gongkai/extract/layout"
	"gongkai/extract/table"
)

// item is a line of text or a fragment of a table.
type item struct {
	page          int
	width, height float64 // of the page
	y             float64
	line          layout.Line
	fragment      *table.Fragment
	// beside: it stands at the right of the table before it.
	beside bool
	// column of the page that a line of text stands in: 1 left, 2 right, 0 none.
	column int
	// running: a line that stands on several pages at one place, and may be the
	// title of a table or a running head.
	running bool
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
