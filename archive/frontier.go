package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"gongkai"
)

// frontierTables are the crawl's: visits (one row for each URL of a source),
// the links between articles and documents, what changed, and what is to be
// remembered of hosts. Captures of before become visited documents, so that
// nothing is fetched again.
const frontierTables = `
CREATE TABLE visit (
	id INTEGER PRIMARY KEY, source TEXT NOT NULL, url TEXT NOT NULL, form TEXT NOT NULL DEFAULT '', role INTEGER NOT NULL, host TEXT NOT NULL DEFAULT '',
	parent TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '', published TEXT NOT NULL DEFAULT '', page INTEGER NOT NULL DEFAULT 0, depth INTEGER NOT NULL DEFAULT 0,
	etag TEXT NOT NULL DEFAULT '', last_modified TEXT NOT NULL DEFAULT '', digest TEXT NOT NULL DEFAULT '', size INTEGER NOT NULL DEFAULT 0, status INTEGER NOT NULL DEFAULT 0,
	reader INTEGER NOT NULL DEFAULT 0, interval INTEGER NOT NULL DEFAULT 0, due INTEGER NOT NULL, visited INTEGER NOT NULL DEFAULT 0, found INTEGER NOT NULL,
	tries INTEGER NOT NULL DEFAULT 0, reason TEXT NOT NULL DEFAULT '', detail TEXT NOT NULL DEFAULT '',
	UNIQUE (source, url)
) STRICT;
CREATE INDEX visit_due ON visit (source, role, due);
CREATE INDEX visit_failed ON visit (reason) WHERE reason != '';
CREATE TABLE link (
	source TEXT NOT NULL, parent TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL, position INTEGER NOT NULL,
	found INTEGER NOT NULL, gone INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (parent, url)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_url ON link (url);
CREATE TABLE change (
	id INTEGER PRIMARY KEY, source TEXT NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL, url TEXT NOT NULL, parent TEXT NOT NULL,
	title TEXT NOT NULL, published TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL
) STRICT;
CREATE INDEX change_at ON change (at);
CREATE TABLE host (
	name TEXT PRIMARY KEY, wait_until INTEGER NOT NULL, strikes INTEGER NOT NULL, reason TEXT NOT NULL, day TEXT NOT NULL, requests INTEGER NOT NULL
) STRICT;
CREATE INDEX capture_parent ON capture (parent);
INSERT OR IGNORE INTO visit (source, url, role, parent, title, published, etag, last_modified, digest, size, status, interval, due, visited, found)
	SELECT source, url, 1, parent, title, published, coalesce(json_extract(header, '$.ETag'), ''), coalesce(json_extract(header, '$."Last-Modified"'), ''),
		digest, size, status, 2592000, unixepoch(fetched_at) + 2592000, unixepoch(fetched_at), unixepoch(fetched_at) FROM capture ORDER BY id DESC;
INSERT OR IGNORE INTO link SELECT source, parent, url, title, id, unixepoch(fetched_at), 0 FROM capture;
DROP TABLE page;
DROP TABLE failure;
`

func unix(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

func fromUnix(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.Unix(n, 0).UTC()
}

// hostOf is the host of an address, without parsing what is stored already.
func hostOf(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	return rest
}

const visitColumns = "source, url, form, role, parent, title, published, page, depth, etag, last_modified, digest, size, status, reader, interval, due, visited, tries, reason"

func scanVisit(scan func(...any) error) (v gongkai.Visit, err error) {
	var digest string
	var interval, due, visited int64
	if err := scan(&v.Source, &v.URL, &v.Form, &v.Role, &v.Parent, &v.Title, &v.Published, &v.Page, &v.Depth, &v.ETag, &v.LastModified, &digest, &v.Size, &v.Status, &v.Reader, &interval, &due, &visited, &v.Tries, &v.Reason); err != nil {
		return v, err
	}
	v.Interval, v.Due, v.Visited = time.Duration(interval)*time.Second, fromUnix(due), fromUnix(visited)
	return v, v.Digest.UnmarshalText([]byte(digest))
}

// Seed makes sure that the given URLs are in the frontier; known ones stay as
// they are.
func (a *Archive) Seed(ctx context.Context, visits []gongkai.Visit) error {
	return a.transact(ctx, "seed frontier", func(tx *transaction) error {
		for _, v := range visits {
			if _, err := find(ctx, tx, v, time.Now()); err != nil {
				return err
			}
		}
		return nil
	})
}

// known is the address under which a source knows a URL: what http and https
// answer is one document, and stays so when a site moves from one to the other.
func known(ctx context.Context, tx *transaction, source, url string) (string, error) {
	other := url
	if rest, ok := strings.CutPrefix(url, "http://"); ok {
		other = "https://" + rest
	} else if rest, ok := strings.CutPrefix(url, "https://"); ok {
		other = "http://" + rest
	}
	var is string
	err := tx.row(ctx, "SELECT url FROM visit WHERE source = ? AND url IN (?, ?) ORDER BY url != ? LIMIT 1", source, url, other, url).Scan(&is)
	if errors.Is(err, sql.ErrNoRows) {
		return url, nil
	}
	return is, err
}

// find adds a URL to the frontier, due at once; n is 1 when it was not known.
func find(ctx context.Context, tx *transaction, v gongkai.Visit, at time.Time) (n int64, err error) {
	if v.URL, err = known(ctx, tx, v.Source, v.URL); err != nil {
		return 0, err
	}
	n, err = tx.exec(ctx, `INSERT INTO visit (source, url, form, role, host, parent, title, published, page, depth, due, found) VALUES (?,?,?,?,?,?,?,?,?,?,0,?)
		ON CONFLICT (source, url) DO NOTHING`, v.Source, v.URL, v.Form, v.Role, hostOf(v.URL), v.Parent, v.Title, v.Published, v.Page, v.Depth, at.Unix())
	if n == 0 && err == nil && v.Form != "" { // a form carries the state of the page that it came from
		_, err = tx.exec(ctx, "UPDATE visit SET form = ? WHERE source = ? AND url = ? AND form != ?", v.Form, v.Source, v.URL, v.Form)
	}
	return n, err
}

// Next gives the visit of a source that comes first of those due at now:
// documents before articles before lists. Hosts to avoid are passed over.
func (a *Archive) Next(ctx context.Context, source string, now time.Time, avoid []string) (v gongkai.Visit, ok bool, err error) {
	except := ""
	if len(avoid) > 0 {
		except = " AND host NOT IN (?" + strings.Repeat(",?", len(avoid)-1) + ")"
	}
	for _, role := range []gongkai.Role{gongkai.RoleDocument, gongkai.RoleArticle, gongkai.RoleList} {
		args := []any{source, role, now.Unix()}
		for _, h := range avoid {
			args = append(args, h)
		}
		stmt, e := a.prepared.get(ctx, a.db, "SELECT "+visitColumns+" FROM visit WHERE source = ? AND role = ? AND due <= ?"+except+" ORDER BY due, id LIMIT 1") //nolint:sqlclosecheck // closed with the archive
		if e != nil {
			return v, false, a.wrap("read frontier", e)
		}
		v, err = scanVisit(stmt.QueryRowContext(ctx, args...).Scan)
		if !errors.Is(err, sql.ErrNoRows) {
			return v, err == nil, a.wrap("read frontier", err)
		}
	}
	return v, false, nil
}

// Due lists what is due at now, in the order of Next, at most limit.
func (a *Archive) Due(ctx context.Context, source string, now time.Time, limit int) ([]gongkai.Visit, error) {
	rows, err := a.db.QueryContext(ctx, "SELECT "+visitColumns+" FROM visit WHERE source = ? AND due <= ? ORDER BY role, due, id LIMIT ?", source, now.Unix(), limit)
	if err != nil {
		return nil, a.wrap("read frontier", err)
	}
	defer func() { _ = rows.Close() }()
	var list []gongkai.Visit
	for rows.Next() {
		v, err := scanVisit(rows.Scan)
		if err != nil {
			return nil, a.wrap("read frontier", err)
		}
		list = append(list, v)
	}
	return list, a.wrap("read frontier", rows.Err())
}

// Settle records what came of a visit in one step: its new state, what it
// found, its captures, and the changes that follow from them.
func (a *Archive) Settle(ctx context.Context, s gongkai.Visited) (r gongkai.Recorded, err error) {
	err = a.transact(ctx, "record visit", func(tx *transaction) error {
		c := &settlement{ctx: ctx, tx: tx, s: s, r: &r}
		return c.run()
	})
	return r, err
}

// OldestUnvisited is when the URL was found that has waited longest for its
// first visit; zero when none waits.
func (a *Archive) OldestUnvisited(ctx context.Context, source string) (time.Time, error) {
	var n sql.NullInt64
	err := a.db.QueryRowContext(ctx, "SELECT min(found) FROM visit WHERE source = ? AND visited = 0", source).Scan(&n)
	return fromUnix(n.Int64), a.wrap("read frontier", err)
}

// Host gives what is remembered of a host; its Name alone when nothing is.
func (a *Archive) Host(ctx context.Context, name string) (gongkai.HostState, error) {
	h := gongkai.HostState{Name: name}
	var wait int64
	err := a.db.QueryRowContext(ctx, "SELECT wait_until, strikes, reason, day, requests FROM host WHERE name = ?", name).Scan(&wait, &h.Strikes, &h.Reason, &h.Day, &h.Requests)
	if errors.Is(err, sql.ErrNoRows) {
		return h, nil
	}
	h.WaitUntil = fromUnix(wait)
	return h, a.wrap("read host", err)
}

// RememberHost stores what is to be remembered of a host.
func (a *Archive) RememberHost(ctx context.Context, h gongkai.HostState) error {
	_, err := a.db.ExecContext(ctx, `INSERT INTO host VALUES (?,?,?,?,?,?) ON CONFLICT (name) DO UPDATE SET
		wait_until = excluded.wait_until, strikes = excluded.strikes, reason = excluded.reason, day = excluded.day, requests = excluded.requests`,
		h.Name, unix(h.WaitUntil), h.Strikes, h.Reason, h.Day, h.Requests)
	return a.wrap("record host", err)
}

func headerJSON(h map[string]string) string {
	data, err := json.Marshal(h)
	if err != nil { // strings always can
		return "{}"
	}
	return string(data)
}
