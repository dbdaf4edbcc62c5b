package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/internal/hanzi"
	"gongkai/transform"
)

// independentTable is a table as somebody else read it.
type independentTable struct {
	Title string     `json:"title"`
	Rows  [][]string `json:"rows"`
}

// printedAmount leaves codes and counts out: 201, 06.
var printedAmount = regexp.MustCompile(`^-?(\d{1,3}(,\d{3})+(\.\d+)?|\d+\.\d+|0)$`)

// amountRow is the name of a row and its amounts by column, counted from the
// first of them: the other reading leaves out blank cells before the name.
type amountRow struct {
	name    string
	amounts map[int]string
}

func amountRows(rows [][]string) []amountRow {
	var out []amountRow
	for _, r := range rows {
		a, first := amountRow{amounts: map[int]string{}}, -1
		for c, text := range r {
			switch text = hanzi.Squeeze(text); {
			case printedAmount.MatchString(text):
				if first < 0 {
					first = c
				}
				a.amounts[c-first] = text
			case text != "":
				a.name += text + "|"
			}
		}
		if len(a.amounts) > 0 {
			out = append(out, a)
		}
	}
	return out
}

func (a amountRow) is(b amountRow) bool {
	if a.name != b.name || len(a.amounts) != len(b.amounts) {
		return false
	}
	for c, v := range a.amounts {
		if b.amounts[c] != v {
			return false
		}
	}
	return true
}

// TestIndependentReading compares all amounts of a document with how somebody
// else read it: each in the same row and column. Where we read more, the page
// says so: the last page of two tables holds nothing but their 合计.
func TestIndependentReading(t *testing.T) {
	base := filepath.Join(corpusDir, "上海普陀/上海市普陀区人民政府万里街道办事处24年预算")
	data, err := os.ReadFile(base + ".cells.json")
	if err != nil {
		t.Skip("no corpus of real disclosures beside the repository")
	}
	var theirs []independentTable
	if err := json.Unmarshal(data, &theirs); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(base + ".pdf")
	if err != nil {
		t.Fatal(err)
	}
	r := transform.Read(extract.Read(context.Background(), file, extract.Options{}), transform.Options{})
	ours := map[string][]amountRow{}
	for i := range r.Tables {
		ours[hanzi.Key(r.Tables[i].Title)] = amountRows(r.Tables[i].Rows)
	}
	missedByThem := map[string]string{
		"2024年部门收入预算总表 合计|": "printed on page 15 under the table's last rule",
		"2024年部门支出预算总表 合计|": "printed on page 20 under the table's last rule",
	}
	numbers := 0
	for _, x := range theirs {
		mine, next := ours[hanzi.Key(x.Title)], 0
		extra := func(list []amountRow) {
			for _, m := range list {
				if missedByThem[x.Title+" "+m.name] == "" {
					t.Errorf("%s: only we read %s %v", x.Title, m.name, m.amounts)
				}
			}
		}
		for _, row := range amountRows(x.Rows) {
			at := next
			for at < len(mine) && !mine[at].is(row) {
				at++
			}
			if at == len(mine) {
				t.Errorf("%s: no row %s %v", x.Title, strings.TrimSuffix(row.name, "|"), row.amounts)
				continue
			}
			extra(mine[next:at])
			numbers += len(row.amounts)
			next = at + 1
		}
		extra(mine[next:])
	}
	if numbers < 700 {
		t.Errorf("%d numbers compared: the independent reading has more", numbers)
	}
	t.Logf("%d numbers in the same row and column", numbers)
}
