package load

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"
	"go.uber.org/zap"

	"gongkai"
)

// Load names a batch of publications that becomes visible in one step.
type Load struct {
	// ID is the catalogue's name for it. Publishing the same ID again is safe:
	// documents that it published already are left alone.
	ID string
	// Sequence orders loads; of a document's loads the highest counts. It
	// comes from the catalogue, not from a clock.
	Sequence uint64
}

// Reading numbers are in order of time, so that a table's parts say by the range
// of theirs whether they can hold rows of an attempt: milliseconds since 2020,
// 11 bits drawn at random, 12 for the disclosure.
const (
	disclosureBits = 12
	randomBits     = 11
	// maxDisclosures of an attempt.
	maxDisclosures = 1<<disclosureBits - 1
)

// Publish loads all of pubs and makes them visible in one step, or nothing: a
// load that fails or is killed at any point shows nothing new and hides
// nothing old, and may be tried again with the same Load. Publications of the
// same bytes count once, with the captures of all. Every amount is checked
// against its column first; the error then is a *RefusedError and nothing has
// been written.
func (w *Warehouse) Publish(ctx context.Context, load Load, pubs []gongkai.Publication) error {
	op := "publish load " + load.ID
	if load.ID == "" {
		return &gongkai.Error{Op: "publish", Path: w.name, Err: fmt.Errorf("the load has no ID")}
	}
	pubs = distinct(pubs)
	for i := range pubs {
		if err := Fits(&pubs[i]); err != nil {
			return &gongkai.Error{Op: op, Path: w.name, Err: err}
		}
	}
	w.loading.RLock()
	defer w.loading.RUnlock()
	done, err := w.documentsOf(ctx, load.ID)
	if err != nil {
		return err
	}
	pubs = slices.DeleteFunc(pubs, func(p gongkai.Publication) bool { return done[p.Reading.Digest] })
	if len(pubs) == 0 {
		return nil
	}
	n := 0
	for i := range pubs {
		n += len(pubs[i].Reading.Disclosed())
	}
	if n > maxDisclosures {
		return &gongkai.Error{Op: op, Path: w.name, Err: fmt.Errorf("%d documents; a load takes %d", n, maxDisclosures),
			Hint: "publish in several loads"}
	}
	begun := time.Now()
	first, err := w.begin(ctx, load, n)
	if err != nil {
		return w.explain(op, err)
	}
	out := newWriter(ctx, w)
	defer out.release()
	next := first
	for i := range pubs {
		if err := out.add(load, next, &pubs[i]); err != nil {
			return w.explain(op, out.wait(err))
		}
		next += uint64(len(pubs[i].Reading.Disclosed()))
	}
	if err := out.flush(); err != nil {
		return w.explain(op, err)
	}
	if err := w.verify(ctx, out.tables(), first, next-1); err != nil {
		return w.explain(op, err)
	}
	if err := w.announce(ctx, load, first, pubs); err != nil {
		return w.explain(op, err)
	}
	w.log.Debug("published", zap.String("load", load.ID), zap.Int("documents", len(pubs)),
		zap.Int("rows", out.total()), zap.Duration("took", time.Since(begun)))
	return nil
}

// begin draws n reading numbers that no other attempt has, and tells them.
func (w *Warehouse) begin(ctx context.Context, load Load, n int) (first uint64, err error) {
	for {
		if first, err = w.draw(); err != nil {
			return 0, err
		}
		last := first + uint64(n) - 1
		err = w.conn.Exec(ctx, "INSERT INTO load (load, sequence, first_reading, last_reading, started_at) VALUES (?, ?, ?, ?, ?)",
			load.ID, load.Sequence, first, last, time.Now().UTC())
		if err != nil || w.engine != nil {
			return first, err // the one owner of the folder has drawn them
		}
		// Another process may have drawn the same bits in the same millisecond;
		// then both see two rows here, and both draw again.
		var attempts uint64
		err = w.conn.QueryRow(ctx, "SELECT count() FROM load WHERE first_reading <= ? AND last_reading >= ?", last, first).Scan(&attempts)
		if err != nil || attempts == 1 {
			return first, err
		}
	}
}

// draw gives the first of the numbers of an attempt, a later one each time.
func (w *Warehouse) draw() (uint64, error) {
	var b [8]byte
	if _, err := rand.Read(b[:]); err != nil {
		return 0, fmt.Errorf("draw reading numbers: %w", err)
	}
	begin := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	random := binary.LittleEndian.Uint64(b[:]) & (1<<randomBits - 1)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.drawn = max(uint64(max(time.Since(begin).Milliseconds(), 0)), w.drawn+1)
	return (w.drawn<<randomBits|random)<<disclosureBits | 1, nil
}

// distinct joins publications of the same bytes: the first reading that is ok,
// and the captures of all.
func distinct(pubs []gongkai.Publication) []gongkai.Publication {
	at := map[gongkai.Digest]int{}
	var out []gongkai.Publication
	for _, p := range pubs {
		i, seen := at[p.Reading.Digest]
		if !seen {
			at[p.Reading.Digest] = len(out)
			p.Captures = slices.Clone(p.Captures)
			out = append(out, p)
			continue
		}
		if out[i].Reading.Status != gongkai.StatusOK && p.Reading.Status == gongkai.StatusOK {
			out[i].Reading = p.Reading
		}
		for _, c := range p.Captures {
			if !slices.ContainsFunc(out[i].Captures, func(d gongkai.Capture) bool {
				return c.URL == d.URL && c.Parent == d.Parent && c.FetchedAt.Equal(d.FetchedAt)
			}) {
				out[i].Captures = append(out[i].Captures, c)
			}
		}
	}
	return out
}

// documentsOf are the documents that a load has published.
func (w *Warehouse) documentsOf(ctx context.Context, id string) (map[gongkai.Digest]bool, error) {
	rows, err := w.conn.Query(ctx, "SELECT DISTINCT file FROM published WHERE load = ?", id)
	if err != nil {
		return nil, w.explain("publish load "+id, err)
	}
	defer func() { _ = rows.Close() }()
	out := map[gongkai.Digest]bool{}
	for rows.Next() {
		var hexed string
		if err := rows.Scan(&hexed); err != nil {
			return nil, w.explain("publish load "+id, err)
		}
		d, err := digestOf(hexed)
		if err != nil {
			return nil, &gongkai.Error{Op: "publish load " + id, Path: w.name, Err: err}
		}
		out[d] = true
	}
	return out, w.explain("publish load "+id, rows.Err())
}

// verify compares what the attempt wrote with what was sent: rows of every
// table, and the sum of its amounts.
func (w *Warehouse) verify(ctx context.Context, tables []*rowset, first, last uint64) error {
	var parts []string
	for _, t := range tables {
		if t.sent == 0 {
			continue
		}
		sum := "'0'"
		for _, c := range t.columns {
			if t.money != nil && c.column == column(t.money) {
				sum = "ifNull(toString(sum(" + c.name + ")), '0')"
			}
		}
		parts = append(parts, fmt.Sprintf("SELECT '%s', concat(toString(count()), ' ', %s) FROM %s WHERE reading BETWEEN %d AND %d", t.table, sum, t.table, first, last))
	}
	there, err := w.known(ctx, "check load", strings.Join(parts, " UNION ALL ")+" SETTINGS max_threads = 2")
	if err != nil {
		return err
	}
	for _, t := range tables {
		if t.sent == 0 {
			continue
		}
		sum := decimal.NewFromBigInt(bigOf(t.sum), -2)
		rows, written, _ := strings.Cut(there[t.table], " ")
		got, err := decimal.NewFromString(written)
		if err != nil || rows != fmt.Sprint(t.sent) || !got.Equal(sum) {
			return fmt.Errorf("%s holds %s rows and %s yuan of this load, sent were %d and %s; nothing is published", t.table, rows, written, t.sent, sum.StringFixed(2))
		}
	}
	return nil
}

// publishedRows are rows of published.
type publishedRows struct {
	rowset
	file, load                               *words
	sequence, reading                        *numbers[uint64]
	readings                                 *numberLists[uint64]
	status                                   *words
	extract, transform, registry, derivation *numbers[uint32]
	facts                                    *numbers[uint64]
	at                                       *times
}

func newPublishedRows() *publishedRows {
	t := &publishedRows{rowset: rowset{table: "published"}}
	r := &t.rowset
	t.file, t.load = wordsOf(r, "file"), wordsOf(r, "load")
	t.sequence, t.reading, t.readings = numbersOf[uint64](r, "sequence"), numbersOf[uint64](r, "reading"), with(r, "readings", &numberLists[uint64]{})
	t.status = wordsOf(r, "status")
	t.extract, t.transform, t.registry = numbersOf[uint32](r, "extract_version"), numbersOf[uint32](r, "transform_version"), numbersOf[uint32](r, "registry_version")
	t.derivation, t.facts, t.at = numbersOf[uint32](r, "load_version"), numbersOf[uint64](r, "facts"), with(r, "published_at", &times{})
	return t
}

// announce makes the attempt's documents current with one insert of one block.
func (w *Warehouse) announce(ctx context.Context, load Load, first uint64, pubs []gongkai.Publication) error {
	t, now := newPublishedRows(), time.Now().UTC()
	for i := range pubs {
		r := &pubs[i].Reading
		var readings []uint64
		for range r.Disclosed() {
			readings = append(readings, first+uint64(len(readings)))
		}
		t.file.put(r.Digest.Hex())
		t.load.put(load.ID)
		t.sequence.put(load.Sequence)
		t.reading.put(first)
		t.readings.put(readings)
		t.status.put(string(r.Status))
		t.extract.put(clamp[uint32](r.Versions.Extract))
		t.transform.put(clamp[uint32](r.Versions.Transform))
		t.registry.put(clamp[uint32](r.Versions.Registry))
		t.derivation.put(Version)
		t.facts.put(uint64(len(r.Facts)))
		t.at.put(&now)
		first += uint64(len(readings))
	}
	in, err := t.take(w.http)
	if err != nil {
		return err
	}
	return w.send(ctx, in)
}

// digestOf reads the 64 hex digits of the warehouse.
func digestOf(hexed string) (gongkai.Digest, error) {
	return gongkai.ParseDigest("sha256:" + hexed)
}
