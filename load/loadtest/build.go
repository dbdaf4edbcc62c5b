package loadtest

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"gongkai"
)

// Disclosure describes a document to build; the zero value of a field gives
// something usual.
type Disclosure struct {
	Unit  string
	Year  int
	Stage gongkai.Stage
	Scope gongkai.Scope
	Part  gongkai.Part
	// Items is how many 项 the table by function has, with three amounts each.
	Items int
	// Base is the amount of the first item in yuan; the others follow from it.
	Base string
	// Salt tells editions of one document apart: other bytes, other digest.
	Salt string
	// Article date and time of capture.
	Published string
	Fetched   time.Time
	URL       string
	Versions  gongkai.Versions
}

// Region of everything that is built.
const Region = "610199"

// Yuan is an amount.
func Yuan(s string) *gongkai.Yuan { return &gongkai.Yuan{Decimal: decimal.RequireFromString(s)} }

// DigestOf the document that Build makes.
func (d Disclosure) DigestOf() gongkai.Digest {
	d = d.filled()
	return gongkai.DigestOf(fmt.Appendf(nil, "%s/%d/%s/%s/%s/%s", d.Unit, d.Year, d.Stage, d.Scope, d.Part, d.Salt))
}

// filled has the usual values where nothing was said.
func (d Disclosure) filled() Disclosure {
	if d.Unit == "" {
		d.Unit = "示例区某某中心"
	}
	if d.Year == 0 {
		d.Year = 2023
	}
	if d.Stage == "" {
		d.Stage = gongkai.StageBudget
	}
	if d.Scope == "" {
		d.Scope = gongkai.ScopeUnit
	}
	if d.Part == "" {
		d.Part = gongkai.PartWhole
	}
	if d.Items == 0 {
		d.Items = 3
	}
	if d.Base == "" {
		d.Base = "776452.54"
	}
	if d.Published == "" {
		d.Published = fmt.Sprintf("%d-02-10", d.Year)
	}
	if d.Fetched.IsZero() {
		d.Fetched = time.Date(d.Year, 3, 1, 2, 3, 4, 567e6, time.UTC)
	}
	if d.Versions == (gongkai.Versions{}) {
		d.Versions = gongkai.Versions{Extract: 1, Transform: 1, Registry: 1}
	}
	return d
}

// Build makes the publication.
func (d Disclosure) Build() gongkai.Publication {
	d = d.filled()
	if d.URL == "" {
		d.URL = "http://127.0.0.1/web_files/" + d.DigestOf().Short() + ".pdf"
	}
	family := string(d.Scope) + "_" + string(d.Stage)
	r := gongkai.Reading{
		Outcome: gongkai.Outcome{Status: gongkai.StatusOK}, Digest: d.DigestOf(), MediaType: "application/pdf",
		PageCount: 44, ImagePages: []int{7}, Reader: "ledongthuc", Versions: d.Versions,
		Document: gongkai.DocumentInfo{Title: fmt.Sprintf("%s%d年单位预算公开说明", d.Unit, d.Year), Unit: d.Unit, UnitCode: "140009",
			Department: "示例区某某局", DepartmentCode: "140", Region: Region, FiscalYear: d.Year, Stage: d.Stage, Scope: d.Scope,
			Family: family, Part: d.Part},
		Tables: []gongkai.TableReading{}, Facts: []gongkai.Fact{}, Narrative: []gongkai.Statement{}, Targets: []gongkai.Target{}, Checks: []gongkai.Check{},
	}
	if d.Part != gongkai.PartNarrative {
		d.tables(&r)
	}
	if d.Part != gongkai.PartTables {
		d.narrative(&r)
	}
	return gongkai.Publication{Reading: r, Captures: []gongkai.Capture{{
		Source: "example", Region: Region, URL: d.URL, Parent: "http://127.0.0.1/article/" + d.Published + ".html",
		ParentTitle: r.Document.Title, Title: "附件：" + r.Document.Title + ".pdf", Published: d.Published, Status: 200,
		Header:    map[string]string{"Date": "Wed, 01 Mar 2023 02:03:04 GMT", "Content-Type": "application/pdf"},
		FetchedAt: d.Fetched, Digest: r.Digest, Size: 123456, MediaType: "application/pdf"}}}
}

func (d Disclosure) tables(r *gongkai.Reading) {
	key := "gpb_by_function"
	if d.Stage == gongkai.StageFinal {
		key = "F05"
	}
	r.Tables = append(r.Tables,
		gongkai.TableReading{Key: key, Number: "表5", Title: "一般公共预算支出明细表", Pages: []int{24, 25}, CurrencyUnit: "元",
			State: gongkai.TableData, Kind: gongkai.TableStatutory, Confidence: 0.98, Method: gongkai.MethodLattice, HeaderRows: 2},
		gongkai.TableReading{Key: "gov_fund", Number: "表9", Title: "政府性基金收支表", CurrencyUnit: "元", State: gongkai.TableBlank,
			Kind: gongkai.TableStatutory, DeclaredEmpty: true, EmptyReason: "不涉及", Confidence: 1, Method: gongkai.MethodLattice, Pages: []int{30}},
		gongkai.TableReading{Key: "three_public", Number: "表12", Title: "“三公”经费表", CurrencyUnit: "元", State: gongkai.TableMissing,
			Kind: gongkai.TableStatutory, Pages: []int{}})
	base := decimal.RequireFromString(d.Base)
	total := decimal.Zero
	columns := []string{"total", "personnel", "public"}
	add := func(row int, kind gongkai.RowKind, level int, label, code string, amounts ...*gongkai.Yuan) {
		for c, a := range amounts {
			f := gongkai.Fact{ID: gongkai.FactID(r.Digest, 0, row, c+2), Table: key, TableIndex: 0, Row: row, Col: c + 2,
				RowKind: kind, Level: level, Fund: "gpb", Label: label, Path: []string{"合计", label}, Code: code,
				Column: []string{[]string{"合计", "人员经费", "公用经费"}[c]}, Measure: columns[c],
				State: gongkai.CellBlank, Page: 24, Box: gongkai.Box{X0: 100.25, Y0: 200.5, X1: 180, Y1: 212.75}}
			if code != "" {
				f.CodeScheme = "func"
			}
			if a != nil {
				v := a.Decimal
				f.State, f.Amount, f.Value, f.ValueUnit, f.Raw = gongkai.CellNumber, a, &v, "元", a.StringFixed(2)
			}
			r.Facts = append(r.Facts, f)
		}
	}
	for i := range d.Items {
		amount := base.Add(decimal.NewFromInt(int64(i) * 1000))
		total = total.Add(amount)
		// The public part is printed as nothing, which is not zero.
		add(i+3, gongkai.RowItem, 3, fmt.Sprintf("示例项%d", i+1), fmt.Sprintf("208%02d%02d", i/100%100+1, i%100+1),
			&gongkai.Yuan{Decimal: amount}, &gongkai.Yuan{Decimal: amount}, nil)
	}
	add(2, gongkai.RowTotal, 0, "合计", "", &gongkai.Yuan{Decimal: total}, &gongkai.Yuan{Decimal: total}, nil)
	r.Targets = append(r.Targets, gongkai.Target{Table: 0, Key: "kpi_project", Project: "示例项目", Level1: "产出指标", Level2: "数量指标",
		Content: "培训人次", Operator: "≥", Number: "95", Unit: "%", Raw: "≥95%", Page: 40, Box: gongkai.Box{X0: 1, Y0: 2, X1: 3, Y1: 4}})
	r.Checks = append(r.Checks,
		gongkai.Check{ID: "hierarchy/" + key + "/0/208", Kind: "hierarchy", Verdict: gongkai.VerdictHolds, LHS: total.StringFixed(2), RHS: total.StringFixed(2),
			Tolerance: "0.00", Operands: []string{r.Facts[0].ID}, SentenceZH: "各项之和等于合计。", SentenceEN: "The items add up to the total."},
		gongkai.Check{ID: "catalogue/three_public", Kind: "catalogue", Verdict: gongkai.VerdictFails, LHS: "表12", RHS: "", Operands: []string{},
			SentenceZH: "目录列有表12，正文没有。", SentenceEN: "The catalogue lists table 12, the document lacks it.", Cause: gongkai.CauseDocument})
}

func (d Disclosure) narrative(r *gongkai.Reading) {
	r.Narrative = append(r.Narrative,
		gongkai.Statement{ID: r.Digest.Short() + "-1", Section: "四、收支说明 / （一）", Subject: "预算支出", Measure: "total", Kind: gongkai.StatementMoney,
			Value: "82.31", Unit: "万元", Amount: Yuan("823100.00"), Direction: gongkai.DirectionUp, Delta: "1.99", DeltaAmount: Yuan("19900.00"),
			Percent: "2.48", Reason: "人员增加", Raw: "2023年本单位预算支出82.31万元，较上年增加1.99万元", Page: 5},
		gongkai.Statement{ID: r.Digest.Short() + "-2", Section: "五、三公经费", Subject: "“三公”经费", Measure: "three_public.total", Kind: gongkai.StatementMoney,
			Value: "0.00", Unit: "万元", Amount: Yuan("0.00"), Direction: gongkai.DirectionSame, Raw: "三公经费预算支出0.00万元，较上年无增减", Page: 6},
		gongkai.Statement{ID: r.Digest.Short() + "-3", Subject: "实有人员", Measure: "staff.total", Kind: gongkai.StatementCount, Value: "8", Unit: "人", Raw: "实有8人", Page: 6})
}

// Unreadable is a file that could not be read.
func Unreadable(salt string, status gongkai.Status, reason string) gongkai.Publication {
	digest := gongkai.DigestOf([]byte("unreadable/" + salt))
	return gongkai.Publication{
		Reading: gongkai.Reading{Outcome: gongkai.Outcome{Status: status, Reason: reason}, Digest: digest, MediaType: "application/pdf",
			PageCount: 3, ImagePages: []int{1, 2, 3}, Versions: gongkai.Versions{Extract: 1, Transform: 1, Registry: 1},
			Tables: []gongkai.TableReading{}, Facts: []gongkai.Fact{}, Narrative: []gongkai.Statement{}, Targets: []gongkai.Target{}, Checks: []gongkai.Check{}},
		Captures: []gongkai.Capture{{Source: "example", Region: Region, URL: "http://127.0.0.1/" + salt + ".pdf", Parent: "http://127.0.0.1/" + salt + ".html",
			Status: 200, FetchedAt: time.Date(2023, 3, 1, 0, 0, 0, 0, time.UTC), Digest: digest, Size: 99, MediaType: "application/pdf"}},
	}
}
