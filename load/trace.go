package load

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"gongkai"
)

// Trace is where a number comes from (溯源): the value, its place, its document,
// every response that brought the document, and the checks it takes part in.
type Trace struct {
	// ID of the cell or statement; Kind is cell or statement.
	ID   string `ch:"id" json:"id"`
	Kind string `ch:"kind" json:"kind"`

	Region    string `ch:"region" json:"region"`
	Unit      string `ch:"unit" json:"unit"`
	Year      uint16 `ch:"fiscal_year" json:"fiscal_year"`
	Stage     string `ch:"stage" json:"stage"`
	Scope     string `ch:"scope" json:"scope"`
	TableKey  string `ch:"table_key" json:"table_key"`
	Number    string `ch:"number" json:"table_number"`
	Table     string `ch:"table_title" json:"table_title"`
	Index     uint32 `ch:"table_index" json:"table_index"`
	Row       uint32 `ch:"row" json:"row"`
	Col       uint32 `ch:"col" json:"col"`
	RowKind   string `ch:"row_kind" json:"row_kind"`
	Section   string `ch:"section" json:"section"`
	Label     string `ch:"label" json:"label"`
	Code      string `ch:"code" json:"code"`
	Measure   string `ch:"measure" json:"measure"`
	State     string `ch:"state" json:"state"`
	Direction string `ch:"direction" json:"direction"`

	Path   []string `ch:"path" json:"path"`
	Column []string `ch:"column_path" json:"column"`

	// Amount in yuan, nil where none is printed; Value as printed, in ValueUnit.
	Amount    *decimal.Decimal `ch:"amount" json:"amount"`
	Value     *decimal.Decimal `ch:"value" json:"value"`
	ValueUnit string           `ch:"value_unit" json:"value_unit"`
	Raw       string           `ch:"raw" json:"raw"`
	// Page from 1 and box in points from the top left corner of the page.
	Page uint16  `ch:"page" json:"page"`
	X0   float32 `ch:"x0" json:"x0"`
	Y0   float32 `ch:"y0" json:"y0"`
	X1   float32 `ch:"x1" json:"x1"`
	Y1   float32 `ch:"y1" json:"y1"`

	// Document is the SHA-256 of the file; Current says whether this edition counts.
	Document string `ch:"document" json:"document"`
	Title    string `ch:"title" json:"title"`
	Current  bool   `ch:"current" json:"current"`
	Reader   string `ch:"reader" json:"reader"`
	Versions string `ch:"versions" json:"versions"`
	Load     string `ch:"load" json:"load"`

	Captures []TraceCapture `ch:"-" json:"captures"`
	Checks   []TraceCheck   `ch:"-" json:"checks"`
}

// TraceCapture is one response that brought the document.
type TraceCapture struct {
	URL       string     `ch:"url" json:"url"`
	Article   string     `ch:"article" json:"article"`
	Title     string     `ch:"article_title" json:"article_title"`
	Published *time.Time `ch:"published_on" json:"published_on"`
	Fetched   time.Time  `ch:"fetched_at" json:"fetched_at"`
	Status    uint16     `ch:"http_status" json:"http_status"`
	Size      uint64     `ch:"size" json:"size"`
}

// TraceCheck is an identity that the number takes part in.
type TraceCheck struct {
	ID         string `ch:"id" json:"id"`
	Kind       string `ch:"kind" json:"kind"`
	Verdict    string `ch:"verdict" json:"verdict"`
	LHS        string `ch:"lhs" json:"lhs"`
	RHS        string `ch:"rhs" json:"rhs"`
	Tolerance  string `ch:"tolerance" json:"tolerance"`
	SentenceZH string `ch:"sentence_zh" json:"sentence_zh"`
	SentenceEN string `ch:"sentence_en" json:"sentence_en"`
	Cause      string `ch:"cause" json:"cause"`
}

// Selector says which numbers to trace: those with an ID, else those of a unit's
// year with a code, in current editions.
type Selector struct {
	ID string
	// Unit is a unit's ID or name, or a part of it that only one unit has.
	Unit string
	Year int
	Code string
	// Stage and Measure narrow it down; "" takes all.
	Stage, Measure string
}

// maxTraces is how many numbers are traced at once; a code of a year stands in
// some ten cells.
const maxTraces = 100

const traceCells = `SELECT f.id AS id, 'cell' AS kind, f.region AS region, f.unit AS unit, f.fiscal_year AS fiscal_year, f.stage AS stage, f.scope AS scope,
	f.table_key AS table_key, t.number AS number, t.title AS table_title, f.table_index AS table_index, f.row AS row, f.col AS col, f.row_kind AS row_kind,
	'' AS section, f.label AS label, f.code AS code, f.measure AS measure, f.state AS state, '' AS direction, f.path AS path, f.column_path AS column_path,
	f.amount AS amount, f.value AS value, f.value_unit AS value_unit, f.raw AS raw, f.page AS page, f.x0 AS x0, f.y0 AS y0, f.x1 AS x1, f.y1 AS y1,
	f.document AS document, d.title AS title, d.tables_current AS current, d.reader AS reader, f.versions AS versions, f.load AS load
	FROM (SELECT * FROM fact_amount WHERE %s) AS f
	INNER JOIN (SELECT reading, title, reader, tables_current = 1 AS tables_current FROM v_document_history) AS d ON f.reading = d.reading
	LEFT JOIN (SELECT reading, table_index, number, title FROM fact_table) AS t ON f.reading = t.reading AND f.table_index = t.table_index
	WHERE %s ORDER BY fiscal_year, stage, table_index, row, col LIMIT %d`

const traceStatements = `SELECT f.id AS id, 'statement' AS kind, f.region AS region, f.unit AS unit, f.fiscal_year AS fiscal_year, f.stage AS stage, f.scope AS scope,
	'' AS table_key, '' AS number, '' AS table_title, toUInt32(0) AS table_index, toUInt32(0) AS row, toUInt32(0) AS col, '' AS row_kind,
	f.section AS section, f.subject AS label, f.code AS code, f.measure AS measure, f.kind AS state, f.direction AS direction,
	emptyArrayString() AS path, emptyArrayString() AS column_path,
	f.amount AS amount, f.value AS value, f.value_unit AS value_unit, f.raw AS raw, f.page AS page, f.x0 AS x0, f.y0 AS y0, f.x1 AS x1, f.y1 AS y1,
	f.document AS document, d.title AS title, d.narrative_current AS current, d.reader AS reader, f.versions AS versions, f.load AS load
	FROM (SELECT * FROM fact_narrative WHERE %s) AS f
	INNER JOIN (SELECT reading, title, reader, narrative_current = 1 AS narrative_current FROM v_document_history) AS d ON f.reading = d.reading
	WHERE %s ORDER BY fiscal_year, stage, page, y0 LIMIT %d`

// Trace follows numbers back to the page. An error says so when nothing, more
// than one unit, or more than can be shown is selected.
func (w *Warehouse) Trace(ctx context.Context, s Selector) ([]Trace, error) {
	where, shown, args, err := w.selects(ctx, s)
	if err != nil {
		return nil, err
	}
	var out []Trace
	for _, query := range []string{traceCells, traceStatements} {
		var part []Trace
		if err := w.conn.Select(ctx, &part, fmt.Sprintf(query, where, shown, maxTraces+1), args...); err != nil {
			return nil, w.explain("trace", err)
		}
		out = append(out, part...)
	}
	switch {
	case len(out) == 0:
		return nil, &gongkai.Error{Op: "trace", Path: w.name, Err: errors.New("no cell or statement is like that"),
			Hint: `find one: gongkai query "SELECT id, label, amount, raw FROM v_amount WHERE unit LIKE '%…%'"`}
	case len(out) > maxTraces:
		return nil, &gongkai.Error{Op: "trace", Path: w.name, Err: fmt.Errorf("more than %d numbers are like that", maxTraces), Hint: "say more: the code, the stage, the measure"}
	}
	for i := range out {
		if err := w.evidence(ctx, &out[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// selects turns a selector into conditions on the rows and on their documents.
func (w *Warehouse) selects(ctx context.Context, s Selector) (where, shown string, args []any, err error) {
	if s.ID != "" {
		return "id = ?", "1", []any{s.ID}, nil
	}
	units, err := w.known(ctx, "trace", "SELECT unit_id, unit FROM v_unit")
	if err != nil {
		return "", "", nil, err
	}
	var exact, like []string
	for id, name := range units {
		switch {
		case id == s.Unit || name == s.Unit:
			exact = append(exact, id)
		case strings.Contains(name, s.Unit):
			like = append(like, id)
		}
	}
	if len(exact) == 0 {
		exact = like
	}
	if len(exact) != 1 {
		e := &gongkai.Error{Op: "trace", Path: w.name, Err: fmt.Errorf("%d units are called %s", len(exact), s.Unit), Hint: `list them: gongkai query "SELECT unit_id, unit FROM v_unit"`}
		return "", "", nil, e
	}
	where, args = "unit_id = ? AND fiscal_year = ?", []any{exact[0], uint16(min(max(s.Year, 0), 9999))}
	for _, c := range []struct{ column, value string }{{"code", s.Code}, {"stage", s.Stage}, {"measure", s.Measure}} {
		if c.value != "" {
			where, args = where+" AND "+c.column+" = ?", append(args, c.value)
		}
	}
	return where, "current", args, nil
}

// evidence adds captures and checks.
func (w *Warehouse) evidence(ctx context.Context, t *Trace) error {
	t.Captures, t.Checks = []TraceCapture{}, []TraceCheck{}
	err := w.conn.Select(ctx, &t.Captures, "SELECT url, article, article_title, published_on, fetched_at, http_status, size FROM v_capture WHERE file = ? ORDER BY fetched_at, url", gongkai.FileOfPortion(t.Document))
	if err != nil {
		return w.explain("trace", err)
	}
	err = w.conn.Select(ctx, &t.Checks, `SELECT id, kind, verdict, lhs, rhs, tolerance, sentence_zh, sentence_en, cause FROM fact_check
		WHERE document = ? AND has(operands, ?) AND reading IN (SELECT reading FROM v_loaded) ORDER BY verdict, id`, t.Document, t.ID)
	return w.explain("trace", err)
}
