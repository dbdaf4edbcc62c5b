package main

import (
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
		Long: "query runs SQL, or with --name one of the named questions, over the warehouse.\nWithout either it lists the named questions.",
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
			if name != "" {
				if _, err := load.Question(name); err != nil {
					return usageError{err}
				}
			}
			w, err := a.openWarehouse(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { _ = w.Close() }()
			var rows *load.Rows
			if name != "" {
				rows, err = w.Ask(cmd.Context(), name)
			} else {
				rows, err = w.Query(cmd.Context(), args[0])
			}
			if err != nil {
				return err
			}
			return errors.Join(rows.Write(a.stdout, format), rows.Close())
		},
	}
	c.Flags().StringVar(&name, "name", "", "a named question")
	c.Flags().StringVar(&format, "format", "table", strings.Join(load.Formats(), ", "))
	return c
}

func (a *app) listQuestions() error {
	list, err := load.Questions()
	if err != nil {
		return err
	}
	for _, q := range list {
		if _, err := fmt.Fprintf(a.stdout, "%-20s %s\n", q.Name, q.Title); err != nil {
			return err
		}
	}
	return nil
}
