package transform

import (
	"slices"
	"strings"

	"gongkai"
	"gongkai/registry"
)

// splitter sorts the tables and the text of a file into disclosures.
type splitter struct {
	doc      *gongkai.Document
	sections []section
	// keys of the statutory tables, "" for all others; kinds of goals do not
	// count, a project has its own table.
	keys     []string
	imprints []imprint
	// sets are the disclosures, of the set of each table.
	sets []imprint
	of   []int
	// alone are the sets of text without tables.
	alone map[int]bool
}

func newSplitter(reg *registry.Registry, doc *gongkai.Document, parts []section) *splitter {
	n := len(doc.Tables)
	s := &splitter{doc: doc, sections: parts, keys: make([]string, n), imprints: make([]imprint, n), of: make([]int, n), alone: map[int]bool{}}
	if first := &s.sections[0]; first.imprint.unit == "" {
		to := len(doc.Body)
		if len(s.sections) > 1 {
			to = s.sections[1].from
		}
		first.imprint = first.imprint.or(s.imprintOf(0, to))
	}
	s.imprint()
	for t := range doc.Tables {
		table := &doc.Tables[t]
		if len(table.Cells) == 0 {
			continue
		}
		g := newGrid(table)
		sight := sightOf(g, headerRows(g))
		sight.Title, sight.Stage = table.Caption.Title, s.imprints[t].stage
		if f, confidence := reg.Identify(sight); f != nil && confidence >= 0.6 && !isGoals(f.Key) {
			s.keys[t] = f.Key
		}
	}
	s.restart()
	s.imprint()
	return s
}

// imprint says whose each table is, by its caption and its section.
func (s *splitter) imprint() {
	at := 0
	for i := range s.doc.Body {
		for at+1 < len(s.sections) && s.sections[at+1].from <= i {
			at++
		}
		if e := &s.doc.Body[i]; e.Kind == gongkai.ElementTable {
			own, around := captionImprint(&s.doc.Tables[e.Table]), s.sections[at].imprint
			if own.unit != "" && !own.fits(imprint{unit: around.unit}) {
				around = imprint{} // another's cover says nothing of it
			}
			s.imprints[e.Table] = own.or(around)
		}
	}
}

// restart begins a section with each table at which the set begins anew: the
// first of its tables stands there again, and at least two of those behind it do
// too. It counts where the tables name another unit or year than those before.
func (s *splitter) restart() {
	var starts []int
	var set []string
	for i := range s.doc.Body {
		e := &s.doc.Body[i]
		if slices.ContainsFunc(s.sections, func(c section) bool { return c.covered && c.from == i }) {
			set = nil
		}
		if e.Kind != gongkai.ElementTable || s.keys[e.Table] == "" {
			continue
		}
		key := s.keys[e.Table]
		if len(set) >= leastSet && key == set[0] && s.again(i, set) >= leastSet {
			starts = append(starts, i)
			set = nil
		}
		set = append(set, key)
	}
	for n, from := range starts {
		to := len(s.doc.Body)
		if n+1 < len(starts) {
			to = starts[n+1]
		}
		at := 0
		for k := range s.sections {
			if s.sections[k].from <= from {
				at = k
			} else {
				to = min(to, s.sections[k].from)
			}
		}
		own := s.imprintOf(from, to)
		before := s.sections[at].imprint.or(s.imprintOf(s.sections[at].from, from))
		if !own.fits(before) {
			s.sections = slices.Insert(s.sections, at+1, section{from: from, imprint: own})
		}
	}
}

// again counts the keys of a set that stand from element i on.
func (s *splitter) again(i int, set []string) int {
	seen := map[string]bool{}
	for ; i < len(s.doc.Body); i++ {
		if e := &s.doc.Body[i]; e.Kind == gongkai.ElementTable && slices.Contains(set, s.keys[e.Table]) {
			seen[s.keys[e.Table]] = true
		}
	}
	return len(seen)
}

// imprintOf is whose a part of the body is, read as a document of its own.
func (s *splitter) imprintOf(from, to int) imprint {
	doc := cutBody(s.doc, func(i int) bool { return i >= from && i < to })
	c := coverOf(doc.doc)
	unit, _ := publisher(c, doc.doc)
	title := titleOf(c, doc.doc)
	return imprint{unit: unit, year: fiscalYear(c, title, leadingText(doc.doc, 4000), doc.doc)}
}

// cutBody makes a document of some elements of the body, with their tables.
func cutBody(whole *gongkai.Document, takes func(i int) bool) *portion {
	doc := *whole
	doc.Body, doc.Tables = nil, nil
	p := &portion{doc: &doc, tables: []int{}}
	for i, e := range whole.Body {
		if !takes(i) {
			continue
		}
		if e.Kind == gongkai.ElementTable {
			p.tables = append(p.tables, e.Table)
			doc.Tables = append(doc.Tables, whole.Tables[e.Table])
			e.Table = len(doc.Tables) - 1
		}
		doc.Body = append(doc.Body, e)
	}
	return p
}

// group puts each statutory table into the first disclosure that its imprint
// fits and that does not hold its like already under another name.
func (s *splitter) group() {
	holds := map[int]map[string]imprint{}
	for t := range s.keys {
		s.of[t] = -1
		if s.keys[t] == "" {
			continue
		}
		c := s.imprints[t]
		k := slices.IndexFunc(s.sets, func(o imprint) bool { return c == o })
		if k < 0 {
			for i, o := range s.sets {
				if had, again := holds[i][s.keys[t]]; c.fits(o) && (!again || had == c) {
					k = i
					break
				}
			}
		}
		if k < 0 {
			s.sets = append(s.sets, c)
			k = len(s.sets) - 1
			holds[k] = map[string]imprint{}
		}
		s.of[t] = k
		s.sets[k] = s.sets[k].or(c)
		holds[k][s.keys[t]] = c
	}
}

// dissolve gives the tables of what is no set, and those that make none, to the
// set that their owner has, else to the one before them.
func (s *splitter) dissolve() {
	count := make([]int, len(s.sets))
	for t, k := range s.of {
		if s.keys[t] != "" {
			count[k]++
		}
	}
	at := slices.IndexFunc(count, func(n int) bool { return n >= leastSet })
	for t, k := range s.of {
		switch own := captionImprint(&s.doc.Tables[t]); {
		case k >= 0 && count[k] >= leastSet:
			at = k
		case own.unit != "" && (at < 0 || !own.fits(s.sets[at])):
			if o := slices.IndexFunc(s.sets, own.fits); o >= 0 && count[o] >= leastSet {
				at = o
			}
		}
		s.of[t] = at
	}
}

// several says whether there are two sets of the same tables, one of budgets
// beside one of accounts, or a cover of another disclosure.
func (s *splitter) several() bool {
	keys := map[int]map[string]bool{}
	for t, k := range s.of {
		if s.keys[t] != "" && k >= 0 {
			if keys[k] == nil {
				keys[k] = map[string]bool{}
			}
			keys[k][s.keys[t]] = true
		}
	}
	for a := range keys {
		for b := range keys {
			if a >= b {
				continue
			}
			common := 0
			for key := range keys[a] {
				if keys[b][key] {
					common++
				}
			}
			x, y := s.sets[a], s.sets[b]
			stages := x.stage != y.stage && x.stage != "" && y.stage != "" && x.year != y.year
			if common >= leastSet || stages || s.covered(a, b) {
				return true
			}
		}
	}
	return s.textAlone()
}

// covered says whether two sets stand behind covers of their own.
func (s *splitter) covered(a, b int) bool {
	var fa, fb []int
	for n := range s.sections {
		if n > 0 && !s.sections[n].covered {
			continue
		}
		switch m := s.sections[n].imprint; {
		case m.unit == "":
		case m.fits(s.sets[a]) && !m.fits(s.sets[b]):
			fa = append(fa, n)
		case m.fits(s.sets[b]) && !m.fits(s.sets[a]):
			fb = append(fb, n)
		}
	}
	return len(fa) > 0 && len(fb) > 0
}

// textAlone makes a set of each covered section that has much text, no table of
// a set, and an imprint that no set has, and says whether there is one beside
// others.
func (s *splitter) textAlone() bool {
	for n := range s.sections {
		c := &s.sections[n]
		to := len(s.doc.Body)
		if n+1 < len(s.sections) {
			to = s.sections[n+1].from
		}
		tables, text := 0, 0
		for _, e := range s.doc.Body[c.from:to] {
			if e.Kind == gongkai.ElementTable {
				tables += btoi(s.keys[e.Table] != "")
			}
			for _, l := range e.Lines {
				text += len([]rune(strings.TrimSpace(l.Text)))
			}
		}
		if tables > 0 || text < leastText || c.imprint.unit == "" || c.imprint.year == 0 || slices.ContainsFunc(s.sets, c.imprint.fits) {
			continue
		}
		s.sets = append(s.sets, c.imprint)
		s.alone[n] = true
	}
	return len(s.sets) > 1 && len(s.alone) > 0
}

// portions makes a document of each set, in the order in which they begin.
func (s *splitter) portions() []*portion {
	owner := s.text()
	var order []int
	for _, k := range owner {
		if !slices.Contains(order, k) {
			order = append(order, k)
		}
	}
	list := make([]*portion, 0, len(order))
	for _, k := range order {
		p := cutBody(s.doc, func(i int) bool { return owner[i] == k })
		p.imprint = s.sets[k]
		list = append(list, p)
	}
	return list
}
