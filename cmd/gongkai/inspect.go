package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"gongkai"
	"gongkai/transform"
)

type inspectOptions struct {
	json, csv bool
	table     string
	render    int
	dpi       int
	overlay   bool
	output    string
}

func (a *app) inspectCommand() *cobra.Command {
	var o inspectOptions
	c := &cobra.Command{
		Use: "inspect FILE…", Short: "read local files and print what they say", Args: cobra.MinimumNArgs(1),
		Long: `inspect reads each file through extraction, normalisation and checks and prints
a summary; --json prints the whole object, one line a file; --table KEY|N prints
one table (N counts from 1) as text, with --csv as CSV. It exits with 3 when a
file is not a disclosure that could be read.

--render PAGE -o FILE.png writes a page as a picture instead; --overlay draws the
cells that were found over it, a colour for each table, those that span several
rows or columns tinted.`,
		RunE: func(cmd *cobra.Command, files []string) error {
			if err := o.checkRender(files, cmd.Flags().Changed); err != nil {
				return err
			}
			return a.inspect(cmd.Context(), files, o)
		},
	}
	c.Flags().BoolVar(&o.json, "json", false, "print the whole object, one line a file")
	c.Flags().StringVar(&o.table, "table", "", "print one table: its key or its number in the file, from 1")
	c.Flags().BoolVar(&o.csv, "csv", false, "with --table: as CSV")
	c.Flags().IntVar(&o.render, "render", 0, "write this page, from 1, as a picture")
	c.Flags().StringVarP(&o.output, "output", "o", "", "with --render: the PNG file, - for standard output")
	c.Flags().BoolVar(&o.overlay, "overlay", false, "with --render: draw the cells that were found")
	c.Flags().IntVar(&o.dpi, "dpi", 144, "with --render: dots an inch")
	return c
}

func (a *app) inspect(ctx context.Context, files []string, o inspectOptions) error {
	if o.csv && o.table == "" {
		return usageError{errors.New("--csv goes with --table")}
	}
	pool, err := a.readers()
	if err != nil {
		return err
	}
	defer func() { _ = pool.Close() }()
	if o.render > 0 {
		return a.render(ctx, pool, files[0], o)
	}
	partial := false
	for _, f := range files {
		doc, err := pool.ReadFile(ctx, f)
		if err != nil {
			return inspectError(ctx, f, err)
		}
		r := transform.Read(doc, transform.Options{})
		if again, ok := pool.(interface {
			AgainFile(ctx context.Context, path string) (*gongkai.Document, error)
		}); ok && len(r.Doubts) > 0 {
			second, err := again.AgainFile(ctx, f)
			if err != nil {
				return inspectError(ctx, f, err)
			}
			r = transform.Reconsider(doc, second, transform.Options{})
		}
		partial = partial || r.Status != gongkai.StatusOK
		if err := a.printReading(f, &r, o); err != nil {
			return err
		}
	}
	if partial {
		return errPartial
	}
	return nil
}

func (a *app) printReading(file string, r *gongkai.Reading, o inspectOptions) error {
	switch {
	case o.json:
		e := json.NewEncoder(a.stdout)
		e.SetEscapeHTML(false)
		return e.Encode(r)
	case o.table != "":
		return a.printTable(r, o)
	}
	return a.printSummary(file, r)
}

// find picks a table by key or number.
func find(r *gongkai.Reading, name string) (*gongkai.TableReading, error) {
	if n, err := strconv.Atoi(name); err == nil && n >= 1 && n <= len(r.Tables) {
		return &r.Tables[n-1], nil
	}
	var keys []string
	for i := range r.Tables {
		if r.Tables[i].Key == name {
			return &r.Tables[i], nil
		}
		keys = append(keys, fmt.Sprintf("%d %s", i+1, r.Tables[i].Key))
	}
	return nil, usageError{fmt.Errorf("no table %q; there are: %s", name, strings.Join(keys, ", "))}
}

func (a *app) printTable(r *gongkai.Reading, o inspectOptions) error {
	t, err := find(r, o.table)
	if err != nil {
		return err
	}
	if o.csv {
		w := csv.NewWriter(a.stdout)
		if err := w.WriteAll(t.Rows); err != nil {
			return err
		}
		return w.Error()
	}
	w := table.NewWriter()
	w.SetStyle(table.StyleLight)
	for i, row := range t.Rows {
		cells := make(table.Row, len(row))
		for k, c := range row {
			cells[k] = c
		}
		if i < t.HeaderRows {
			w.AppendHeader(cells)
		} else {
			w.AppendRow(cells)
		}
	}
	_, err = fmt.Fprintf(a.stdout, "%s %s  单位：%s\n%s\n", t.Number, t.Title, t.CurrencyUnit, w.Render())
	return err
}

func (a *app) printSummary(file string, r *gongkai.Reading) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n  状态 %s", file, r.Status)
	if r.Reason != "" {
		fmt.Fprintf(&b, "：%s", r.Reason)
	}
	fmt.Fprintf(&b, "  页数 %d", r.PageCount)
	if len(r.ImagePages) > 0 {
		fmt.Fprintf(&b, "（图像页 %v）", r.ImagePages)
	}
	b.WriteByte('\n')
	if r.Status == gongkai.StatusOK {
		d := r.Document
		fmt.Fprintf(&b, "  标题 %s\n  单位 %s %s  地区 %s  年度 %d  %s %s\n\n", d.Title, d.Unit, d.UnitCode, d.Region, d.FiscalYear, d.Stage, d.Scope)
		w := table.NewWriter()
		w.SetStyle(table.StyleLight)
		w.AppendHeader(table.Row{"#", "表", "名称", "键", "状态", "页", "单位", "行"})
		for i := range r.Tables {
			t := &r.Tables[i]
			state := string(t.State)
			if t.DeclaredEmpty {
				state += "（空表）"
			}
			w.AppendRow(table.Row{i + 1, t.Number, t.Title, t.Key, state, pages(t.Pages), t.CurrencyUnit, len(t.Rows)})
		}
		b.WriteString(w.Render())
		verdicts := map[gongkai.Verdict]int{}
		for i := range r.Checks {
			verdicts[r.Checks[i].Verdict]++
		}
		fmt.Fprintf(&b, "\n\n  数据 %d 条  文字 %d 条  绩效 %d 条  勾稽 %d 条：成立 %d，四舍五入 %d，不成立 %d\n", len(r.Facts), len(r.Narrative), len(r.Targets),
			len(r.Checks), verdicts[gongkai.VerdictHolds], verdicts[gongkai.VerdictRounding], verdicts[gongkai.VerdictFails])
		follow := map[string]int{}
		for i := range r.Checks {
			follow[r.Checks[i].Root]++
		}
		for i := range r.Checks {
			c := &r.Checks[i]
			if c.Verdict != gongkai.VerdictFails || c.Root != "" {
				continue
			}
			fmt.Fprintf(&b, "  × %s：%s ≠ %s", c.SentenceZH, c.LHS, c.RHS)
			if n := follow[c.ID]; n > 0 {
				fmt.Fprintf(&b, "（另有 %d 条由此而来）", n)
			}
			b.WriteByte('\n')
		}
	}
	_, err := fmt.Fprint(a.stdout, b.String())
	return err
}

// pages as ranges: 24–25.
func pages(list []int) string {
	switch {
	case len(list) == 0:
		return ""
	case len(list) == 1:
		return strconv.Itoa(list[0])
	}
	return fmt.Sprintf("%d–%d", list[0], list[len(list)-1])
}
