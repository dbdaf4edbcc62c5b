package transform

import (
	"slices"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/registry"
)

// portionsOf finds the units and years of a file that holds several: the same
// statutory table stands in it more than once, under different owners or for
// different years. A file of one unit and year has none.
func portionsOf(r *gongkai.Reading) []gongkai.Portion {
	portions := []gongkai.Portion{}
	tables := map[string]map[int]bool{} // by key, in how many portions it stands
	at := -1
	for i := range r.Tables {
		t := &r.Tables[i]
		if t.Kind != gongkai.TableStatutory {
			continue
		}
		owner, _ := ownerOf(t.Owner)
		year := yearIn(hanzi.Squeeze(t.Title))
		k := slices.IndexFunc(portions, func(p gongkai.Portion) bool {
			return (owner == "" || p.Unit == owner || registry.SameUnit(p.Unit, owner)) && (year == 0 || p.FiscalYear == 0 || p.FiscalYear == year)
		})
		switch {
		case owner == "" && year == 0 && at >= 0:
			k = at // a caption that says neither goes on with the one before
		case k < 0:
			portions = append(portions, gongkai.Portion{Unit: owner, FiscalYear: year})
			k = len(portions) - 1
		}
		at = k
		p := &portions[k]
		p.Unit = firstOf(p.Unit, owner)
		if p.FiscalYear == 0 {
			p.FiscalYear = year
		}
		p.Tables = append(p.Tables, i)
		for _, page := range t.Pages {
			if !slices.Contains(p.Pages, page) {
				p.Pages = append(p.Pages, page)
			}
		}
		if tables[t.Key] == nil {
			tables[t.Key] = map[int]bool{}
		}
		tables[t.Key][k] = true
	}
	// Another year or owner in one caption is a slip of the pen; two sets of the
	// same tables are two disclosures.
	repeated := 0
	for _, in := range tables {
		repeated += btoi(len(in) > 1)
	}
	if len(portions) < 2 || repeated < 3 {
		return []gongkai.Portion{}
	}
	for i := range portions {
		p := &portions[i]
		p.Unit = firstOf(p.Unit, r.Document.Unit)
		if p.FiscalYear == 0 {
			p.FiscalYear = r.Document.FiscalYear
		}
		if p.Pages == nil {
			p.Pages = []int{}
		}
	}
	return portions
}
