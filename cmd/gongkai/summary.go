package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"gongkai"
)

// Words for people; the codes of --json stand beside them where there is room.
var (
	stateWords = map[gongkai.TableState]string{
		gongkai.TableData: "有数据", gongkai.TableBlank: "空白", gongkai.TableTemplate: "未填", gongkai.TableMissing: "缺失",
		gongkai.TableElsewhere: "在另一文件", gongkai.TableUnreadable: "不可读", gongkai.TableUnknown: "不明",
	}
	stageWords  = map[gongkai.Stage]string{gongkai.StageBudget: "预算", gongkai.StageFinal: "决算"}
	scopeWords  = map[gongkai.Scope]string{gongkai.ScopeUnit: "单位", gongkai.ScopeDepartment: "部门"}
	statusWords = map[gongkai.Status]string{
		gongkai.StatusOK: "可读", gongkai.StatusScanned: "扫描件", gongkai.StatusNotPDF: "非 PDF", gongkai.StatusEncrypted: "加密",
		gongkai.StatusDamaged: "损坏", gongkai.StatusUnrelated: "无关", gongkai.StatusBlocked: "被拒", gongkai.StatusTimeout: "超时",
		gongkai.StatusTooLarge: "过大", gongkai.StatusCrashed: "崩溃",
	}
)

// word is a code's Chinese term with the code: "空白 blank".
func word[K ~string](words map[K]string, code K) string {
	return strings.TrimSpace(words[code] + " " + string(code))
}

// summaryChecks bounds the failed checks of a summary; --json has them all.
const summaryChecks = 20

// plainTable is a table without lines but one under its head, as `query` prints.
func plainTable() table.Writer {
	w := table.NewWriter()
	w.SetStyle(table.StyleLight)
	w.Style().Options = table.Options{SeparateHeader: true}
	w.Style().Box.PaddingLeft, w.Style().Box.PaddingRight = "", "  "
	w.Style().Format.Header = 0 // as written
	w.SuppressTrailingSpaces()
	return w
}

// narrow is the width of a terminal below which a summary leaves things out.
const narrow = 110

// printSummary prints what a person wants to know of a file, fitted to the
// terminal where there is one.
func (a *app) printSummary(file string, r *gongkai.Reading) error {
	var b strings.Builder
	wide := width(a.stdout)
	fmt.Fprintf(&b, "%s\n  状态 %s", file, r.Status)
	if r.Reason != "" {
		fmt.Fprintf(&b, "：%s", r.Reason)
	}
	fmt.Fprintf(&b, "  页数 %d", r.PageCount)
	if len(r.ImagePages) > 0 {
		fmt.Fprintf(&b, "（图像页 %s）", pageList(r.ImagePages))
	}
	b.WriteByte('\n')
	if r.Status == gongkai.StatusOK {
		d := r.Document
		line(&b, wide, "  标题 "+d.Title)
		line(&b, wide, "  单位 "+strings.TrimSpace(d.Unit+" "+d.UnitCode))
		if d.Department != "" && d.Department != d.Unit {
			line(&b, wide, "  部门 "+strings.TrimSpace(d.Department+" "+d.DepartmentCode))
		}
		line(&b, wide, fmt.Sprintf("  地区 %s  年度 %s  阶段 %s  口径 %s", known(d.Region), year(d.FiscalYear), word(stageWords, d.Stage), word(scopeWords, d.Scope)))
		b.WriteByte('\n')
		b.WriteString(indent(tableList(r, wide)))
		b.WriteByte('\n')
		checkList(&b, r, wide)
	}
	b.WriteByte('\n')
	_, err := io.WriteString(a.stdout, b.String())
	return err
}

// line cuts a line to the width of the terminal.
func line(b *strings.Builder, wide int, s string) {
	if wide > 0 {
		s = snip(s, wide)
	}
	b.WriteString(strings.TrimRight(s, " ") + "\n")
}

func indent(s string) string { return "  " + strings.ReplaceAll(s, "\n", "\n  ") + "\n" }

func known(s string) string {
	if s == "" {
		return "不明"
	}
	return s
}

func year(n int) string {
	if n == 0 {
		return "不明"
	}
	return strconv.Itoa(n)
}

// tableList is the list of tables with their states. On a narrow terminal the
// key is left out: --table takes the number as well.
func tableList(r *gongkai.Reading, wide int) string {
	w := plainTable()
	short := wide > 0 && wide < narrow
	head := table.Row{"#", "表", "名称", "状态", "页", "单位", "行"}
	if !short {
		head = append(head, "键")
	}
	w.AppendHeader(head)
	taken := 0
	for i := range r.Tables {
		t := &r.Tables[i]
		state := stateWords[t.State]
		if !short {
			state = word(stateWords, t.State)
		}
		if t.DeclaredEmpty {
			state += "（注明空表）"
		}
		row := table.Row{i + 1, t.Number, t.Title, state, pageList(t.Pages), t.CurrencyUnit, len(t.Rows)}
		rest := text.StringWidthWithoutEscSequences(fmt.Sprint(i+1, t.Number, state, pageList(t.Pages), t.CurrencyUnit, len(t.Rows)))
		if !short {
			row = append(row, t.Key)
			rest += text.StringWidthWithoutEscSequences(t.Key)
		}
		taken = max(taken, rest)
		w.AppendRow(row)
	}
	columns := []table.ColumnConfig{{Number: 1, Align: text.AlignRight}, {Number: 7, Align: text.AlignRight, AlignHeader: text.AlignRight}}
	if wide > 0 {
		columns = append(columns, table.ColumnConfig{Number: 3, WidthMax: max(16, wide-taken-2*len(head)-6), WidthMaxEnforcer: snipMiddle})
	}
	w.SetColumnConfigs(columns)
	return w.Render()
}

// checkList counts what was read and names the checks that fail.
func checkList(b *strings.Builder, r *gongkai.Reading, wide int) {
	verdicts := map[gongkai.Verdict]int{}
	for i := range r.Checks {
		verdicts[r.Checks[i].Verdict]++
	}
	line(b, wide, fmt.Sprintf("  数据 %d 条  文字 %d 条  绩效 %d 条", len(r.Facts), len(r.Narrative), len(r.Targets)))
	line(b, wide, fmt.Sprintf("  勾稽 %d 条：成立 %d，四舍五入 %d，不成立 %d", len(r.Checks),
		verdicts[gongkai.VerdictHolds], verdicts[gongkai.VerdictRounding], verdicts[gongkai.VerdictFails]))
	follow := map[string]int{}
	for i := range r.Checks {
		follow[r.Checks[i].Root]++
	}
	said := 0
	for i := range r.Checks {
		c := &r.Checks[i]
		if c.Verdict != gongkai.VerdictFails || c.Root != "" {
			continue
		}
		if said++; said > summaryChecks {
			continue
		}
		more := ""
		if n := follow[c.ID]; n > 0 {
			more = fmt.Sprintf("（另有 %d 条由此而来）", n)
		}
		line(b, wide, fmt.Sprintf("  × %s：%s ≠ %s%s", c.SentenceZH, side(c.LHS), side(c.RHS), more))
	}
	if said > summaryChecks {
		line(b, wide, fmt.Sprintf("  … 另有 %d 条不成立，见 --json", said-summaryChecks))
	}
}

// side of a check.
func side(s string) string {
	if s == "" {
		return "（无）"
	}
	return s
}

// pageList names pages as ranges: 24–25, 30.
func pageList(list []int) string {
	var parts []string
	for i := 0; i < len(list); {
		k := i
		for k+1 < len(list) && list[k+1] == list[k]+1 {
			k++
		}
		if part := strconv.Itoa(list[i]); k > i {
			parts = append(parts, part+"–"+strconv.Itoa(list[k]))
		} else {
			parts = append(parts, part)
		}
		i = k + 1
	}
	return strings.Join(parts, ", ")
}
