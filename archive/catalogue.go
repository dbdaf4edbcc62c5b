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
`, frontierTables, `
CREATE TABLE loaded_into (
	warehouse TEXT NOT NULL, digest TEXT NOT NULL, extract INTEGER NOT NULL, transform INTEGER NOT NULL, registry INTEGER NOT NULL,
	disclosure TEXT NOT NULL, PRIMARY KEY (warehouse, digest)
) STRICT, WITHOUT ROWID;
INSERT INTO loaded_into SELECT warehouse, digest, extract, transform, registry, disclosure FROM loaded;
DROP TABLE loaded;
ALTER TABLE loaded_into RENAME TO loaded;
CREATE TABLE refusal (
	digest TEXT PRIMARY KEY, extract INTEGER NOT NULL, transform INTEGER NOT NULL, registry INTEGER NOT NULL,
	disclosure TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
`}

// catalogueName is the catalogue's file in a data folder.
const catalogueName = "catalogue.sqlite"

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

// NextSequence is a number higher than all before it; it orders loads.
func (a *Archive) NextSequence(ctx context.Context) (uint64, error) {
	var n uint64
	err := a.db.QueryRowContext(ctx, "UPDATE sequence SET value = value + 1 RETURNING value").Scan(&n)
	return n, a.wrap("draw sequence", err)
}

// wrap says what was done to which data folder, and why it failed in the
// system's own words.
func (a *Archive) wrap(op string, err error) error {
	if err == nil {
		return nil
	}
	why := cause(a.dir, err)
	return &gongkai.Error{Op: op, Path: a.dir, Err: why, Hint: hintOf(why)}
}
