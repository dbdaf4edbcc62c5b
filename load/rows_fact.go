package load

import (
	"github.com/shopspring/decimal"

	"gongkai"
)

// amountRows are rows of fact_amount.
type amountRows struct {
	rowset
	key                                    keyColumns
	id, tableKey                           *slice[string]
	tableIndex, row, col                   *slice[uint32]
	rowKind                                *slice[string]
	level                                  *slice[uint8]
	basis, fund, label                     *slice[string]
	path                                   *slice[[]string]
	code, codeScheme, govCode, item, panel *slice[string]
	columnPath                             *slice[[]string]
	measure, state                         *slice[string]
	amount, value                          *slice[*decimal.Decimal]
	valueUnit, raw                         *slice[string]
	place                                  placeColumns
}

func newAmountRows() *amountRows {
	t := &amountRows{rowset: rowset{name: "fact_amount", money: "amount"}}
	r := &t.rowset
	t.key = newKeyColumns(r)
	t.id, t.tableKey = col[string](r, "id"), col[string](r, "table_key")
	t.tableIndex, t.row, t.col = col[uint32](r, "table_index"), col[uint32](r, "row"), col[uint32](r, "col")
	t.rowKind, t.level = col[string](r, "row_kind"), col[uint8](r, "level")
	t.basis, t.fund, t.label = col[string](r, "basis"), col[string](r, "fund"), col[string](r, "label")
	t.path = col[[]string](r, "path")
	t.code, t.codeScheme, t.govCode = col[string](r, "code"), col[string](r, "code_scheme"), col[string](r, "gov_code")
	t.item, t.panel = col[string](r, "item"), col[string](r, "panel")
	t.columnPath = col[[]string](r, "column_path")
	t.measure, t.state = col[string](r, "measure"), col[string](r, "state")
	t.amount, t.value = col[*decimal.Decimal](r, "amount"), col[*decimal.Decimal](r, "value")
	t.valueUnit, t.raw = col[string](r, "value_unit"), col[string](r, "raw")
	t.place = newPlaceColumns(r)
	return t
}

func (t *amountRows) add(k *key, f *gongkai.Fact) {
	t.key.put(k)
	t.id.put(f.ID)
	t.tableKey.put(f.Table)
	t.tableIndex.put(clamp[uint32](f.TableIndex))
	t.row.put(clamp[uint32](f.Row))
	t.col.put(clamp[uint32](f.Col))
	t.rowKind.put(string(f.RowKind))
	t.level.put(clamp[uint8](f.Level))
	t.basis.put(f.Basis)
	t.fund.put(f.Fund)
	t.label.put(clean(f.Label))
	t.path.put(cleanAll(f.Path))
	t.code.put(clean(f.Code))
	t.codeScheme.put(f.CodeScheme)
	t.govCode.put(clean(f.GovCode))
	t.item.put(f.Item)
	t.panel.put(f.Panel)
	t.columnPath.put(cleanAll(f.Column))
	t.measure.put(f.Measure)
	t.state.put(string(f.State))
	t.amount.put(money(f.Amount))
	if f.Amount != nil {
		t.sum = t.sum.Add(f.Amount.Decimal)
	}
	t.value.put(f.Value)
	t.valueUnit.put(clean(f.ValueUnit))
	t.raw.put(clean(f.Raw))
	t.place.put(f.Page, f.Box)
}

// cleanAll cleans each; never nil, an array column has no NULL.
func cleanAll(in []string) []string {
	out := make([]string, len(in))
	for i, s := range in {
		out[i] = clean(s)
	}
	return out
}

// narrativeRows are rows of fact_narrative.
type narrativeRows struct {
	rowset
	key                         keyColumns
	id, section, subject        *slice[string]
	measure, kind               *slice[string]
	code, codeScheme            *slice[string]
	value                       *slice[*decimal.Decimal]
	unit                        *slice[string]
	amount                      *slice[*decimal.Decimal]
	direction                   *slice[string]
	delta, deltaAmount, percent *slice[*decimal.Decimal]
	reason, raw                 *slice[string]
	place                       placeColumns
}

func newNarrativeRows() *narrativeRows {
	t := &narrativeRows{rowset: rowset{name: "fact_narrative", money: "amount"}}
	r := &t.rowset
	t.key = newKeyColumns(r)
	t.id, t.section, t.subject = col[string](r, "id"), col[string](r, "section"), col[string](r, "subject")
	t.measure, t.kind = col[string](r, "measure"), col[string](r, "kind")
	t.code, t.codeScheme = col[string](r, "code"), col[string](r, "code_scheme")
	t.value, t.unit = col[*decimal.Decimal](r, "value"), col[string](r, "value_unit")
	t.amount, t.direction = col[*decimal.Decimal](r, "amount"), col[string](r, "direction")
	t.delta, t.deltaAmount = col[*decimal.Decimal](r, "delta"), col[*decimal.Decimal](r, "delta_amount")
	t.percent = col[*decimal.Decimal](r, "percent")
	t.reason, t.raw = col[string](r, "reason"), col[string](r, "raw")
	t.place = newPlaceColumns(r)
	return t
}

func (t *narrativeRows) add(k *key, s *gongkai.Statement) {
	t.key.put(k)
	t.id.put(s.ID)
	t.section.put(clean(s.Section))
	t.subject.put(clean(s.Subject))
	t.measure.put(s.Measure)
	t.kind.put(string(s.Kind))
	t.code.put(clean(s.Code))
	t.codeScheme.put(s.CodeScheme)
	t.value.put(printed(s.Value))
	t.unit.put(clean(s.Unit))
	t.amount.put(money(s.Amount))
	if s.Amount != nil {
		t.sum = t.sum.Add(s.Amount.Decimal)
	}
	t.direction.put(string(s.Direction))
	t.delta.put(printed(s.Delta))
	t.deltaAmount.put(money(s.DeltaAmount))
	t.percent.put(printed(s.Percent))
	t.reason.put(clean(s.Reason))
	t.raw.put(clean(s.Raw))
	t.place.put(s.Page, s.Box)
}

// targetRows are rows of fact_target.
type targetRows struct {
	rowset
	key                                      keyColumns
	tableKey                                 *slice[string]
	tableIndex, row                          *slice[uint32]
	project, level1, level2, level3, content *slice[string]
	operator                                 *slice[string]
	number                                   *slice[*decimal.Decimal]
	unit, raw                                *slice[string]
	place                                    placeColumns
}

func newTargetRows() *targetRows {
	t := &targetRows{rowset: rowset{name: "fact_target"}}
	r := &t.rowset
	t.key = newKeyColumns(r)
	t.tableKey, t.tableIndex, t.row = col[string](r, "table_key"), col[uint32](r, "table_index"), col[uint32](r, "row")
	t.project, t.level1, t.level2 = col[string](r, "project"), col[string](r, "level1"), col[string](r, "level2")
	t.level3, t.content = col[string](r, "level3"), col[string](r, "content")
	t.operator, t.number = col[string](r, "operator"), col[*decimal.Decimal](r, "number")
	t.unit, t.raw = col[string](r, "number_unit"), col[string](r, "raw")
	t.place = newPlaceColumns(r)
	return t
}

func (t *targetRows) add(k *key, row int, g *gongkai.Target) {
	t.key.put(k)
	t.tableKey.put(g.Key)
	t.tableIndex.put(clamp[uint32](g.Table))
	t.row.put(clamp[uint32](row))
	t.project.put(clean(g.Project))
	t.level1.put(clean(g.Level1))
	t.level2.put(clean(g.Level2))
	t.level3.put(clean(g.Level3))
	t.content.put(clean(g.Content))
	t.operator.put(g.Operator)
	t.number.put(printed(g.Number))
	t.unit.put(clean(g.Unit))
	t.raw.put(clean(g.Raw))
	t.place.put(g.Page, g.Box)
}
