package load

import (
	"context"
	"time"

	"gongkai"
)

// printedCodes are the codes of the classifications with the labels beside them,
// code by code; tables whose rows name projects and goods beside a code are
// told by their key.
const printedCodes = `SELECT code_scheme, code, document, fiscal_year, label, table_key FROM v_amount
	WHERE code_scheme IN ('func', 'dept_econ', 'gov_econ') AND label != ''
	GROUP BY code_scheme, code, document, fiscal_year, label, table_key ORDER BY code_scheme, code, document, label, table_key`

// PutLearntCodes learns the codes anew from what current documents print and
// keeps them for v_learnt_code. learn is given one code at a time, as readings
// that hold nothing but its facts, so that memory is what one code takes.
func (w *Warehouse) PutLearntCodes(ctx context.Context, learn func([]*gongkai.Reading) []gongkai.LearntCode) error {
	const op = "learn codes"
	rows, err := w.conn.Query(ctx, printedCodes)
	if err != nil {
		return w.explain(op, err)
	}
	defer func() { _ = rows.Close() }()
	t, now := newLearntRows(), time.Now().UTC()
	var scheme, code string
	var readings []*gongkai.Reading
	done := func() {
		for _, c := range learn(readings) {
			t.add(&c, now)
		}
		readings = nil
	}
	last := ""
	for rows.Next() {
		var f gongkai.Fact
		var document string
		var year uint16
		if err := rows.Scan(&f.CodeScheme, &f.Code, &document, &year, &f.Label, &f.Table); err != nil {
			return w.explain(op, err)
		}
		if f.CodeScheme != scheme || f.Code != code {
			done()
			scheme, code, last = f.CodeScheme, f.Code, ""
		}
		if document != last {
			last = document
			readings = append(readings, &gongkai.Reading{Digest: gongkai.DigestOf([]byte(document)), Document: gongkai.DocumentInfo{FiscalYear: int(year)}})
		}
		r := readings[len(readings)-1]
		r.Facts = append(r.Facts, f)
	}
	done()
	if err := rows.Err(); err != nil || t.rows() == 0 {
		return w.explain(op, err)
	}
	in, err := t.take(w.http)
	if err != nil {
		return w.explain(op, err)
	}
	return w.explain(op, w.send(ctx, in))
}

// learntRows are rows of dim_learnt_code; a list goes in as one block, so that
// the newest is there as a whole.
type learntRows struct {
	rowset
	scheme               *words
	code, name           *texts
	level                *numbers[uint8]
	parent               *texts
	first, last          *numbers[uint16]
	documents            *numbers[uint32]
	cofog                *words
	names                *textLists
	each                 *numberLists[uint32]
	firstYears, lastYear *numberLists[uint16]
	conflict             *numbers[bool]
	at                   *times
}

func newLearntRows() *learntRows {
	t := &learntRows{rowset: rowset{table: "dim_learnt_code"}}
	r := &t.rowset
	t.scheme, t.code, t.name = wordsOf(r, "code_scheme"), textsOf(r, "code"), textsOf(r, "name")
	t.level, t.parent = numbersOf[uint8](r, "level"), textsOf(r, "parent")
	t.first, t.last, t.documents = numbersOf[uint16](r, "first_year"), numbersOf[uint16](r, "last_year"), numbersOf[uint32](r, "documents")
	t.cofog, t.names, t.each = wordsOf(r, "cofog"), with(r, "names", &textLists{}), with(r, "name_documents", &numberLists[uint32]{})
	t.firstYears, t.lastYear = with(r, "name_first_years", &numberLists[uint16]{}), with(r, "name_last_years", &numberLists[uint16]{})
	t.conflict, t.at = numbersOf[bool](r, "conflict"), with(r, "updated_at", &times{})
	return t
}

func (t *learntRows) add(c *gongkai.LearntCode, at time.Time) {
	t.scheme.put(c.Scheme)
	t.code.put(c.Code)
	t.name.put(c.Name)
	t.level.put(clamp[uint8](c.Level))
	t.parent.put(c.Parent)
	t.first.put(clamp[uint16](c.FirstYear))
	t.last.put(clamp[uint16](c.LastYear))
	t.documents.put(clamp[uint32](c.Documents))
	t.cofog.put(c.COFOG)
	var names []string
	var each []uint32
	var first, last []uint16
	for _, n := range c.Names {
		names, each = append(names, n.Name), append(each, clamp[uint32](n.Documents))
		first, last = append(first, clamp[uint16](n.FirstYear)), append(last, clamp[uint16](n.LastYear))
	}
	t.names.put(names)
	t.each.put(each)
	t.firstYears.put(first)
	t.lastYear.put(last)
	t.conflict.put(c.Conflict)
	t.at.put(&at)
}
