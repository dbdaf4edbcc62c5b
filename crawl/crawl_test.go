package crawl_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"gongkai"
	"gongkai/archive"
	"gongkai/crawl"
	"gongkai/internal/sitetest"
)

// articles makes n articles with one document each.
func articles(n int) []sitetest.Article {
	var list []sitetest.Article
	for i := range n {
		list = append(list, sitetest.Article{
			Title: fmt.Sprintf("某单位%d年部门预算", 2000+i), Date: "2026-01-05",
			Attachments: []sitetest.Attachment{{Name: "预算.pdf", Data: fmt.Appendf(nil, "%%PDF-1.4 %d\n%%%%EOF", i)}},
		})
	}
	return list
}

func setUp(t *testing.T, site *sitetest.Site) (*archive.Archive, gongkai.Source) {
	t.Helper()
	server := httptest.NewServer(site)
	t.Cleanup(server.Close)
	a, err := archive.Open(context.Background(), memory(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a, gongkai.Source{ID: "test", Region: "610117", CMS: "xian", Seeds: []string{server.URL + sitetest.Column + "1.html"}, Titles: []string{"预算"}}
}

func run(t *testing.T, a *archive.Archive, s gongkai.Source) crawl.Report {
	t.Helper()
	c := crawl.New(crawl.Options{Frontier: a, Store: a, UserAgent: "gongkai-test", Delay: -1})
	reports, err := c.Run(context.Background(), []gongkai.Source{s})
	if err != nil {
		t.Fatal(err)
	}
	return reports[0]
}

func documents(site *sitetest.Site) map[string]int {
	n := map[string]int{}
	for _, r := range site.Log() {
		if strings.HasPrefix(r.Path, "/web_files/") {
			n[r.Path]++
		}
	}
	return n
}

func TestCrawlTwiceFetchesNothingTwice(t *testing.T) {
	site := &sitetest.Site{Name: "测试区", Articles: append(articles(32), sitetest.Article{Title: "工作动态", Date: "2026-01-05"})}
	a, s := setUp(t, site)
	r := run(t, a, s)
	if r.New != 32 || r.Lists != 3 || r.Articles != 32 || len(r.Failed) > 0 {
		t.Fatalf("first run: %+v", r)
	}
	list, err := a.Disclosures(context.Background())
	if err != nil || len(list) != 32 {
		t.Fatalf("%d disclosures, %v", len(list), err)
	}
	c := list[0].Publications[0].Captures[0]
	if c.Published != "2026-01-05" || c.Title != "预算.pdf" || !strings.Contains(c.ParentTitle, "部门预算") || c.Status != 200 || c.Header["Last-Modified"] == "" || c.Region != "610117" {
		t.Errorf("capture %+v", c)
	}
	before := len(site.Log())
	if r := run(t, a, s); r.New != 0 || len(r.Failed) > 0 {
		t.Fatalf("second run: %+v", r)
	}
	for p, n := range documents(site) {
		if n != 1 {
			t.Errorf("%s fetched %d times", p, n)
		}
	}
	for _, q := range site.Log()[before:] {
		if q.Path != "/robots.txt" && (!q.Conditional || q.Status != http.StatusNotModified) {
			t.Errorf("second run asked %s unconditionally or got status %d", q.Path, q.Status)
		}
	}
}

func TestCrawlResumes(t *testing.T) {
	site := &sitetest.Site{Name: "测试区", Articles: articles(6)}
	ctx, cancel := context.WithCancel(context.Background())
	var served atomic.Int32
	site.Before = func(_ http.ResponseWriter, r *http.Request) bool {
		if strings.HasPrefix(r.URL.Path, "/web_files/") && served.Add(1) == 3 {
			cancel()
		}
		return false
	}
	a, s := setUp(t, site)
	c := crawl.New(crawl.Options{Frontier: a, Store: a, UserAgent: "gongkai-test", Delay: -1})
	if _, err := c.Run(ctx, []gongkai.Source{s}); err == nil {
		t.Fatal("a cancelled run reported success")
	}
	run(t, a, s)
	list, err := a.Disclosures(context.Background())
	if err != nil || len(list) != 6 {
		t.Fatalf("%d disclosures after resuming, %v", len(list), err)
	}
}

func TestCrawlFailures(t *testing.T) {
	for _, c := range []struct {
		name   string
		before func(w http.ResponseWriter, r *http.Request) bool
		robots string
		reason crawl.Reason
		most   int // requests besides robots.txt
	}{
		{name: "challenge status", before: always(521, ""), reason: crawl.ReasonChallenge, most: 1},
		{name: "challenge script", before: always(200, "<html><script>document.cookie=1</script></html>"), reason: crawl.ReasonChallenge, most: 1},
		{name: "robots", robots: "User-agent: *\nDisallow: /\n", reason: crawl.ReasonRobots},
		{name: "gone", before: always(404, "nothing"), reason: crawl.ReasonNotFound, most: 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			site := &sitetest.Site{Name: "测试区", Articles: articles(3), Robots: c.robots, Before: c.before}
			a, s := setUp(t, site)
			r := run(t, a, s)
			if r.Failed[c.reason] != 1 || r.New != 0 {
				t.Errorf("report %+v, want one %s", r, c.reason)
			}
			asked := 0
			for _, q := range site.Log() {
				if q.Path != "/robots.txt" {
					asked++
				}
			}
			if asked > c.most {
				t.Errorf("asked %d times", asked)
			}
		})
	}
}

// always answers everything but robots.txt in one way.
func always(status int, body string) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/robots.txt" {
			return false
		}
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
		return true
	}
}

func TestCrawlTriesAgain(t *testing.T) {
	site := &sitetest.Site{Name: "测试区", Articles: articles(1)}
	var n atomic.Int32
	site.Before = func(w http.ResponseWriter, r *http.Request) bool {
		if strings.HasPrefix(r.URL.Path, "/web_files/") && n.Add(1) == 1 {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusServiceUnavailable)
			return true
		}
		return false
	}
	a, s := setUp(t, site)
	if r := run(t, a, s); r.New != 1 {
		t.Errorf("report %+v, want the document after a second try", r)
	}
}
