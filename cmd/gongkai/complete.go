package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"gongkai"
	"gongkai/archive"
	"gongkai/pipeline"
	"gongkai/registry"
)

func (a *app) sourcesCompleteCommand() *cobra.Command {
	return &cobra.Command{
		Use: "complete", Short: "which units and years the sources should have published and were not found; which sources went silent", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			list, err := a.sourceList()
			if err != nil {
				return err
			}
			found, err := a.foundSoFar(cmd.Context())
			if err != nil {
				return err
			}
			gaps, silent := pipeline.Completeness(withUnitIDs(list), found, time.Now())
			w := plainTable()
			w.AppendHeader(table.Row{"来源", "单位", "已公开", "缺预算", "缺决算"})
			w.AppendHeader(table.Row{"source", "unit", "found", "no budget of", "no finals of"})
			for _, g := range gaps {
				w.AppendRow(table.Row{g.Source, g.Unit, fmt.Sprintf("%d/%d", g.Found, g.Expected), years(g.Budgets), years(g.Finals)})
			}
			var quiet []string
			for _, s := range silent {
				last := "never"
				if !s.Last.IsZero() {
					last = s.Last.In(shanghai).Format(time.DateOnly)
				}
				quiet = append(quiet, fmt.Sprintf("- %s 久无更新 silent since %s\n", s.Source, last))
			}
			text := ""
			if len(gaps) > 0 {
				text = w.Render() + "\n"
			}
			if len(gaps) > 0 && len(quiet) > 0 {
				text += "\n"
			}
			if len(gaps)+len(quiet) == 0 {
				text = "nothing is missing\n"
			}
			_, err = fmt.Fprint(a.stdout, text, strings.Join(quiet, ""))
			return err
		},
	}
}

// withUnitIDs gives the sources' expected units their IDs.
func withUnitIDs(list []gongkai.Source) []gongkai.Source {
	out := slices.Clone(list)
	for i := range out {
		out[i].UnitIDs = nil
		for _, u := range out[i].Units {
			out[i].UnitIDs = append(out[i].UnitIDs, registry.Default().UnitID(out[i].Region, u))
		}
	}
	return out
}

// foundSoFar is what was captured, with what its readings say where there are
// any; none where nothing ever was. It takes no lock.
func (a *app) foundSoFar(ctx context.Context) ([]gongkai.Disclosure, error) {
	view, err := archive.OpenView(ctx, a.data())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = view.Close() }()
	found, err := view.Disclosures(ctx)
	if err != nil {
		return nil, err
	}
	return found, readSoFar(ctx, view, found)
}

// derived is where readings are stored.
type derived interface {
	GetDerived(ctx context.Context, kind string, d gongkai.Digest, v gongkai.Versions) ([]byte, bool, error)
}

// readSoFar fills in whose disclosures the documents are that were read at
// today's versions.
func readSoFar(ctx context.Context, from derived, found []gongkai.Disclosure) error {
	for _, d := range found {
		for i := range d.Publications {
			r := &d.Publications[i].Reading
			data, ok, err := from.GetDerived(ctx, "reading", r.Digest, versions)
			if err != nil {
				return err
			}
			if !ok {
				continue
			}
			var head struct {
				Document gongkai.DocumentInfo `json:"document"`
				Portions []gongkai.Portion    `json:"portions"`
			}
			if err := json.Unmarshal(data, &head); err != nil {
				return &gongkai.Error{Op: "read reading", Path: r.Digest.String(), Err: err}
			}
			r.Document, r.Portions = head.Document, head.Portions
		}
	}
	return nil
}

// years are fiscal years in order, runs of them as one: "2016–2019 2021".
func years(list []int) string {
	var b []string
	for i := 0; i < len(list); {
		k := i
		for k+1 < len(list) && list[k+1] == list[k]+1 {
			k++
		}
		if k > i {
			b = append(b, fmt.Sprintf("%d–%d", list[i], list[k]))
		} else {
			b = append(b, fmt.Sprint(list[i]))
		}
		i = k + 1
	}
	return strings.Join(b, " ")
}
