package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"gongkai"
	"gongkai/archive"
	"gongkai/pipeline"
)

func (a *app) changesCommand() *cobra.Command {
	var since string
	var asJSON bool
	c := &cobra.Command{
		Use: "changes", Short: "what was published, replaced, withdrawn or copied, and which values differ", Args: cobra.NoArgs,
		Long: `changes lists what happened on the sites: documents that are new, were replaced
under their URL, copied to another URL or article, that their article no longer
links (vanished) or links again (returned), and pages that are gone. Where both
editions of a replaced document are read, the values that differ are listed.`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			from, err := sinceTime(since, time.Now())
			if err != nil {
				return usageError{err}
			}
			return a.changes(cmd.Context(), from, asJSON)
		},
	}
	c.Flags().StringVar(&since, "since", "7d", "a day (2026-03-01, Asia/Shanghai) or a span (36h, 7d)")
	c.Flags().BoolVar(&asJSON, "json", false, "one JSON object per line")
	return c
}

// shanghai is the clock of all sites.
var shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

// sinceTime reads --since.
func sinceTime(s string, now time.Time) (time.Time, error) {
	if t, err := time.ParseInLocation(time.DateOnly, s, shanghai); err == nil {
		return t, nil
	}
	var days float64
	var unit rune
	if n, err := fmt.Sscanf(s, "%f%c", &days, &unit); err == nil && n == 2 && unit == 'd' && days >= 0 {
		return now.Add(-time.Duration(days * 24 * float64(time.Hour))), nil
	}
	if d, err := time.ParseDuration(s); err == nil && d >= 0 {
		return now.Add(-d), nil
	}
	return time.Time{}, fmt.Errorf("--since %q: want a day (2026-03-01) or a span (36h, 7d)", s)
}

// changed is a line of the verb's JSON.
type changed struct {
	gongkai.Change
	Differences []pipeline.Difference `json:"differences,omitempty"`
}

func (a *app) changes(ctx context.Context, since time.Time, asJSON bool) error {
	store, err := archive.Open(ctx, a.data())
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	list, err := store.Changes(ctx, since)
	if err != nil {
		return err
	}
	w := table.NewWriter()
	w.SetStyle(table.StyleLight)
	w.AppendHeader(table.Row{"when", "source", "change", "published", "document"})
	w.SetColumnConfigs([]table.ColumnConfig{{Number: 5, WidthMax: 80, WidthMaxEnforcer: text.WrapHard}})
	out := json.NewEncoder(a.stdout)
	out.SetEscapeHTML(false)
	for _, c := range list {
		line := changed{Change: c}
		if c.Kind == gongkai.ChangeReplaced {
			if line.Differences, err = valueDifferences(ctx, store, c); err != nil {
				return err
			}
		}
		if asJSON {
			if err := out.Encode(line); err != nil {
				return err
			}
			continue
		}
		w.AppendRow(table.Row{c.At.In(shanghai).Format("2006-01-02 15:04"), c.Source, c.Kind, c.Published, c.Title + "\n" + c.URL})
		for _, d := range line.Differences {
			w.AppendRow(table.Row{"", "", "value", d.Table, fmt.Sprintf("%s %s: %s → %s", d.What, d.Column, orNone(d.Before), orNone(d.After))})
		}
	}
	if asJSON {
		return nil
	}
	if len(list) == 0 {
		_, err = fmt.Fprintf(a.stdout, "nothing changed since %s\n", since.In(shanghai).Format("2006-01-02 15:04"))
		return err
	}
	_, err = fmt.Fprintln(a.stdout, w.Render())
	return err
}

func orNone(s string) string {
	if s == "" {
		return "(none)"
	}
	return s
}

// valueDifferences compares the readings of a replaced document; nil while
// either edition is not read at today's versions.
func valueDifferences(ctx context.Context, store *archive.Archive, c gongkai.Change) ([]pipeline.Difference, error) {
	var readings [2]gongkai.Reading
	for i, d := range []gongkai.Digest{c.Before, c.After} {
		data, ok, err := store.GetDerived(ctx, "reading", d, versions)
		if err != nil || !ok {
			return nil, err
		}
		if err := json.Unmarshal(data, &readings[i]); err != nil {
			return nil, &gongkai.Error{Op: "read reading", Path: d.String(), Err: err}
		}
	}
	return pipeline.Compare(&readings[0], &readings[1]), nil
}
