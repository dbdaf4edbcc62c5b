package load

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"golang.org/x/sync/errgroup"

	"gongkai"
)

// ExportOptions say what is exported; the zero value is everything as CSV.
type ExportOptions struct {
	// Format is csv or parquet; "" means csv.
	Format string
	// Tables of ExportTables; none means all. Years likewise.
	Tables []string
	Years  []int
	// Since exports only what loads after this one brought (a delta), with the
	// list of documents that no longer count; "" exports all.
	Since string
	// Licence of the compilation, as the exporter chooses it: "CC-BY-4.0".
	Licence string
}

// ExportFile is one file of an export and the account of it.
type ExportFile struct {
	// Path from the export's folder; Table and Year (0: not by year).
	Path  string
	Table string
	Year  int
	// Rows, and the sum of amounts in yuan where the table has them.
	Rows int
	Sum  *decimal.Decimal
	// Bytes and SHA-256 in hex.
	Bytes  int64
	Digest string

	columns []Column
	// view that it is of.
	view string
}

// exportTable is how a table is exported: from a view, in an order that is the
// same each time.
type exportTable struct {
	name, view, order string
	// columns are all unless said otherwise: reading numbers are drawn anew by each load.
	columns string
	// rows belong to documents or files, or the table is exported as a whole.
	rows belonging
	// byYear: one file for each fiscal year.
	byYear bool
	// money is summed.
	money bool
}

type belonging int

const (
	wholeTable belonging = iota
	ofDocuments
	ofFiles
)

var exportTables = []exportTable{
	{name: "amount", view: "v_amount", order: "document, table_index, row, col, id", rows: ofDocuments, byYear: true, money: true},
	{name: "narrative", view: "v_narrative", order: "document, page, y0, id", rows: ofDocuments, byYear: true, money: true},
	{name: "target", view: "v_target", order: "document, row", rows: ofDocuments, byYear: true},
	{name: "table", view: "v_table", order: "document, table_index", rows: ofDocuments, byYear: true},
	{name: "check", view: "v_check", order: "document, id, lhs, rhs", rows: ofDocuments, byYear: true},
	{name: "declaration", view: "v_declaration", order: "document, place", rows: ofDocuments, byYear: true},
	{name: "doubt", view: "v_doubt", order: "document, table_index", rows: ofDocuments, byYear: true},
	{name: "document", view: "v_document", columns: "* EXCEPT (reading, fingerprint)", order: "document", rows: ofFiles, byYear: true},
	{name: "capture", view: "v_capture", order: "file, fetched_at, url", rows: ofFiles},
	{name: "unit", view: "v_unit", order: "unit_id"},
	{name: "code", view: "v_learnt_code", order: "code_scheme, code"},
	{name: "classification", view: "v_classification", order: "code_scheme, code"},
	{name: "region", view: "v_region", order: "region"},
}

// ExportTables are the names of the tables that are exported.
func ExportTables() []string {
	out := make([]string, len(exportTables))
	for i, t := range exportTables {
		out[i] = t.name
	}
	return out
}

// packageName is the description that makes a folder a Data Package.
const packageName = "datapackage.json"

// Export writes current editions as files by table and year with a Data Package
// (Frictionless) over them. The same warehouse gives the same bytes. It is
// written beside dir and takes its place when all of it is there and counts and
// sums are those of the warehouse; an older export in dir is replaced, anything
// else there is left alone and is an error.
func (w *Warehouse) Export(ctx context.Context, dir string, opt ExportOptions) ([]ExportFile, error) {
	fail := func(err error, hint string) ([]ExportFile, error) {
		return nil, &gongkai.Error{Op: "export", Path: dir, Err: err, Hint: hint}
	}
	if opt.Format == "" {
		opt.Format = "csv"
	}
	if opt.Format != "csv" && opt.Format != "parquet" {
		return fail(fmt.Errorf("format %q", opt.Format), "there are csv and parquet")
	}
	for _, t := range opt.Tables {
		if !slices.Contains(ExportTables(), t) {
			return fail(fmt.Errorf("no table %q", t), "there are "+strings.Join(ExportTables(), ", "))
		}
	}
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		if _, err := os.Stat(filepath.Join(dir, packageName)); err != nil {
			return fail(errors.New("the folder holds something that is no export"), "name a new folder")
		}
	}
	aside := filepath.Clean(dir) + ".part"
	if err := os.RemoveAll(aside); err != nil {
		return fail(err, "")
	}
	defer func() { _ = os.RemoveAll(aside) }()
	e := exporter{w: w, dir: aside, opt: opt}
	if err := e.run(ctx); err != nil {
		return nil, w.explain("export "+dir, err)
	}
	if err := os.RemoveAll(dir); err != nil {
		return fail(err, "")
	}
	if err := os.Rename(aside, dir); err != nil {
		return fail(err, "")
	}
	return e.files, nil
}

// exporter is one export in progress.
type exporter struct {
	w     *Warehouse
	dir   string
	opt   ExportOptions
	since uint64
	files []ExportFile
}

// newer is a condition on files: what loads after the given one brought.
func (e *exporter) newer() string {
	if e.opt.Since == "" {
		return "1"
	}
	return fmt.Sprintf("file IN (SELECT file FROM published GROUP BY file HAVING max(sequence) > %d)", e.since)
}

// of is the same condition on the rows of a table.
func (e *exporter) of(t exportTable) string {
	switch {
	case e.opt.Since == "" || t.rows == wholeTable:
		return "1"
	case t.rows == ofFiles:
		return e.newer()
	}
	return "document IN (SELECT document FROM dim_document WHERE " + e.newer() + ")"
}

func (e *exporter) run(ctx context.Context) error {
	before, err := e.state(ctx)
	if err != nil {
		return err
	}
	if e.opt.Since != "" {
		if err := e.w.conn.QueryRow(ctx, "SELECT max(sequence) FROM load WHERE load = ?", e.opt.Since).Scan(&e.since); err != nil {
			return err
		}
		if e.since == 0 {
			return &gongkai.Error{Op: "export", Err: fmt.Errorf("no load is called %s", e.opt.Since), Hint: `list them: gongkai query "SELECT load, max(published_at) FROM published GROUP BY load ORDER BY 2"`}
		}
		if err := e.withdrawn(ctx); err != nil {
			return err
		}
	}
	for _, t := range exportTables {
		if len(e.opt.Tables) > 0 && !slices.Contains(e.opt.Tables, t.name) {
			continue
		}
		if err := e.table(ctx, t); err != nil {
			return fmt.Errorf("table %s: %w", t.name, err)
		}
	}
	if err := e.describe(ctx); err != nil {
		return err
	}
	if err := e.sync(); err != nil {
		return err
	}
	after, err := e.state(ctx)
	if err != nil {
		return err
	}
	if before != after {
		return &gongkai.Error{Op: "export", Err: fmt.Errorf("%w: loads were published meanwhile", gongkai.ErrTransient), Hint: "run it again when the load has ended"}
	}
	return nil
}

// sync brings the files to the disk, many at once: one after the other each
// would wait for it.
func (e *exporter) sync() error {
	var files errgroup.Group
	files.SetLimit(16)
	for i := range e.files {
		files.Go(func() error {
			f, err := os.OpenFile(filepath.Join(e.dir, filepath.FromSlash(e.files[i].Path)), os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			return errors.Join(f.Sync(), f.Close())
		})
	}
	return files.Wait()
}

// state changes with every load and prune.
func (e *exporter) state(ctx context.Context) (s [2]uint64, err error) {
	err = e.w.conn.QueryRow(ctx, "SELECT count(), sum(sipHash64(file, load, reading)) FROM published").Scan(&s[0], &s[1])
	return s, err
}

func (e *exporter) table(ctx context.Context, t exportTable) error {
	years := []uint64{0}
	if t.byYear {
		var err error
		if years, err = e.w.numbers(ctx, "SELECT DISTINCT toUInt64(fiscal_year) FROM v_document WHERE "+e.newer()+" ORDER BY 1"); err != nil {
			return err
		}
	}
	for _, year := range years {
		name, where := t.name, e.of(t)
		if t.byYear {
			if len(e.opt.Years) > 0 && !slices.Contains(e.opt.Years, int(year)) {
				continue
			}
			name, where = fmt.Sprintf("%s-%d", t.name, year), fmt.Sprintf("fiscal_year = %d AND %s", year, where)
		}
		f, err := e.file(ctx, name, "SELECT "+cmp.Or(t.columns, "*")+" FROM "+t.view+" WHERE "+where+" ORDER BY "+t.order, t.money)
		if err != nil {
			return err
		}
		f.Table, f.Year, f.view = t.name, int(year), t.view
		if err := e.compare(ctx, f, t, where); err != nil {
			return err
		}
		e.files = append(e.files, *f)
	}
	return nil
}

// compare counts and sums in the warehouse what was written.
func (e *exporter) compare(ctx context.Context, f *ExportFile, t exportTable, where string) error {
	var rows uint64
	var sum *decimal.Decimal
	var err error
	if t.money {
		err = e.w.conn.QueryRow(ctx, "SELECT count(), sum(amount) FROM "+t.view+" WHERE "+where).Scan(&rows, &sum)
	} else {
		err = e.w.conn.QueryRow(ctx, "SELECT count() FROM "+t.view+" WHERE "+where).Scan(&rows)
	}
	if err != nil {
		return err
	}
	if sum == nil {
		sum = &decimal.Zero
	}
	if int(rows) != f.Rows || t.money && !f.Sum.Equal(*sum) {
		return fmt.Errorf("%s holds %d rows and %v yuan, the warehouse %d and %s; nothing is exported", f.Path, f.Rows, f.Sum, rows, sum.StringFixed(2))
	}
	return nil
}

// withdrawn lists the documents that counted before and do not any more: those
// that a later edition replaced. Documents that were read anew are in the
// other files and replace their rows.
func (e *exporter) withdrawn(ctx context.Context) error {
	f, err := e.file(ctx, "withdrawn", fmt.Sprintf(`SELECT document, region, unit_id, unit, fiscal_year, stage, scope, title, series FROM v_document_history
		WHERE NOT current AND series IN (SELECT series FROM v_document_history WHERE current AND file IN (
			SELECT file FROM published GROUP BY file HAVING max(sequence) > %d)) ORDER BY document`, e.since), false)
	if err != nil {
		return err
	}
	f.Table, f.view = "withdrawn", "v_document_history"
	e.files = append(e.files, *f)
	return nil
}

// account counts what passes and keeps its digest.
type account struct {
	out   io.Writer
	sum   hash.Hash
	bytes int64
}

func (a *account) Write(p []byte) (int, error) {
	n, err := a.out.Write(p)
	a.sum.Write(p[:n])
	a.bytes += int64(n)
	return n, err
}

// file streams a result into a file of the export.
func (e *exporter) file(ctx context.Context, name, query string, money bool) (*ExportFile, error) {
	f := &ExportFile{Path: "data/" + name + "." + e.opt.Format}
	path := filepath.Join(e.dir, filepath.FromSlash(f.Path))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	out, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = out.Close() }()
	rows, err := e.w.Query(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	if money {
		rows.sumOf("amount")
	}
	a := &account{out: out, sum: sha256.New()}
	if err := errors.Join(rows.Write(a, e.opt.Format), out.Close()); err != nil {
		return nil, err
	}
	f.Rows, f.Bytes, f.Digest, f.columns = rows.count, a.bytes, hex.EncodeToString(a.sum.Sum(nil)), rows.columns
	if money {
		f.Sum = &rows.sum
	}
	return f, nil
}
