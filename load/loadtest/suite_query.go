package loadtest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"gongkai"
	"gongkai/load"
)

// ask runs a question and keeps the lines of CSV that mention unit.
func ask(t *testing.T, w *load.Warehouse, name, unit string) []string {
	t.Helper()
	r, err := w.Ask(context.Background(), name)
	must(t, err)
	defer func() { _ = r.Close() }()
	var b bytes.Buffer
	must(t, r.Write(&b, "csv"))
	var out []string
	for line := range strings.Lines(b.String()) {
		if strings.Contains(line, unit) {
			out = append(out, strings.TrimSpace(line))
		}
	}
	return out
}

func questionsAnswer(t *testing.T, w *load.Warehouse) {
	const unit = "示例提问中心"
	before := Disclosure{Unit: unit, Year: 2022, Items: 2, Base: "1000.00"}
	now := Disclosure{Unit: unit, Year: 2023, Items: 3, Base: "1500.00"}
	final := Disclosure{Unit: unit, Year: 2023, Stage: gongkai.StageFinal, Items: 2, Base: "3000.00"}
	lone := Disclosure{Unit: unit + "二", Year: 2023, Items: 1, Base: "5.00"}
	accounts := final.Build()
	// The table of 三公 of the accounts: the budget's column must not count.
	for i, c := range []struct{ head, measure, amount string }{{"预算数", "three_public.total.budget", "90.00"}, {"决算数", "three_public.total", "40.00"}} {
		accounts.Reading.Facts = append(accounts.Reading.Facts, gongkai.Fact{ID: gongkai.FactID(final.DigestOf(), 2, 3, i), Table: "F07", TableIndex: 2, Row: 3, Col: i,
			RowKind: gongkai.RowLeaf, Column: []string{c.head, "“三公”经费合计"}, Measure: c.measure, State: gongkai.CellNumber, Amount: Yuan(c.amount), Raw: c.amount, Page: 9})
	}
	budget := now.Build()
	for i, p := range []struct {
		label, amount string
		kind          gongkai.RowKind
	}{{"大项目", "123456789.00", gongkai.RowLeaf}, {"合计", "123456789.00", gongkai.RowTotal}} {
		budget.Reading.Facts = append(budget.Reading.Facts, gongkai.Fact{ID: gongkai.FactID(now.DigestOf(), 5, i, 1), Table: "project_list", TableIndex: 5, Row: i, Col: 1,
			RowKind: p.kind, Label: p.label, Measure: "total", State: gongkai.CellNumber, Amount: Yuan(p.amount), Raw: p.amount, Page: 20})
	}
	for i, p := range []struct{ item, amount string }{{"exp.year_total", "7500.00"}, {"exp.grand_total", "7600.00"}} {
		budget.Reading.Facts = append(budget.Reading.Facts, gongkai.Fact{ID: gongkai.FactID(now.DigestOf(), 6, i, 1), Table: "io_total", TableIndex: 6, Row: i, Col: 1,
			RowKind: gongkai.RowTotal, Item: p.item, Panel: "expenditure_by_function", Measure: "total", State: gongkai.CellNumber, Amount: Yuan(p.amount), Raw: p.amount, Page: 18})
	}
	publish(t, w, before.Build(), budget, accounts, lone.Build())

	for question, lines := range map[string][]string{
		"total_budget": {
			Region + "," + unit + ",unit,2022,823100.00,narrative,1," + before.DigestOf().Hex(),
			Region + "," + unit + "二,unit,2023,823100.00,narrative,0," + lone.DigestOf().Hex(),
			Region + "," + unit + ",unit,2023,7500.00,year total,0," + now.DigestOf().Hex(),
		},
		"three_public": {
			Region + "," + unit + ",unit,2022,budget,0.00,,,,narrative",
			Region + "," + unit + ",unit,2023,budget,0.00,,,,narrative",
			Region + "," + unit + "二,unit,2023,budget,0.00,,,,narrative",
			Region + "," + unit + ",unit,2023,final,40.00,,,,table",
		},
		"year_over_year": {
			Region + "," + unit + ",unit,2023,2080103,示例项3,,3500.00,3500.00,",
			Region + "," + unit + ",unit,2023,2080101,示例项1,1000.00,1500.00,500.00,50",
			Region + "," + unit + ",unit,2023,2080102,示例项2,2000.00,2500.00,500.00,25",
		},
		"budget_vs_final": {
			Region + "," + unit + ",unit,2023,2080101,示例项1,1500.00,3000.00,200",
			Region + "," + unit + ",unit,2023,2080102,示例项2,2500.00,4000.00,160",
			Region + "," + unit + ",unit,2023,2080103,示例项3,3500.00,,",
		},
		"missing_tables": {
			Region + "," + unit + ",unit,2022,budget,three_public,“三公”经费表," + before.DigestOf().Hex(),
			Region + "," + unit + ",unit,2023,budget,three_public,“三公”经费表," + now.DigestOf().Hex(),
			Region + "," + unit + ",unit,2023,final,three_public,“三公”经费表," + final.DigestOf().Hex(),
			Region + "," + unit + "二,unit,2023,budget,three_public,“三公”经费表," + lone.DigestOf().Hex(),
		},
		"largest_projects": {Region + "," + unit + ",unit,2023,budget,大项目,123456789.00,20," + now.DigestOf().Hex()},
	} {
		got := ask(t, w, question, unit)
		if strings.Join(got, "\n") != strings.Join(lines, "\n") {
			t.Errorf("%s gives\n%s\nwant\n%s", question, strings.Join(got, "\n"), strings.Join(lines, "\n"))
		}
	}
	if got := ask(t, w, "failed_checks", unit); len(got) != 4 || !strings.Contains(got[0], "catalogue,document,1,") {
		t.Errorf("failed_checks gives %q", got)
	}
	if got := ask(t, w, "unreadable", "scanned"); len(got) != 1 {
		t.Errorf("unreadable gives %q", got)
	}
}

func formats(t *testing.T, w *load.Warehouse) {
	types := []string{"String", "Nullable(Decimal(20, 2))", "Nullable(Float64)", "Nullable(Date)", "DateTime64(3, 'UTC')", "Array(String)",
		"Array(Nullable(Int32))", "UInt64", "Bool", "Map(String, UInt8)", "Decimal(9, 3)", "LowCardinality(String)"}
	names := []string{"名称", "amount, yuan", "rate", "d", "at", "path", "gaps", "n", "yes", "m", "small", "lc"}
	var lines []string
	for _, values := range [][]string{
		{"'公开'", "-1234.5", "0.25", "'1970-01-02'", "'2023-03-01 02:03:04.567'", `['支出', 'a "b"']`, "[1, NULL]", "18446744073709551615", "true", "map('k', 1)", "1.5", "'x'"},
		{`'a\nb'`, "NULL", "NULL", "NULL", "'2023-03-01 02:03:04'", "[]", "[]", "0", "false", "map()", "-0.001", "''"},
	} {
		for i := range values {
			values[i] = fmt.Sprintf("CAST(%s AS %s) AS `%s`", values[i], types[i], names[i])
		}
		lines = append(lines, "SELECT "+strings.Join(values, ", "))
	}
	query := "SELECT * FROM (" + strings.Join(lines, " UNION ALL ") + ") ORDER BY n DESC"
	write := func(format string) string {
		t.Helper()
		r, err := w.Query(context.Background(), query)
		must(t, err)
		defer func() { _ = r.Close() }()
		var b bytes.Buffer
		must(t, r.Write(&b, format))
		return b.String()
	}
	for format, expected := range map[string]string{
		"csv": "名称,\"amount, yuan\",rate,d,at,path,gaps,n,yes,m,small,lc\n" +
			"公开,-1234.50,0.25,1970-01-02,2023-03-01T02:03:04.567Z,\"[\"\"支出\"\",\"\"a \\\"\"b\\\"\"\"\"]\",\"[1,null]\",18446744073709551615,true,\"{\"\"k\"\":1}\",1.500,x\n" +
			"\"a\nb\",,,,2023-03-01T02:03:04Z,[],[],0,false,{},-0.001,\n",
		"json": `[
{"名称":"公开","amount, yuan":"-1234.50","rate":0.25,"d":"1970-01-02","at":"2023-03-01T02:03:04.567Z","path":["支出","a \"b\""],"gaps":[1,null],"n":18446744073709551615,"yes":true,"m":{"k":1},"small":"1.500","lc":"x"},
{"名称":"a\nb","amount, yuan":null,"rate":null,"d":null,"at":"2023-03-01T02:03:04Z","path":[],"gaps":[],"n":0,"yes":false,"m":{},"small":"-0.001","lc":""}
]
`,
		"table": "" +
			"名称  amount, yuan  rate  d           at                        path                gaps                         n  yes    m         small  lc\n" +
			"────  ────────────  ────  ──────────  ────────────────────────  ──────────────────  ────────  ────────────────────  ─────  ───────  ──────  ──\n" +
			"公开      -1234.50  0.25  1970-01-02  2023-03-01T02:03:04.567Z  [\"支出\",\"a \\\"b\\\"\"]  [1,null]  18446744073709551615  true   {\"k\":1}   1.500  x\n" +
			"a b           NULL  NULL  NULL        2023-03-01T02:03:04Z      []                  []                           0  false  {}       -0.001\n",
	} {
		if got := write(format); got != expected {
			t.Errorf("%s\n got %s\nwant %s", format, got, expected)
		}
	}
	if !json.Valid([]byte(write("json"))) {
		t.Error("json is no JSON")
	}
	readBack(t, write("parquet"))

	empty, err := w.Query(context.Background(), "SELECT 1 AS a, 'x' AS b WHERE 0")
	must(t, err)
	var b bytes.Buffer
	must(t, errors.Join(empty.Write(&b, "csv"), empty.Close()))
	if b.String() != "a,b\n" {
		t.Errorf("an empty result as csv: %q", b.String())
	}
	for format, want := range map[string]string{"json": "[\n]\n", "table": "a  b\n─  ─\n"} {
		r, err := w.Query(context.Background(), "SELECT 1 AS a, 'x' AS b WHERE 0")
		must(t, err)
		b.Reset()
		must(t, errors.Join(r.Write(&b, format), r.Close()))
		if b.String() != want {
			t.Errorf("an empty result as %s: %q", format, b.String())
		}
	}
	r, err := w.Query(context.Background(), "SELECT 1")
	must(t, err)
	if err := r.Write(io.Discard, "xlsx"); !strings.Contains(gongkai.HintOf(err), "parquet") {
		t.Errorf("unknown format: %v", err)
	}
	must(t, r.Close())
}

// readBack reads the file as another program would: by its own schema.
func readBack(t *testing.T, file string) {
	t.Helper()
	f, err := parquet.OpenFile(strings.NewReader(file), int64(len(file)))
	must(t, err)
	var names []string
	logical := map[string]string{}
	for _, c := range f.Schema().Fields() {
		names = append(names, c.Name())
		if c.Leaf() && c.Type().LogicalType() != nil {
			logical[c.Name()] = c.Type().LogicalType().String()
		}
	}
	if got := strings.Join(names, "|"); got != "名称|amount, yuan|rate|d|at|path|gaps|n|yes|m|small|lc" {
		t.Errorf("columns %s", got)
	}
	for name, want := range map[string]string{"名称": "STRING", "amount, yuan": "DECIMAL(20,2)", "d": "DATE", "small": "DECIMAL(9,3)", "n": "INT(64,false)"} {
		if logical[name] != want {
			t.Errorf("column %s is %s, want %s", name, logical[name], want)
		}
	}
	if !strings.HasPrefix(logical["at"], "TIMESTAMP(isAdjustedToUTC=true,unit=MILLIS") {
		t.Errorf("at is %s", logical["at"])
	}
	rows := make([]parquet.Row, 3)
	n, err := f.RowGroups()[0].Rows().ReadRows(rows)
	if n != 2 || err != nil && !errors.Is(err, io.EOF) {
		t.Fatalf("%d rows, %v", n, err)
	}
	var got []string
	for _, row := range rows[:n] {
		var values []string
		for _, v := range row {
			s := fmt.Sprintf("%v", v)
			if v.Kind() == parquet.FixedLenByteArray && !v.IsNull() {
				s = fmt.Sprintf("%x", v.ByteArray())
			}
			if v.IsNull() {
				s = fmt.Sprintf("null%d", v.DefinitionLevel())
			}
			values = append(values, s)
		}
		got = append(got, strings.Join(values, "|"))
	}
	// The largest UInt64 has the bits of -1; the column's type says unsigned.
	want := []string{
		"公开|fffffffffffffffffffffffffffe1dc6|0.25|1|1677636184567|支出|a \"b\"|1|null1|-1|true|{\"k\":1}|1500|x",
		"a\nb|null0|null0|null0|1677636184000|null0|null0|0|false|{}|-1|",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("parquet\n got %q\nwant %q", got, want)
	}
}

func errorsExplain(t *testing.T, w *load.Warehouse) {
	for _, c := range []struct{ sql, message, hint string }{
		{"SELECT unti FROM v_amount", "Unknown expression identifier `unti`. Maybe you meant", "DESCRIBE"},
		{"SELECT * FROM v_amuont", "v_amuont", "SHOW TABLES"},
		{"SELEC 1", "Syntax error", "ClickHouse"},
		{"DROP TABLE published", "readonly", "only read"},
		{"INSERT INTO published (document) VALUES ('x')", "readonly", "only read"},
		{"SELECT 1; DROP TABLE published", "", ""},
		{"SELECT toDecimal32('x', 2)", "Cannot parse", ""},
		{"SELECT throwIf(number = 150000, 'late\nsecond line') FROM numbers(200000)", "late", ""},
	} {
		r, err := w.Query(context.Background(), c.sql)
		if err == nil {
			err = errors.Join(r.Write(io.Discard, "csv"), r.Close())
		}
		if err == nil {
			t.Errorf("%s: no error", c.sql)
			continue
		}
		var e *gongkai.Error
		if !errors.As(err, &e) || !strings.Contains(err.Error(), c.message) || !strings.Contains(gongkai.HintOf(err), c.hint) {
			t.Errorf("%s: %q with hint %q", c.sql, err, gongkai.HintOf(err))
		}
		if strings.Contains(err.Error(), "\n") || strings.Contains(err.Error(), "(version ") || strings.Contains(err.Error(), "DB::") || len(err.Error()) > 400 {
			t.Errorf("%s: not one clear line: %q", c.sql, err)
		}
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := w.Query(cancelled, "SELECT 1"); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func prune(t *testing.T, w *load.Warehouse) {
	ctx := context.Background()
	d := Disclosure{Unit: "示例清理中心", Items: 5, Base: "1.00"}
	for _, base := range []string{"1.00", "2.00", "3.00"} {
		d.Base = base
		publish(t, w, d.Build())
	}
	all := "SELECT count() FROM fact_amount WHERE unit = '示例清理中心'"
	shown := "SELECT count(), max(amount) FROM v_amount WHERE unit = '示例清理中心'"
	want(t, w, all, "54")
	want(t, w, shown, "18,10015.00")
	before := rows(t, w, "SELECT count(), sum(amount), sum(cityHash64(id, raw)) FROM v_amount_history")
	documents := published(t, w)
	p, err := w.Prune(ctx)
	must(t, err)
	if p.Readings < 2 {
		t.Errorf("pruned %d readings", p.Readings)
	}
	want(t, w, all, "18")
	want(t, w, shown, "18,10015.00")
	want(t, w, "SELECT count(), sum(amount), sum(cityHash64(id, raw)) FROM v_amount_history", before...)
	want(t, w, "SELECT count() - uniqExact(file) FROM published", "0")
	if after := published(t, w); len(after) != len(documents) {
		t.Errorf("%d documents, before %d", len(after), len(documents))
	}
	if p, err := w.Prune(ctx); err != nil || p.Readings != 0 {
		t.Errorf("a second prune: %d readings, %v", p.Readings, err)
	}
}
