package gongkai

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/shopspring/decimal"
)

// RowKind says what a row is, so that nobody adds a total to its parts.
type RowKind string

const (
	RowTotal   RowKind = "total"    // 合计, 总计, 本年收入合计
	RowClass   RowKind = "class"    // 类: 208, 301
	RowSection RowKind = "section"  // 款 of the functional classification: 20801
	RowItem    RowKind = "item"     // 项 of the functional classification: 2080108; 款 of the economic one: 30101
	RowOfWhich RowKind = "of_which" // 其中：…, never added
	RowGroup   RowKind = "group"    // a line of an outline, or a department, with parts below it
	RowLeaf    RowKind = "leaf"     // a line without parts
)

// CellState tells blank, zero and text apart; they stay apart to the export.
type CellState string

const (
	CellNumber CellState = "number"
	CellBlank  CellState = "blank"
	CellDash   CellState = "dash" // -, —, 一: printed as "nothing"
	CellText   CellState = "text"
)

// Yuan is an amount of money in yuan (元); JSON writes it as a string with two
// decimals.
type Yuan struct{ decimal.Decimal }

// MarshalJSON writes "776452.54".
func (y Yuan) MarshalJSON() ([]byte, error) { return json.Marshal(y.StringFixed(2)) }

// UnmarshalJSON reads a string or a number.
func (y *Yuan) UnmarshalJSON(data []byte) error {
	if err := y.Decimal.UnmarshalJSON(data); err != nil {
		return fmt.Errorf("amount %s: %w", data, err)
	}
	return nil
}

// Fact is one amount cell of one table: blank cells too, so that blank never
// becomes zero.
type Fact struct {
	// ID is stable for the same bytes and place; see FactID.
	ID string `json:"id"`
	// Table is the registry key, TableIndex the table's place in
	// Reading.Tables; several tables can share one key.
	Table      string `json:"table"`
	TableIndex int    `json:"table_index"`
	// Row and Col index the table's rows as printed, from 0, headers included.
	Row int `json:"row"`
	Col int `json:"col"`

	RowKind RowKind `json:"row_kind"`
	// Level is the depth in the hierarchy: 0 for totals, 1 for 类 or 一、,
	// 2 for 款 or 1、 and so on.
	Level int `json:"level"`
	// Basis is basic (基本支出, 人员经费和公用经费) or project (项目支出,
	// 专项业务经费) where the row or column says so.
	Basis string `json:"basis"`
	// Fund is gpb (一般公共预算), gov_fund (政府性基金), state_capital
	// (国有资本经营) or fiscal where the row, column or table says so.
	Fund string `json:"fund"`
	// Label as printed; Path holds the labels from the top of the hierarchy
	// down to this one.
	Label string   `json:"label"`
	Path  []string `json:"path"`
	// RowUnit is the unit (预算单位) that the row is about in a table that
	// lists units, as printed; "" in others and in the rows of all units.
	RowUnit string `json:"row_unit"`
	// Code and its scheme: func (支出功能分类), dept_econ (部门预算支出经济分
	// 类), gov_econ (政府预算支出经济分类), unit. A row that prints codes of
	// several classifications has the first of these as Code, the others as
	// EconCode (部门经济) and GovCode (政府经济).
	Code       string `json:"code"`
	CodeScheme string `json:"code_scheme"`
	EconCode   string `json:"econ_code"`
	GovCode    string `json:"gov_code"`
	// Item is the registry's name of a line of an outline: "rev.gpb".
	Item string `json:"item"`
	// Panel of a table with side-by-side halves: revenue,
	// expenditure_by_function, expenditure_by_dept_econ, expenditure_by_gov_econ.
	Panel string `json:"panel"`
	// Column is the path of headers over the cell, top first.
	Column []string `json:"column"`
	// Measure is what the column counts: total, personnel, public, project, …
	Measure string `json:"measure"`

	State CellState `json:"state"`
	// Amount in yuan; nil unless the cell holds money.
	Amount *Yuan `json:"amount"`
	// Value is the number as printed, without separators, in ValueUnit (元,
	// 万元, 辆, %); nil when there is none.
	Value     *decimal.Decimal `json:"value"`
	ValueUnit string           `json:"value_unit"`
	// Raw is the printed text.
	Raw  string `json:"raw"`
	Page int    `json:"page"`
	Box  Box    `json:"bbox"`
}

// FactID names a cell of a table of a document: the first 16 hex digits of the
// SHA-256 over the document's digest and the cell's place.
func FactID(document Digest, table, row, col int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s/%d/%d/%d", document.Hex(), table, row, col))
	return hex.EncodeToString(sum[:8])
}

// StatementKind says how a statement's value is to be taken.
type StatementKind string

const (
	StatementMoney   StatementKind = "money"
	StatementCount   StatementKind = "count"
	StatementPercent StatementKind = "percent"
)

// Direction of a change against the year before.
type Direction string

const (
	DirectionUp   Direction = "up"
	DirectionDown Direction = "down"
	DirectionSame Direction = "same" // 无增减, 与上年持平
)

// Statement is one quantitative statement of the narrative (文字说明).
type Statement struct {
	// ID is stable for the same bytes and place in the text.
	ID string `json:"id"`
	// Section is the path of headings it stands under, joined by " / ".
	Section string `json:"section"`
	// Subject as printed: 工资福利支出.
	Subject string `json:"subject"`
	// Measure is the registry's name: total, amount, three_public.total,
	// meeting, training, staff.total, vehicles.stock, …
	Measure string        `json:"measure"`
	Kind    StatementKind `json:"kind"`
	// Code stands in the text or follows from it: 信息化建设（2080108）.
	Code       string `json:"code"`
	CodeScheme string `json:"code_scheme"`
	// Value as printed without separators, in Unit (万元, 人, 辆, %).
	Value string `json:"value"`
	Unit  string `json:"unit"`
	// Amount in yuan for money, else nil.
	Amount *Yuan `json:"amount"`
	// Direction, Delta (as printed, in Unit), DeltaAmount and Percent of the
	// change against the year before; "" where the text gives none.
	Direction   Direction `json:"direction"`
	Delta       string    `json:"delta"`
	DeltaAmount *Yuan     `json:"delta_amount"`
	Percent     string    `json:"percent"`
	// Reason that the text gives for the change.
	Reason string `json:"reason"`
	// Portion indexes Reading.Disclosed.
	Portion int `json:"portion"`
	// Raw is the clause the statement was read from.
	Raw  string `json:"raw"`
	Page int    `json:"page"`
	Box  Box    `json:"bbox"`
}

// Target is one row of a table of performance goals (绩效目标).
type Target struct {
	// Table indexes Reading.Tables.
	Table   int    `json:"table_index"`
	Key     string `json:"table"`
	Project string `json:"project"`
	// Level1 to Level3 are 一级指标, 二级指标, 三级指标 (the last often absent),
	// Content is 指标内容.
	Level1  string `json:"level1"`
	Level2  string `json:"level2"`
	Level3  string `json:"level3"`
	Content string `json:"content"`
	// Operator is one of = ≥ ≤ > <, "period" for a time (2023年度) and "text"
	// where there is no number.
	Operator string `json:"operator"`
	Number   string `json:"number"`
	Unit     string `json:"unit"`
	// Raw is 指标值 as printed.
	Raw  string `json:"raw"`
	Page int    `json:"page"`
	Box  Box    `json:"bbox"`
}
