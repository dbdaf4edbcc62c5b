package main

import (
	"fmt"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"gongkai/archive"
)

func (a *app) statusCommand() *cobra.Command {
	return &cobra.Command{
		Use: "status", Short: "what was captured, processed, loaded and failed, and what waits", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			store, err := archive.Open(cmd.Context(), a.data())
			if err != nil {
				return err
			}
			defer func() { _ = store.Close() }()
			counts, err := store.Status(cmd.Context())
			if err != nil {
				return err
			}
			w := table.NewWriter()
			w.SetStyle(table.StyleLight)
			w.AppendHeader(table.Row{"source", "state", "reason", "documents"})
			for _, c := range counts {
				w.AppendRow(table.Row{c.Source, c.State, c.Reason, c.N})
			}
			_, err = fmt.Fprintln(a.stdout, w.Render())
			return err
		},
	}
}
