package transform

import (
	"fmt"
	"strings"

	"gongkai"
	"gongkai/internal/number"
	"gongkai/registry"
	"gongkai/transform/narrative"
	"gongkai/transform/target"
)

// Version is the transformer's integer version; raise it whenever the same
// Document may give another Reading.
const Version = 18

// Options of Read; the zero value works.
type Options struct {
	// Registry to identify tables with; nil means the embedded one.
	Registry *registry.Registry
	// Region is the six-digit code of the source that published the file, used
	// where the document's own words do not name its region or name one that
	// stands in several provinces.
	Region string
}

// Read says what a document means. Table states and identities are judged as
// for a lone file; Settle judges them again over a disclosure. A fault of the
// reading itself costs the one document and is its outcome.
func Read(doc *gongkai.Document, opt Options) (r gongkai.Reading) {
	defer func() {
		if p := recover(); p != nil {
			r = nothingOf(doc, crashed(p))
		}
	}()
	return read(doc, opt)
}

// crashed is the outcome of a document on which this package itself failed.
func crashed(p any) gongkai.Outcome {
	return gongkai.Outcome{Status: gongkai.StatusCrashed, Reason: fmt.Sprintf("the meaning could not be read: %v", p)}
}

// nothingOf is the reading of a document that says nothing.
func nothingOf(doc *gongkai.Document, o gongkai.Outcome) gongkai.Reading {
	r := gongkai.Reading{
		Digest: doc.Digest, MediaType: doc.MediaType, PageCount: doc.PageCount, ImagePages: doc.ImagePages, Reader: doc.Reader,
		Versions: gongkai.Versions{Extract: doc.Version, Transform: Version, Registry: registry.Version},
	}
	if r.ImagePages == nil {
		r.ImagePages = []int{}
	}
	empty(&r, o)
	return r
}

// empty takes everything out of a reading that its document said.
func empty(r *gongkai.Reading, o gongkai.Outcome) {
	r.Outcome, r.Document, r.Portions = o, gongkai.DocumentInfo{}, []gongkai.Portion{}
	r.Tables, r.Facts, r.Narrative, r.Targets = []gongkai.TableReading{}, []gongkai.Fact{}, []gongkai.Statement{}, []gongkai.Target{}
	r.Declarations, r.Checks, r.Doubts = []gongkai.Declaration{}, []gongkai.Check{}, []gongkai.Doubt{}
}

func read(doc *gongkai.Document, opt Options) gongkai.Reading {
	if doc.Status != gongkai.StatusOK {
		return nothingOf(doc, doc.Outcome)
	}
	reg := opt.Registry
	if reg == nil {
		reg = registry.Default()
	}
	doc = unstack(reg, doc)
	parts := split(reg, doc, false)
	readings := readPortions(reg, parts, opt)
	if len(parts) == 1 && repeats(readings[0].Tables) {
		if parts = split(reg, doc, true); len(parts) > 1 {
			readings = readPortions(reg, parts, opt)
		}
	}
	if len(parts) == 1 {
		return readings[0]
	}
	return join(parts, readings)
}

func readPortions(reg *registry.Registry, parts []*portion, opt Options) []gongkai.Reading {
	readings := make([]gongkai.Reading, len(parts))
	for k, p := range parts {
		readings[k] = readPortion(reg, p, k, opt)
		if d := &readings[k].Document; d.Region == "" {
			d.Region = readings[0].Document.Region
			d.UnitID = reg.UnitID(d.Region, d.Unit)
		}
	}
	return readings
}

// readPortion reads the k-th disclosure of a file as a document of its own.
func readPortion(reg *registry.Registry, p *portion, k int, opt Options) gongkai.Reading {
	doc := p.doc
	r := nothingOf(doc, doc.Outcome)
	c := coverOf(doc)
	r.Document = readDocument(doc, c, opt.Region)
	p.identify(&r.Document)
	r.Declarations = append(r.Declarations, narrative.Declarations(doc)...)
	for i := range doc.Tables {
		tr, facts := readTable(reg, p, i, &r.Document, r.Declarations, kpiBefore(r.Tables))
		r.Tables = append(r.Tables, tr)
		r.Facts = append(r.Facts, facts...)
		if isGoals(tr.Key) {
			goals := target.Read(&doc.Tables[i], i, tr.Key)
			r.Targets = append(r.Targets, goals...)
			if t := &r.Tables[i]; len(goals) > 0 && t.State == gongkai.TableBlank {
				t.State = gongkai.TableData // words are values of goals
			}
		}
	}
	if s := narrative.Read(doc); s != nil {
		r.Narrative = s
	}
	apart(r.Narrative, doc.Digest, k)
	if other, is := kindOf(doc, c, &r); is {
		unrelate(&r, other)
		r.Document.UnitID = reg.UnitID(r.Document.Region, r.Document.Unit)
		return r
	}
	r.Tables = append(r.Tables, promised(reg, &r)...)
	nameCodes(&r.Document, r.Facts)
	r.Document.Part = partOf(&r)
	r.Document.UnitID = reg.UnitID(r.Document.Region, r.Document.Unit)
	settle([]*gongkai.Reading{&r})
	r.Doubts = doubtsOf(&r)
	causes(&r)
	return r
}

// Settle judges what is declared empty, table states and identities over all
// documents of one article, in place: those of one unit, year and stage
// together, for they are one disclosure. A fault of the judging itself costs the
// documents their outcome.
func Settle(readings []*gongkai.Reading) {
	defer func() {
		if p := recover(); p != nil {
			for _, r := range readings {
				if r.Status == gongkai.StatusOK {
					empty(r, crashed(p))
				}
			}
		}
	}()
	portions := make([][]*gongkai.Reading, len(readings))
	var all []*gongkai.Reading
	for i, r := range readings {
		portions[i] = apiece(r)
		all = append(all, portions[i]...)
	}
	for _, together := range disclosures(all) {
		settle(together)
	}
	for i, r := range readings {
		if len(r.Portions) > 0 {
			rejoin(r, portions[i])
		}
	}
}

// settle judges the documents of one disclosure.
func settle(readings []*gongkai.Reading) {
	declare(readings)
	judge(readings)
	for _, r := range readings {
		r.Checks = []gongkai.Check{}
	}
	check(readings)
	for _, r := range readings {
		findRoots(r)
		causes(r)
	}
}

// partOf tells a whole disclosure from a file with only its text or only its
// tables.
func partOf(r *gongkai.Reading) gongkai.Part {
	grids := 0
	for i := range r.Tables {
		grids += btoi(r.Tables[i].Kind == gongkai.TableStatutory && len(r.Tables[i].Cells) > 0)
	}
	switch {
	case grids == 0:
		return gongkai.PartNarrative
	case len(r.Narrative) == 0:
		return gongkai.PartTables
	}
	return gongkai.PartWhole
}

// isGoals says whether a table is one of performance goals (绩效目标).
func isGoals(key string) bool { return strings.HasPrefix(key, "kpi_") }

// kpiBefore is the key of the last table, where that is of performance goals.
func kpiBefore(tables []gongkai.TableReading) string {
	if n := len(tables); n > 0 && isGoals(tables[n-1].Key) {
		return tables[n-1].Key
	}
	return ""
}

// readTable identifies table i and reads its facts.
func readTable(reg *registry.Registry, p *portion, i int, info *gongkai.DocumentInfo, declared []gongkai.Declaration, before string) (gongkai.TableReading, []gongkai.Fact) {
	doc := p.doc
	t := &doc.Tables[i]
	g := newGrid(t)
	tr := gongkai.TableReading{
		Number: t.Caption.Number, Title: t.Caption.Title, Owner: t.Caption.Owner, Pages: t.Pages, CurrencyUnit: t.Caption.Unit,
		Kind: gongkai.TableOther, Method: t.Method, Rows: t.Grid(), Cells: t.Cells,
	}
	if tr.Pages == nil {
		tr.Pages = []int{}
	}
	if tr.Cells == nil {
		tr.Cells = []gongkai.Cell{}
	}
	rows := headerRows(g)
	sight := sightOf(g, rows)
	sight.Stage, sight.Title = info.Stage, t.Caption.Title
	if sight.Title == "" {
		sight.Title = listedTitle(declared, t.Caption.Number)
	}
	if f, confidence := reg.Identify(sight); f != nil {
		tr.Key, tr.Kind, tr.Confidence = f.Key, gongkai.TableStatutory, confidence
	}
	if sight.Title == "" && before != "" && isGoals(tr.Key) {
		tr.Key = before // one title stands over the forms of several projects
	}
	var facts []gongkai.Fact
	switch {
	case t.Rows == 0:
	case isGoals(tr.Key):
		tf := &tableFacts{reg: reg, digest: doc.Digest, key: tr.Key, index: i, file: p.file(i), unit: "万元", g: g}
		facts = tf.goalFacts()
		tr.CurrencyUnit = tf.unit
	case tr.Kind == gongkai.TableStatutory:
		tf := &tableFacts{reg: reg, digest: doc.Digest, key: tr.Key, index: i, file: p.file(i), unit: moneyUnit(doc, i), stage: info.Stage, g: g}
		tf.h = readHeader(reg, tr.Key, g, rows, info.Stage, info.FiscalYear)
		tr.HeaderRows = tf.h.rows
		tr.CurrencyUnit = tf.unit
		facts = tf.read()
	default:
		tr.HeaderRows = rows
	}
	tr.State = gridState(t, facts)
	if isGoals(tr.Key) && tr.State != gongkai.TableMissing && target.Template(t) {
		tr.State = gongkai.TableTemplate
	}
	return tr, facts
}

// moneyUnit is the unit of the table's caption, or that of the nearest table
// before it: some places print the unit once.
func moneyUnit(doc *gongkai.Document, i int) string {
	for k := i; k >= 0; k-- {
		if u := doc.Tables[k].Caption.Unit; u != "" {
			return u
		}
	}
	return ""
}

// gridState is what can be said of a table from its grid alone.
func gridState(t *gongkai.Table, facts []gongkai.Fact) gongkai.TableState {
	if t.Rows == 0 {
		return gongkai.TableMissing
	}
	for _, f := range facts {
		if f.State == gongkai.CellNumber {
			return gongkai.TableData
		}
	}
	for i := range t.Cells {
		if _, state := number.Parse(t.Cells[i].Text); state == gongkai.CellNumber && len(facts) == 0 {
			return gongkai.TableData
		}
	}
	return gongkai.TableBlank
}
