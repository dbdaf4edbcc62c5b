package load

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"go.uber.org/zap"

	"gongkai"
	"gongkai/schemas"
)

// Published is what the warehouse shows of one file.
type Published struct {
	Document gongkai.Digest
	// Load and Sequence of the load that counts.
	Load     string
	Sequence uint64
	Status   gongkai.Status
	Versions gongkai.Versions
	// Rules is the Version of load that derived its items and figures.
	Rules int
	// Facts is how many amount cells that load brought.
	Facts int
	// At is when it became visible.
	At time.Time
}

// Published lists every document in the warehouse by digest: the truth that
// the catalogue is reconciled from.
func (w *Warehouse) Published(ctx context.Context) ([]Published, error) {
	rows, err := w.conn.Query(ctx, `SELECT file, p.1, p.2, p.3, p.4, p.5, p.6, p.7, p.8, p.9 FROM (
		SELECT file, argMax((load, sequence, status, extract_version, transform_version, registry_version, facts, published_at, load_version), (sequence, reading)) AS p
		FROM published GROUP BY file) ORDER BY file`)
	if err != nil {
		return nil, w.explain("list what is loaded", err)
	}
	defer func() { _ = rows.Close() }()
	var out []Published
	for rows.Next() {
		var p Published
		var hexed, status string
		var extract, transform, registry, rules uint32
		var facts uint64
		if err := rows.Scan(&hexed, &p.Load, &p.Sequence, &status, &extract, &transform, &registry, &facts, &p.At, &rules); err != nil {
			return nil, w.explain("list what is loaded", err)
		}
		if p.Document, err = digestOf(hexed); err != nil {
			return nil, &gongkai.Error{Op: "list what is loaded", Path: w.name, Err: err}
		}
		p.Status, p.Facts, p.Rules = gongkai.Status(status), int(facts), int(rules)
		p.Versions = gongkai.Versions{Extract: int(extract), Transform: int(transform), Registry: int(registry)}
		out = append(out, p)
	}
	return out, w.explain("list what is loaded", rows.Err())
}

// abandoned is how old an attempt of another process must be to count as dead
// when it has published nothing: a load takes minutes.
const abandoned = 24 * time.Hour

// Pruned says what Prune removed.
type Pruned struct {
	// Readings of documents that a later load replaced, or that a load which
	// never finished left behind.
	Readings int
}

// prunable tables; published and load come last, so that a prune that is
// killed finds everything again.
var prunable = []string{"fact_amount", "fact_narrative", "fact_target", "fact_table", "fact_check", "fact_capture",
	"fact_declaration", "fact_doubt", "fact_item", "fact_figure", "fact_project", "dim_document", "published"}

// Prune drops the rows of replaced loads and of attempts that never finished.
// It waits for this process's own loads; unfinished ones of other processes
// are spared for a day. Editions that a later document superseded are documents of
// their own and stay.
func (w *Warehouse) Prune(ctx context.Context) (Pruned, error) {
	var out Pruned
	const op = "prune warehouse"
	w.loading.Lock()
	defer w.loading.Unlock()
	stale, err := w.stale(ctx)
	if err != nil || len(stale) == 0 {
		return out, w.explain(op, err)
	}
	out.Readings = len(stale)
	const chunk = 5000 // 5,000 x 20 digits stay under ClickHouse's query size of 256 KiB
	for part := range slices.Chunk(stale, chunk) {
		list := make([]string, len(part))
		for i, r := range part {
			list[i] = fmt.Sprint(r)
		}
		for _, table := range prunable {
			err := w.conn.Exec(ctx, "ALTER TABLE "+w.stored(table)+" DELETE WHERE reading IN ("+strings.Join(list, ",")+") SETTINGS mutations_sync = 2")
			if err != nil {
				return out, w.explain(op, err)
			}
		}
	}
	w.log.Info("pruned", zap.Int("readings", out.Readings))
	return out, nil
}

// stale are the reading numbers whose rows nobody sees and nobody is writing.
// The order of the three questions matters: the number of a row that the first
// one finds belongs to an attempt that has told its numbers before, so the
// other two know whether it is still at work.
func (w *Warehouse) stale(ctx context.Context) ([]uint64, error) {
	var parts []string
	for _, table := range prunable {
		parts = append(parts, "SELECT DISTINCT reading FROM "+table)
	}
	candidates, err := w.numbers(ctx, "SELECT DISTINCT reading FROM ("+strings.Join(parts, " UNION ALL ")+") ORDER BY reading")
	if err != nil {
		return nil, err
	}
	working := map[uint64]bool{}
	if w.engine == nil {
		// Other processes may be at work on a server; how far they are only
		// they know.
		rows, err := w.conn.Query(ctx, "SELECT first_reading FROM load WHERE started_at > ?", time.Now().UTC().Add(-abandoned))
		if err != nil {
			return nil, err
		}
		defer func() { _ = rows.Close() }()
		for rows.Next() {
			var first uint64
			if err := rows.Scan(&first); err != nil {
				return nil, err
			}
			working[first>>disclosureBits] = true
		}
		if err := rows.Err(); err != nil {
			return nil, err
		}
	}
	current, err := w.numbers(ctx, "SELECT reading FROM v_loaded")
	if err != nil {
		return nil, err
	}
	published, err := w.numbers(ctx, "SELECT DISTINCT arrayJoin(readings) FROM published")
	if err != nil {
		return nil, err
	}
	shown, ever := setOf(current), setOf(published)
	return slices.DeleteFunc(candidates, func(r uint64) bool {
		return shown[r] || working[r>>disclosureBits] && !ever[r]
	}), nil
}

// stored is a table as its rows can be deleted from.
func (w *Warehouse) stored(table string) string {
	if w.cluster == "" {
		return table
	}
	if schemas.Sharded[table] {
		table = schemas.LocalTable(table)
	}
	return table + " ON CLUSTER '" + w.cluster + "'"
}

func setOf(numbers []uint64) map[uint64]bool {
	set := make(map[uint64]bool, len(numbers))
	for _, n := range numbers {
		set[n] = true
	}
	return set
}

func (w *Warehouse) numbers(ctx context.Context, query string) ([]uint64, error) {
	rows, err := w.conn.Query(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var out []uint64
	for rows.Next() {
		var n uint64
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, rows.Err()
}
