package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/dustin/go-humanize"
	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"gongkai"
	"gongkai/load"
)

// foundLines bounds each list of what the demo found.
const foundLines = 40

// answer is a named question's rows by column name, as text for people.
type answer []map[string]string

func answered(ctx context.Context, w *load.Warehouse, name string) (answer, error) {
	rows, err := w.Ask(ctx, name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var all answer
	for rows.Next() {
		row := map[string]string{}
		for i, v := range rows.Values() {
			if v != nil {
				row[rows.Columns()[i].Name] = fmt.Sprint(v)
			}
		}
		all = append(all, row)
	}
	return all, rows.Err()
}

// found prints what the warehouse holds now: its documents with their totals,
// the checks that fail, and the files that could not be read.
func (a *app) found(ctx context.Context) error {
	w, err := a.filledWarehouse(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = w.Close() }()
	answers := map[string]answer{}
	for _, name := range []string{"documents", "total_budget", "failed_checks", "unreadable"} {
		if answers[name], err = answered(ctx, w, name); err != nil {
			return err
		}
	}
	var b strings.Builder
	wide := width(a.stdout)
	documentList(&b, wide, answers["documents"], answers["total_budget"])
	list(&b, wide, "勾稽不成立 failed checks", answers["failed_checks"], func(row map[string]string) string {
		return fmt.Sprintf("× %s %s %s: %s（同类 %s 条）", row["unit"], row["fiscal_year"], stageWords[gongkai.Stage(row["stage"])], row["example_zh"], row["failed"])
	})
	list(&b, wide, "未能读取 not read", answers["unreadable"], func(row map[string]string) string {
		return fmt.Sprintf("- %s: %s  %s", word(statusWords, gongkai.Status(row["status"])), row["reason"], row["url"])
	})
	_, err = io.WriteString(a.stdout, b.String())
	return err
}

// documentList is a line a document, with what it announces to spend.
func documentList(b *strings.Builder, wide int, documents, totals answer) {
	key := func(row map[string]string) string {
		return row["region"] + "/" + row["unit"] + "/" + row["scope"] + "/" + row["fiscal_year"]
	}
	yuan := map[string]string{}
	for _, row := range totals {
		yuan[key(row)] = row["total_yuan"]
	}
	w := plainTable()
	w.AppendHeader(table.Row{"单位", "年度", "阶段", "页", "表", "数字", "勾稽", "不成立", "预算（元）"})
	w.AppendHeader(table.Row{"unit", "year", "stage", "pages", "tables", "numbers", "checks", "failed", "budget (yuan)"})
	for i, row := range documents {
		if i == foundLines {
			break
		}
		total := ""
		if row["stage"] == string(gongkai.StageBudget) && row["part"] != string(gongkai.PartNarrative) {
			total = grouped(yuan[key(row)])
		}
		w.AppendRow(table.Row{known(row["unit"]), row["fiscal_year"], stageWords[gongkai.Stage(row["stage"])],
			row["pages"], row["filled_tables"] + "/" + row["tables"], row["numbers"], row["checks"], row["failed_checks"], total})
	}
	var columns []table.ColumnConfig
	for n := 4; n <= 9; n++ {
		columns = append(columns, table.ColumnConfig{Number: n, Align: text.AlignRight, AlignHeader: text.AlignRight})
	}
	if wide > 0 {
		rest := 70
		if wide < narrow {
			columns[0].Hidden, columns[3].Hidden = true, true // pages and checks
			rest = 55
		}
		columns = append(columns, table.ColumnConfig{Number: 1, WidthMax: max(16, wide-rest), WidthMaxEnforcer: snipMiddle})
	}
	w.SetColumnConfigs(columns)
	fmt.Fprintf(b, "\n%s\n", w.Render())
	if n := len(documents) - foundLines; n > 0 {
		fmt.Fprintf(b, "… and %s more: gongkai query --name documents\n", count(n, "document"))
	}
}

// list prints a line for each row under a title, cut to the terminal.
func list(b *strings.Builder, wide int, title string, rows answer, say func(map[string]string) string) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s\n", title)
	for i, row := range rows {
		if i == foundLines {
			fmt.Fprintf(b, "… %s more\n", humanize.Comma(int64(len(rows)-foundLines)))
			break
		}
		line(b, wide, say(row))
	}
}

// grouped is an amount in yuan with its digits grouped: "823,063.90".
func grouped(s string) string {
	whole, rest, _ := strings.Cut(s, ".")
	if s == "" {
		return ""
	}
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	for len(rest) < 2 {
		rest += "0"
	}
	return sign + whole + "." + rest
}
