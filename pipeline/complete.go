package pipeline

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"gongkai"
	"gongkai/internal/hanzi"
)

// Gap is what a unit should have published and what was not found.
type Gap struct {
	Source string `json:"source"`
	Unit   string `json:"unit"`
	// Expected counts fiscal years and stages; Found those of them that were found.
	Expected int `json:"expected"`
	Found    int `json:"found"`
	// Budgets and Finals are the fiscal years whose 预算 and 决算 were not found.
	Budgets []int `json:"budgets"`
	Finals  []int `json:"finals"`
}

// Silence is a source that has published nothing for long.
type Silence struct {
	Source string `json:"source"`
	// Last is when its last document was stored; zero when none ever was.
	Last time.Time `json:"last,omitzero"`
	// Published is the last day that an article of it bears, or "".
	Published string `json:"published"`
}

// quietFor is how long a source may have nothing new: budgets come in a
// quarter of each year, final accounts in another.
const quietFor = 300 * 24 * time.Hour

var titleYear = regexp.MustCompile(`(20\d\d)\s*年?`)

// Completeness compares the units and years that the sources expect with the
// titles of articles and documents that were found, and lists the sources that
// went silent. A budget is expected once March of its year is over, final
// accounts once October of the next year is (预算法: 20 days after approval).
// Titles are what is compared, so that it needs no reading: a document whose
// title names neither unit nor year is not counted.
func Completeness(sources []gongkai.Source, found []gongkai.Disclosure, now time.Time) ([]Gap, []Silence) {
	titles, last, published := map[string][]string{}, map[string]time.Time{}, map[string]string{}
	for _, d := range found {
		for _, p := range d.Publications {
			for _, c := range p.Captures {
				titles[c.Source] = append(titles[c.Source], hanzi.Squeeze(c.ParentTitle+" "+c.Title))
				if c.FetchedAt.After(last[c.Source]) {
					last[c.Source] = c.FetchedAt
				}
				published[c.Source] = max(published[c.Source], c.Published)
			}
		}
	}
	var gaps []Gap
	var silent []Silence
	for _, s := range sources {
		if t := last[s.ID]; now.Sub(t) > quietFor {
			silent = append(silent, Silence{s.ID, t, published[s.ID]})
		}
		if s.FirstYear == 0 {
			continue
		}
		for _, unit := range s.Units {
			if g := gap(s, unit, titles[s.ID], now); g.Found < g.Expected {
				gaps = append(gaps, g)
			}
		}
	}
	return gaps, silent
}

func gap(s gongkai.Source, unit string, titles []string, now time.Time) Gap {
	g := Gap{Source: s.ID, Unit: unit}
	name := hanzi.Squeeze(unit)
	var budgets, finals []int
	for _, t := range titles {
		if !strings.Contains(t, name) {
			continue
		}
		for _, m := range titleYear.FindAllStringSubmatch(t, -1) {
			year, err := strconv.Atoi(m[1])
			switch {
			case err != nil:
			case strings.Contains(t, "决算"):
				finals = append(finals, year)
			case strings.Contains(t, "预算"):
				budgets = append(budgets, year)
			}
		}
	}
	for year := s.FirstYear; year <= now.Year(); year++ {
		if now.After(time.Date(year, time.April, 1, 0, 0, 0, 0, time.UTC)) {
			g.Expected++
			if slices.Contains(budgets, year) {
				g.Found++
			} else {
				g.Budgets = append(g.Budgets, year)
			}
		}
		if now.After(time.Date(year+1, time.November, 1, 0, 0, 0, 0, time.UTC)) {
			g.Expected++
			if slices.Contains(finals, year) {
				g.Found++
			} else {
				g.Finals = append(g.Finals, year)
			}
		}
	}
	return g
}
