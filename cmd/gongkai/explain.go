package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"gongkai"
	"gongkai/load"
)

func (a *app) explainCommand() *cobra.Command {
	var s load.Selector
	var asJSON bool
	var picture string
	c := &cobra.Command{
		Use: "explain [ID]", Short: "where a number comes from: document, page, cell, checks", Args: cobra.MaximumNArgs(1),
		Long: `explain follows a number back to the page: the value, its document with address,
time of capture and digest, its page, cell and printed text, and the checks it
takes part in. ID names a cell or a statement (column id of v_amount and
v_narrative); else --unit and --year, with --code, --stage and --measure, name
numbers of current editions. --png writes the page with the cell framed.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				s.ID = args[0]
			}
			if (s.ID == "") == (s.Unit == "") || s.Unit != "" && s.Year == 0 {
				return usageError{errors.New("give an ID, or --unit and --year")}
			}
			w, err := a.filledWarehouse(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { _ = w.Close() }()
			traces, err := w.Trace(cmd.Context(), s)
			if err != nil {
				return err
			}
			if picture != "" {
				if len(traces) != 1 {
					return usageError{fmt.Errorf("--png draws one number, these are %d: give an ID", len(traces))}
				}
				if err := a.mark(cmd.Context(), &traces[0], picture); err != nil {
					return err
				}
			}
			if asJSON {
				e := json.NewEncoder(a.stdout)
				e.SetEscapeHTML(false)
				e.SetIndent("", "  ")
				return e.Encode(traces)
			}
			var b strings.Builder
			for i := range traces {
				explain(&b, &traces[i])
			}
			_, err = fmt.Fprint(a.stdout, b.String())
			return err
		},
	}
	f := c.Flags()
	f.StringVar(&s.Unit, "unit", "", "unit: its name, a part of it, or its unit_id")
	f.IntVar(&s.Year, "year", 0, "fiscal year")
	f.StringVar(&s.Code, "code", "", "code of the row: 2080101")
	f.StringVar(&s.Stage, "stage", "", "budget or final")
	f.StringVar(&s.Measure, "measure", "", "what the column counts: total, personnel, …")
	f.BoolVar(&asJSON, "json", false, "print the whole object")
	f.StringVar(&picture, "png", "", "write the page here, the cell marked")
	return c
}

// explain writes a trace for people, Chinese first.
func explain(b *strings.Builder, t *load.Trace) {
	line := func(name, format string, args ...any) {
		if text := fmt.Sprintf(format, args...); strings.TrimSpace(text) != "" {
			fmt.Fprintf(b, "  %s  %s\n", name, text)
		}
	}
	fmt.Fprintf(b, "%s %d年%s（%s）：%s = %s\n", t.Unit, t.Year, named(t.Stage), named(t.Scope), strings.Join(append(t.Path[:len(t.Path):len(t.Path)], suffix(t)...), " › "), value(t))
	line("编号", "%s", t.ID)
	line("原文", "%s", t.Raw)
	if t.Kind == "cell" {
		line("位置", "%s %s（%s）第%d页，第%d行第%d列，%s", t.Number, t.Table, t.TableKey, t.Page, t.Row+1, t.Col+1, box(t))
		line("列　", "%s（%s）", strings.Join(t.Column, " › "), t.Measure)
	} else {
		line("位置", "第%d页，%s，%s", t.Page, t.Section, box(t))
	}
	line("科目", "%s", t.Code)
	edition := "现行版本"
	if !t.Current {
		edition = "已被后来版本替代"
	}
	line("文档", "%s（%s）", t.Title, edition)
	line("摘要", "sha256:%s", gongkai.FileOfPortion(t.Document))
	for _, c := range t.Captures {
		published := ""
		if c.Published != nil {
			published = "，发布于" + c.Published.Format("2006-01-02")
		}
		line("网址", "%s", c.URL)
		line("　　", "抓取于%s UTC%s，HTTP %d，%d字节，见 %s", c.Fetched.UTC().Format("2006-01-02 15:04:05"), published, c.Status, c.Size, c.Article)
	}
	line("读取", "%s，版本 %s，装载 %s", t.Reader, t.Versions, t.Load)
	for i := range t.Checks {
		c := &t.Checks[i]
		mark := map[string]string{"holds": "✓", "rounding": "≈", "fails": "×"}[c.Verdict]
		line("勾稽", "%s %s：%s 与 %s", mark, c.SentenceZH, c.LHS, c.RHS)
	}
	if len(t.Checks) == 0 {
		line("勾稽", "未参与任何检查")
	}
	b.WriteByte('\n')
}

func suffix(t *load.Trace) []string {
	if n := len(t.Path); n > 0 && t.Path[n-1] == t.Label || t.Label == "" {
		return nil
	}
	return []string{t.Label}
}

// value as people read it: blank is not zero.
func value(t *load.Trace) string {
	switch {
	case t.Amount != nil:
		return t.Amount.StringFixed(2) + "元"
	case t.Value != nil:
		return t.Value.String() + t.ValueUnit
	case t.State == "blank":
		return "空白"
	}
	return "“" + t.Raw + "”"
}

func box(t *load.Trace) string {
	return fmt.Sprintf("[%.2f %.2f %.2f %.2f]点", t.X0, t.Y0, t.X1, t.Y1)
}

// named is the Chinese for a stage or scope.
func named(s string) string {
	if zh := map[string]string{"budget": "预算", "final": "决算", "unit": "单位", "department": "部门"}[s]; zh != "" {
		return zh
	}
	return s
}
