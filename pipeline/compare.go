package pipeline

import (
	"fmt"
	"strings"

	"gongkai"
)

// Difference is a value that differs between two editions of a document.
type Difference struct {
	// Table is the registry key of a table, "" for a sentence.
	Table string `json:"table"`
	// What is the row, or the sentence's subject; Column the path of headers, or
	// the sentence's measure.
	What   string `json:"what"`
	Column string `json:"column"`
	// Before and After as printed; "" where an edition does not have it.
	Before string `json:"before"`
	After  string `json:"after"`
}

// Compare lists the values in which two editions differ: the amounts of tables
// by table, row and column, and the figures of sentences by subject and
// measure, in the order of the later edition, then what only the earlier has.
func Compare(before, after *gongkai.Reading) []Difference {
	list := differences(valuesOf(before), valuesOf(after))
	return append(list, differences(statementsOf(before), statementsOf(after))...)
}

// value is one printed value with what tells it apart.
type value struct {
	key, amount string
	Difference
}

// numbered tells values apart that say the same of themselves: the second one
// is the second one of the other edition too.
func numbered(list []value) []value {
	seen := map[string]int{}
	for i := range list {
		seen[list[i].key]++
		list[i].key = fmt.Sprint(list[i].key, "#", seen[list[i].key])
	}
	return list
}

func valuesOf(r *gongkai.Reading) []value {
	var list []value
	for _, f := range r.Facts {
		if f.Amount == nil && f.Value == nil {
			continue
		}
		label := f.Label
		if label == "" {
			label = f.Code
		}
		amount := f.Raw
		if f.Amount != nil {
			amount = fmt.Sprint(*f.Amount)
		}
		column := strings.Join(f.Column, "/")
		list = append(list, value{
			key:    strings.Join([]string{f.Table, f.Panel, f.RowUnit, f.Code, f.EconCode, f.GovCode, strings.Join(f.Path, "/"), f.Label, f.Basis, f.Measure, column}, "\x00"),
			amount: amount, Difference: Difference{Table: f.Table, What: label, Column: column, After: f.Raw},
		})
	}
	return numbered(list)
}

func statementsOf(r *gongkai.Reading) []value {
	var list []value
	for _, s := range r.Narrative {
		amount := s.Value + s.Unit
		list = append(list, value{
			key:    strings.Join([]string{s.Section, s.Subject, s.Measure, string(s.Kind), s.Code}, "\x00"),
			amount: amount, Difference: Difference{What: s.Subject, Column: s.Measure, After: amount},
		})
	}
	return numbered(list)
}

func differences(before, after []value) []Difference {
	old := make(map[string]value, len(before))
	for _, v := range before {
		old[v.key] = v
	}
	var list []Difference
	for _, v := range after {
		was, ok := old[v.key]
		delete(old, v.key)
		if ok && was.amount == v.amount {
			continue
		}
		d := v.Difference
		d.Before = was.After
		list = append(list, d)
	}
	for _, v := range before {
		if _, left := old[v.key]; left {
			d := v.Difference
			d.Before, d.After = v.After, ""
			list = append(list, d)
		}
	}
	return list
}
