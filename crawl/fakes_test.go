package crawl_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"gongkai"
	"gongkai/archive"
	"gongkai/crawl"
	"gongkai/internal/sitetest"
)

// disclosures are 24 articles with one to four documents each.
func disclosures() []sitetest.Article {
	var list []sitetest.Article
	for i := range 24 {
		a := sitetest.Article{Title: fmt.Sprintf("某区第%d局%d年部门预算公开说明及报表（含所属单位）", i, 2015+i%12), Date: fmt.Sprintf("20%02d-%02d-%02d", 16+i%10, 1+i%12, 1+i%28)}
		for k := range 1 + i%4 {
			a.Attachments = append(a.Attachments, sitetest.Attachment{Name: fmt.Sprintf("附件%d 预算公开.pdf", k+1), Data: fmt.Appendf(nil, "%%PDF-1.7\n%d %d\n%%%%EOF\n", i, k)})
		}
		list = append(list, a)
	}
	return list
}

// memory is a folder for an archive whose durability is not asserted: in main
// memory where the system has such a place, since each document is synced twice
// and a disk that others use takes ten times as long as the crawl.
func memory(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "gongkai-test-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// world is a fake site that listens, its source, and an archive.
type world struct {
	t       *testing.T
	fake    *sitetest.Fake
	archive *archive.Archive
	source  gongkai.Source
	opt     crawl.Options
	now     time.Time
}

func newWorld(t *testing.T, fake *sitetest.Fake) *world {
	t.Helper()
	server := httptest.NewServer(fake)
	t.Cleanup(server.Close)
	u, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	other := "localhost:" + u.Port()
	if fake.Other == "other" {
		fake.Other = other
	}
	a, err := archive.Open(context.Background(), memory(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	w := &world{t: t, fake: fake, archive: a, now: time.Date(2026, 3, 1, 22, 0, 0, 0, time.UTC)}
	w.source = gongkai.Source{ID: "test", Region: "610117", CMS: fake.Family, Seeds: []string{server.URL + fake.Seed}, Hosts: []string{other}, Titles: []string{"预算"}}
	w.opt = crawl.Options{Frontier: a, Store: a, UserAgent: "gongkai-test", Delay: -1, Now: func() time.Time { return w.now },
		Timeouts: crawl.Timeouts{Header: 2 * time.Second, Idle: 2 * time.Second, Back: time.Millisecond}}
	return w
}

// run crawls once and gives the report and the requests of this run.
func (w *world) run() (crawl.Report, []sitetest.Request) {
	w.t.Helper()
	before := len(w.fake.Log())
	reports, err := crawl.New(w.opt).Run(context.Background(), []gongkai.Source{w.source})
	if err != nil {
		w.t.Fatal(err)
	}
	return reports[0], w.fake.Log()[before:]
}

// captured are the stored documents by content, with the articles' titles.
func (w *world) captured() map[string][]string {
	w.t.Helper()
	list, err := w.archive.Disclosures(context.Background())
	if err != nil {
		w.t.Fatal(err)
	}
	got := map[string][]string{}
	for _, d := range list {
		for _, p := range d.Publications {
			data, err := w.archive.Get(context.Background(), p.Reading.Digest)
			if err != nil {
				w.t.Fatal(err)
			}
			for _, c := range p.Captures {
				got[string(data)] = append(got[string(data)], c.ParentTitle+"|"+c.Published+"|"+c.Title)
			}
		}
	}
	return got
}

// TestFakes crawls a site of every family to its end: every document is found
// under its article with its date, nothing is fetched twice, robots.txt and the
// host's own turn are kept; the next night fetches no body.
func TestFakes(t *testing.T) {
	articles := disclosures()
	for i, fake := range sitetest.Fakes(articles) {
		for _, how := range []string{"named", "detected"} {
			t.Run(fmt.Sprintf("%d %s %s", i, fake.Family, how), func(t *testing.T) {
				fake := sitetest.Fakes(articles)[i]
				fake.Robots = "User-agent: *\nDisallow: /secret/\n"
				fake.Other = "other"
				w := newWorld(t, fake)
				if how == "detected" {
					w.source.CMS = "auto"
				}
				r, log := w.run()
				if len(r.Failed) > 0 || r.Stopped != "" {
					t.Errorf("report %+v", r)
				}
				got := w.captured()
				for _, a := range articles {
					for _, d := range a.Attachments {
						want := a.Title + "|" + a.Date + "|"
						if g := got[string(d.Data)]; len(g) != 1 || !strings.HasPrefix(g[0], want) {
							t.Errorf("%s of %s: captured as %q", d.Name, a.Title, g)
						}
						delete(got, string(d.Data))
					}
				}
				if len(got) > 0 {
					t.Errorf("%d documents that were not published: %v", len(got), got)
				}
				polite(t, log)
				w.now = w.now.Add(24 * time.Hour)
				r, log = w.run()
				if r.New+r.Replaced+r.Copied+r.Vanished > 0 || r.Bytes > 0 || len(r.Failed) > 0 {
					t.Errorf("second night %+v", r)
				}
				for _, q := range log {
					if strings.HasSuffix(strings.ToLower(q.Path), ".pdf") {
						t.Errorf("second night asked for %s", q.Path)
					}
				}
			})
		}
	}
}

// polite asserts from the server's log that nothing was asked for twice, that
// each host was asked for robots.txt first, and one thing at a time.
func polite(t *testing.T, log []sitetest.Request) {
	t.Helper()
	seen := map[string]bool{}
	end := map[string]time.Time{}
	for _, q := range log {
		key := q.Method + " " + q.Path
		if q.Path == "/robots.txt" {
			key += q.Host
		}
		if seen[key] && q.Method == http.MethodGet {
			t.Errorf("asked twice: %s", key)
		}
		seen[key] = true
		if _, ok := end[q.Host]; !ok && q.Path != "/robots.txt" {
			t.Errorf("%s was asked for %s before robots.txt", q.Host, q.Path)
		}
		if q.Time.Before(end[q.Host]) {
			t.Errorf("%s was asked for %s while it was answering", q.Host, q.Path)
		}
		end[q.Host] = q.End
	}
}

// switched serves whichever site it is switched to.
type switched struct{ to atomic.Pointer[sitetest.Fake] }

func (s *switched) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.to.Load().ServeHTTP(w, r) }

func listen(t *testing.T, h http.Handler) string {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return strings.TrimPrefix(server.URL, "http://")
}
