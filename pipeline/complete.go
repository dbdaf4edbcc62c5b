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

// claim is a document that counts for a unit, year and stage: as its reading
// says, or, where it is not read or does not say, by its title.
type claim struct {
	title string
	info  gongkai.DocumentInfo // of the reading; FiscalYear is 0 where it is by title
}

// Completeness compares the units and years that the sources expect with what
// was found, and lists the sources that went silent. A budget is expected once
// March of its year is over, final accounts once October of the next year is
// (预算法: 20 days after approval). A document that was read counts for the unit,
// year and stage that it names itself; of others the titles are compared: one
// that names neither unit nor year is not counted.
func Completeness(sources []gongkai.Source, found []gongkai.Disclosure, now time.Time) ([]Gap, []Silence) {
	claims, last, published := map[string][]claim{}, map[string]time.Time{}, map[string]string{}
	for _, d := range found {
		for _, p := range d.Publications {
			said := spoken(p.Reading)
			for _, c := range p.Captures {
				if len(said) == 0 {
					claims[c.Source] = append(claims[c.Source], claim{title: hanzi.Squeeze(c.ParentTitle + " " + c.Title)})
				}
				for _, info := range said {
					claims[c.Source] = append(claims[c.Source], claim{info: info})
				}
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
		for i := range s.Units {
			if g := gap(s, i, claims[s.ID], now); g.Found < g.Expected {
				gaps = append(gaps, g)
			}
		}
	}
	return gaps, silent
}

// spoken are whose disclosures a reading says that its document holds.
func spoken(r gongkai.Reading) (list []gongkai.DocumentInfo) {
	all := []gongkai.DocumentInfo{r.Document}
	if len(r.Portions) > 0 {
		all = nil
		for _, p := range r.Portions {
			all = append(all, p.DocumentInfo)
		}
	}
	for _, info := range all {
		if info.FiscalYear > 0 && info.Stage != "" && (info.UnitID != "" || info.Unit != "") {
			list = append(list, info)
		}
	}
	return list
}

// gap compares the i-th unit of a source with what counts.
func gap(s gongkai.Source, i int, claims []claim, now time.Time) Gap {
	g := Gap{Source: s.ID, Unit: s.Units[i]}
	name, id := hanzi.Squeeze(g.Unit), ""
	if i < len(s.UnitIDs) {
		id = s.UnitIDs[i]
	}
	var budgets, finals []int
	for _, c := range claims {
		if info := c.info; info.FiscalYear > 0 {
			unit := hanzi.Squeeze(info.Unit) // 西安市高陵区财政局 is 财政局 of its source
			switch {
			case (id == "" || info.UnitID != id) && !strings.HasSuffix(unit, name):
			case info.Stage == gongkai.StageFinal:
				finals = append(finals, info.FiscalYear)
			default:
				budgets = append(budgets, info.FiscalYear)
			}
			continue
		}
		t := c.title
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
