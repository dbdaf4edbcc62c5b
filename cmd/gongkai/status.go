package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sort"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"gongkai"
	"gongkai/archive"
	"gongkai/load"
	"gongkai/pipeline"
)

func (a *app) statusCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "status", Short: "what was captured, processed, loaded, skipped and failed, and what waits", Args: cobra.NoArgs,
		Long: `status counts the captured documents by source: how many were read, are in the
warehouse, wait, were skipped (they are no disclosure that can be read) or
failed, and why. It takes no lock and can be asked while a run goes on.`,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.status(cmd.Context(), asJSON) },
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print one object")
	return c
}

// standing of one source.
type standing struct {
	Source string `json:"source"`
	// Pages and documents that were visited, and those that are due to be.
	Pages     int   `json:"pages"`
	Due       int   `json:"due"`
	Captured  int   `json:"captured"`
	Bytes     int64 `json:"bytes"`
	Processed int   `json:"processed"`
	Loaded    int   `json:"loaded"`
	Waiting   int   `json:"waiting"`
	Skipped   int   `json:"skipped"`
	Failed    int   `json:"failed"`
	// Last visit of a page or capture of a document.
	Last time.Time `json:"last"`
}

// reason is why documents or addresses of a source are not where they should be.
type reason struct {
	Source string `json:"source"`
	// State is waiting, skipped or failed.
	State  string `json:"state"`
	Reason string `json:"reason"`
	N      int    `json:"n"`
	// Example is the address of one of them, Detail its own reason in words.
	Example string `json:"example"`
	Detail  string `json:"detail"`
}

// report is what status prints.
type report struct {
	Data      string     `json:"data"`
	Warehouse string     `json:"warehouse"`
	Sources   []standing `json:"sources"`
	Reasons   []reason   `json:"reasons"`
}

// skipped are the outcomes that say something about the document: reading it
// again changes nothing. All others but ok are failures.
var skipped = map[gongkai.Status]bool{
	gongkai.StatusScanned: true, gongkai.StatusNotPDF: true, gongkai.StatusEncrypted: true, gongkai.StatusUnrelated: true,
}

func (a *app) status(ctx context.Context, asJSON bool) error {
	view, err := archive.OpenView(ctx, a.data())
	if errors.Is(err, fs.ErrNotExist) && !asJSON {
		_, err := fmt.Fprintf(a.stdout, "nothing was captured in %s yet; gongkai run crawls the sources, gongkai demo shows how\n", a.data())
		return err
	}
	if err != nil {
		return err
	}
	defer func() { _ = view.Close() }()
	r, err := a.report(ctx, view)
	if err != nil {
		return err
	}
	if asJSON {
		e := json.NewEncoder(a.stdout)
		e.SetEscapeHTML(false)
		return e.Encode(r)
	}
	_, err = io.WriteString(a.stdout, r.text(width(a.stdout)))
	return err
}

// report gathers what the catalogue knows.
func (a *app) report(ctx context.Context, view *archive.View) (*report, error) {
	all, err := pipeline.Standings(ctx, view, versions, a.warehouseName())
	if err != nil {
		return nil, err
	}
	failures, err := view.Failures(ctx)
	if err != nil {
		return nil, err
	}
	visits, err := view.Visits(ctx, time.Now())
	if err != nil {
		return nil, err
	}
	t := tally{sources: map[string]*standing{}, reasons: map[reason]*reason{}}
	for _, s := range all {
		t.document(s)
	}
	for _, f := range failures {
		t.of(f.Source).Failed++
		t.reason(f.Source, "failed", "not fetched: "+f.Reason, f.URL, strings.TrimPrefix(f.Detail, f.Reason+": "))
	}
	for source, n := range visits {
		s := t.of(source)
		s.Pages, s.Due = n.Visited, n.Due
		if n.Last.After(s.Last) {
			s.Last = n.Last
		}
	}
	r := &report{Data: a.data(), Warehouse: load.Redacted(a.warehouse()), Sources: []standing{}, Reasons: []reason{}}
	for _, s := range t.sources {
		r.Sources = append(r.Sources, *s)
	}
	sort.Slice(r.Sources, func(i, k int) bool { return r.Sources[i].Source < r.Sources[k].Source })
	for _, x := range t.reasons {
		r.Reasons = append(r.Reasons, *x)
	}
	sort.Slice(r.Reasons, func(i, k int) bool {
		x, y := r.Reasons[i], r.Reasons[k]
		if x.Source != y.Source {
			return x.Source < y.Source
		}
		if x.State != y.State {
			return x.State > y.State // waiting, skipped, failed
		}
		return x.N > y.N || x.N == y.N && x.Reason < y.Reason
	})
	return r, nil
}

// tally adds up by source and by reason.
type tally struct {
	sources map[string]*standing
	reasons map[reason]*reason
}

func (t *tally) of(source string) *standing {
	s := t.sources[source]
	if s == nil {
		s = &standing{Source: source}
		t.sources[source] = s
	}
	return s
}

func (t *tally) reason(source, state, why, example, detail string) {
	key := reason{Source: source, State: state, Reason: why}
	x := t.reasons[key]
	if x == nil {
		x = &reason{Source: source, State: state, Reason: why, Example: example, Detail: detail}
		t.reasons[key] = x
	}
	x.N++
}

// document counts a document with the source that found it first.
func (t *tally) document(d pipeline.Standing) {
	c := d.Captures[0]
	s := t.of(c.Source)
	s.Captured++
	s.Bytes += c.Size
	for _, c := range d.Captures {
		if c.FetchedAt.After(s.Last) {
			s.Last = c.FetchedAt
		}
	}
	status := d.Read.Status
	if status != "" {
		s.Processed++
	}
	if d.Loaded {
		s.Loaded++
	}
	switch {
	case d.Process != "":
		s.Waiting++
		t.reason(c.Source, "waiting", "to be processed: "+string(d.Process), c.URL, "")
	case d.Load != "":
		s.Waiting++
		t.reason(c.Source, "waiting", "to be loaded: "+string(d.Load), c.URL, "")
	}
	switch {
	case d.Refused != "":
		s.Failed++
		t.reason(c.Source, "failed", "does not fit the warehouse", c.URL, d.Refused)
	case skipped[status]:
		s.Skipped++
		t.reason(c.Source, "skipped", string(status), c.URL, d.Read.Reason)
	case status != "" && status != gongkai.StatusOK:
		s.Failed++
		t.reason(c.Source, "failed", string(status), c.URL, d.Read.Reason)
	}
}

var stateLabels = map[string]string{"waiting": "等待", "skipped": "跳过", "failed": "失败"}

// text is the report for people; wide is 0 where there is no terminal.
func (r *report) text(wide int) string {
	var b strings.Builder
	documents, bytes, pages, due := 0, int64(0), 0, 0
	for _, s := range r.Sources {
		documents, bytes, pages, due = documents+s.Captured, bytes+s.Bytes, pages+s.Pages, due+s.Due
	}
	line(&b, wide, fmt.Sprintf("数据 data       %s: %s, %s", r.Data, count(documents, "document"), size(bytes)))
	line(&b, wide, fmt.Sprintf("网址 frontier   %s visited, %s due", count(pages, "address"), amount(due)))
	line(&b, wide, "仓库 warehouse  "+r.Warehouse)
	b.WriteByte('\n')
	if len(r.Sources) == 0 {
		b.WriteString("nothing was captured yet\n")
		return b.String()
	}
	w := plainTable()
	w.AppendHeader(table.Row{"来源", "抓取", "处理", "装载", "等待", "跳过", "失败", "最近抓取"})
	w.AppendHeader(table.Row{"source", "captured", "read", "loaded", "waiting", "skipped", "failed", "last visit"})
	for _, s := range r.Sources {
		w.AppendRow(table.Row{s.Source, amount(s.Captured), amount(s.Processed), amount(s.Loaded), amount(s.Waiting), amount(s.Skipped), amount(s.Failed), when(s.Last)})
	}
	var columns []table.ColumnConfig
	for n := 2; n <= 7; n++ {
		columns = append(columns, table.ColumnConfig{Number: n, Align: text.AlignRight, AlignHeader: text.AlignRight})
	}
	w.SetColumnConfigs(columns)
	b.WriteString(w.Render() + "\n")
	if len(r.Reasons) == 0 {
		return b.String()
	}
	w = plainTable()
	w.AppendHeader(table.Row{"来源 source", "状态 state", "件 n", "原因 reason"})
	for _, x := range r.Reasons {
		why := x.Reason
		if x.Detail != "" {
			why += ": " + oneLine(x.Detail)
		}
		w.AppendRow(table.Row{x.Source, stateLabels[x.State] + " " + x.State, amount(x.N), why})
		if x.State == "failed" {
			w.AppendRow(table.Row{"", "", "", "  " + x.Example})
		}
	}
	columns = []table.ColumnConfig{{Number: 3, Align: text.AlignRight, AlignHeader: text.AlignRight}}
	if wide > 0 {
		taken := 0
		for _, x := range r.Reasons {
			taken = max(taken, text.StringWidthWithoutEscSequences(x.Source))
		}
		columns = append(columns, table.ColumnConfig{Number: 4, WidthMax: max(20, wide-max(taken, 11)-12-7-8), WidthMaxEnforcer: snip})
	}
	w.SetColumnConfigs(columns)
	b.WriteString("\n" + w.Render() + "\n")
	return b.String()
}

// when is a time where the operator is.
func when(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.Local().Format("2006-01-02 15:04")
}
