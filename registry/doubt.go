package registry

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gongkai"
)

// SeenUnit is a unit as one document names it.
type SeenUnit struct {
	Region     string `json:"region"`
	Unit       string `json:"unit"`
	Code       string `json:"code"`
	FiscalYear int    `json:"fiscal_year"`
	// Scope is unit or department: a department and its own bureau bear one name.
	Scope string `json:"scope"`
	// Document and its title are the evidence.
	Document gongkai.Digest `json:"document"`
	Title    string         `json:"title"`
}

// UnitDoubt is a pair of names that may be one unit, or one name that may be
// two; they stay apart, or together, until a person has entered an alias.
type UnitDoubt struct {
	A SeenUnit `json:"a"`
	B SeenUnit `json:"b"`
	// Reason is a sentence for the person who decides.
	Reason string `json:"reason"`
}

// UnitDoubts compares the units of one region with each other: one code under
// two names in different years (renamed?), names of which one contains the
// other (the same?), one name with two codes in one year (two units?). The
// order is stable.
func (r *Registry) UnitDoubts(units []SeenUnit) []UnitDoubt {
	byRegion := map[string][]SeenUnit{}
	for _, u := range units {
		if u.Region != "" && u.Unit != "" {
			byRegion[regionToday(u.Region)] = append(byRegion[regionToday(u.Region)], u)
		}
	}
	var out []UnitDoubt
	for region, list := range byRegion {
		list = onePerName(list)
		for i, a := range list {
			for _, b := range list[i+1:] {
				if why := r.doubt(region, a, b); why != "" {
					out = append(out, UnitDoubt{A: a, B: b, Reason: why})
				}
			}
		}
	}
	slices.SortFunc(out, func(x, y UnitDoubt) int {
		return cmp.Or(cmp.Compare(x.A.Region, y.A.Region), compareSeen(x.A, y.A), compareSeen(x.B, y.B))
	})
	return out
}

func compareSeen(a, b SeenUnit) int {
	return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.FiscalYear, b.FiscalYear), cmp.Compare(a.Scope, b.Scope), cmp.Compare(a.Code, b.Code))
}

// onePerName keeps one of those that agree in everything, sorted.
func onePerName(list []SeenUnit) []SeenUnit {
	list = slices.Clone(list)
	slices.SortStableFunc(list, compareSeen)
	return slices.CompactFunc(list, func(a, b SeenUnit) bool { return compareSeen(a, b) == 0 })
}

func (r *Registry) doubt(region string, a, b SeenUnit) string {
	na, nb := UnitName(region, a.Unit), UnitName(region, b.Unit)
	same := r.UnitID(region, a.Unit) == r.UnitID(region, b.Unit)
	switch {
	case same && a.FiscalYear == b.FiscalYear && a.Scope == b.Scope && a.Code != "" && b.Code != "" && a.Code != b.Code:
		return fmt.Sprintf("one name with the codes %s and %s in %d: two units?", a.Code, b.Code, a.FiscalYear)
	case same:
		return ""
	case a.Code != "" && a.Code == b.Code && a.FiscalYear != b.FiscalYear:
		return fmt.Sprintf("code %s bears both names, in %d and %d: renamed?", a.Code, a.FiscalYear, b.FiscalYear)
	case len(na) >= 9 && len(nb) >= 9 && a.FiscalYear != b.FiscalYear && (strings.HasSuffix(na, nb) || strings.HasSuffix(nb, na)):
		return "one name is a part of the other: the same unit?"
	}
	return ""
}
