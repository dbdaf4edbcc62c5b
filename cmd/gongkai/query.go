package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/load"
)

func (a *app) queryCommand() *cobra.Command {
	var name, format string
	c := &cobra.Command{
		Use: "query [SQL]", Short: "ask the warehouse", Args: cobra.MaximumNArgs(1),
		Long: `query runs SQL, or with --name one of the named questions, over the warehouse.
Without either it lists the named questions. On a terminal that is too narrow
for a table, rows are printed as records and digests are shortened; elsewhere a
table is as wide as it is.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 && name != "" {
				return usageError{errors.New("give SQL or --name, not both")}
			}
			known := false
			for _, f := range load.Formats() {
				known = known || f == format
			}
			if !known {
				return usageError{fmt.Errorf("format %q: want one of %s", format, strings.Join(load.Formats(), ", "))}
			}
			if len(args) == 0 && name == "" {
				return a.listQuestions()
			}
			sql := strings.Join(args, "")
			if name != "" {
				q, err := load.Question(name)
				if err != nil {
					return usageError{err}
				}
				sql = q.SQL
			}
			w, err := a.filledWarehouse(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { _ = w.Close() }()
			return a.ask(cmd.Context(), w, sql, format)
		},
	}
	c.Flags().StringVar(&name, "name", "", "a named `question`")
	c.Flags().StringVar(&format, "format", "table", strings.Join(load.Formats(), ", "))
	return c
}

// ask prints what the warehouse answers.
func (a *app) ask(ctx context.Context, w *load.Warehouse, sql, format string) error {
	rows, err := w.Query(ctx, sql)
	if err != nil {
		return err
	}
	if format == "table" {
		err = rows.WriteTable(a.stdout, width(a.stdout))
	} else {
		err = rows.Write(a.stdout, format)
	}
	return errors.Join(err, rows.Close())
}

func (a *app) listQuestions() error {
	list, err := load.Questions()
	if err != nil {
		return err
	}
	for _, q := range list {
		if _, err := fmt.Fprintf(a.stdout, "%-20s %s\n", q.Name, strings.TrimPrefix(q.Title, q.Name+": ")); err != nil {
			return err
		}
	}
	return nil
}
