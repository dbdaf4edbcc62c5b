package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

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

// changeNames are the kinds of changes for people.
var changeNames = map[gongkai.ChangeKind]string{
	gongkai.ChangeNew: "新增", gongkai.ChangeReplaced: "替换", gongkai.ChangeCopied: "重复", gongkai.ChangeVanished: "撤链", gongkai.ChangeReturned: "复链", gongkai.ChangeGone: "删除",
}

func (a *app) changes(ctx context.Context, since time.Time, asJSON bool) error {
	store, err := archive.OpenView(ctx, a.data())
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	list, err := store.Changes(ctx, since)
	if err != nil {
		return err
	}
	out := json.NewEncoder(a.stdout)
	out.SetEscapeHTML(false)
	var b strings.Builder
	wide := width(a.stdout)
	for _, c := range list {
		change := changed{Change: c}
		if c.Kind == gongkai.ChangeReplaced {
			if change.Differences, err = valueDifferences(ctx, store, c); err != nil {
				return err
			}
		}
		if asJSON {
			if err := out.Encode(change); err != nil {
				return err
			}
			continue
		}
		published := ""
		if c.Published != "" {
			published = "  公布 published " + c.Published
		}
		line(&b, wide, fmt.Sprintf("%s  %s %s  %s%s", c.At.In(shanghai).Format("2006-01-02 15:04"), changeNames[c.Kind], c.Kind, c.Source, published))
		if c.Title != "" {
			line(&b, wide, "    "+c.Title)
		}
		fmt.Fprintf(&b, "    %s\n", c.URL) // whole, so that it can be copied
		for _, d := range change.Differences {
			line(&b, wide, fmt.Sprintf("    · %s %s %s: %s → %s", d.Table, d.What, d.Column, orNone(d.Before), orNone(d.After)))
		}
	}
	if asJSON {
		return nil
	}
	if len(list) == 0 {
		fmt.Fprintf(&b, "nothing changed since %s\n", since.In(shanghai).Format("2006-01-02 15:04"))
	}
	_, err = fmt.Fprint(a.stdout, b.String())
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
func valueDifferences(ctx context.Context, store *archive.View, c gongkai.Change) ([]pipeline.Difference, error) {
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
