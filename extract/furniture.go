package extract

import (
	"math"
	"strings"

	"gongkai/internal/hanzi"
	"gongkai/internal/regexp"
)

// Page furniture is what stands on pages and belongs to no text: page numbers,
// running heads (页眉) and feet (页脚).

const (
	// headZone and footZone are the shares of the page's height within which
	// furniture stands.
	headZone, footZone = 0.09, 0.89
	// samePlace is how far apart, in points, a running head stands on two pages.
	samePlace = 3.0
	// fewPages is how many pages show the same line before it is a running head
	// in a document of any length; a shorter one shows it on each page.
	fewPages = 3
	// smallHead is the share of the page's height above which a running head
	// stands that could be a title, too.
	smallHead = 0.06
)

var pageNumber = regexp.MustCompile(`^([-—–－·•]*\d{1,4}[-—–－·•]*|第\d{1,4}页([,/]?共\d{1,4}页)?|\d{1,4}/\d{1,4}|[ivxIVX]{1,5})$`)

// dashedNumber is a page number beyond doubt: — 27 —.
var dashedNumber = regexp.MustCompile(`^[-—–－]+\d{1,4}[-—–－]+$`)

// place is a line's text, page numbers taken out, and about where it stands.
type place struct {
	text string
	y    int
}

func placeOf(it *item, shift float64) place {
	return place{withoutDigits(it.text()), int(math.Floor((it.y + shift) / (2 * samePlace)))}
}

// furniture counts what stands at the heads and feet of pages.
type furniture struct {
	pages  map[int]bool
	texts  map[string]map[int]bool
	places map[place]map[int]bool
}

func (f *furniture) add(it *item) {
	k := withoutDigits(it.text())
	if f.texts[k] == nil {
		f.texts[k] = map[int]bool{}
	}
	f.texts[k][it.page] = true
	for _, shift := range [2]float64{0, samePlace} {
		at := placeOf(it, shift)
		if f.places[at] == nil {
			f.places[at] = map[int]bool{}
		}
		f.places[at][it.page] = true
	}
}

// standing is on how many pages the line stands where it does.
func (f *furniture) standing(it *item) int {
	return max(len(f.places[placeOf(it, 0)]), len(f.places[placeOf(it, samePlace)]))
}

// withoutFurniture drops page numbers and running heads: numbers alone at the
// head or foot of a page, and lines that pages repeat there. What may be a
// caption stays and is marked.
func withoutFurniture(items []item) []item {
	f := furniture{map[int]bool{}, map[string]map[int]bool{}, map[place]map[int]bool{}}
	at := func(it *item) bool {
		return it.fragment == nil && (it.y < headZone*it.height || it.y > footZone*it.height)
	}
	for i := range items {
		f.pages[items[i].page] = true
		if at(&items[i]) {
			f.add(&items[i])
		}
	}
	var kept []item
	for i := range items {
		it := &items[i]
		if it.fragment == nil && (it.y < 0.15*it.height || it.y > 0.8*it.height) && dashedNumber.MatchString(hanzi.Squeeze(it.text())) {
			continue
		}
		if at(it) {
			if pageNumber.MatchString(hanzi.Squeeze(it.text())) {
				continue
			}
			n := f.standing(it)
			often := n >= fewPages || n == 2 && len(f.pages) == 2
			if many := len(f.texts[withoutDigits(it.text())]); often || many >= 4 && 2*many > len(f.pages) {
				if _, ok := pieces(it); !ok {
					continue
				}
				it.running = often && it.y < smallHead*it.height
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
