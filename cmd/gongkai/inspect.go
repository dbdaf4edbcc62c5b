package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"gongkai"
	"gongkai/transform"
)

type inspectOptions struct {
	json, csv bool
	table     string
	render    int
	dpi       int
	overlay   bool
	output    string
}

func (a *app) inspectCommand() *cobra.Command {
	var o inspectOptions
	c := &cobra.Command{
		Use: "inspect FILE…", Short: "read local files and print what they say", Args: cobra.MinimumNArgs(1),
		Long: `inspect reads each file through extraction, normalisation and checks and prints
a summary; --json prints the whole object, one line a file; --table KEY|N prints
one table (N counts from 1) as text, with --csv as CSV. Several files are read
at once and printed in the order of the arguments. It exits with 3 when a file
is not a disclosure that could be read, with 1 when a file is not there.

--render PAGE -o FILE.png writes a page as a picture instead; --overlay draws the
cells that were found over it, a colour for each table, those that span several
rows or columns tinted.`,
		RunE: func(cmd *cobra.Command, files []string) error {
			if err := o.checkRender(files, cmd.Flags().Changed); err != nil {
				return err
			}
			return a.inspect(cmd.Context(), files, o)
		},
	}
	c.Flags().BoolVar(&o.json, "json", false, "print the whole object, one line a file")
	c.Flags().StringVar(&o.table, "table", "", "print one table: its `key` or its number in the file, from 1")
	c.Flags().BoolVar(&o.csv, "csv", false, "with --table: as CSV")
	c.Flags().IntVar(&o.render, "render", 0, "write this page, from 1, as a picture")
	c.Flags().StringVarP(&o.output, "output", "o", "", "with --render: the PNG file, - for standard output")
	c.Flags().BoolVar(&o.overlay, "overlay", false, "with --render: draw the cells that were found")
	c.Flags().IntVar(&o.dpi, "dpi", 144, "with --render: dots an inch")
	return c
}

// inspected is a file that was read, or why it was not.
type inspected struct {
	file    string
	reading gongkai.Reading
	err     error
}

// inspect reads the files with all workers and prints each as soon as those
// before it are printed. A file that cannot be had does not keep the others
// from being read.
func (a *app) inspect(ctx context.Context, files []string, o inspectOptions) error {
	// A document and its JSON are garbage as soon as they are printed: collecting
	// a third as often saves a tenth of the processor time and costs 20 MB.
	debug.SetGCPercent(300)
	debug.SetMemoryLimit(1 << 30)
	switch {
	case o.csv && o.table == "":
		return usageError{errors.New("--csv goes with --table")}
	case o.json && o.table != "":
		return usageError{errors.New("give --json or --table, not both")}
	}
	pool, err := a.readers()
	if err != nil {
		return err
	}
	defer func() { _ = pool.Close() }()
	if o.render > 0 {
		return a.render(ctx, pool, files[0], o)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	failed, partial := false, false
	for i := range a.readAll(ctx, pool, files) {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case i.err != nil:
			failed = true
			a.tell(&gongkai.Error{Op: "inspect", Path: i.file, Err: rootCause(i.err), Hint: "is the path right?"})
			continue
		}
		partial = partial || i.reading.Status != gongkai.StatusOK
		if err := a.printReading(i.file, &i.reading, o); err != nil {
			return err
		}
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case failed:
		return errSaid
	case partial:
		return errPartial
	}
	return nil
}

// readAll reads the files, as many at once as there are workers, and gives them
// in their order. So many and no more wait to be printed.
func (a *app) readAll(ctx context.Context, pool documentReader, files []string) func(yield func(inspected) bool) {
	return func(yield func(inspected) bool) {
		queue := make(chan chan inspected, a.workers())
		go func() {
			defer close(queue)
			for _, file := range files {
				one := make(chan inspected, 1)
				select {
				case queue <- one:
				case <-ctx.Done():
					return
				}
				go func() { one <- readOne(ctx, pool, file) }()
			}
		}()
		for one := range queue {
			select {
			case i := <-one:
				if !yield(i) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}

func readOne(ctx context.Context, pool documentReader, file string) inspected {
	doc, err := pool.ReadFile(ctx, file)
	if err != nil {
		return inspected{file: file, err: err}
	}
	r := transform.Read(doc, transform.Options{})
	if again, ok := pool.(interface {
		AgainFile(ctx context.Context, path string, pages []int) (*gongkai.Document, error)
	}); ok && len(r.Doubts) > 0 {
		second, err := again.AgainFile(ctx, file, r.DoubtPages())
		if err != nil {
			return inspected{file: file, err: err}
		}
		r = transform.Reconsider(r, doc, second, transform.Options{})
	}
	return inspected{file: file, reading: r}
}

func (a *app) printReading(file string, r *gongkai.Reading, o inspectOptions) error {
	switch {
	case o.json:
		e := json.NewEncoder(a.stdout)
		e.SetEscapeHTML(false)
		return e.Encode(r)
	case o.table != "":
		return a.printTable(r, o)
	}
	return a.printSummary(file, r)
}

// find picks a table by key or number.
func find(r *gongkai.Reading, name string) (*gongkai.TableReading, error) {
	if n, err := strconv.Atoi(name); err == nil && n >= 1 && n <= len(r.Tables) {
		return &r.Tables[n-1], nil
	}
	var keys []string
	for i := range r.Tables {
		if r.Tables[i].Key == name {
			return &r.Tables[i], nil
		}
		keys = append(keys, strings.TrimSpace(fmt.Sprintf("%d %s", i+1, r.Tables[i].Key)))
	}
	if len(keys) == 0 {
		return nil, usageError{fmt.Errorf("no table %q; there are none", name)}
	}
	return nil, usageError{fmt.Errorf("no table %q; there are: %s", name, strings.Join(keys, ", "))}
}

func (a *app) printTable(r *gongkai.Reading, o inspectOptions) error {
	t, err := find(r, o.table)
	if err != nil {
		return err
	}
	if o.csv {
		w := csv.NewWriter(a.stdout)
		if err := w.WriteAll(t.Rows); err != nil {
			return err
		}
		return w.Error()
	}
	w := table.NewWriter()
	w.SetStyle(table.StyleLight)
	w.Style().Format.Header = 0 // as printed
	for i, row := range t.Rows {
		cells := make(table.Row, len(row))
		for k, c := range row {
			cells[k] = c
		}
		if i < t.HeaderRows {
			w.AppendHeader(cells)
		} else {
			w.AppendRow(cells)
		}
	}
	head := strings.TrimSpace(t.Number + " " + t.Title)
	if t.CurrencyUnit != "" {
		head += "  单位：" + t.CurrencyUnit
	}
	_, err = fmt.Fprintf(a.stdout, "%s\n%s\n", head, w.Render())
	return err
}
