package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"
)

func (a *app) migrateCommand() *cobra.Command {
	var status, plan bool
	c := &cobra.Command{
		Use: "migrate", Short: "bring the warehouse's schema up to this program's", Args: cobra.NoArgs,
		Long: `migrate applies the migrations that the warehouse lacks; every command that opens
it does the same. --status lists all and when each was applied, --plan prints
the SQL of those that wait; neither changes anything.`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if status && plan {
				return usageError{errors.New("give --status or --plan, not both")}
			}
			w, err := a.connectWarehouse(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { _ = w.Close() }()
			list, err := w.Migrations(cmd.Context())
			if err != nil {
				return err
			}
			switch {
			case plan:
				for _, m := range list {
					if !m.Applied.IsZero() {
						continue
					}
					if _, err := fmt.Fprintf(a.stdout, "-- %04d_%s\n", m.Number, m.Name); err != nil {
						return err
					}
					for _, s := range m.Statements {
						if _, err := fmt.Fprintf(a.stdout, "%s;\n\n", s); err != nil {
							return err
						}
					}
				}
				return nil
			case status:
				t := table.NewWriter()
				t.SetStyle(table.StyleLight)
				t.AppendHeader(table.Row{"migration", "applied"})
				for _, m := range list {
					applied := "waits"
					if !m.Applied.IsZero() {
						applied = m.Applied.UTC().Format(time.RFC3339)
					}
					t.AppendRow(table.Row{fmt.Sprintf("%04d_%s", m.Number, m.Name), applied})
				}
				_, err := fmt.Fprintln(a.stdout, t.Render())
				return err
			}
			waiting := 0
			for _, m := range list {
				if m.Applied.IsZero() {
					waiting++
				}
			}
			if err := w.Migrate(cmd.Context()); err != nil {
				return err
			}
			a.say("migrated: %d applied, %d were there", waiting, len(list)-waiting)
			return nil
		},
	}
	c.Flags().BoolVar(&status, "status", false, "list the migrations")
	c.Flags().BoolVar(&plan, "plan", false, "print the SQL of those that wait")
	return c
}

func (a *app) pruneCommand() *cobra.Command {
	return &cobra.Command{
		Use: "prune", Short: "drop rows that later loads replaced and that dead loads left", Args: cobra.NoArgs,
		Long: `prune drops the rows of replaced loads and of loads that never finished. Editions
that a later document superseded are documents of their own and stay.`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			w, err := a.openWarehouse(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { _ = w.Close() }()
			p, err := w.Prune(cmd.Context())
			if err != nil {
				return err
			}
			a.say("pruned: %d replaced or abandoned loadings of documents", p.Readings)
			return nil
		},
	}
}
