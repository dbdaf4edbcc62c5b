package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"gongkai"

	"github.com/shopspring/decimal"
)

// truth is what the seed says, in the shape of testdata/seed.truth.json; the
// package's doc.go describes it. It is worked out from seed.txt alone and
// shares no code with the stages that it judges.
type truth struct {
	Document  gongkai.DocumentInfo `json:"document"`
	Tables    []truthTable         `json:"tables"`
	Facts     []truthFact          `json:"facts"`
	Narrative []truthStatement     `json:"narrative"`
	Targets   []truthTarget        `json:"targets"`
	Checks    []truthCheck         `json:"checks"`
}

type truthTable struct {
	Key           string             `json:"key"`
	Number        string             `json:"number"`
	Title         string             `json:"title"`
	State         gongkai.TableState `json:"state"`
	CurrencyUnit  string             `json:"currency_unit"`
	DeclaredEmpty bool               `json:"declared_empty"`
	EmptyReason   string             `json:"empty_reason"`

	owner string
	grid  *grid
}

type truthFact struct {
	Table      string            `json:"table"`
	Row        int               `json:"row"`
	Col        int               `json:"col"`
	Label      string            `json:"label"`
	Path       []string          `json:"path"`
	Column     []string          `json:"column"`
	Panel      string            `json:"panel"`
	Code       string            `json:"code"`
	CodeScheme string            `json:"code_scheme"`
	GovCode    string            `json:"gov_code"`
	Basis      string            `json:"basis"`
	Item       string            `json:"item"`
	RowKind    gongkai.RowKind   `json:"row_kind"`
	Level      int               `json:"level"`
	Measure    string            `json:"measure"`
	State      gongkai.CellState `json:"state"`
	Amount     *gongkai.Yuan     `json:"amount"`
}

type truthTarget struct {
	Table    string `json:"table"`
	Project  string `json:"project"`
	Level1   string `json:"level1"`
	Level2   string `json:"level2"`
	Content  string `json:"content"`
	Operator string `json:"operator"`
	Number   string `json:"number"`
	Unit     string `json:"unit"`
	Raw      string `json:"raw"`
}

// seedTruth works the truth out of the seed's blocks.
func seedTruth(blocks []block) (*truth, error) {
	t := &truth{Document: gongkai.DocumentInfo{
		Title:          "西安市高陵区人力资源和社会保障信息中心2023年单位预算公开说明",
		Unit:           "西安市高陵区人力资源和社会保障信息中心",
		UnitCode:       "140009",
		Department:     "西安市高陵区人力资源和社会保障局",
		DepartmentCode: "140",
		Region:         "610117",
		FiscalYear:     2023,
		Stage:          gongkai.StageBudget,
		Scope:          gongkai.ScopeUnit,
		Family:         "unit_budget",
		Part:           gongkai.PartWhole,
		UnitID:         gongkai.UnitID("610117", "人力资源和社会保障信息中心"), // without its place
	}}
	declared := t.gatherTables(blocks)
	for i := range t.Tables {
		table := &t.Tables[i]
		if reason, ok := declared[table.Number]; ok {
			table.DeclaredEmpty, table.EmptyReason = true, reason
		}
		if table.grid != nil {
			t.Facts = append(t.Facts, tableFacts(table)...)
		}
		table.State = t.stateOf(table)
		if table.State == gongkai.TableData && (table.Key == "kpi_project" || table.Key == "kpi_overall") {
			t.Targets = append(t.Targets, tableTargets(table)...)
		}
	}
	var err error
	if t.Narrative, err = narrate(blocks); err != nil {
		return nil, err
	}
	t.Checks = seedChecks(t, blocks)
	return t, nil
}

// gatherTables finds the captions and what is below them, and returns the
// reasons of the tables that the catalogue declares empty (是否空表: 是).
func (t *truth) gatherTables(blocks []block) map[string]string {
	declared := map[string]string{}
	var next truthTable
	for _, b := range blocks {
		switch b.kind {
		case "number":
			next = truthTable{Number: strings.ReplaceAll(b.text, " ", "")}
		case "title":
			next.Title = b.text
		case "owner":
			next.owner = strings.TrimPrefix(b.text, "单位名称：")
		case "unit":
			next.CurrencyUnit = strings.TrimPrefix(b.text, "单位：")
		case "nogrid":
			next.Key = b.table.key
			t.Tables = append(t.Tables, next)
		case "table":
			if b.table.key == "catalogue" {
				for _, row := range b.table.rows[1:] {
					if row[2] == "是" {
						declared[row[0]] = row[3]
					}
				}
				continue
			}
			next.Key, next.grid = b.table.key, b.table
			if next.CurrencyUnit == "" {
				next.CurrencyUnit = "万元" // in a label of the form: 资金金额 (万元)
			}
			t.Tables = append(t.Tables, next)
		}
	}
	return declared
}

func (t *truth) stateOf(table *truthTable) gongkai.TableState {
	switch {
	case table.grid == nil && table.DeclaredEmpty:
		return gongkai.TableBlank
	case table.grid == nil:
		return gongkai.TableMissing
	}
	for _, f := range t.Facts {
		if f.Table == table.Key && f.State == gongkai.CellNumber {
			return gongkai.TableData
		}
	}
	for _, row := range table.grid.rows {
		if slices.Contains(row, "指标 1:") {
			return gongkai.TableTemplate
		}
	}
	return gongkai.TableBlank
}

var spaces = strings.NewReplacer(" ", "")

// tableTargets reads the rows below 一级指标 | 二级指标 | 指标内容 | 指标值.
func tableTargets(table *truthTable) []truthTarget {
	g := table.grid
	project := ""
	var targets []truthTarget
	inside := false
	for r, row := range g.rows {
		if row[0] == "项目名称" {
			project = row[2]
		}
		if row[1] == "一级指标" {
			inside = true
			continue
		}
		if !inside {
			continue
		}
		at := func(col int) string { or, oc := g.owner(r, col); return spaces.Replace(g.rows[or][oc]) }
		target := truthTarget{Table: table.Key, Project: project, Level1: at(1), Level2: at(2), Content: at(3), Raw: row[4]}
		if row[3] == mergeLeft {
			target.Level2 = "" // 成本指标: the content stands in the column of 二级指标 too
		}
		target.Operator, target.Number, target.Unit = targetValue(row[4])
		targets = append(targets, target)
	}
	return targets
}

var valueText = regexp.MustCompile(`^([≥≤])?(\d+(?:\.\d+)?) ?(\S+)$`)

func targetValue(raw string) (operator, number, unit string) {
	m := valueText.FindStringSubmatch(raw)
	if m == nil {
		return "text", "", ""
	}
	operator, number, unit = m[1], m[2], m[3]
	if operator == "" {
		operator = "="
	}
	if unit == "年度" {
		operator = "period"
	}
	return operator, number, unit
}

// amountOf reads a printed amount in the table's unit as yuan.
func amountOf(raw, unit string) *gongkai.Yuan {
	if raw == "" {
		return nil
	}
	d := decimal.RequireFromString(strings.ReplaceAll(raw, ",", ""))
	if unit == "万元" {
		d = d.Shift(4)
	}
	return &gongkai.Yuan{Decimal: d}
}

// encodeTruth writes one fact a line, so that a difference can be read.
func encodeTruth(t *truth) ([]byte, error) {
	var out bytes.Buffer
	line := func(v any) (string, error) {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		err := e.Encode(v)
		return strings.TrimSpace(b.String()), err
	}
	head, err := line(t.Document)
	if err != nil {
		return nil, fmt.Errorf("truth: %w", err)
	}
	fmt.Fprintf(&out, "{\n\"document\": %s", head)
	lists := []struct {
		name string
		n    int
		at   func(int) any
	}{
		{"tables", len(t.Tables), func(i int) any { return t.Tables[i] }},
		{"facts", len(t.Facts), func(i int) any { return t.Facts[i] }},
		{"narrative", len(t.Narrative), func(i int) any { return t.Narrative[i] }},
		{"targets", len(t.Targets), func(i int) any { return t.Targets[i] }},
		{"checks", len(t.Checks), func(i int) any { return t.Checks[i] }},
	}
	for _, list := range lists {
		fmt.Fprintf(&out, ",\n%q: [", list.name)
		for i := range list.n {
			text, err := line(list.at(i))
			if err != nil {
				return nil, fmt.Errorf("truth: %s: %w", list.name, err)
			}
			if i > 0 {
				out.WriteByte(',')
			}
			out.WriteString("\n" + text)
		}
		out.WriteString("\n]")
	}
	out.WriteString("\n}\n")
	return out.Bytes(), nil
}
