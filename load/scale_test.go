//go:build unix

package load_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"gongkai"
	"gongkai/load"
	"gongkai/load/loadtest"
)

// scaleVariable asks for the measurements of TestScale: how many facts, in
// thousands. They take minutes, so that no one runs them by accident:
//
//	GONGKAI_SCALE=10000 go test ./load -run TestScale -timeout 60m -v
const scaleVariable = "GONGKAI_SCALE"

// TestScale loads synthetic disclosures of 2,000 units over eight years, budgets
// and accounts, shaped like real ones, and measures: facts per second against
// the engine's own limit, memory, size on disk, and every named question.
func TestScale(t *testing.T) {
	thousands, err := strconv.Atoi(os.Getenv(scaleVariable))
	if err != nil {
		t.Skip("measures only when " + scaleVariable + " says how many thousand facts")
	}
	needEngine(t)
	ctx := context.Background()
	must(t, warehouse.Migrate(ctx))
	const units, years = 2000, 8
	perDocument := thousands * 1000 / (units * years * 4 / 3)
	facts, documents, peak := 0, 0, 0
	begun, used := time.Now(), processorTime(t)
	var publishing time.Duration
	for year := range years {
		var pubs []gongkai.Publication
		rows := 0
		flush := func() {
			n := loadtest.NextSequence()
			start := time.Now()
			must(t, warehouse.Publish(ctx, load.Load{ID: fmt.Sprintf("scale-%d", n), Sequence: n}, pubs))
			publishing += time.Since(start)
			facts, documents, pubs, rows = facts+rows, documents+len(pubs), nil, 0
			peak = max(peak, resident(t))
		}
		for unit := range units {
			stages := []gongkai.Stage{gongkai.StageBudget, gongkai.StageFinal}
			if !loadtest.HasAccounts(unit) {
				stages = stages[:1]
			}
			for _, stage := range stages {
				p := loadtest.Synthetic(unit, 2018+year, stage, perDocument)
				pubs, rows = append(pubs, p), rows+len(p.Reading.Facts)
				if rows >= 100_000 || len(pubs) == 100 { // as the pipeline does
					flush()
				}
			}
		}
		if len(pubs) > 0 {
			flush()
		}
		t.Logf("%d: %d facts, resident %d MB", 2018+year, facts, resident(t)/1_000_000)
	}
	t.Logf("%d facts of %d documents in %v (publishing %v): %.0f facts/s; processor time %v; peak resident %d MB", facts, documents, time.Since(begun).Round(time.Second),
		publishing.Round(time.Second), float64(facts)/publishing.Seconds(), (processorTime(t) - used).Round(time.Second), peak/1_000_000)
	t.Logf("fact_amount on disk: %s", line(t, "SELECT concat(toString(round(sum(bytes_on_disk) / 1e6)), ' MB, ', toString(round(sum(bytes_on_disk) / sum(rows), 1)), ' bytes a row, parts ', toString(count())) FROM system.parts WHERE active AND table = 'fact_amount'"))
	t.Logf("all tables: %s", line(t, "SELECT concat(toString(round(sum(bytes_on_disk) / 1e6)), ' MB') FROM system.parts WHERE active AND database = 'gongkai'"))

	questions, err := load.Questions()
	must(t, err)
	for _, q := range questions {
		best, cpu, n := time.Hour, time.Hour, 0
		for range 2 {
			start, spent := time.Now(), processorTime(t)
			rows, err := warehouse.Ask(ctx, q.Name)
			must(t, err)
			for n = 0; rows.Next(); n++ {
			}
			must(t, errors.Join(rows.Err(), rows.Close()))
			best, cpu = min(best, time.Since(start)), min(cpu, processorTime(t)-spent)
		}
		t.Logf("| `%s` | %d | %.2f s | %.2f s |", q.Name, n, best.Seconds(), cpu.Seconds())
	}
}

// BenchmarkLimit is the engine's own speed: INSERT … SELECT from Native files of
// the rows that BenchmarkPublish brings, table by table; BenchmarkPublish beside
// it makes them, checks them and publishes them.
func BenchmarkLimit(b *testing.B) {
	needEngine(b)
	ctx := context.Background()
	if err := warehouse.Migrate(ctx); err != nil {
		b.Fatal(err)
	}
	pubs, facts := benchmarkPublications()
	if err := warehouse.Publish(ctx, load.Load{ID: "limit", Sequence: loadtest.NextSequence()}, pubs); err != nil {
		b.Fatal(err)
	}
	address, owner := served(b, load.ServeOptions{})
	say := func(statement string) {
		b.Helper()
		status, body, _ := ask(b, "POST", "http://"+address+"/?database=gongkai&user=owner&password="+owner.Secret, statement, nil)
		if status != 200 {
			b.Fatalf("%s: %s", statement, body)
		}
	}
	dir := b.TempDir()
	tables := []string{"fact_amount", "fact_narrative", "fact_target", "fact_table", "fact_check", "fact_capture", "fact_item", "fact_figure", "dim_document"}
	for _, t := range tables {
		say("INSERT INTO FUNCTION file('" + filepath.Join(dir, t) + "', 'Native') SELECT * FROM " + t + " WHERE load = 'limit'")
		say("CREATE TABLE IF NOT EXISTS limit_" + t + " AS " + t)
	}
	used := processorTime(b)
	for b.Loop() {
		for _, t := range tables {
			say("INSERT INTO limit_" + t + " SELECT * FROM file('" + filepath.Join(dir, t) + "', 'Native')")
		}
	}
	b.StopTimer()
	b.ReportMetric((processorTime(b)-used).Seconds()/float64(b.N), "cpu-s/op")
	for _, t := range tables {
		say("DROP TABLE limit_" + t + " SYNC")
	}
	b.ReportMetric(float64(facts*b.N)/b.Elapsed().Seconds(), "facts/s")
}

// processorTime is what this process has used of all cores: on a machine that
// others work on too it says more than the clock.
func processorTime(t testing.TB) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// resident memory of this process in bytes, the engine's with it.
func resident(t *testing.T) int {
	t.Helper()
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int(m.Sys)
	}
	for l := range strings.Lines(string(data)) {
		if rest, ok := strings.CutPrefix(l, "VmRSS:"); ok {
			kb, err := strconv.Atoi(strings.Fields(rest)[0])
			must(t, err)
			return kb * 1000
		}
	}
	return 0
}
