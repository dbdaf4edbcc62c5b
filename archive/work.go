package archive

import (
	"context"

	"gongkai"
)

// RecordOutcome notes how reading a document ended.
func (a *Archive) RecordOutcome(ctx context.Context, d gongkai.Digest, w gongkai.Work) error {
	_, err := a.db.ExecContext(ctx, `INSERT INTO outcome VALUES (?,?,?,?,?,?,?,?) ON CONFLICT (digest) DO UPDATE SET
		extract = excluded.extract, transform = excluded.transform, registry = excluded.registry, status = excluded.status, reason = excluded.reason, disclosure = excluded.disclosure, at = excluded.at`,
		d.String(), w.Extract, w.Transform, w.Registry, string(w.Status), w.Reason, w.Disclosure, now())
	return a.wrap("record outcome", err)
}

// ForgetOutcome makes a document wait to be read again.
func (a *Archive) ForgetOutcome(ctx context.Context, d gongkai.Digest) error {
	_, err := a.db.ExecContext(ctx, "DELETE FROM outcome WHERE digest = ?", d.String())
	return a.wrap("forget outcome", err)
}

// Outcomes tells how reading each document ended.
func (a *Archive) Outcomes(ctx context.Context) (map[gongkai.Digest]gongkai.Work, error) {
	return a.works(ctx, "SELECT digest, extract, transform, registry, status, reason, disclosure FROM outcome")
}

// RecordLoaded notes that a document is in a warehouse; the warehouse itself
// stays the truth.
func (a *Archive) RecordLoaded(ctx context.Context, warehouse string, d gongkai.Digest, w gongkai.Work) error {
	_, err := a.db.ExecContext(ctx, `INSERT INTO loaded (warehouse, digest, extract, transform, registry, disclosure) VALUES (?,?,?,?,?,?) ON CONFLICT (warehouse, digest) DO UPDATE SET
		extract = excluded.extract, transform = excluded.transform, registry = excluded.registry, disclosure = excluded.disclosure`,
		warehouse, d.String(), w.Extract, w.Transform, w.Registry, w.Disclosure)
	if err == nil {
		_, err = a.db.ExecContext(ctx, "DELETE FROM refusal WHERE digest = ?", d.String())
	}
	return a.wrap("record load", err)
}

// ForgetLoaded drops what a warehouse does not confirm.
func (a *Archive) ForgetLoaded(ctx context.Context, warehouse string, d gongkai.Digest) error {
	_, err := a.db.ExecContext(ctx, "DELETE FROM loaded WHERE warehouse = ? AND digest = ?", warehouse, d.String())
	return a.wrap("forget load", err)
}

// Loads tells at what each document was loaded into a warehouse.
func (a *Archive) Loads(ctx context.Context, warehouse string) (map[gongkai.Digest]gongkai.Work, error) {
	return a.works(ctx, "SELECT digest, extract, transform, registry, '', '', disclosure FROM loaded WHERE warehouse = ?", warehouse)
}

// RecordRefusal notes that a document does not fit the warehouse's columns, in
// the words of w.Reason.
func (a *Archive) RecordRefusal(ctx context.Context, d gongkai.Digest, w gongkai.Work) error {
	_, err := a.db.ExecContext(ctx, `INSERT INTO refusal VALUES (?,?,?,?,?,?,?) ON CONFLICT (digest) DO UPDATE SET
		extract = excluded.extract, transform = excluded.transform, registry = excluded.registry, disclosure = excluded.disclosure, reason = excluded.reason, at = excluded.at`,
		d.String(), w.Extract, w.Transform, w.Registry, w.Disclosure, w.Reason, now())
	return a.wrap("record refusal", err)
}

// Refusals tells which documents do not fit the warehouse, and why.
func (a *Archive) Refusals(ctx context.Context) (map[gongkai.Digest]gongkai.Work, error) {
	return a.works(ctx, "SELECT digest, extract, transform, registry, '', reason, disclosure FROM refusal")
}

func (a *Archive) works(ctx context.Context, query string, args ...any) (map[gongkai.Digest]gongkai.Work, error) {
	rows, err := a.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, a.wrap("read catalogue", err)
	}
	defer func() { _ = rows.Close() }()
	all := map[gongkai.Digest]gongkai.Work{}
	for rows.Next() {
		var digest string
		var d gongkai.Digest
		var w gongkai.Work
		if err := rows.Scan(&digest, &w.Extract, &w.Transform, &w.Registry, &w.Status, &w.Reason, &w.Disclosure); err != nil {
			return nil, a.wrap("read catalogue", err)
		}
		if err := d.UnmarshalText([]byte(digest)); err != nil {
			return nil, a.wrap("read catalogue", err)
		}
		all[d] = w
	}
	return all, a.wrap("read catalogue", rows.Err())
}
