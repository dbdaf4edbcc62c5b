package transform

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"gongkai"
	"gongkai/registry"
)

// identify gives a portion what the cover before it or its captions say, where
// its own first lines leave it open.
func (p *portion) identify(d *gongkai.DocumentInfo) {
	if p.tables == nil {
		return
	}
	d.Unit = firstOf(d.Unit, p.imprint.unit)
	if p.imprint.unit != "" && !registry.SameUnit(d.Unit, p.imprint.unit) && fuller(d.Unit, p.imprint.unit) == "" {
		d.Unit = p.imprint.unit
	}
	if p.imprint.year != 0 {
		d.FiscalYear = p.imprint.year
	}
	if p.imprint.stage != "" {
		d.Stage = p.imprint.stage
	}
	if p.imprint.scope != "" {
		d.Scope = p.imprint.scope
	}
	if d.Stage != "" {
		d.Family = string(d.Scope) + "_" + string(d.Stage)
	}
}

// apart gives the statements of all portions but the first IDs of their own.
func apart(statements []gongkai.Statement, file gongkai.Digest, k int) {
	if k == 0 {
		return
	}
	for i := range statements {
		sum := sha256.Sum256(fmt.Appendf(nil, "%s/narrative/%d", gongkai.PortionKey(file, k), i))
		statements[i].ID = hex.EncodeToString(sum[:8])
	}
}

// join makes one reading of a file's portions. Tables stand in the order of the
// file, those that are only promised behind them.
func join(parts []*portion, readings []gongkai.Reading) gongkai.Reading {
	r := readings[0]
	r.Portions = make([]gongkai.Portion, len(parts))
	apiece := make([]*gongkai.Reading, len(parts))
	total := 0
	for k := range parts {
		total += len(parts[k].tables)
	}
	r.Tables = make([]gongkai.TableReading, total)
	var promised []gongkai.TableReading
	for k, p := range parts {
		one := &readings[k]
		apiece[k] = one
		pages := []int{}
		for i := range one.Tables {
			t := one.Tables[i]
			t.Portion = k
			pages = append(pages, t.Pages...)
			if i < len(p.tables) {
				r.Tables[p.tables[i]] = t
			} else {
				promised = append(promised, t)
			}
		}
		for _, e := range p.doc.Body {
			for _, l := range e.Lines {
				pages = append(pages, l.Page)
			}
		}
		slices.Sort(pages)
		r.Portions[k] = gongkai.Portion{Outcome: one.Outcome, DocumentInfo: one.Document, Pages: slices.Compact(pages)}
		if one.Status == gongkai.StatusOK && r.Status != gongkai.StatusOK {
			r.Outcome = one.Outcome // one disclosure in it is enough
		}
	}
	r.Tables = append(r.Tables, promised...)
	first := &r.Portions[0]
	for k := range r.Portions {
		if p := &r.Portions[k]; p.FiscalYear == 0 {
			p.FiscalYear = first.FiscalYear // one year for all of them
		}
	}
	department(r.Portions)
	for k := range apiece {
		apiece[k].Document = r.Portions[k].DocumentInfo
	}
	r.Document = r.Portions[0].DocumentInfo
	gather(&r, apiece)
	return r
}

// department is above the units whose disclosures stand in one file with its
// own, where they name none themselves.
func department(portions []gongkai.Portion) {
	first := &portions[0]
	if first.Scope != gongkai.ScopeDepartment {
		return
	}
	for k := 1; k < len(portions); k++ {
		p := &portions[k]
		if p.Scope == gongkai.ScopeUnit && p.Department == "" && p.Region == first.Region && p.FiscalYear == first.FiscalYear {
			p.Department, p.DepartmentCode = first.Unit, firstOf(p.DepartmentCode, first.DepartmentCode)
		}
	}
}

// places are the indexes in the file of the tables of each portion.
func places(r *gongkai.Reading) [][]int {
	out := make([][]int, len(r.Disclosed()))
	for i := range r.Tables {
		k := r.Tables[i].Portion
		out[k] = append(out[k], i)
	}
	return out
}

// apiece is a reading as one for each disclosure of the file, each with its own
// tables counted from 0. A file that is one disclosure is its own.
func apiece(r *gongkai.Reading) []*gongkai.Reading {
	if len(r.Portions) == 0 {
		return []*gongkai.Reading{r}
	}
	out := make([]*gongkai.Reading, len(r.Portions))
	local := make([]int, len(r.Tables))
	for k, p := range r.Portions {
		one := *r
		empty(&one, p.Outcome)
		one.Document = p.DocumentInfo
		out[k] = &one
	}
	for k, tables := range places(r) {
		for i, t := range tables {
			local[t] = i
			out[k].Tables = append(out[k].Tables, r.Tables[t])
		}
	}
	for _, f := range r.Facts {
		one := out[r.PortionOf(f.TableIndex)]
		f.TableIndex = local[f.TableIndex]
		one.Facts = append(one.Facts, f)
	}
	for _, t := range r.Targets {
		one := out[r.PortionOf(t.Table)]
		t.Table = local[t.Table]
		one.Targets = append(one.Targets, t)
	}
	for _, d := range r.Doubts {
		one := out[r.PortionOf(d.Table)]
		d.Table = local[d.Table]
		one.Doubts = append(one.Doubts, d)
	}
	for _, d := range r.Declarations {
		one := out[d.Portion]
		if d.Table >= 0 {
			d.Table = local[d.Table]
		}
		one.Declarations = append(one.Declarations, d)
	}
	for _, s := range r.Narrative {
		out[s.Portion].Narrative = append(out[s.Portion].Narrative, s)
	}
	for _, c := range r.Checks {
		out[c.Portion].Checks = append(out[c.Portion].Checks, c)
	}
	return out
}

// rejoin puts what was judged apart back into the reading of the file.
func rejoin(r *gongkai.Reading, portions []*gongkai.Reading) {
	for k, tables := range places(r) {
		for i, t := range tables {
			r.Tables[t] = portions[k].Tables[i]
		}
		r.Portions[k].Outcome, r.Portions[k].DocumentInfo = portions[k].Outcome, portions[k].Document
	}
	r.Document = r.Portions[0].DocumentInfo
	gather(r, portions)
}

// gather takes everything but the tables from the portions, with their tables'
// places in the file.
func gather(r *gongkai.Reading, portions []*gongkai.Reading) {
	r.Facts, r.Narrative, r.Targets = []gongkai.Fact{}, []gongkai.Statement{}, []gongkai.Target{}
	r.Declarations, r.Checks, r.Doubts = []gongkai.Declaration{}, []gongkai.Check{}, []gongkai.Doubt{}
	for k, tables := range places(r) {
		one := portions[k]
		for _, f := range one.Facts {
			f.TableIndex = tables[f.TableIndex]
			r.Facts = append(r.Facts, f)
		}
		for _, t := range one.Targets {
			t.Table = tables[t.Table]
			r.Targets = append(r.Targets, t)
		}
		for _, d := range one.Doubts {
			d.Table = tables[d.Table]
			r.Doubts = append(r.Doubts, d)
		}
		for _, d := range one.Declarations {
			d.Portion = k
			if d.Table >= 0 {
				d.Table = tables[d.Table]
			}
			r.Declarations = append(r.Declarations, d)
		}
		for _, s := range one.Narrative {
			s.Portion = k
			r.Narrative = append(r.Narrative, s)
		}
		for _, c := range one.Checks {
			c.Portion = k
			r.Checks = append(r.Checks, c)
		}
	}
}

// disclosures sorts the documents of one article by whose they are: those of one
// unit, year and stage belong together. What could not be read may be anybody's
// and goes with all. Where a document does not say whose it is, all are taken
// for one disclosure.
func disclosures(readings []*gongkai.Reading) [][]*gongkai.Reading {
	one := [][]*gongkai.Reading{readings}
	var whose []imprint
	group := map[*gongkai.Reading]int{}
	for _, r := range readings {
		if r.Status != gongkai.StatusOK {
			continue
		}
		d := &r.Document
		if d.Unit == "" {
			return one
		}
		o := imprint{unit: d.Unit, year: d.FiscalYear, stage: d.Stage}
		if d.Part == gongkai.PartWhole {
			o.scope = d.Scope // a part may not know
		}
		k := slices.IndexFunc(whose, o.fits)
		if k < 0 {
			whose = append(whose, o)
			k = len(whose) - 1
		}
		whose[k] = whose[k].or(o)
		group[r] = k
	}
	if len(whose) < 2 {
		return one
	}
	groups := make([][]*gongkai.Reading, len(whose))
	for _, r := range readings {
		for k := range groups {
			if at, ok := group[r]; !ok || at == k {
				groups[k] = append(groups[k], r)
			}
		}
	}
	return groups
}
