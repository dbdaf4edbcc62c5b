package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/load"
)

func (a *app) exportCommand() *cobra.Command {
	var opt load.ExportOptions
	c := &cobra.Command{
		Use: "export DIR", Short: "write the warehouse as CSV or Parquet with a Data Package", Args: cobra.ExactArgs(1),
		Long: `export writes current editions into DIR, one file per table and year, with a
Frictionless Data Package (schema, sources, row counts, sums, digests) and a
README that says what the numbers do not prove. The same warehouse gives the
same bytes. --since LOAD writes only what later loads brought.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, t := range opt.Tables {
				if !slices.Contains(load.ExportTables(), t) {
					return usageError{fmt.Errorf("table %q: want some of %s", t, strings.Join(load.ExportTables(), ", "))}
				}
			}
			if opt.Format != "csv" && opt.Format != "parquet" {
				return usageError{fmt.Errorf("format %q: want csv or parquet", opt.Format)}
			}
			w, err := a.openWarehouse(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { _ = w.Close() }()
			files, err := w.Export(cmd.Context(), args[0], opt)
			if err != nil {
				return err
			}
			rows, bytes := 0, int64(0)
			for _, f := range files {
				rows, bytes = rows+f.Rows, bytes+f.Bytes
			}
			a.say("exported: %d files with %d rows (%d bytes) into %s", len(files), rows, bytes, args[0])
			return nil
		},
	}
	f := c.Flags()
	f.StringVar(&opt.Format, "format", "csv", "csv or parquet")
	f.StringSliceVar(&opt.Tables, "table", nil, "only these tables: "+strings.Join(load.ExportTables(), ", "))
	f.IntSliceVar(&opt.Years, "year", nil, "only these fiscal years")
	f.StringVar(&opt.Since, "since", "", "only what loads after this one brought")
	f.StringVar(&opt.Licence, "licence", "", "licence of the compilation, as you choose it")
	return c
}
