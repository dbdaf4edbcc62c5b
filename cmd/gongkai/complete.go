package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"gongkai/archive"
	"gongkai/pipeline"
)

func (a *app) sourcesCompleteCommand() *cobra.Command {
	return &cobra.Command{
		Use: "complete", Short: "which units and years the sources should have published and were not found; which sources went silent", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			list, err := a.sourceList()
			if err != nil {
				return err
			}
			store, err := archive.Open(cmd.Context(), a.data())
			if err != nil {
				return err
			}
			defer func() { _ = store.Close() }()
			found, err := store.Disclosures(cmd.Context())
			if err != nil {
				return err
			}
			gaps, silent := pipeline.Completeness(list, found, time.Now())
			w := table.NewWriter()
			w.SetStyle(table.StyleLight)
			w.AppendHeader(table.Row{"source", "unit", "found", "no 预算 of", "no 决算 of"})
			for _, g := range gaps {
				w.AppendRow(table.Row{g.Source, g.Unit, fmt.Sprintf("%d of %d", g.Found, g.Expected), years(g.Budgets), years(g.Finals)})
			}
			for _, s := range silent {
				last := "never"
				if !s.Last.IsZero() {
					last = s.Last.In(shanghai).Format(time.DateOnly)
				}
				w.AppendRow(table.Row{s.Source, "", "silent since " + last, "", ""})
			}
			_, err = fmt.Fprintln(a.stdout, w.Render())
			return err
		},
	}
}

func years(list []int) string {
	var b []string
	for _, y := range list {
		b = append(b, fmt.Sprint(y))
	}
	return strings.Join(b, " ")
}
