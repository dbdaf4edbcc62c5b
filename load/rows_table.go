package load

import "gongkai"

// tableRows are rows of fact_table.
type tableRows struct {
	rowset
	key                       keyColumns
	tableIndex                *slice[uint32]
	tableKey, number, title   *slice[string]
	kind, state               *slice[string]
	declaredEmpty             *slice[bool]
	emptyReason, currencyUnit *slice[string]
	pages                     *slice[[]uint32]
	method                    *slice[string]
	confidence                *slice[float32]
	numbers, blanks           *slice[uint32]
}

func newTableRows() *tableRows {
	t := &tableRows{rowset: rowset{name: "fact_table"}}
	r := &t.rowset
	t.key = newKeyColumns(r)
	t.tableIndex, t.tableKey = col[uint32](r, "table_index"), col[string](r, "table_key")
	t.number, t.title = col[string](r, "number"), col[string](r, "title")
	t.kind, t.state = col[string](r, "kind"), col[string](r, "state")
	t.declaredEmpty, t.emptyReason = col[bool](r, "declared_empty"), col[string](r, "empty_reason")
	t.currencyUnit, t.pages = col[string](r, "currency_unit"), col[[]uint32](r, "pages")
	t.method, t.confidence = col[string](r, "method"), col[float32](r, "confidence")
	t.numbers, t.blanks = col[uint32](r, "numbers"), col[uint32](r, "blanks")
	return t
}

// add takes a table and how many of its amount cells hold a number and none.
func (t *tableRows) add(k *key, index int, r *gongkai.TableReading, numbers, blanks int) {
	t.key.put(k)
	t.tableIndex.put(clamp[uint32](index))
	t.tableKey.put(r.Key)
	t.number.put(clean(r.Number))
	t.title.put(clean(r.Title))
	t.kind.put(string(r.Kind))
	t.state.put(string(r.State))
	t.declaredEmpty.put(r.DeclaredEmpty)
	t.emptyReason.put(clean(r.EmptyReason))
	t.currencyUnit.put(clean(r.CurrencyUnit))
	pages := make([]uint32, len(r.Pages))
	for i, p := range r.Pages {
		pages[i] = clamp[uint32](p)
	}
	t.pages.put(pages)
	t.method.put(string(r.Method))
	t.confidence.put(float32(r.Confidence))
	t.numbers.put(clamp[uint32](numbers))
	t.blanks.put(clamp[uint32](blanks))
}

// checkRows are rows of fact_check.
type checkRows struct {
	rowset
	key                    keyColumns
	id, kind, verdict      *slice[string]
	lhs, rhs, tolerance    *slice[string]
	operands               *slice[[]string]
	sentenceZH, sentenceEN *slice[string]
	cause                  *slice[string]
}

func newCheckRows() *checkRows {
	t := &checkRows{rowset: rowset{name: "fact_check"}}
	r := &t.rowset
	t.key = newKeyColumns(r)
	t.id, t.kind, t.verdict = col[string](r, "id"), col[string](r, "kind"), col[string](r, "verdict")
	t.lhs, t.rhs, t.tolerance = col[string](r, "lhs"), col[string](r, "rhs"), col[string](r, "tolerance")
	t.operands = col[[]string](r, "operands")
	t.sentenceZH, t.sentenceEN = col[string](r, "sentence_zh"), col[string](r, "sentence_en")
	t.cause = col[string](r, "cause")
	return t
}

func (t *checkRows) add(k *key, c *gongkai.Check) {
	t.key.put(k)
	t.id.put(clean(c.ID))
	t.kind.put(c.Kind)
	t.verdict.put(string(c.Verdict))
	t.lhs.put(clean(c.LHS))
	t.rhs.put(clean(c.RHS))
	t.tolerance.put(clean(c.Tolerance))
	t.operands.put(cleanAll(c.Operands))
	t.sentenceZH.put(clean(c.SentenceZH))
	t.sentenceEN.put(clean(c.SentenceEN))
	t.cause.put(string(c.Cause))
}
