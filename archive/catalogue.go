package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"gongkai"
)

// migrations of the catalogue; PRAGMA user_version counts those applied.
var migrations = []string{`
CREATE TABLE capture (
	id INTEGER PRIMARY KEY, source TEXT NOT NULL, region TEXT NOT NULL, url TEXT NOT NULL, final_url TEXT NOT NULL,
	parent TEXT NOT NULL, parent_title TEXT NOT NULL, title TEXT NOT NULL, published TEXT NOT NULL,
	status INTEGER NOT NULL, header TEXT NOT NULL, fetched_at TEXT NOT NULL,
	digest TEXT NOT NULL, size INTEGER NOT NULL, media_type TEXT NOT NULL,
	UNIQUE (url, parent, digest)
) STRICT;
CREATE INDEX capture_digest ON capture (digest);
CREATE TABLE page (
	url TEXT PRIMARY KEY, source TEXT NOT NULL, etag TEXT NOT NULL, last_modified TEXT NOT NULL,
	digest TEXT NOT NULL, body BLOB NOT NULL, done INTEGER NOT NULL, visited_at TEXT NOT NULL
) STRICT;
CREATE TABLE failure (
	url TEXT PRIMARY KEY, source TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL, at TEXT NOT NULL, tries INTEGER NOT NULL
) STRICT;
CREATE TABLE outcome (
	digest TEXT PRIMARY KEY, extract INTEGER NOT NULL, transform INTEGER NOT NULL, registry INTEGER NOT NULL,
	status TEXT NOT NULL, reason TEXT NOT NULL, disclosure TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE loaded (
	digest TEXT PRIMARY KEY, extract INTEGER NOT NULL, transform INTEGER NOT NULL, registry INTEGER NOT NULL,
	disclosure TEXT NOT NULL, warehouse TEXT NOT NULL
) STRICT;
CREATE TABLE sequence (value INTEGER NOT NULL) STRICT;
INSERT INTO sequence VALUES (0);
`, frontierTables}

func openCatalogue(ctx context.Context, path string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=journal_mode(WAL)&_pragma=busy_timeout(10000)&_pragma=synchronous(NORMAL)&_pragma=foreign_keys(ON)")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	var version int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if version > len(migrations) {
		return nil, errors.Join(fmt.Errorf("catalogue has version %d, this program knows %d", version, len(migrations)), db.Close())
	}
	for ; version < len(migrations); version++ {
		tx, err := db.BeginTx(ctx, nil)
		if err == nil {
			_, err = tx.ExecContext(ctx, migrations[version])
		}
		if err == nil {
			_, err = tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", version+1))
		}
		if err == nil {
			err = tx.Commit()
		}
		if err != nil {
			return nil, errors.Join(err, db.Close())
		}
	}
	return db, nil
}

func now() string { return time.Now().UTC().Format(time.RFC3339Nano) }

const insertCapture = `INSERT INTO capture (source, region, url, final_url, parent, parent_title, title, published, status, header, fetched_at, digest, size, media_type)
	VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING`

// captureValues are the values of insertCapture.
func captureValues(c gongkai.Capture) []any {
	return []any{c.Source, c.Region, c.URL, c.FinalURL, c.Parent, c.ParentTitle, c.Title, c.Published, c.Status, headerJSON(c.Header),
		c.FetchedAt.UTC().Format(time.RFC3339Nano), c.Digest.String(), c.Size, c.MediaType}
}

// RecordCapture stores a capture; the same bytes from the same place are one.
func (a *Archive) RecordCapture(ctx context.Context, c gongkai.Capture) error {
	_, err := a.db.ExecContext(ctx, insertCapture, captureValues(c)...)
	return a.wrap("record capture", err)
}

// Disclosures lists the articles with their captures, oldest first, captures
// in the order in which the article links them.
func (a *Archive) Disclosures(ctx context.Context) ([]gongkai.Disclosure, error) {
	rows, err := a.db.QueryContext(ctx, `SELECT source, region, url, final_url, parent, parent_title, title, published, status, header, fetched_at, digest, size, media_type FROM capture ORDER BY id`)
	if err != nil {
		return nil, a.wrap("list captures", err)
	}
	defer func() { _ = rows.Close() }()
	at := map[string]int{}
	var list []gongkai.Disclosure
	for rows.Next() {
		var c gongkai.Capture
		var header, fetched, digest string
		if err := rows.Scan(&c.Source, &c.Region, &c.URL, &c.FinalURL, &c.Parent, &c.ParentTitle, &c.Title, &c.Published, &c.Status, &header, &fetched, &digest, &c.Size, &c.MediaType); err != nil {
			return nil, a.wrap("list captures", err)
		}
		if err := errors.Join(json.Unmarshal([]byte(header), &c.Header), c.Digest.UnmarshalText([]byte(digest))); err != nil {
			return nil, a.wrap("list captures", err)
		}
		if c.FetchedAt, err = time.Parse(time.RFC3339Nano, fetched); err != nil {
			return nil, a.wrap("list captures", err)
		}
		i, ok := at[c.Parent]
		if !ok {
			i = len(list)
			at[c.Parent] = i
			list = append(list, gongkai.Disclosure{Article: c.Parent})
		}
		list[i].Add(c)
	}
	return list, a.wrap("list captures", rows.Err())
}

// RecordOutcome notes how reading a document ended, at which versions.
func (a *Archive) RecordOutcome(ctx context.Context, d gongkai.Digest, v gongkai.Versions, o gongkai.Outcome, disclosure string) error {
	_, err := a.db.ExecContext(ctx, `INSERT INTO outcome VALUES (?,?,?,?,?,?,?,?) ON CONFLICT (digest) DO UPDATE SET
		extract = excluded.extract, transform = excluded.transform, registry = excluded.registry, status = excluded.status, reason = excluded.reason, disclosure = excluded.disclosure, at = excluded.at`,
		d.String(), v.Extract, v.Transform, v.Registry, string(o.Status), o.Reason, disclosure, now())
	return a.wrap("record outcome", err)
}

// OutcomeOf gives the recorded versions and the fingerprint of the disclosure a
// document was judged in; ok is false when it was never read.
func (a *Archive) OutcomeOf(ctx context.Context, d gongkai.Digest) (v gongkai.Versions, disclosure string, ok bool, err error) {
	return a.versions(ctx, "outcome", d)
}

func (a *Archive) versions(ctx context.Context, table string, d gongkai.Digest) (v gongkai.Versions, disclosure string, ok bool, err error) {
	err = a.db.QueryRowContext(ctx, "SELECT extract, transform, registry, disclosure FROM "+table+" WHERE digest = ?", d.String()).Scan(&v.Extract, &v.Transform, &v.Registry, &disclosure)
	if errors.Is(err, sql.ErrNoRows) {
		return v, "", false, nil
	}
	return v, disclosure, err == nil, a.wrap("read "+table, err)
}

// LoadedAs gives the versions at which a document was last loaded.
func (a *Archive) LoadedAs(ctx context.Context, d gongkai.Digest) (v gongkai.Versions, disclosure string, ok bool, err error) {
	return a.versions(ctx, "loaded", d)
}

// RecordLoaded notes that a document is in the warehouse; the warehouse itself
// stays the truth.
func (a *Archive) RecordLoaded(ctx context.Context, d gongkai.Digest, v gongkai.Versions, disclosure, warehouse string) error {
	_, err := a.db.ExecContext(ctx, `INSERT INTO loaded VALUES (?,?,?,?,?,?) ON CONFLICT (digest) DO UPDATE SET
		extract = excluded.extract, transform = excluded.transform, registry = excluded.registry, disclosure = excluded.disclosure, warehouse = excluded.warehouse`,
		d.String(), v.Extract, v.Transform, v.Registry, disclosure, warehouse)
	return a.wrap("record load", err)
}

// ForgetLoaded drops what the warehouse does not confirm.
func (a *Archive) ForgetLoaded(ctx context.Context, d gongkai.Digest) error {
	_, err := a.db.ExecContext(ctx, "DELETE FROM loaded WHERE digest = ?", d.String())
	return a.wrap("forget load", err)
}

// NextSequence is a number higher than all before it; it orders loads.
func (a *Archive) NextSequence(ctx context.Context) (uint64, error) {
	var n uint64
	err := a.db.QueryRowContext(ctx, "UPDATE sequence SET value = value + 1 RETURNING value").Scan(&n)
	return n, a.wrap("draw sequence", err)
}

// Count is one line of a status report.
type Count struct {
	Source, State, Reason string
	N                     int
}

// Status counts captures, outcomes, loads and failures, by source and reason.
func (a *Archive) Status(ctx context.Context) ([]Count, error) {
	rows, err := a.db.QueryContext(ctx, `
		SELECT source, 'captured', media_type, count(DISTINCT digest) FROM capture GROUP BY source, media_type
		UNION ALL SELECT c.source, 'processed', o.status, count(DISTINCT o.digest) FROM outcome o JOIN capture c ON c.digest = o.digest GROUP BY c.source, o.status
		UNION ALL SELECT c.source, 'loaded', '', count(DISTINCT l.digest) FROM loaded l JOIN capture c ON c.digest = l.digest GROUP BY c.source
		UNION ALL SELECT source, 'waiting', 'to be processed', count(DISTINCT digest) FROM capture WHERE digest NOT IN (SELECT digest FROM outcome) GROUP BY source
		UNION ALL SELECT c.source, 'waiting', 'to be loaded', count(DISTINCT o.digest) FROM outcome o JOIN capture c ON c.digest = o.digest WHERE o.digest NOT IN (SELECT digest FROM loaded) GROUP BY c.source
		UNION ALL SELECT source, 'failed', reason, count(*) FROM visit WHERE reason != '' GROUP BY source, reason
		ORDER BY 1, 2, 3`)
	if err != nil {
		return nil, a.wrap("count", err)
	}
	defer func() { _ = rows.Close() }()
	var list []Count
	for rows.Next() {
		var c Count
		if err := rows.Scan(&c.Source, &c.State, &c.Reason, &c.N); err != nil {
			return nil, a.wrap("count", err)
		}
		list = append(list, c)
	}
	return list, a.wrap("count", rows.Err())
}

func (a *Archive) wrap(op string, err error) error {
	if err == nil {
		return nil
	}
	return &gongkai.Error{Op: op, Path: a.dir, Err: err, Hint: "is the disk full?"}
}
