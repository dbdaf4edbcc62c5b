package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"gongkai"
)

// View reads a catalogue that another process may be writing to: it takes no
// lock and changes nothing. Each answer is of one moment.
type View struct{ a *Archive }

// OpenView opens the catalogue of the data folder dir for reading. The error
// is fs.ErrNotExist when nothing was ever captured there.
func OpenView(ctx context.Context, dir string) (*View, error) {
	path := filepath.Join(dir, catalogueName)
	fail := func(err error, hint string) error {
		return &gongkai.Error{Op: "open data folder", Path: dir, Err: err, Hint: hint}
	}
	if _, err := os.Stat(path); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fail(fmt.Errorf("no catalogue in it: %w", fs.ErrNotExist), "gongkai run fills it; --data names another folder")
		}
		return nil, fail(cause(dir, err), "name the folder that gongkai run wrote to with --data")
	}
	var version int
	open := func(how string) (*sql.DB, error) {
		db, err := sql.Open("sqlite", "file:"+path+"?"+how+"&_pragma=busy_timeout(10000)&_pragma=query_only(1)")
		if err != nil {
			return nil, err
		}
		if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
			return nil, errors.Join(err, db.Close())
		}
		return db, nil
	}
	db, err := open("mode=ro")
	if err != nil {
		// A folder that cannot be written to has no place for the index of the
		// write-ahead log; nobody else writes there either.
		db, err = open("immutable=1")
	}
	if err != nil {
		return nil, fail(cause(dir, err), "is it a data folder, and readable?")
	}
	if version != len(migrations) {
		hint := "gongkai run brings it up to date"
		if version > len(migrations) {
			hint = "use the gongkai that wrote it"
		}
		return nil, errors.Join(fail(fmt.Errorf("its catalogue has version %d, this program knows %d", version, len(migrations)), hint), db.Close())
	}
	return &View{&Archive{dir: dir, folder: folder(dir), db: db}}, nil
}

// Close ends the view.
func (v *View) Close() error { return v.a.db.Close() }

// Disclosures is Archive.Disclosures.
func (v *View) Disclosures(ctx context.Context) ([]gongkai.Disclosure, error) {
	return v.a.Disclosures(ctx)
}

// Outcomes is Archive.Outcomes.
func (v *View) Outcomes(ctx context.Context) (map[gongkai.Digest]gongkai.Work, error) {
	return v.a.Outcomes(ctx)
}

// Loads is Archive.Loads.
func (v *View) Loads(ctx context.Context, warehouse string) (map[gongkai.Digest]gongkai.Work, error) {
	return v.a.Loads(ctx, warehouse)
}

// Refusals is Archive.Refusals.
func (v *View) Refusals(ctx context.Context) (map[gongkai.Digest]gongkai.Work, error) {
	return v.a.Refusals(ctx)
}

// Changes is Archive.Changes.
func (v *View) Changes(ctx context.Context, since time.Time) ([]gongkai.Change, error) {
	return v.a.Changes(ctx, since)
}

// GetDerived is Archive.GetDerived.
func (v *View) GetDerived(ctx context.Context, kind string, d gongkai.Digest, of gongkai.Versions) (data []byte, ok bool, err error) {
	return v.a.GetDerived(ctx, kind, d, of)
}

// Failure is an address that gave nothing, and why.
type Failure struct {
	Source, URL, Reason, Detail string
	Tries                       int
	At                          time.Time
}

// Failures lists the addresses that gave nothing when they were last asked,
// by source and reason.
func (v *View) Failures(ctx context.Context) ([]Failure, error) {
	rows, err := v.a.db.QueryContext(ctx, "SELECT source, url, reason, detail, tries, visited FROM visit WHERE reason != '' ORDER BY source, reason, url")
	if err != nil {
		return nil, v.a.wrap("list failures", err)
	}
	defer func() { _ = rows.Close() }()
	var list []Failure
	for rows.Next() {
		var f Failure
		var at int64
		if err := rows.Scan(&f.Source, &f.URL, &f.Reason, &f.Detail, &f.Tries, &at); err != nil {
			return nil, v.a.wrap("list failures", err)
		}
		f.At = fromUnix(at)
		list = append(list, f)
	}
	return list, v.a.wrap("list failures", rows.Err())
}

// Visits of a source's pages and documents.
type Visits struct {
	// Visited at least once; Due now, for the first time or again.
	Visited, Due int
	// Last visit.
	Last time.Time
}

// Visits counts by source what was visited and what is due at now.
func (v *View) Visits(ctx context.Context, now time.Time) (map[string]Visits, error) {
	rows, err := v.a.db.QueryContext(ctx, "SELECT source, sum(visited > 0), sum(due <= ?), max(visited) FROM visit GROUP BY source", now.Unix())
	if err != nil {
		return nil, v.a.wrap("count visits", err)
	}
	defer func() { _ = rows.Close() }()
	all := map[string]Visits{}
	for rows.Next() {
		var source string
		var x Visits
		var last int64
		if err := rows.Scan(&source, &x.Visited, &x.Due, &last); err != nil {
			return nil, v.a.wrap("count visits", err)
		}
		x.Last = fromUnix(last)
		all[source] = x
	}
	return all, v.a.wrap("count visits", rows.Err())
}
