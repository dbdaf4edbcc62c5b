package load

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
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

// maxDocuments of a load: reading numbers give the document the low 20 bits.
const maxDocuments = 1<<20 - 1

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
	withdrawn, err := w.withdrawn(ctx, op, pubs)
	if err != nil {
		return err
	}
	count := len(withdrawn)
	for i := range pubs {
		count += len(pubs[i].Reading.Disclosed())
	}
	if count > maxDocuments {
		return &gongkai.Error{Op: op, Path: w.name, Err: fmt.Errorf("%d documents; a load takes %d", count, maxDocuments),
			Hint: "publish in several loads"}
	}
	begun := time.Now()
	first, err := newAttempt()
	if err != nil {
		return &gongkai.Error{Op: op, Path: w.name, Err: err}
	}
	last := first + uint64(count) - 1
	err = w.conn.Exec(ctx, "INSERT INTO load (load, sequence, first_reading, last_reading, started_at) VALUES (?, ?, ?, ?, ?)",
		load.ID, load.Sequence, first, last, begun.UTC())
	if err != nil {
		return w.explain(op, err)
	}
	out, next := newWriter(w), first
	for i := range pubs {
		if err := out.add(ctx, load, next, &pubs[i]); err != nil {
			return w.explain(op, err)
		}
		next += uint64(len(pubs[i].Reading.Disclosed()))
	}
	if err := out.flush(ctx); err != nil {
		return w.explain(op, err)
	}
	if err := w.verify(ctx, out.tables(), first, last); err != nil {
		return w.explain(op, err)
	}
	if err := w.announce(ctx, load, first, pubs, withdrawn); err != nil {
		return w.explain(op, err)
	}
	w.log.Debug("published", zap.String("load", load.ID), zap.Int("documents", len(pubs)),
		zap.Int("rows", out.total()), zap.Duration("took", time.Since(begun)))
	return nil
}

// newAttempt draws the first reading number of an attempt: 43 random bits over
// 20 for the document. 2^43 attempts is what two would need about 3 million of
// to collide with even odds, and then their documents would have to too.
func newAttempt() (uint64, error) {
	var b [8]byte
	if _, err := rand.Read(b[:]); err != nil {
		return 0, fmt.Errorf("draw reading numbers: %w", err)
	}
	return (binary.LittleEndian.Uint64(b[:])>>21|1<<42)<<20 | 1, nil
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
	rows, err := w.conn.Query(ctx, "SELECT DISTINCT document FROM published WHERE load = ? AND length(document) = 64", id)
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
// table, and the sum and number of amounts.
func (w *Warehouse) verify(ctx context.Context, tables []*rowset, first, last uint64) error {
	for _, t := range tables {
		var rows uint64
		var total decimal.Decimal
		var err error
		if of := " FROM " + t.name + " WHERE reading >= ? AND reading <= ?"; t.money == "" {
			err = w.conn.QueryRow(ctx, "SELECT count()"+of, first, last).Scan(&rows)
		} else {
			var sum *decimal.Decimal // NULL when no row has an amount
			err = w.conn.QueryRow(ctx, "SELECT count(), sum("+t.money+")"+of, first, last).Scan(&rows, &sum)
			if sum != nil {
				total = *sum
			}
		}
		if err != nil {
			return err
		}
		if int(rows) != t.sent || !total.Equal(t.sum) {
			return fmt.Errorf("%s holds %d rows and %s yuan of this load, sent were %d and %s; nothing is published",
				t.name, rows, total.StringFixed(2), t.sent, t.sum.StringFixed(2))
		}
	}
	return nil
}

// withdrawn are the keys of further disclosures that earlier loads found in the
// files of pubs and that these do not find any more. They get a reading without
// rows, so that nothing of them is seen.
func (w *Warehouse) withdrawn(ctx context.Context, op string, pubs []gongkai.Publication) (keys []string, err error) {
	held := make(map[string]int, len(pubs))
	for i := range pubs {
		held[pubs[i].Reading.Digest.Hex()] = len(pubs[i].Reading.Disclosed())
	}
	rows, err := w.conn.Query(ctx, "SELECT DISTINCT document FROM published WHERE length(document) > 64 ORDER BY document")
	if err != nil {
		return nil, w.explain(op, err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var k string
		if err := rows.Scan(&k); err != nil {
			return nil, w.explain(op, err)
		}
		file := gongkai.FileOfPortion(k)
		n, ours := held[file]
		if place, err := strconv.Atoi(strings.TrimPrefix(k[len(file):], "-")); ours && (err != nil || place > n) {
			keys = append(keys, k)
		}
	}
	return keys, w.explain(op, rows.Err())
}

// announce makes the attempt's documents current, and the withdrawn ones empty,
// with one insert of one block.
func (w *Warehouse) announce(ctx context.Context, load Load, first uint64, pubs []gongkai.Publication, withdrawn []string) error {
	batch, err := w.conn.PrepareBatch(ctx, "INSERT INTO published (document, load, sequence, reading, status, extract_version, transform_version, registry_version, facts, published_at)")
	if err != nil {
		return err
	}
	defer func() { _ = batch.Close() }()
	now, next := time.Now().UTC(), first
	row := func(document string, status gongkai.Status, v gongkai.Versions, facts int) error {
		err := batch.Append(document, load.ID, load.Sequence, next, string(status), uint32(v.Extract), uint32(v.Transform), uint32(v.Registry), uint64(facts), now)
		next++
		return err
	}
	for i := range pubs {
		r := &pubs[i].Reading
		portions := r.Disclosed()
		facts := make([]int, len(portions))
		for k := range r.Facts {
			facts[r.PortionOf(r.Facts[k].TableIndex)]++
		}
		for n := range portions {
			if err := row(gongkai.PortionKey(r.Digest, n), portions[n].Status, r.Versions, facts[n]); err != nil {
				return err
			}
		}
	}
	for _, k := range withdrawn {
		if err := row(k, "", gongkai.Versions{}, 0); err != nil {
			return err
		}
	}
	return batch.Send()
}

// digestOf reads the 64 hex digits of the warehouse.
func digestOf(hexed string) (gongkai.Digest, error) {
	return gongkai.ParseDigest("sha256:" + hexed)
}
