package load

import "gongkai"

// tableRows are rows of fact_table.
type tableRows struct {
	rowset
	key             keyColumns
	tableIndex      *numbers[uint32]
	tableKey        *words
	number, title   *texts
	kind, state     *words
	declaredEmpty   *numbers[bool]
	emptyReason     *texts
	currencyUnit    *words
	pages           *numberLists[uint32]
	method          *words
	confidence      *numbers[float32]
	numbers, blanks *numbers[uint32]
	versions        *words
}

func newTableRows() *tableRows {
	t := &tableRows{rowset: rowset{table: "fact_table"}}
	r := &t.rowset
	t.key = newKeyColumns(r)
	t.tableIndex, t.tableKey = numbersOf[uint32](r, "table_index"), wordsOf(r, "table_key")
	t.number, t.title = textsOf(r, "number"), textsOf(r, "title")
	t.kind, t.state = wordsOf(r, "kind"), wordsOf(r, "state")
	t.declaredEmpty, t.emptyReason = numbersOf[bool](r, "declared_empty"), textsOf(r, "empty_reason")
	t.currencyUnit, t.pages = wordsOf(r, "currency_unit"), with(r, "pages", &numberLists[uint32]{})
	t.method, t.confidence = wordsOf(r, "method"), numbersOf[float32](r, "confidence")
	t.numbers, t.blanks = numbersOf[uint32](r, "numbers"), numbersOf[uint32](r, "blanks")
	t.versions = wordsOf(r, "versions")
	return t
}

// add takes a table and how many of its amount cells hold a number and none.
func (t *tableRows) add(k *key, index int, r *gongkai.TableReading, numbers, blanks int) {
	t.key.put(k)
	t.tableIndex.put(clamp[uint32](index))
	t.tableKey.put(r.Key)
	t.number.put(r.Number)
	t.title.put(r.Title)
	t.kind.put(string(r.Kind))
	t.state.put(string(r.State))
	t.declaredEmpty.put(r.DeclaredEmpty)
	t.emptyReason.put(r.EmptyReason)
	t.currencyUnit.put(r.CurrencyUnit)
	t.pages.put(clampAll(r.Pages))
	t.method.put(string(r.Method))
	t.confidence.put(float32(r.Confidence))
	t.numbers.put(clamp[uint32](numbers))
	t.blanks.put(clamp[uint32](blanks))
	t.versions.put(k.versions)
}

// checkRows are rows of fact_check.
type checkRows struct {
	rowset
	key                    keyColumns
	id                     *texts
	kind, verdict          *words
	lhs, rhs, tolerance    *texts
	toleranceReason        *words
	operands               *textLists
	left                   *numbers[uint32]
	sentenceZH, sentenceEN *texts
	cause                  *words
	root                   *texts
	versions               *words
}

func newCheckRows() *checkRows {
	t := &checkRows{rowset: rowset{table: "fact_check"}}
	r := &t.rowset
	t.key = newKeyColumns(r)
	t.id, t.kind, t.verdict = textsOf(r, "id"), wordsOf(r, "kind"), wordsOf(r, "verdict")
	t.lhs, t.rhs, t.tolerance = textsOf(r, "lhs"), textsOf(r, "rhs"), textsOf(r, "tolerance")
	t.toleranceReason = wordsOf(r, "tolerance_reason")
	t.operands, t.left = with(r, "operands", &textLists{}), numbersOf[uint32](r, "left_operands")
	t.sentenceZH, t.sentenceEN = textsOf(r, "sentence_zh"), textsOf(r, "sentence_en")
	t.cause, t.root = wordsOf(r, "cause"), textsOf(r, "root")
	t.versions = wordsOf(r, "versions")
	return t
}

func (t *checkRows) add(k *key, c *gongkai.Check) {
	t.key.put(k)
	t.id.put(c.ID)
	t.kind.put(c.Kind)
	t.verdict.put(string(c.Verdict))
	t.lhs.put(c.LHS)
	t.rhs.put(c.RHS)
	t.tolerance.put(c.Tolerance)
	t.toleranceReason.put(c.ToleranceReason)
	t.operands.put(c.Operands)
	t.left.put(clamp[uint32](c.Left))
	t.sentenceZH.put(c.SentenceZH)
	t.sentenceEN.put(c.SentenceEN)
	t.cause.put(string(c.Cause))
	t.root.put(c.Root)
	t.versions.put(k.versions)
}

// declarationRows are rows of fact_declaration.
type declarationRows struct {
	rowset
	key                  keyColumns
	order                *numbers[uint32]
	kind                 *words
	number, title        *texts
	tableIndex           *numbers[int32]
	empty                *numbers[bool]
	reason, subject, raw *texts
	place                placeColumns
	versions             *words
}

func newDeclarationRows() *declarationRows {
	t := &declarationRows{rowset: rowset{table: "fact_declaration"}}
	r := &t.rowset
	t.key = newKeyColumns(r)
	t.order, t.kind = numbersOf[uint32](r, "place"), wordsOf(r, "kind")
	t.number, t.title = textsOf(r, "number"), textsOf(r, "title")
	t.tableIndex, t.empty = numbersOf[int32](r, "table_index"), numbersOf[bool](r, "empty")
	t.reason, t.subject, t.raw = textsOf(r, "reason"), textsOf(r, "subject"), textsOf(r, "raw")
	t.place = newPlaceColumns(r)
	t.versions = wordsOf(r, "versions")
	return t
}

func (t *declarationRows) add(k *key, order int, d *gongkai.Declaration) {
	t.key.put(k)
	t.order.put(clamp[uint32](order))
	t.kind.put(string(d.Kind))
	t.number.put(d.Number)
	t.title.put(d.Title)
	t.tableIndex.put(int32(max(-1, min(d.Table, 1<<30))))
	t.empty.put(d.Empty)
	t.reason.put(d.Reason)
	t.subject.put(d.Subject)
	t.raw.put(d.Raw)
	t.place.put(d.Page, d.Box)
	t.versions.put(k.versions)
}

// doubtRows are rows of fact_doubt.
type doubtRows struct {
	rowset
	key               keyColumns
	tableIndex        *numbers[uint32]
	tableKey          *words
	page              *numbers[uint32]
	checks            *textLists
	reason            *texts
	choice            *words
	reader, other     *words
	rows, cols        *numberLists[uint32]
	texts, otherTexts *textLists
	versions          *words
}

func newDoubtRows() *doubtRows {
	t := &doubtRows{rowset: rowset{table: "fact_doubt"}}
	r := &t.rowset
	t.key = newKeyColumns(r)
	t.tableIndex, t.tableKey, t.page = numbersOf[uint32](r, "table_index"), wordsOf(r, "table_key"), numbersOf[uint32](r, "first_page")
	t.checks, t.reason, t.choice = with(r, "checks", &textLists{}), textsOf(r, "reason"), wordsOf(r, "choice")
	t.reader, t.other = wordsOf(r, "reader"), wordsOf(r, "other_reader")
	t.rows, t.cols = with(r, "rows", &numberLists[uint32]{}), with(r, "cols", &numberLists[uint32]{})
	t.texts, t.otherTexts = with(r, "texts", &textLists{}), with(r, "other_texts", &textLists{})
	t.versions = wordsOf(r, "versions")
	return t
}

func (t *doubtRows) add(k *key, r *gongkai.Reading, d *gongkai.Doubt) {
	t.key.put(k)
	t.tableIndex.put(clamp[uint32](d.Table))
	family := ""
	if d.Table >= 0 && d.Table < len(r.Tables) {
		family = r.Tables[d.Table].Key
	}
	t.tableKey.put(family)
	t.page.put(clamp[uint32](d.Page))
	t.checks.put(d.Checks)
	t.reason.put(d.Reason)
	t.choice.put(string(d.Choice))
	t.reader.put(d.Reader)
	t.other.put(d.Other)
	var rows, cols []uint32
	var texts, others []string
	for _, c := range d.Differences {
		rows, cols = append(rows, clamp[uint32](c.Row)), append(cols, clamp[uint32](c.Col))
		texts, others = append(texts, c.Text), append(others, c.Other)
	}
	t.rows.put(rows)
	t.cols.put(cols)
	t.texts.put(texts)
	t.otherTexts.put(others)
	t.versions.put(k.versions)
}
