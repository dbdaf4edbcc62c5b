package load

import "gongkai"

// amountRows are rows of fact_amount; whoever adds puts the key.
type amountRows struct {
	rowset
	key                                 keyColumns
	id                                  *texts
	tableKey                            *words
	tableIndex, row, col                *numbers[uint32]
	rowKind                             *words
	level                               *numbers[uint8]
	basis, fund                         *words
	label                               *texts
	path                                *wordLists
	rowUnit                             *texts
	code, codeScheme, econCode, govCode *words
	item, panel                         *words
	columnPath                          *wordLists
	measure, state                      *words
	amount, value                       *decimals
	valueUnit                           *words
	raw                                 *texts
	place                               placeColumns
	versions                            *words
}

func newAmountRows() *amountRows {
	t := &amountRows{rowset: rowset{table: "fact_amount"}}
	r := &t.rowset
	t.key = newKeyColumns(r)
	t.id, t.tableKey = textsOf(r, "id"), wordsOf(r, "table_key")
	t.tableIndex, t.row, t.col = numbersOf[uint32](r, "table_index"), numbersOf[uint32](r, "row"), numbersOf[uint32](r, "col")
	t.rowKind, t.level = wordsOf(r, "row_kind"), numbersOf[uint8](r, "level")
	t.basis, t.fund, t.label = wordsOf(r, "basis"), wordsOf(r, "fund"), textsOf(r, "label")
	t.path = with(r, "path", &wordLists{})
	t.rowUnit = textsOf(r, "row_unit")
	t.code, t.codeScheme = wordsOf(r, "code"), wordsOf(r, "code_scheme")
	t.econCode, t.govCode = wordsOf(r, "econ_code"), wordsOf(r, "gov_code")
	t.item, t.panel = wordsOf(r, "item"), wordsOf(r, "panel")
	t.columnPath = with(r, "column_path", &wordLists{})
	t.measure, t.state = wordsOf(r, "measure"), wordsOf(r, "state")
	t.amount, t.value = moneyOf(r, "amount"), valueOf(r, "value")
	t.money = t.amount
	t.valueUnit, t.raw = wordsOf(r, "value_unit"), textsOf(r, "raw")
	t.place = newPlaceColumns(r)
	t.versions = wordsOf(r, "versions")
	return t
}

// repeat puts the key of the last n rows.
func (t *amountRows) repeat(k *key, n int) {
	t.key.repeat(k, n)
	t.versions.repeat(k.versions, n)
}

func (t *amountRows) rows() int { return t.id.length() }

func (t *amountRows) add(f *gongkai.Fact) {
	t.id.put(f.ID)
	t.tableKey.put(f.Table)
	t.tableIndex.put(clamp[uint32](f.TableIndex))
	t.row.put(clamp[uint32](f.Row))
	t.col.put(clamp[uint32](f.Col))
	t.rowKind.put(string(f.RowKind))
	t.level.put(clamp[uint8](f.Level))
	t.basis.put(f.Basis)
	t.fund.put(f.Fund)
	t.label.put(f.Label)
	t.path.put(f.Path)
	t.rowUnit.put(f.RowUnit)
	t.code.put(f.Code)
	t.codeScheme.put(f.CodeScheme)
	t.econCode.put(f.EconCode)
	t.govCode.put(f.GovCode)
	t.item.put(f.Item)
	t.panel.put(f.Panel)
	t.columnPath.put(f.Column)
	t.measure.put(f.Measure)
	t.state.put(string(f.State))
	t.amount.put(money(f.Amount))
	t.value.put(f.Value)
	t.valueUnit.put(f.ValueUnit)
	t.raw.put(f.Raw)
	t.place.put(f.Page, f.Box)
}

// narrativeRows are rows of fact_narrative.
type narrativeRows struct {
	rowset
	key                  keyColumns
	id, section, subject *texts
	measure, kind        *words
	code, codeScheme     *words
	value                *decimals
	unit                 *words
	amount               *decimals
	direction            *words
	delta, deltaAmount   *decimals
	percent              *decimals
	reason, raw          *texts
	place                placeColumns
	versions             *words
}

func newNarrativeRows() *narrativeRows {
	t := &narrativeRows{rowset: rowset{table: "fact_narrative"}}
	r := &t.rowset
	t.key = newKeyColumns(r)
	t.id, t.section, t.subject = textsOf(r, "id"), textsOf(r, "section"), textsOf(r, "subject")
	t.measure, t.kind = wordsOf(r, "measure"), wordsOf(r, "kind")
	t.code, t.codeScheme = wordsOf(r, "code"), wordsOf(r, "code_scheme")
	t.value, t.unit = valueOf(r, "value"), wordsOf(r, "value_unit")
	t.amount, t.direction = moneyOf(r, "amount"), wordsOf(r, "direction")
	t.money = t.amount
	t.delta, t.deltaAmount, t.percent = valueOf(r, "delta"), moneyOf(r, "delta_amount"), valueOf(r, "percent")
	t.reason, t.raw = textsOf(r, "reason"), textsOf(r, "raw")
	t.place = newPlaceColumns(r)
	t.versions = wordsOf(r, "versions")
	return t
}

func (t *narrativeRows) add(k *key, s *gongkai.Statement) {
	t.key.put(k)
	t.id.put(s.ID)
	t.section.put(s.Section)
	t.subject.put(s.Subject)
	t.measure.put(s.Measure)
	t.kind.put(string(s.Kind))
	t.code.put(s.Code)
	t.codeScheme.put(s.CodeScheme)
	t.value.put(printed(s.Value))
	t.unit.put(s.Unit)
	t.amount.put(money(s.Amount))
	t.direction.put(string(s.Direction))
	t.delta.put(printed(s.Delta))
	t.deltaAmount.put(money(s.DeltaAmount))
	t.percent.put(printed(s.Percent))
	t.reason.put(s.Reason)
	t.raw.put(s.Raw)
	t.place.put(s.Page, s.Box)
	t.versions.put(k.versions)
}

// targetRows are rows of fact_target.
type targetRows struct {
	rowset
	key                    keyColumns
	tableKey               *words
	tableIndex, row        *numbers[uint32]
	project, projectKey    *texts
	level1, level2, level3 *words
	content                *texts
	operator               *words
	number                 *decimals
	unit                   *words
	raw                    *texts
	place                  placeColumns
	versions               *words
}

func newTargetRows() *targetRows {
	t := &targetRows{rowset: rowset{table: "fact_target"}}
	r := &t.rowset
	t.key = newKeyColumns(r)
	t.tableKey, t.tableIndex, t.row = wordsOf(r, "table_key"), numbersOf[uint32](r, "table_index"), numbersOf[uint32](r, "row")
	t.project, t.projectKey = textsOf(r, "project"), textsOf(r, "project_key")
	t.level1, t.level2, t.level3 = wordsOf(r, "level1"), wordsOf(r, "level2"), wordsOf(r, "level3")
	t.content, t.operator, t.number = textsOf(r, "content"), wordsOf(r, "operator"), valueOf(r, "number")
	t.unit, t.raw = wordsOf(r, "number_unit"), textsOf(r, "raw")
	t.place = newPlaceColumns(r)
	t.versions = wordsOf(r, "versions")
	return t
}

func (t *targetRows) add(k *key, row int, g *gongkai.Target) {
	t.key.put(k)
	t.tableKey.put(g.Key)
	t.tableIndex.put(clamp[uint32](g.Table))
	t.row.put(clamp[uint32](row))
	t.project.put(g.Project)
	t.projectKey.put(nameKey(g.Project))
	t.level1.put(g.Level1)
	t.level2.put(g.Level2)
	t.level3.put(g.Level3)
	t.content.put(g.Content)
	t.operator.put(g.Operator)
	t.number.put(printed(g.Number))
	t.unit.put(g.Unit)
	t.raw.put(g.Raw)
	t.place.put(g.Page, g.Box)
	t.versions.put(k.versions)
}
