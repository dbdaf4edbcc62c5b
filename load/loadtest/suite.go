package loadtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"gongkai"
	"gongkai/load"
)

// Run puts an open warehouse through the suite. The tests share it and keep
// apart by unit, so that an engine is started once.
func Run(t *testing.T, w *load.Warehouse) {
	ctx := context.Background()
	if err := w.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		run  func(*testing.T, *load.Warehouse)
	}{
		{"migrations repeat", migrationsRepeat},
		{"questions on an empty warehouse", questionsRun},
		{"rows arrive as they were sent", rowsArrive},
		{"decimals at their limits", decimals},
		{"a number that does not fit is refused", refused},
		{"a reissue supersedes", reissue},
		{"same file under two addresses", sameFile},
		{"narrative and tables in two files", twoFiles},
		{"a department beside its units", department},
		{"fewer rows on reload", fewerRows},
		{"several disclosures in one file", severalInOne},
		{"a later sequence counts, whatever comes last", sequence},
		{"publishing twice", twice},
		{"a load that breaks off shows nothing", breaksOff},
		{"concurrent loads of one document", concurrent},
		{"a large document in many batches", large},
		{"unreadable files", unreadable},
		{"garbage in texts", garbage},
		{"regions have names", regions},
		{"codes are learnt", learnt},
		{"questions find what is there", questionsAnswer},
		{"each question", askQuestions},
		{"a number leads back to its page", traces},
		{"formats", formats},
		{"errors have one line", errorsExplain},
		{"prune", prune},
	} {
		t.Run(c.name, func(t *testing.T) { c.run(t, w) })
	}
}

var sequences struct {
	sync.Mutex
	next uint64
}

// NextSequence is what the catalogue would give.
func NextSequence() uint64 {
	sequences.Lock()
	defer sequences.Unlock()
	sequences.next++
	return sequences.next
}

func publish(t *testing.T, w *load.Warehouse, pubs ...gongkai.Publication) load.Load {
	t.Helper()
	n := NextSequence()
	l := load.Load{ID: fmt.Sprintf("%s-%d", t.Name(), n), Sequence: n}
	if err := w.Publish(context.Background(), l, pubs); err != nil {
		t.Fatal(err)
	}
	return l
}

// rows of a query as lines of CSV without its header.
func rows(t *testing.T, w *load.Warehouse, query string) []string {
	t.Helper()
	r, err := w.Query(context.Background(), query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer func() { _ = r.Close() }()
	var b bytes.Buffer
	if err := r.Write(&b, "csv"); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	return lines[1:]
}

func want(t *testing.T, w *load.Warehouse, query string, lines ...string) {
	t.Helper()
	if got := rows(t, w, query); !slices.Equal(got, lines) {
		t.Errorf("%s\n got %q\nwant %q", query, got, lines)
	}
}

func migrationsRepeat(t *testing.T, w *load.Warehouse) {
	if err := w.Migrate(context.Background()); err != nil {
		t.Fatal(err)
	}
	want(t, w, "SELECT count() - uniqExact(number) FROM migration", "0")
	// Everything explains itself, in both languages.
	want(t, w, "SELECT table, name FROM system.columns WHERE database = currentDatabase() AND (NOT match(comment, '[一-鿿]') OR NOT match(comment, '[a-z]')) ORDER BY table, name")
	want(t, w, "SELECT name FROM system.tables WHERE database = currentDatabase() AND (NOT match(comment, '[一-鿿]') OR NOT match(comment, '[a-z]')) ORDER BY name")
}

func questionsRun(t *testing.T, w *load.Warehouse) {
	questions, err := load.Questions()
	if err != nil {
		t.Fatal(err)
	}
	if len(questions) < 8 {
		t.Errorf("%d questions", len(questions))
	}
	for _, q := range questions {
		r, err := w.Ask(context.Background(), q.Name)
		if err != nil {
			t.Errorf("%s: %v", q.Name, err)
			continue
		}
		if len(r.Columns()) == 0 {
			t.Errorf("%s: no columns", q.Name)
		}
		for r.Next() {
		}
		if err := errors.Join(r.Err(), r.Close()); err != nil {
			t.Errorf("%s: %v", q.Name, err)
		}
		if !strings.HasPrefix(q.Title, q.Name+": ") || !strings.Contains(q.Title, " · ") {
			t.Errorf("%s: title %q", q.Name, q.Title)
		}
	}
	var e *gongkai.Error
	if _, err := w.Ask(context.Background(), "nope"); !errors.As(err, &e) || !strings.Contains(e.Hint, "total_budget") {
		t.Errorf("unknown question: %v", err)
	}
}

func rowsArrive(t *testing.T, w *load.Warehouse) {
	d := Disclosure{Unit: "示例到达中心"}
	publish(t, w, d.Build())
	of := " WHERE unit = '示例到达中心'"
	want(t, w, "SELECT label, measure, state, amount, value, value_unit, raw, code, path, column_path, page, x0, y1, versions FROM v_amount"+of+" AND row_kind = 'item' AND row = 3 ORDER BY col",
		`示例项1,total,number,776452.54,776452.54,元,776452.54,2080101,"[""合计"",""示例项1""]","[""合计""]",24,100.25,212.75,1.1.1`,
		`示例项1,personnel,number,776452.54,776452.54,元,776452.54,2080101,"[""合计"",""示例项1""]","[""人员经费""]",24,100.25,212.75,1.1.1`,
		`示例项1,public,blank,,,,,2080101,"[""合计"",""示例项1""]","[""公用经费""]",24,100.25,212.75,1.1.1`)
	// Blank stays NULL and is no zero in any sum.
	want(t, w, "SELECT count(), count(amount), sum(amount IS NULL), sum(amount), min(amount) FROM v_amount"+of, "12,8,4,9329430.48,776452.54")
	want(t, w, "SELECT measure, kind, value, value_unit, amount, direction, delta, delta_amount, percent, reason FROM v_narrative"+of+" ORDER BY id",
		"total,money,82.31,万元,823100.00,up,1.99,19900.00,2.48,人员增加", "three_public.total,money,0,万元,0.00,same,,,,", "staff.total,count,8,人,,,,,,")
	want(t, w, "SELECT table_key, state, declared_empty, empty_reason, numbers, blanks, pages FROM v_table"+of+" ORDER BY table_index",
		`gpb_by_function,data,false,,8,4,"[24,25]"`, "gov_fund,blank,true,不涉及,0,0,[30]", "three_public,missing,false,,0,0,[]")
	want(t, w, "SELECT project, operator, number, number_unit FROM v_target"+of, "示例项目,≥,95,%")
	want(t, w, "SELECT kind, verdict, cause FROM v_check"+of+" ORDER BY kind", "catalogue,fails,document", "hierarchy,holds,")
	want(t, w, "SELECT unit_code, department, fiscal_year, stage, scope, part, published_on, captured_at, captures, page_count, image_pages, size FROM v_document"+of,
		"140009,示例区某某局,2023,budget,unit,whole,2023-02-10,2023-03-01T02:03:04.567Z,1,44,[7],123456")
	want(t, w, "SELECT http_status, header['Content-Type'], article_title, size FROM v_capture WHERE file = '"+d.DigestOf().Hex()+"'",
		"200,application/pdf,示例到达中心2023年单位预算公开说明,123456")
	want(t, w, "SELECT DISTINCT unit_id = '"+gongkai.UnitID(Region, "示例到达中心")+"' FROM v_amount"+of, "1")
	want(t, w, "SELECT unit, first_year, last_year, documents FROM v_unit"+of, "示例到达中心,2023,2023,1")
}

func decimals(t *testing.T, w *load.Warehouse) {
	limit := "999999999999999999.99"
	p := Disclosure{Unit: "示例极限中心", Items: 1, Base: limit}.Build()
	p.Reading.Facts[1].Amount = Yuan("-" + limit)
	small := decimal.RequireFromString("0.000000000000000001")
	p.Reading.Facts[1].Value = &small
	wide := decimal.RequireFromString("12345678901234567890.1")
	p.Reading.Facts[0].Value = &wide
	p.Reading.Facts[3].Amount, p.Reading.Facts[4].Amount = Yuan("0.00"), Yuan("1E2") // another exponent, the same money
	publish(t, w, p)
	want(t, w, "SELECT amount, value FROM v_amount WHERE unit = '示例极限中心' ORDER BY row, col LIMIT 2 BY row",
		"0.00,999999999999999999.99", "100.00,999999999999999999.99",
		limit+",12345678901234567890.1", "-"+limit+",0.000000000000000001")
}

func refused(t *testing.T, w *load.Warehouse) {
	good := Disclosure{Unit: "示例拒绝中心", Salt: "good"}.Build()
	for name, change := range map[string]func(*gongkai.Reading){
		"one too many":       func(r *gongkai.Reading) { r.Facts[0].Amount = Yuan("1000000000000000000.00") },
		"three decimals":     func(r *gongkai.Reading) { r.Facts[0].Amount = Yuan("0.001") },
		"a bomb":             func(r *gongkai.Reading) { r.Facts[0].Amount = &gongkai.Yuan{Decimal: decimal.New(1, 1_000_000_000)} },
		"a tiny bomb":        func(r *gongkai.Reading) { r.Facts[0].Amount = &gongkai.Yuan{Decimal: decimal.New(1, -1_000_000_000)} },
		"narrative":          func(r *gongkai.Reading) { r.Narrative[0].DeltaAmount = Yuan("-99999999999999999999") },
		"value, 19 decimals": func(r *gongkai.Reading) { v := decimal.New(1, -19); r.Facts[0].Value = &v },
	} {
		bad := Disclosure{Unit: "示例拒绝中心", Salt: name}.Build()
		change(&bad.Reading)
		n := NextSequence()
		err := w.Publish(context.Background(), load.Load{ID: t.Name() + name, Sequence: n}, []gongkai.Publication{good, bad})
		var r *load.RefusedError
		if !errors.As(err, &r) || r.Document != bad.Reading.Digest || len(err.Error()) > 300 {
			t.Errorf("%s: got %v", name, err)
		}
	}
	want(t, w, "SELECT count() FROM fact_amount WHERE unit = '示例拒绝中心'", "0")
}

func reissue(t *testing.T, w *load.Warehouse) {
	first := Disclosure{Unit: "示例更正中心", Base: "100.00", Items: 1, Published: "2023-02-10"}
	again := Disclosure{Unit: "示例更正中心", Base: "200.00", Items: 1, Published: "2023-04-01", Salt: "更正"}
	publish(t, w, again.Build())
	publish(t, w, first.Build()) // found later, published earlier
	total := "SELECT amount FROM v_amount WHERE unit = '示例更正中心' AND row_kind = 'total' AND measure = 'total'"
	want(t, w, total, "200.00")
	want(t, w, "SELECT count() FROM v_document WHERE unit = '示例更正中心'", "1")
	// History keeps both.
	want(t, w, "SELECT published_on, current FROM v_document_history WHERE unit = '示例更正中心' ORDER BY published_on", "2023-02-10,0", "2023-04-01,1")
	want(t, w, strings.Replace(total, "v_amount", "v_amount_history", 1)+" ORDER BY amount", "100.00", "200.00")
	// The old file, linked once more later on, is no new edition.
	old := first.Build()
	link := old.Captures[0]
	link.URL, link.Parent, link.Published, link.FetchedAt = "http://127.0.0.1/moved.pdf", "http://127.0.0.1/moved.html", "2023-09-09", link.FetchedAt.AddDate(0, 6, 0)
	old.Captures = append(old.Captures, link)
	publish(t, w, old)
	want(t, w, total, "200.00")
	// On the same day the later capture counts, then the digest.
	third := Disclosure{Unit: "示例更正中心", Base: "300.00", Items: 1, Published: "2023-04-01", Salt: "再更正", Fetched: time.Date(2023, 8, 1, 0, 0, 0, 0, time.UTC)}
	publish(t, w, third.Build())
	want(t, w, total, "300.00")
	a, b := third, third
	a.Salt, a.Base, b.Salt, b.Base = "甲", "400.00", "乙", "500.00"
	a.Fetched, b.Fetched = a.Fetched.AddDate(0, 1, 0), b.Fetched.AddDate(0, 1, 0)
	publish(t, w, a.Build(), b.Build())
	winner := "400.00"
	if b.DigestOf().Hex() > a.DigestOf().Hex() {
		winner = "500.00"
	}
	want(t, w, total, winner)
	// An edition without a date never supersedes one with.
	undated := Disclosure{Unit: "示例更正中心", Base: "600.00", Items: 1, Salt: "无日期", Fetched: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)}.Build()
	undated.Captures[0].Published = ""
	publish(t, w, undated)
	want(t, w, total, winner)
}

func sameFile(t *testing.T, w *load.Warehouse) {
	d := Disclosure{Unit: "示例重复中心", Items: 1, Base: "10.00"}
	a, b := d.Build(), d.Build()
	b.Captures[0].URL, b.Captures[0].Parent = "http://127.0.0.1/copy.pdf", "http://127.0.0.1/copy.html"
	publish(t, w, a, b)
	want(t, w, "SELECT sum(amount) FROM v_amount WHERE unit = '示例重复中心' AND row_kind = 'total' AND measure = 'total'", "10.00")
	want(t, w, "SELECT count(), sum(captures) FROM v_document WHERE unit = '示例重复中心'", "1,2")
	want(t, w, "SELECT uniqExact(url) FROM v_capture WHERE file = '"+d.DigestOf().Hex()+"'", "2")
}

func twoFiles(t *testing.T, w *load.Warehouse) {
	of := func(part gongkai.Part, base, published string) gongkai.Publication {
		return Disclosure{Unit: "示例分件中心", Part: part, Base: base, Items: 1, Published: published}.Build()
	}
	total := "SELECT amount FROM v_amount WHERE unit = '示例分件中心' AND row_kind = 'total' AND measure = 'total'"
	narrative := "SELECT count() FROM v_narrative WHERE unit = '示例分件中心'"
	documents := "SELECT part FROM v_document WHERE unit = '示例分件中心' ORDER BY part"
	publish(t, w, of(gongkai.PartNarrative, "", "2023-02-01"), of(gongkai.PartTables, "1.00", "2023-02-01"))
	want(t, w, total, "1.00")
	want(t, w, narrative, "3")
	want(t, w, documents, "narrative", "tables")
	// One file with everything, later: nothing may count twice.
	publish(t, w, of(gongkai.PartWhole, "2.00", "2023-03-01"))
	want(t, w, total, "2.00")
	want(t, w, narrative, "3")
	want(t, w, documents, "whole")
	// New tables alone, later still: the narrative of the whole file stays.
	late := Disclosure{Unit: "示例分件中心", Part: gongkai.PartTables, Base: "3.00", Items: 1, Published: "2023-04-01", Salt: "新表"}
	publish(t, w, late.Build())
	want(t, w, total, "3.00")
	want(t, w, narrative, "3")
	want(t, w, documents, "tables", "whole")
}

func department(t *testing.T, w *load.Warehouse) {
	publish(t, w, Disclosure{Unit: "示例部门局", Scope: gongkai.ScopeDepartment, Base: "900.00", Items: 1}.Build(),
		Disclosure{Unit: "示例部门局", Scope: gongkai.ScopeUnit, Base: "300.00", Items: 1}.Build(),
		Disclosure{Unit: "示例部门局下属中心", Scope: gongkai.ScopeUnit, Base: "600.00", Items: 1}.Build())
	want(t, w, "SELECT scope, sum(amount) FROM v_amount WHERE startsWith(unit, '示例部门局') AND row_kind = 'total' AND measure = 'total' GROUP BY scope ORDER BY scope",
		"department,900.00", "unit,900.00")
	// No question adds the two.
	got := ask(t, w, "total_budget", "示例部门局")
	if len(got) != 3 {
		t.Errorf("total_budget gives %q", got)
	}
}

func fewerRows(t *testing.T, w *load.Warehouse) {
	d := Disclosure{Unit: "示例减行中心", Items: 40}
	publish(t, w, d.Build())
	d.Items, d.Versions = 2, gongkai.Versions{Extract: 2, Transform: 1, Registry: 1}
	publish(t, w, d.Build())
	want(t, w, "SELECT count(), any(versions) FROM v_amount WHERE unit = '示例减行中心'", "9,2.1.1")
	for _, p := range published(t, w) {
		if p.Document == d.DigestOf() && (p.Versions.Extract != 2 || p.Facts != 9) {
			t.Errorf("published: %+v", p)
		}
	}
}

func published(t *testing.T, w *load.Warehouse) []load.Published {
	t.Helper()
	all, err := w.Published(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func sequence(t *testing.T, w *load.Warehouse) {
	d := Disclosure{Unit: "示例序号中心", Items: 1}
	old, later := NextSequence(), NextSequence()
	ctx := context.Background()
	d.Base = "2.00"
	must(t, w.Publish(ctx, load.Load{ID: t.Name() + "later", Sequence: later}, []gongkai.Publication{d.Build()}))
	d.Base = "1.00"
	must(t, w.Publish(ctx, load.Load{ID: t.Name() + "old", Sequence: old}, []gongkai.Publication{d.Build()}))
	want(t, w, "SELECT amount FROM v_amount WHERE unit = '示例序号中心' AND row_kind = 'total' AND measure = 'total'", "2.00")
	for _, p := range published(t, w) {
		if p.Document == d.DigestOf() && (p.Load != t.Name()+"later" || p.Sequence != later) {
			t.Errorf("published: %+v", p)
		}
	}
}

func twice(t *testing.T, w *load.Warehouse) {
	ctx := context.Background()
	a, b := Disclosure{Unit: "示例两次中心", Year: 2022}, Disclosure{Unit: "示例两次中心", Year: 2023}
	l := load.Load{ID: t.Name(), Sequence: NextSequence()}
	must(t, w.Publish(ctx, l, []gongkai.Publication{a.Build()}))
	for range 3 {
		must(t, w.Publish(ctx, l, []gongkai.Publication{a.Build(), b.Build()}))
	}
	want(t, w, "SELECT fiscal_year, count() FROM v_amount WHERE unit = '示例两次中心' GROUP BY fiscal_year ORDER BY fiscal_year", "2022,12", "2023,12")
	want(t, w, "SELECT count() FROM fact_amount WHERE unit = '示例两次中心'", "24")
	must(t, w.Publish(ctx, load.Load{ID: t.Name() + "empty", Sequence: NextSequence()}, nil))
}

// interrupted ends its context after a number of looks at it, which stops a
// load at some point in its middle.
type interrupted struct {
	context.Context
	mu    sync.Mutex
	after int
	done  chan struct{}
}

func (c *interrupted) Done() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.after--; c.after == 0 {
		close(c.done)
	}
	return c.done
}

func (c *interrupted) Err() error {
	select {
	case <-c.Done():
		return context.Canceled
	default:
		return nil
	}
}

func breaksOff(t *testing.T, w *load.Warehouse) {
	old := Disclosure{Unit: "示例中断中心", Year: 2021, Base: "7.00", Items: 1}
	publish(t, w, old.Build())
	old.Base = "8.00"
	pubs := []gongkai.Publication{old.Build()}
	for i := range 20 {
		pubs = append(pubs, Disclosure{Unit: "示例中断中心", Year: 2030 + i, Items: 10}.Build())
	}
	l := load.Load{ID: t.Name(), Sequence: NextSequence()}
	failed := 0
	for after := 1; after < 400; after += 9 {
		ctx := &interrupted{Context: context.Background(), after: after, done: make(chan struct{})}
		if err := w.Publish(ctx, l, pubs); err != nil {
			failed++
			want(t, w, "SELECT fiscal_year, sum(amount) FROM v_amount WHERE unit = '示例中断中心' AND row_kind = 'total' AND measure = 'total' GROUP BY fiscal_year", "2021,7.00")
			if t.Failed() {
				t.Fatalf("after %d looks: %v", after, err)
			}
			continue
		}
		break
	}
	if failed < 3 {
		t.Errorf("only %d attempts broke off", failed)
	}
	must(t, w.Publish(context.Background(), l, pubs))
	want(t, w, "SELECT count(), uniqExact(id), uniqExact(fiscal_year) FROM v_amount WHERE unit = '示例中断中心'", "666,666,21")
	want(t, w, "SELECT amount FROM v_amount WHERE unit = '示例中断中心' AND fiscal_year = 2021 AND row_kind = 'total' AND measure = 'total'", "8.00")
}

func concurrent(t *testing.T, w *load.Warehouse) {
	d := Disclosure{Unit: "示例并发中心", Items: 20}
	const loads = 6
	stop := make(chan struct{})
	var reader, writers sync.WaitGroup
	reader.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
			}
			// Nobody ever sees half a document.
			if n := rows(t, w, "SELECT count() FROM v_amount WHERE unit = '示例并发中心'")[0]; n != "0" && n != "63" {
				t.Errorf("a reader sees %s rows", n)
				return
			}
		}
	})
	var highest uint64
	for i := range loads {
		n := NextSequence()
		highest = n
		writers.Go(func() {
			ctx := context.Background()
			l := load.Load{ID: fmt.Sprintf("%s-%d", t.Name(), i), Sequence: n}
			// Two at once even under the same ID.
			var same sync.WaitGroup
			for range 2 {
				same.Go(func() {
					if err := w.Publish(ctx, l, []gongkai.Publication{d.Build()}); err != nil {
						t.Error(err)
					}
				})
			}
			same.Wait()
		})
	}
	writers.Wait()
	close(stop)
	reader.Wait()
	want(t, w, "SELECT count(), uniqExact(id), uniqExact(load) FROM v_amount WHERE unit = '示例并发中心'", "63,63,1")
	for _, p := range published(t, w) {
		if p.Document == d.DigestOf() && p.Sequence != highest {
			t.Errorf("sequence %d counts, want %d", p.Sequence, highest)
		}
	}
}

func large(t *testing.T, w *load.Warehouse) {
	const items = 40_000 // 120,003 facts: three batches
	publish(t, w, Disclosure{Unit: "示例巨大中心", Items: items, Base: "1.00"}.Build())
	want(t, w, "SELECT count(), uniqExact(id), sumIf(amount, row_kind = 'item' AND measure = 'total') = maxIf(amount, row_kind = 'total') FROM v_amount WHERE unit = '示例巨大中心'",
		"120003,120003,1")
}

func unreadable(t *testing.T, w *load.Warehouse) {
	scanned := Unreadable(t.Name(), gongkai.StatusScanned, "3 pages are images, none has text")
	publish(t, w, scanned)
	want(t, w, "SELECT status, reason, page_count, fiscal_year, region FROM v_document WHERE document = '"+scanned.Reading.Digest.Hex()+"'",
		`scanned,"3 pages are images, none has text",3,0,`+Region)
	want(t, w, "SELECT count() FROM v_unit WHERE unit = ''", "0")
	got := 0
	for _, p := range published(t, w) {
		if p.Document == scanned.Reading.Digest && p.Status == gongkai.StatusScanned {
			got++
		}
	}
	if got != 1 {
		t.Errorf("published %d times", got)
	}
}

func garbage(t *testing.T, w *load.Warehouse) {
	p := Disclosure{Unit: "示例乱码中心", Items: 1}.Build()
	r := &p.Reading
	r.Document.FiscalYear, r.Document.Title = 123456789, "\x00标题\xff'; DROP TABLE published; --"
	r.Facts[0].Label, r.Facts[0].Path, r.Facts[0].Level, r.Facts[0].Page = "a\xc3\x28`\\\n", nil, -5, 1<<40
	r.Facts[0].Column = []string{"\xff"}
	r.Narrative[0].Value, r.Narrative[0].Percent = "约三成", "1e999999999"
	r.PageCount = -1
	p.Captures[0].Published, p.Captures[0].Header = "二〇二三年", nil
	p.Captures[0].FetchedAt = time.Time{}
	publish(t, w, p)
	want(t, w, "SELECT fiscal_year, title, page_count, published_on FROM v_document WHERE unit = '示例乱码中心'", "0,标题�'; DROP TABLE published; --,0,")
	want(t, w, "SELECT level, page, length(path), column_path FROM v_amount WHERE unit = '示例乱码中心' AND row_kind = 'item' AND measure = 'total'", `0,65535,0,"[""�""]"`)
	want(t, w, "SELECT value, percent FROM v_narrative WHERE unit = '示例乱码中心' AND measure = 'total'", ",")
}

func regions(t *testing.T, w *load.Warehouse) {
	ctx := context.Background()
	sources := []gongkai.Source{{ID: "example", Name: "示例市示例区", Region: Region}, {ID: "lone", Name: "无代码"}}
	for range 2 {
		must(t, w.PutRegions(ctx, sources))
	}
	want(t, w, "SELECT count() FROM dim_region", "1")
	sources[0].Name = "示例市新示例区"
	must(t, w.PutRegions(ctx, sources))
	want(t, w, "SELECT region, name, source FROM v_region", Region+",示例市新示例区,example")
	must(t, w.PutRegions(ctx, nil))
}

func learnt(t *testing.T, w *load.Warehouse) {
	publish(t, w, Disclosure{Unit: "示例归纳中心", Year: 2022, Items: 2}.Build(), Disclosure{Unit: "示例归纳中心", Year: 2023, Items: 2}.Build())
	asked := map[string]bool{}
	for range 2 { // the newer list replaces the older
		must(t, w.PutLearntCodes(context.Background(), func(readings []*gongkai.Reading) []gongkai.LearntCode {
			if len(readings) == 0 {
				return nil
			}
			f := readings[0].Facts[0]
			for _, r := range readings {
				for _, other := range r.Facts {
					if other.Code != f.Code || other.CodeScheme != f.CodeScheme || other.Label == "" || other.Table == "" {
						t.Errorf("%s beside %s", other.Code, f.Code)
					}
				}
			}
			asked[f.Code] = true
			return []gongkai.LearntCode{{Scheme: f.CodeScheme, Code: f.Code, Name: f.Label, Level: 3, Documents: len(readings), FirstYear: 2022, LastYear: 2023,
				Names: []gongkai.CodeName{{Name: f.Label, Documents: 2, FirstYear: 2022, LastYear: 2023}}, Conflict: f.Code == "2080102"}}
		}))
	}
	want(t, w, "SELECT code, name, names, name_documents, name_first_years, conflict FROM v_learnt_code WHERE code IN ('2080101', '2080102') ORDER BY code",
		`2080101,示例项1,"[""示例项1""]",[2],[2022],false`, `2080102,示例项2,"[""示例项2""]",[2],[2022],true`)
	want(t, w, "SELECT count() - "+fmt.Sprint(len(asked))+" FROM v_learnt_code", "0")
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
