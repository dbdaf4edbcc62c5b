package load_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gongkai"
	"gongkai/load"
	"gongkai/load/loadtest"
)

// exportYear is one that no other test of this binary loads.
const exportYear = 1987

func line(t *testing.T, query string) string {
	t.Helper()
	rows, err := warehouse.Query(context.Background(), query)
	must(t, err)
	var b bytes.Buffer
	must(t, errors.Join(rows.Write(&b, "csv"), rows.Close()))
	_, rest, _ := strings.Cut(b.String(), "\n")
	return strings.TrimSpace(rest)
}

func TestExport(t *testing.T) {
	needEngine(t)
	if testing.Short() {
		t.Skip("short")
	}
	ctx := context.Background()
	must(t, warehouse.Migrate(ctx))
	awkward := loadtest.NewPaper("110199", "导出\"单位\",\n换行", exportYear).Items("2080101", "0.00", "2080102", "-1234.50").
		Cell(gongkai.RowItem, "空白", "2080103", "total", "").Says("total", "1.00").Counts("staff.total", "8")
	first := load.Load{ID: t.Name() + "-1", Sequence: loadtest.NextSequence()}
	must(t, warehouse.Publish(ctx, first, []gongkai.Publication{awkward.Build(), loadtest.Disclosure{Unit: "示例导出中心", Year: exportYear, Items: 50}.Build()}))
	dir := t.TempDir()
	export := func(name string, opt load.ExportOptions) []load.ExportFile {
		t.Helper()
		opt.Years = []int{exportYear}
		files, err := warehouse.Export(ctx, filepath.Join(dir, name), opt)
		must(t, err)
		return files
	}
	of := func(files []load.ExportFile, table string) load.ExportFile {
		for _, f := range files {
			if f.Table == table {
				return f
			}
		}
		t.Fatalf("no file of %s", table)
		return load.ExportFile{}
	}
	csv := export("csv", load.ExportOptions{Licence: "CC-BY-4.0"})
	amounts := of(csv, "amount")
	if got := fmt.Sprintf("%d,%s", amounts.Rows, amounts.Sum.StringFixed(2)); got != line(t, fmt.Sprintf("SELECT count(), sum(amount) FROM v_amount WHERE fiscal_year = %d", exportYear)) {
		t.Errorf("amounts: %s", got)
	}
	// Twice the same bytes, and an old export is replaced.
	again := export("csv", load.ExportOptions{Licence: "CC-BY-4.0"})
	for i := range csv {
		if csv[i].Digest != again[i].Digest || csv[i].Path != again[i].Path {
			t.Errorf("%s differs the second time", csv[i].Path)
		}
	}
	// Blank, zero and a printed number stay apart.
	data, err := os.ReadFile(filepath.Join(dir, "csv", amounts.Path))
	must(t, err)
	for _, want := range []string{",blank,,,", ",number,0.00,0,元,0.00,", ",number,-1234.50,-1234.5,元,-1234.50,"} {
		if !strings.Contains(string(data), want) {
			t.Errorf("%s is not in the export", want)
		}
	}
	readme, err := os.ReadFile(filepath.Join(dir, "csv", "README.md"))
	must(t, err)
	for _, want := range []string{"does not prove", "未收录不等于未公开", "Sources and licence", "http://127.0.0.1/", "CC-BY-4.0", "corrections.md"} {
		if !strings.Contains(string(readme), want) {
			t.Errorf("README.md does not say %s", want)
		}
	}

	t.Run("data package", func(t *testing.T) {
		node := javascript(t, "datapackage")
		out, err := exec.Command(node, "testdata/package.mjs", filepath.Join(dir, "csv", "datapackage.json")).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		var got struct {
			Valid  bool
			Errors []string
			Rows   map[string]int
		}
		must(t, json.Unmarshal(out, &got))
		if !got.Valid || len(got.Errors) > 0 || len(got.Rows) != len(csv) {
			t.Errorf("%s", out)
		}
		for _, f := range csv {
			if name := strings.TrimSuffix(filepath.Base(f.Path), ".csv"); got.Rows[name] != f.Rows {
				t.Errorf("%s has %d rows, want %d", name, got.Rows[name], f.Rows)
			}
		}
	})
	t.Run("parquet", func(t *testing.T) {
		parquet := of(export("parquet", load.ExportOptions{Format: "parquet", Tables: []string{"amount"}}), "amount")
		node := javascript(t, "@duckdb/node-api")
		out, err := exec.Command(node, "testdata/parquet.mjs", filepath.Join(dir, "csv", amounts.Path), filepath.Join(dir, "parquet", parquet.Path)).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		var got struct {
			Rows, Blank, Zero, Nulls, Differ int
			Sum, Type, Paths                 string
		}
		must(t, json.Unmarshal(out, &got))
		here := line(t, fmt.Sprintf("SELECT count(), sum(amount), countIf(state = 'blank'), countIf(amount = 0), countIf(amount IS NULL), 'DECIMAL(20,2)', 'VARCHAR[]', 0 FROM v_amount WHERE fiscal_year = %d", exportYear))
		if there := fmt.Sprintf(`%d,%s,%d,%d,%d,"%s",%s,%d`, got.Rows, got.Sum, got.Blank, got.Zero, got.Nulls, got.Type, got.Paths, got.Differ); there != here {
			t.Errorf("DuckDB reads %s, want %s", there, here)
		}
	})
	t.Run("delta", func(t *testing.T) {
		corrected := loadtest.Disclosure{Unit: "示例导出中心", Year: exportYear, Items: 51, Salt: "更正", Published: "1987-06-01"}
		must(t, warehouse.Publish(ctx, load.Load{ID: t.Name(), Sequence: loadtest.NextSequence()}, []gongkai.Publication{corrected.Build()}))
		files := export("delta", load.ExportOptions{Since: first.ID})
		if n := of(files, "amount").Rows; n != 52*3 {
			t.Errorf("%d new rows", n)
		}
		gone, err := os.ReadFile(filepath.Join(dir, "delta", "data", "withdrawn.csv"))
		must(t, err)
		if old := (loadtest.Disclosure{Unit: "示例导出中心", Year: exportYear}).DigestOf().Hex(); strings.Count(string(gone), "\n") != 2 || !strings.Contains(string(gone), old) {
			t.Errorf("withdrawn: %s", gone)
		}
	})
	for name, c := range map[string]struct {
		dir  string
		opt  load.ExportOptions
		want string
	}{
		"a folder of somebody": {t.TempDir(), load.ExportOptions{}, "no export"},
		"no such format":       {"x", load.ExportOptions{Format: "xlsx"}, "xlsx"},
		"no such table":        {"x", load.ExportOptions{Tables: []string{"fact"}}, "fact"},
		"no such load":         {"x", load.ExportOptions{Since: "load-nope"}, "load-nope"},
		"no right to write":    {"/proc/export", load.ExportOptions{Tables: []string{"region"}}, "/proc/export"},
	} {
		folder := c.dir
		if folder == "x" {
			folder = filepath.Join(dir, "x")
		} else if folder != "/proc/export" {
			must(t, os.WriteFile(filepath.Join(folder, "thesis.doc"), nil, 0o600))
		}
		if _, err := warehouse.Export(ctx, folder, c.opt); err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(folder + ".part"); err == nil {
			t.Errorf("%s: something is left", name)
		}
	}
}
