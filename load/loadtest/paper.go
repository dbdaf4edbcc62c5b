package loadtest

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"gongkai"
)

// Paper is a document that a test of a question builds line by line. Each test
// takes a region of its own, so that nothing of another test is in its answer.
type Paper struct {
	Region, Unit, Department string
	Year                     int
	Stage                    gongkai.Stage
	Scope                    gongkai.Scope
	Part                     gongkai.Part
	// Salt tells editions apart, Published dates them: YYYY-MM-DD.
	Salt, Published string
	Fetched         time.Time

	reading gongkai.Reading
}

// NewPaper starts a budget of a unit.
func NewPaper(region, unit string, year int) *Paper {
	return &Paper{Region: region, Unit: unit, Year: year, Stage: gongkai.StageBudget, Scope: gongkai.ScopeUnit, Part: gongkai.PartWhole,
		Published: fmt.Sprintf("%d-02-10", year)}
}

// Final makes it final accounts, published in the autumn of the next year.
func (p *Paper) Final() *Paper {
	p.Stage, p.Published = gongkai.StageFinal, fmt.Sprintf("%d-09-20", p.Year+1)
	return p
}

// DigestOf the document.
func (p *Paper) DigestOf() gongkai.Digest {
	return gongkai.DigestOf(fmt.Appendf(nil, "paper/%s/%s/%d/%s/%s/%s", p.Region, p.Unit, p.Year, p.Stage, p.Scope, p.Salt))
}

// Table begins a table; Cell, Item and Total add to the last one.
func (p *Paper) Table(key string) *Paper {
	p.reading.Tables = append(p.reading.Tables, gongkai.TableReading{Key: key, Title: key, Kind: gongkai.TableStatutory, State: gongkai.TableData,
		CurrencyUnit: "元", Pages: []int{len(p.reading.Tables) + 10}, Method: gongkai.MethodLattice, Confidence: 1})
	return p
}

// State of the last table.
func (p *Paper) State(s gongkai.TableState, declaredEmpty bool) *Paper {
	t := &p.reading.Tables[len(p.reading.Tables)-1]
	t.State, t.DeclaredEmpty = s, declaredEmpty
	return p
}

// Cell adds an amount cell; yuan "" is a blank. change may set what is not usual.
func (p *Paper) Cell(kind gongkai.RowKind, label, code, measure, yuan string, change ...func(*gongkai.Fact)) *Paper {
	index := len(p.reading.Tables) - 1
	row := 2
	for _, f := range p.reading.Facts {
		if f.TableIndex == index {
			row = max(row, f.Row+1)
		}
	}
	f := gongkai.Fact{Table: p.reading.Tables[index].Key, TableIndex: index, Row: row, Col: 2, RowKind: kind, Label: label, Code: code, Measure: measure,
		Column: []string{measure}, State: gongkai.CellBlank, Page: index + 10, Box: gongkai.Box{X0: 100, Y0: 200, X1: 180, Y1: 212}, ValueUnit: "元"}
	if len(code) == 7 {
		f.CodeScheme, f.Level = "func", 3
	}
	if yuan != "" {
		f.Amount, f.State, f.Raw = Yuan(yuan), gongkai.CellNumber, yuan
		v := f.Amount.Decimal
		f.Value = &v
	}
	for _, c := range change {
		c(&f)
	}
	p.reading.Facts = append(p.reading.Facts, f)
	return p
}

// beside puts a cell into the row of the one before it.
func beside(col int, header ...string) func(*gongkai.Fact) {
	return func(f *gongkai.Fact) { f.Row--; f.Col = col; f.Column = header }
}

// Items is a table by function with its total, code and yuan in turn.
func (p *Paper) Items(pairs ...string) *Paper {
	key := "gpb_by_function"
	if p.Stage == gongkai.StageFinal {
		key = "F05"
	}
	p.Table(key)
	total := decimal.Zero
	for i := 0; i < len(pairs); i += 2 {
		p.Cell(gongkai.RowItem, "项"+pairs[i], pairs[i], "total", pairs[i+1])
		total = total.Add(decimal.RequireFromString(pairs[i+1]))
	}
	return p.Cell(gongkai.RowTotal, "合计", "", "total", total.StringFixed(2))
}

// Total is the line of the year in the table of revenue and expenditure.
func (p *Paper) Total(yuan string) *Paper {
	key := "io_total"
	if p.Stage == gongkai.StageFinal {
		key = "F01"
	}
	return p.Table(key).Cell(gongkai.RowTotal, "本年支出合计", "", "total", yuan, func(f *gongkai.Fact) { f.Item = "exp.year_total" })
}

// Says adds a statement of money in yuan.
func (p *Paper) Says(measure, yuan string, change ...func(*gongkai.Statement)) *Paper {
	s := gongkai.Statement{Measure: measure, Kind: gongkai.StatementMoney, Amount: Yuan(yuan), Unit: "元", Value: yuan, Subject: measure, Page: 5, Raw: measure + yuan}
	return p.state(&s, change)
}

// Counts adds a statement of a number of persons or things.
func (p *Paper) Counts(measure, n string) *Paper {
	s := gongkai.Statement{Measure: measure, Kind: gongkai.StatementCount, Value: n, Subject: measure, Page: 6, Raw: measure + n}
	return p.state(&s, nil)
}

func (p *Paper) state(s *gongkai.Statement, change []func(*gongkai.Statement)) *Paper {
	s.Box.Y0 = float64(len(p.reading.Narrative))
	for _, c := range change {
		c(s)
	}
	p.reading.Narrative = append(p.reading.Narrative, *s)
	return p
}

// changed is what a statement says of the year before.
func changed(code string, direction gongkai.Direction, delta, reason string) func(*gongkai.Statement) {
	return func(s *gongkai.Statement) {
		s.Code, s.CodeScheme, s.Direction, s.DeltaAmount, s.Reason = code, "func", direction, Yuan(delta), reason
	}
}

// Goal adds a performance goal in percent.
func (p *Paper) Goal(project, percent string) *Paper {
	p.reading.Targets = append(p.reading.Targets, gongkai.Target{Table: max(len(p.reading.Tables)-1, 0), Key: "kpi_project", Project: project, Level1: "产出指标",
		Content: fmt.Sprint("指标", len(p.reading.Targets)), Operator: "=", Number: percent, Unit: "%", Raw: percent + "%", Page: 30})
	return p
}

// Check adds an identity.
func (p *Paper) Check(kind string, verdict gongkai.Verdict, cause gongkai.Cause) *Paper {
	p.reading.Checks = append(p.reading.Checks, gongkai.Check{ID: fmt.Sprintf("%s/%d", kind, len(p.reading.Checks)), Kind: kind, Verdict: verdict, Cause: cause,
		LHS: "1", RHS: "2", Tolerance: "0", SentenceZH: "甲等于乙", SentenceEN: "a equals b"})
	return p
}

// Build makes the publication.
func (p *Paper) Build() gongkai.Publication {
	r := p.reading
	r.Outcome = gongkai.Outcome{Status: gongkai.StatusOK}
	r.Digest, r.MediaType, r.PageCount, r.Reader = p.DigestOf(), "application/pdf", 40, "own"
	r.Versions = gongkai.Versions{Extract: 1, Transform: 1, Registry: 1}
	r.Document = gongkai.DocumentInfo{Title: p.Unit, Unit: p.Unit, Department: p.Department, Region: p.Region, FiscalYear: p.Year, Stage: p.Stage, Scope: p.Scope,
		Family: string(p.Scope) + "_" + string(p.Stage), Part: p.Part}
	for i := range r.Facts {
		f := &r.Facts[i]
		f.ID = gongkai.FactID(r.Digest, f.TableIndex, f.Row, f.Col)
	}
	for i := range r.Narrative {
		r.Narrative[i].ID = fmt.Sprintf("%s-%d", r.Digest.Short(), i)
	}
	fetched := p.Fetched
	if fetched.IsZero() {
		fetched = time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	}
	return gongkai.Publication{Reading: r, Captures: []gongkai.Capture{{Source: "paper", Region: p.Region, URL: "http://127.0.0.1/" + r.Digest.Short() + ".pdf",
		Parent: "http://127.0.0.1/" + r.Digest.Short() + ".html", Published: p.Published, Status: 200, FetchedAt: fetched, Digest: r.Digest, Size: 1, MediaType: "application/pdf"}}}
}
