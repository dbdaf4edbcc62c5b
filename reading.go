package gongkai

import "slices"

import (
	"strconv"
	"strings"
)

// Reading is what one document says; it is the object that `gongkai inspect
// --json` prints. Slices are never nil.
type Reading struct {
	Outcome
	Digest     Digest   `json:"digest"`
	MediaType  string   `json:"media_type"`
	PageCount  int      `json:"page_count"`
	ImagePages []int    `json:"image_pages"`
	Reader     string   `json:"reader"`
	Versions   Versions `json:"versions"`

	// Document is whose disclosure it is; of a file that holds several, the first.
	Document DocumentInfo `json:"document"`
	// Portions are the disclosures of a file that holds several: the units of a
	// department, or two years. It is empty for all other files. Tables,
	// Narrative, Declarations and Checks say whose they are; facts, targets and
	// doubts are their table's.
	Portions     []Portion      `json:"portions"`
	Tables       []TableReading `json:"tables"`
	Facts        []Fact         `json:"facts"`
	Narrative    []Statement    `json:"narrative"`
	Targets      []Target       `json:"targets"`
	Declarations []Declaration  `json:"declarations"`
	Checks       []Check        `json:"checks"`
	// Doubts are the tables whose figures do not add up perhaps only because of
	// how they were read.
	Doubts []Doubt `json:"doubts"`
}

// DoubtPages are the pages, ascending from 1, that another reader must read to
// judge the tables in doubt: those that they stand on, and the page before each,
// where a caption may be.
func (r *Reading) DoubtPages() []int {
	var pages []int
	for _, d := range r.Doubts {
		if d.Table >= len(r.Tables) {
			return nil
		}
		for i, n := range r.Tables[d.Table].Pages {
			if i == 0 && n > 1 {
				pages = append(pages, n-1)
			}
			pages = append(pages, n)
		}
	}
	slices.Sort(pages)
	return slices.Compact(pages)
}

// Choice is what came of reading a doubtful table a second time.
type Choice string

const (
	// ChoiceOpen: it was not read a second time.
	ChoiceOpen Choice = "open"
	// ChoiceAgreed: both readers place every figure alike; it is printed so.
	ChoiceAgreed Choice = "agreed"
	// ChoiceSecond: the second reader's placement of the same digits is taken,
	// because more identities hold with it.
	ChoiceSecond Choice = "second"
	// ChoiceFirst: the readers differ, and the first one's placement is kept.
	ChoiceFirst Choice = "first"
)

// Doubt is a table that is to be read again, by another reader.
type Doubt struct {
	// Table indexes Reading.Tables; Page is the first of its pages in doubt.
	Table int `json:"table"`
	Page  int `json:"page"`
	// Checks that fail in it, roots only.
	Checks []string `json:"checks"`
	// Reason in words.
	Reason string `json:"reason"`
	Choice Choice `json:"choice"`
	// Reader whose placement stands, and Other that was asked too.
	Reader string `json:"reader"`
	Other  string `json:"other"`
	// Differences are the cells that the two place differently.
	Differences []Difference `json:"differences"`
}

// Difference is a cell as two readers place it.
type Difference struct {
	Row   int    `json:"row"`
	Col   int    `json:"col"`
	Text  string `json:"text"`
	Other string `json:"other"`
}

// Stage is the point of the budget cycle that a document reports.
type Stage string

const (
	// StageBudget is 预算.
	StageBudget Stage = "budget"
	// StageFinal is 决算, final accounts.
	StageFinal Stage = "final"
)

// Scope is whose money a document covers; a department's file is never summed
// with those of its units.
type Scope string

const (
	// ScopeUnit is 单位: one unit alone.
	ScopeUnit Scope = "unit"
	// ScopeDepartment is 部门: a department with its units, 汇总.
	ScopeDepartment Scope = "department"
	// ScopeBoth: one file speaks of the department's budget and of a unit's
	// without saying which tables are whose; where it does, it has Portions.
	ScopeBoth Scope = "both"
)

// Edition tells a later edition of a disclosure from the first.
type Edition string

const (
	// EditionFirst: nothing says that it replaces another.
	EditionFirst Edition = ""
	// EditionCorrected: 更正, 更新, 修订, 重新公开.
	EditionCorrected Edition = "corrected"
	// EditionAdjusted: the budget as adjusted in the course of the year, 调整预算.
	EditionAdjusted Edition = "adjusted"
)

// Portion is one of several disclosures that stand in one file, each judged as
// if it were alone.
type Portion struct {
	Outcome
	DocumentInfo
	// Pages that it stands on, from 1, ascending.
	Pages []int `json:"pages"`
}

// Disclosed lists the disclosures of the file: its portions, or the one that it
// is. Elements that say Portion index this list.
func (r *Reading) Disclosed() []Portion {
	if len(r.Portions) > 0 {
		return r.Portions
	}
	return []Portion{{Outcome: r.Outcome, DocumentInfo: r.Document}}
}

// PortionOf is the index in Disclosed of the disclosure that table belongs to.
func (r *Reading) PortionOf(table int) int {
	if table >= 0 && table < len(r.Tables) {
		return r.Tables[table].Portion
	}
	return 0
}

// PortionKey names the k-th disclosure of a file among all: the 64 hex digits
// of the file's digest, from the second on with -2, -3 … behind them.
func PortionKey(file Digest, k int) string {
	if k == 0 {
		return file.Hex()
	}
	return file.Hex() + "-" + strconv.Itoa(k+1)
}

// FileOfPortion is the file that a PortionKey is of: its 64 hex digits.
func FileOfPortion(key string) string {
	file, _, _ := strings.Cut(key, "-")
	return file
}

// Part is which part of a disclosure a document holds.
type Part string

const (
	// PartWhole: narrative and tables.
	PartWhole Part = "whole"
	// PartNarrative: text whose tables are in another file.
	PartNarrative Part = "narrative"
	// PartTables: tables whose text is in another file.
	PartTables Part = "tables"
)

// DocumentInfo is who published what for which year, as the document itself
// says; never taken from a file name or a date of publication.
type DocumentInfo struct {
	// Title as printed on the cover, lines joined.
	Title string `json:"title"`
	// Unit is the publishing unit (单位) and UnitCode its local code (140009).
	Unit     string `json:"unit"`
	UnitCode string `json:"unit_code"`
	// UnitID names the unit across years (see UnitID); "" where its region or
	// name is not known.
	UnitID string `json:"unit_id"`
	// Department is the unit's department (主管部门), DepartmentCode its code.
	Department     string `json:"department"`
	DepartmentCode string `json:"department_code"`
	// Region is the six-digit division code (行政区划代码) of the fiscal year;
	// RegionSuccessors are those that hold the territory today of one that was
	// abolished since, and absent for all others.
	Region           string   `json:"region"`
	RegionSuccessors []string `json:"region_successors,omitempty"`
	// FiscalYear is 0 where the document does not say.
	FiscalYear int   `json:"fiscal_year"`
	Stage      Stage `json:"stage"`
	Scope      Scope `json:"scope"`
	// Family is the kind of document: unit_budget, department_budget,
	// unit_final, department_final; for an unrelated document what it is
	// instead: government_budget, performance_evaluation, notice, ….
	Family  string  `json:"family"`
	Edition Edition `json:"edition"`
	Part    Part    `json:"part"`
}

// TableState says what became of a table. The states are different things and
// stay so through the warehouse.
type TableState string

const (
	// TableData: at least one amount or filled value is printed.
	TableData TableState = "data"
	// TableBlank: the grid is there (or the table is declared empty) and holds
	// no amounts.
	TableBlank TableState = "blank"
	// TableTemplate: an unfilled form with its placeholders (指标1：…).
	TableTemplate TableState = "template"
	// TableMissing: every attachment was read, none has it and nobody declared
	// it empty. Saying so accuses someone in public.
	TableMissing TableState = "missing"
	// TableElsewhere: another file of the same disclosure has it.
	TableElsewhere TableState = "elsewhere"
	// TableUnreadable: an attachment that may hold it could not be read.
	TableUnreadable TableState = "unreadable"
	// TableUnknown: a lone file without any grid says nothing about it.
	TableUnknown TableState = "unknown"
)

// TableKind tells statutory tables from all others.
type TableKind string

const (
	// TableStatutory: one of the tables that must be published.
	TableStatutory TableKind = "statutory"
	// TableOther: the catalogue, an organisation list, assets, scores.
	TableOther TableKind = "other"
)

// TableReading is one table of a document with its meaning.
type TableReading struct {
	// Key is the registry's: "gpb_by_function", "F05"; "" when Kind is other.
	Key    string `json:"key"`
	Number string `json:"number"`
	Title  string `json:"title"`
	// Portion indexes Reading.Disclosed.
	Portion int `json:"portion"`
	// Owner as printed after 单位名称：, or "".
	Owner string `json:"owner"`
	// Pages from 1; empty when no grid was found.
	Pages []int `json:"pages"`
	// CurrencyUnit is 元 or 万元, or "".
	CurrencyUnit string     `json:"currency_unit"`
	State        TableState `json:"state"`
	Kind         TableKind  `json:"kind"`
	// DeclaredEmpty: the catalogue or the text says that it is empty (空表),
	// for the reason in EmptyReason (不涉及).
	DeclaredEmpty bool   `json:"declared_empty"`
	EmptyReason   string `json:"empty_reason"`
	// Confidence in Key, from 0 to 1.
	Confidence float64 `json:"confidence"`
	Method     Method  `json:"method"`
	// HeaderRows counts the rows at the top of Rows that are its header.
	HeaderRows int `json:"header_rows"`
	// Rows is the whole table as printed (see Table.Grid).
	Rows  [][]string `json:"rows"`
	Cells []Cell     `json:"cells"`
}
