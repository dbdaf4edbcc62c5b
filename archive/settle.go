package archive

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"gongkai"
)

// settlement is one Visited on its way into the catalogue.
type settlement struct {
	ctx context.Context
	tx  *transaction
	s   gongkai.Visited
	r   *gongkai.Recorded
}

func (c *settlement) exec(query string, args ...any) (int64, error) {
	return c.tx.exec(c.ctx, query, args...)
}

func (c *settlement) run() error {
	v := c.s.Visit
	var before, reason string
	err := c.tx.row(c.ctx, "SELECT digest, reason FROM visit WHERE source = ? AND url = ?", v.Source, v.URL).Scan(&before, &reason)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	title, published := v.Title, v.Published
	if c.s.Title != "" {
		title = c.s.Title
	}
	if c.s.Published != "" {
		published = c.s.Published
	}
	if _, err := c.exec(`UPDATE visit SET title = ?, published = ?, etag = ?, last_modified = ?, digest = ?, size = ?, status = ?, reader = ?, interval = ?, due = ?, visited = ?, tries = ?, reason = ?, detail = ?
		WHERE source = ? AND url = ?`, title, published, v.ETag, v.LastModified, v.Digest.String(), v.Size, v.Status, v.Reader, int64(v.Interval/time.Second), unix(v.Due), unix(v.Visited), v.Tries, v.Reason, c.s.Detail,
		v.Source, v.URL); err != nil {
		return err
	}
	for _, f := range c.s.Found {
		n, err := find(c.ctx, c.tx, f, c.s.At)
		if err != nil {
			return err
		}
		c.r.Found += int(n)
	}
	if c.s.Read && v.Role == gongkai.RoleArticle || len(c.s.Documents) > 0 {
		if err := c.attachments(title, published); err != nil {
			return err
		}
	}
	for _, a := range c.s.Articles {
		if err := c.held(a); err != nil {
			return err
		}
	}
	for _, stored := range c.s.Stored {
		if err := c.stored(stored); err != nil {
			return err
		}
	}
	if before != "" && reason == "" && (v.Status == 404 || v.Status == 410) && v.Role != gongkai.RoleList {
		return c.gone(before)
	}
	return nil
}

// held records an article that its list holds whole.
func (c *settlement) held(a gongkai.Visited) error {
	n, err := find(c.ctx, c.tx, a.Visit, c.s.At)
	if err != nil {
		return err
	}
	c.r.Found += int(n)
	if a.Visit.URL, err = known(c.ctx, c.tx, a.Visit.Source, a.Visit.URL); err != nil {
		return err
	}
	a.At, a.Read = c.s.At, true
	return (&settlement{ctx: c.ctx, tx: c.tx, s: a, r: c.r}).run()
}

// attachments records what documents an article links now.
func (c *settlement) attachments(title, published string) error {
	parent := c.s.Visit
	linked := map[string]bool{}
	for i, d := range c.s.Documents {
		var err error
		if d.URL, err = known(c.ctx, c.tx, d.Source, d.URL); err != nil {
			return err
		}
		linked[d.URL] = true
		n, err := find(c.ctx, c.tx, d, c.s.At)
		if err != nil {
			return err
		}
		c.r.Found += int(n)
		var was sql.NullInt64
		err = c.tx.row(c.ctx, "SELECT gone FROM link WHERE parent = ? AND url = ?", parent.URL, d.URL).Scan(&was)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if _, err := c.exec(`INSERT INTO link VALUES (?,?,?,?,?,?,0) ON CONFLICT (parent, url) DO UPDATE SET title = excluded.title, position = excluded.position, gone = 0`,
			parent.Source, parent.URL, d.URL, d.Title, i, unix(c.s.At)); err != nil {
			return err
		}
		if was.Int64 > 0 {
			if err := c.change(gongkai.ChangeReturned, d.URL, parent.URL, d.Title, published, "", ""); err != nil {
				return err
			}
		}
		if n > 0 {
			continue
		}
		// the document is known, perhaps through another article: it was
		// published here too, and need not be fetched for that
		n, err = c.exec(`INSERT INTO capture (source, region, url, final_url, parent, parent_title, title, published, status, header, fetched_at, digest, size, media_type)
			SELECT ?, region, url, final_url, ?, ?, CASE WHEN instr(url, '#') > 0 THEN title ELSE ? END, ?, status, header, fetched_at, digest, size, media_type FROM capture
			WHERE id IN (SELECT max(id) FROM capture WHERE url = ? OR url >= ? AND url < ? GROUP BY url)
			ON CONFLICT DO NOTHING`, parent.Source, parent.URL, title, d.Title, published, d.URL, d.URL+"#", d.URL+"$")
		if err != nil {
			return err
		}
		if n > 0 {
			c.r.Copied++
			if err := c.change(gongkai.ChangeCopied, d.URL, parent.URL, d.Title, published, "", c.digestOf(d.URL)); err != nil {
				return err
			}
		}
	}
	if !c.s.Read {
		return nil
	}
	return c.vanished(linked, published)
}

// linked are the documents that the article has linked and did not lose.
func (c *settlement) linked() (urls, titles []string, err error) {
	rows, err := c.tx.query(c.ctx, "SELECT url, title FROM link WHERE parent = ? AND gone = 0", c.s.Visit.URL)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var url, title string
		if err := rows.Scan(&url, &title); err != nil {
			return nil, nil, err
		}
		urls, titles = append(urls, url), append(titles, title)
	}
	return urls, titles, rows.Err()
}

// vanished records the links that an article no longer has.
func (c *settlement) vanished(linked map[string]bool, published string) error {
	urls, titles, err := c.linked()
	if err != nil {
		return err
	}
	for i, url := range urls {
		if linked[url] {
			continue
		}
		if _, err := c.exec("UPDATE link SET gone = ? WHERE parent = ? AND url = ?", unix(c.s.At), c.s.Visit.URL, url); err != nil {
			return err
		}
		c.r.Vanished++
		if err := c.change(gongkai.ChangeVanished, url, c.s.Visit.URL, titles[i], published, c.digestOf(url), ""); err != nil {
			return err
		}
	}
	return nil
}

// stored records a document's bytes for each article that links it.
func (c *settlement) stored(stored gongkai.Capture) error {
	before := c.digestOf(stored.URL)
	var elsewhere int
	if err := c.tx.row(c.ctx, "SELECT count(*) FROM capture WHERE digest = ? AND url != ?", stored.Digest.String(), stored.URL).Scan(&elsewhere); err != nil {
		return err
	}
	list, err := c.inArticles(stored)
	if err != nil {
		return err
	}
	for _, x := range list {
		if _, err := c.exec(insertCapture, captureValues(x)...); err != nil {
			return err
		}
	}
	x, after := list[0], stored.Digest.String()
	switch {
	case before == after:
		return nil
	case before != "":
		c.r.Replaced++
		return c.change(gongkai.ChangeReplaced, x.URL, x.Parent, x.Title, x.Published, before, after)
	case elsewhere > 0:
		c.r.Copied++
		return c.change(gongkai.ChangeCopied, x.URL, x.Parent, x.Title, x.Published, "", after)
	}
	c.r.New++
	return c.change(gongkai.ChangeNew, x.URL, x.Parent, x.Title, x.Published, "", after)
}

// inArticles makes one capture for each article that links a document.
func (c *settlement) inArticles(stored gongkai.Capture) ([]gongkai.Capture, error) {
	rows, err := c.tx.query(c.ctx, `SELECT l.parent, coalesce(p.title, ''), coalesce(p.published, '') FROM link l LEFT JOIN visit p ON p.source = l.source AND p.url = l.parent
		WHERE l.url = ? AND l.gone = 0 ORDER BY l.found, l.parent`, c.s.Visit.URL)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var list []gongkai.Capture
	for rows.Next() {
		x := stored
		if err := rows.Scan(&x.Parent, &x.ParentTitle, &x.Published); err != nil {
			return nil, err
		}
		list = append(list, x)
	}
	if len(list) == 0 { // a document that is a seed of its own
		list = []gongkai.Capture{stored}
	}
	return list, rows.Err()
}

// gone records that a page or document answers 404 or 410 now.
func (c *settlement) gone(before string) error {
	v := c.s.Visit
	if v.Role == gongkai.RoleArticle {
		before = ""
	}
	return c.change(gongkai.ChangeGone, v.URL, v.Parent, v.Title, v.Published, before, "")
}

// digestOf is the digest of the latest capture of a URL, or "".
func (c *settlement) digestOf(url string) string {
	var d string
	if err := c.tx.row(c.ctx, "SELECT digest FROM capture WHERE url = ? ORDER BY fetched_at DESC, id DESC LIMIT 1", url).Scan(&d); err != nil {
		return "" // none, or the transaction is broken, which the next statement says
	}
	return d
}

func (c *settlement) change(kind gongkai.ChangeKind, url, parent, title, published, before, after string) error {
	_, err := c.exec("INSERT INTO change (source, at, kind, url, parent, title, published, before, after) VALUES (?,?,?,?,?,?,?,?,?)",
		c.s.Visit.Source, unix(c.s.At), string(kind), url, parent, title, published, before, after)
	return err
}

// Changes lists what happened at or after since, oldest first.
func (a *Archive) Changes(ctx context.Context, since time.Time) ([]gongkai.Change, error) {
	rows, err := a.db.QueryContext(ctx, "SELECT source, at, kind, url, parent, title, published, before, after FROM change WHERE at >= ? ORDER BY at, id", unix(since))
	if err != nil {
		return nil, a.wrap("list changes", err)
	}
	defer func() { _ = rows.Close() }()
	var list []gongkai.Change
	for rows.Next() {
		var x gongkai.Change
		var at int64
		var before, after string
		if err := rows.Scan(&x.Source, &at, &x.Kind, &x.URL, &x.Parent, &x.Title, &x.Published, &before, &after); err != nil {
			return nil, a.wrap("list changes", err)
		}
		x.At = fromUnix(at)
		if err := errors.Join(x.Before.UnmarshalText([]byte(before)), x.After.UnmarshalText([]byte(after))); err != nil {
			return nil, a.wrap("list changes", err)
		}
		list = append(list, x)
	}
	return list, a.wrap("list changes", rows.Err())
}
