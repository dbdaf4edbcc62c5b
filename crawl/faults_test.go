package crawl_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"gongkai"
	"gongkai/crawl"
	"gongkai/internal/sitetest"
)

// one is a site with one article that attaches one document, files/公开.pdf.
func one(data []byte, name string) *sitetest.Fake {
	return sitetest.NewXian([]sitetest.Article{{Title: "某局2026年部门预算", Date: "2026-01-05", Attachments: []sitetest.Attachment{{Name: name, Data: data}}}})
}

var goodPDF = []byte("%PDF-1.7\n1 0 obj\nendobj\nstartxref\n%%EOF\n")

func isFile(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/web_files/") }

// hijack answers on the bare connection.
func hijack(w http.ResponseWriter, answer func(net.Conn)) {
	c, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(err)
	}
	answer(c)
	_ = c.Close()
}

// megabyte is a gzip member that unpacks to 1 MiB; members may follow each other.
var megabyte = func() []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(make([]byte, 1<<20))
	_ = z.Close()
	return b.Bytes()
}()

// TestFaults: each thing that servers do wrong ends in the outcome it should
// have, the run goes on, and nothing that is no document is stored.
func TestFaults(t *testing.T) {
	file := func(f func(w http.ResponseWriter, r *http.Request)) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, r *http.Request) bool {
			if isFile(r) {
				f(w, r)
			}
			return isFile(r)
		}
	}
	var count atomic.Int32
	page := `<!DOCTYPE html><html><body>` + strings.Repeat("<p>某区人民政府</p>", 900) + `<a href="/">首页</a></body></html>`
	for _, c := range []struct {
		name   string
		before func(http.ResponseWriter, *http.Request) bool
		reason crawl.Reason
		// asked is how often the document is asked for at most
		asked int
	}{
		{"connection reset", file(func(w http.ResponseWriter, _ *http.Request) {
			hijack(w, func(c net.Conn) {
				if tcp, ok := c.(*net.TCPConn); ok {
					_ = tcp.SetLinger(0)
				}
			})
		}), crawl.ReasonConnection, 5},
		{"slow drip", file(func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				_, _ = w.Write([]byte("%"))
				_ = http.NewResponseController(w).Flush()
				time.Sleep(20 * time.Millisecond)
			}
		}), crawl.ReasonTimeout, 1},
		{"stall in the body", file(func(w http.ResponseWriter, r *http.Request) {
			_, _ = w.Write(goodPDF[:10])
			_ = http.NewResponseController(w).Flush()
			<-r.Context().Done()
		}), crawl.ReasonTimeout, 1},
		{"stall before the answer", file(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }), crawl.ReasonTimeout, 4},
		{"status 500", file(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }), crawl.ReasonServer, 4},
		{"status 404", file(http.NotFound), crawl.ReasonNotFound, 1},
		{"status 410", file(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) }), crawl.ReasonGone, 1},
		{"status 403", file(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }), crawl.ReasonForbidden, 1},
		{"429 without end", file(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTooManyRequests) }), crawl.ReasonThrottled, 4},
		{"429 with a long Retry-After", file(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "86400")
			w.WriteHeader(http.StatusTooManyRequests)
		}), crawl.ReasonThrottled, 1},
		{"challenge status", file(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(468) }), crawl.ReasonChallenge, 1},
		{"challenge as a document", file(func(w http.ResponseWriter, _ *http.Request) {
			_, _ = fmt.Fprint(w, `<html><script>var __jsl_clearance_s=1;location.reload()</script></html>`)
		}), crawl.ReasonChallenge, 1},
		{"more announced than sent", file(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "5000")
			_, _ = w.Write(goodPDF)
		}), crawl.ReasonTruncated, 3},
		{"less announced than there is", file(func(w http.ResponseWriter, _ *http.Request) {
			hijack(w, func(c net.Conn) {
				_, _ = fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%%PDF-1.4 %d %s", 20, count.Add(1), goodPDF)
			})
		}), crawl.ReasonTruncated, 3},
		{"endless redirect", file(func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, fmt.Sprintf("/web_files/%d.pdf", time.Now().UnixNano()), http.StatusFound)
		}), crawl.ReasonRedirect, 7},
		{"redirect to a foreign host", file(func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://ads.example/", http.StatusFound)
		}), crawl.ReasonRedirect, 1},
		{"5 GB announced", file(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", fmt.Sprint(5<<30))
			_, _ = w.Write(goodPDF)
		}), crawl.ReasonTooLarge, 1},
		{"5 GB without a length", file(func(w http.ResponseWriter, _ *http.Request) {
			block := bytes.Repeat([]byte("%PDF"), 1<<18)
			for range 5 << 10 {
				if _, err := w.Write(block); err != nil {
					return
				}
			}
		}), crawl.ReasonTooLarge, 1},
		{"gzip bomb", file(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			for range 5 << 10 {
				if _, err := w.Write(megabyte); err != nil {
					return
				}
			}
		}), crawl.ReasonTooLarge, 1},
		{"encoded unasked", file(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			_, _ = w.Write(goodPDF)
		}), crawl.ReasonBroken, 4},
		{"empty", file(func(http.ResponseWriter, *http.Request) {}), crawl.ReasonEmpty, 3},
		{"a page as a document", file(func(w http.ResponseWriter, _ *http.Request) { _, _ = fmt.Fprint(w, page) }), crawl.ReasonHTML, 1},
		{"soft 404", file(func(w http.ResponseWriter, _ *http.Request) {
			_, _ = fmt.Fprint(w, `<html><title>404</title><body>您访问的页面不存在<a href="/">返回首页</a></body></html>`)
		}), crawl.ReasonSoft404, 1},
		{"login", file(func(w http.ResponseWriter, _ *http.Request) {
			_, _ = fmt.Fprint(w, `<html><form>用户登录 <input type="password"><a href="/">返回</a></form></html>`)
		}), crawl.ReasonLogin, 1},
		{"page without end", func(w http.ResponseWriter, r *http.Request) bool {
			if !strings.HasSuffix(r.URL.Path, "/1.html") {
				return false
			}
			for range 64 << 10 {
				if _, err := io.WriteString(w, strings.Repeat("<p>预算</p>", 100)); err != nil {
					break
				}
			}
			return true
		}, crawl.ReasonTooLarge, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			fake := one(goodPDF, "公开.pdf")
			fake.Before = c.before
			w := newWorld(t, fake)
			w.opt.Timeouts = crawl.Timeouts{Header: 200 * time.Millisecond, Idle: 200 * time.Millisecond, Total: 20 * time.Second, Back: time.Millisecond, Wait: 5 * time.Millisecond}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			r, log := w.run()
			runtime.ReadMemStats(&after)
			if r.Failed[c.reason] != 1 || len(r.Failed) != 1 || r.New != 0 {
				t.Errorf("report %+v, want one %s", r, c.reason)
			}
			if grown := after.TotalAlloc - before.TotalAlloc; grown > 150<<20 {
				t.Errorf("%d MB were allocated", grown>>20)
			}
			asked := 0
			for _, q := range log {
				if strings.HasPrefix(q.Path, "/web_files/") {
					asked++
				}
			}
			if asked > c.asked || asked == 0 && c.asked > 0 {
				t.Errorf("asked %d times, want at most %d", asked, c.asked)
			}
			if got := w.captured(); len(got) != 0 {
				t.Errorf("stored %q", got)
			}
			// and when the fault is gone, the document is found at the next try
			fake.Before = nil
			w.now = w.now.Add(31 * 24 * time.Hour)
			if r, _ := w.run(); r.New != 1 || len(r.Failed) > 0 {
				t.Errorf("after it: %+v", r)
			}
		})
	}
}

// TestSiteCutsItsFile: a PDF without its end that comes twice the same is what
// the site has; reading it is not the crawl's to refuse.
func TestSiteCutsItsFile(t *testing.T) {
	w := newWorld(t, one([]byte("%PDF-1.4\ncut"), "公开.pdf"))
	if r, log := w.run(); r.New != 1 || len(r.Failed) > 0 || len(log) != 6 {
		t.Errorf("%+v after %d requests, want it on the second try", r, len(log))
	}
}

func TestEndlessCalendar(t *testing.T) {
	fake := sitetest.NewPlain(nil)
	fake.Before = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/index.php" {
			return false
		}
		n := 1
		_, _ = fmt.Sscan(r.URL.Query().Get("page"), &n)
		_, _ = fmt.Fprintf(w, `<html><body><dd><a href="/show.php?id=%d">预算 %d</a></dd><a href="/index.php?page=%d">下一页</a></body></html>`, n, n, n+1)
		return true
	}
	w := newWorld(t, fake)
	w.source.MaxPages, w.source.Titles = 25, []string{"nothing of it"}
	if r, _ := w.run(); r.Lists != 25 {
		t.Errorf("%d pages of a list without end, want its cap of 25: %+v", r.Lists, r)
	}
}

func TestShell(t *testing.T) {
	fake := one(goodPDF, "公开.pdf")
	shell := `<html><body>` + strings.Repeat("<div id=app></div>", 800) + `<a href="/">某区</a></body></html>`
	fake.Before = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/robots.txt" || strings.HasSuffix(r.URL.Path, "/1.html") {
			return false
		}
		_, _ = fmt.Fprint(w, shell)
		return true
	}
	w := newWorld(t, fake)
	if r, _ := w.run(); r.Failed[crawl.ReasonShell] != 1 {
		t.Errorf("%+v, want the shell to be recognised", r)
	}
}

func TestZip(t *testing.T) {
	pack := func(names ...string) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, n := range names {
			f, err := z.Create(n)
			if err != nil {
				t.Fatal(err)
			}
			_, _ = f.Write(append(slices.Clone(goodPDF), n...))
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	w := newWorld(t, one(pack("预算/", "预算/说明.pdf", "预算/表.xls", "__MACOSX/预算/._说明.pdf", "readme.txt"), "公开.zip"))
	if r, _ := w.run(); r.New != 2 || len(r.Failed) > 0 {
		t.Errorf("report %+v, want two documents", r)
	}
	got := w.captured()
	if g := got[string(goodPDF)+"预算/说明.pdf"]; len(g) != 1 || g[0] != "某局2026年部门预算|2026-01-05|说明.pdf" {
		t.Errorf("captured %q", got)
	}
	w = newWorld(t, one([]byte("PK\x03\x04 and no more"), "公开.zip"))
	if r, _ := w.run(); r.Failed[crawl.ReasonArchive] != 1 || r.New != 0 {
		t.Errorf("report %+v, want %s", r, crawl.ReasonArchive)
	}
}

// TestPace: with a delay, requests to one host keep it, from the server's log;
// robots.txt may ask for more.
func TestPace(t *testing.T) {
	for _, c := range []struct {
		robots string
		least  time.Duration
	}{{"", 60 * time.Millisecond}, {"User-agent: gongkai\nCrawl-delay: 0.15\n", 150 * time.Millisecond}} {
		fake := one(goodPDF, "公开.pdf")
		fake.Robots = c.robots
		w := newWorld(t, fake)
		w.opt.UserAgent, w.opt.Delay = "gongkai/1 (+mailto:a@example.org)", 60*time.Millisecond
		_, log := w.run()
		for i := range log[1:] {
			if gap := log[i+1].Time.Sub(log[i].Time); i > 0 && gap < c.least-time.Millisecond {
				t.Errorf("%s came %s after the request before it, want %s", log[i+1].Path, gap, c.least)
			}
		}
	}
}

func TestRobots(t *testing.T) {
	for _, c := range []struct {
		name   string
		status int
		body   string
		want   string
	}{
		{"none", 404, "", "new"}, {"a page", 200, "<html>404</html>", "new"}, {"forbidden", 403, "", "stopped"}, {"broken", 502, "", "stopped"},
		{"query", 200, "User-agent: *\nDisallow: /*?\n", "new"}, {"all", 200, "User-agent: *\nDisallow: /\n", "refused"}, {"another robot", 200, "User-agent: other\nDisallow: /\n", "new"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fake := one(goodPDF, "公开.pdf")
			fake.Before = func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path != "/robots.txt" {
					return false
				}
				w.WriteHeader(c.status)
				_, _ = io.WriteString(w, c.body)
				return true
			}
			w := newWorld(t, fake)
			r, log := w.run()
			got := "stopped"
			switch {
			case r.New == 1:
				got = "new"
			case r.Failed[crawl.ReasonRobots] == 1 && r.Stopped == "":
				got = "refused"
			}
			if got != c.want || got != "new" && len(log) != 1 {
				t.Errorf("%s after %d requests, want %s: %+v", got, len(log), c.want, r)
			}
		})
	}
}

// TestHostIsLeftAlone: a challenge ends the host for the run and a while after;
// robots.txt is believed for hours, not for ever.
func TestHostIsLeftAlone(t *testing.T) {
	fake := one(goodPDF, "公开.pdf")
	var closed atomic.Bool
	closed.Store(true)
	fake.Before = func(w http.ResponseWriter, _ *http.Request) bool {
		if closed.Load() {
			w.WriteHeader(http.StatusPreconditionFailed)
		}
		return closed.Load()
	}
	w := newWorld(t, fake)
	if r, log := w.run(); len(log) != 1 || r.Failed[crawl.ReasonChallenge] != 1 || !strings.Contains(r.Stopped, "left alone") {
		t.Errorf("%d requests, %+v", len(log), r)
	}
	closed.Store(false)
	w.now = w.now.Add(10 * time.Minute)
	if r, log := w.run(); len(log) != 0 || r.Stopped == "" {
		t.Errorf("ten minutes later: %d requests, %+v", len(log), r)
	}
	w.now = w.now.Add(time.Hour)
	if r, _ := w.run(); r.New != 1 || r.Stopped != "" {
		t.Errorf("an hour later: %+v", r)
	}
}

func TestCapsAndHours(t *testing.T) {
	w := newWorld(t, sitetest.NewTRS(disclosures()))
	w.source.Hours = "22-7" // 22:00 UTC is 6:00 in Shanghai
	w.opt.Sample = 3
	if r, _ := w.run(); r.New != 3 || !strings.Contains(r.Stopped, "sample") {
		t.Errorf("sample: %+v", r)
	}
	w.now = w.now.Add(2 * time.Hour)
	if r, log := w.run(); len(log) != 0 || !strings.Contains(r.Stopped, "hours") {
		t.Errorf("outside its hours: %d requests, %+v", len(log), r)
	}
	w.now = w.now.Add(14 * time.Hour)
	w.opt.Sample, w.opt.Delay, w.source.Daily = 0, time.Microsecond, 10
	if r, _ := w.run(); len(w.fake.Log()) != 10 || !strings.Contains(r.Stopped, "left alone") {
		t.Errorf("daily cap: %d requests today, %+v", len(w.fake.Log()), r)
	}
	if r, log := w.run(); len(log) != 0 {
		t.Errorf("daily cap, second run of the day: %d requests, %+v", len(log), r)
	}
	w.source.Since, w.source.Daily = "2024-01-01", 0
	w.now = w.now.Add(24 * time.Hour)
	if r, _ := w.run(); len(r.Failed) > 0 || r.Stopped != "" {
		t.Errorf("%+v", r)
	}
}

// TestChanges: a document replaced under its URL, one that appears in a second
// article, a link that vanishes and returns, an article that is gone.
func TestChanges(t *testing.T) {
	version := func(s string) []byte { return append(slices.Clone(goodPDF), s...) }
	articles := func(first []byte, second ...sitetest.Attachment) []sitetest.Article {
		return []sitetest.Article{
			{Title: "甲局2026年部门预算", Date: "2026-01-05", Attachments: []sitetest.Attachment{{Name: "甲.pdf", Data: first}}},
			{Title: "乙局2026年部门预算", Date: "2026-01-06", Attachments: second},
		}
	}
	a, b := sitetest.Attachment{Name: "一.pdf", Data: version("b1")}, sitetest.Attachment{Name: "二.pdf", Data: version("a1")}
	w := newWorld(t, sitetest.NewXian(articles(version("a1"), a, b)))
	server := &switched{}
	server.to.Store(w.fake)
	l := listen(t, server)
	w.source.Seeds = []string{"http://" + l + w.fake.Seed}
	step := func(days int, list []sitetest.Article, gone bool, want ...gongkai.ChangeKind) {
		t.Helper()
		from := w.now
		w.now = w.now.Add(time.Duration(days) * 24 * time.Hour)
		fake := sitetest.NewXian(list)
		if gone {
			fake.Before = func(rw http.ResponseWriter, r *http.Request) bool {
				if !isFile(r) || r.Header.Get("If-None-Match") == "" {
					return false
				}
				rw.WriteHeader(http.StatusGone)
				return true
			}
		}
		server.to.Store(fake)
		w.fake = fake
		w.run()
		changes, err := w.archive.Changes(context.Background(), from.Add(time.Second))
		if err != nil {
			t.Fatal(err)
		}
		var got []gongkai.ChangeKind
		for _, c := range changes {
			got = append(got, c.Kind)
			if c.Kind == gongkai.ChangeReplaced && (c.Before != gongkai.DigestOf(version("a1")) || c.After != gongkai.DigestOf(version("a2"))) {
				t.Errorf("replaced: %+v", c)
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("after %d days: %v, want %v", days, got, want)
		}
	}
	step(1, articles(version("a1"), a, b), false, gongkai.ChangeNew, gongkai.ChangeNew, gongkai.ChangeCopied)
	step(20, articles(version("a2"), a, b), false, gongkai.ChangeReplaced)
	step(20, articles(version("a2"), a), false, gongkai.ChangeVanished)
	step(90, articles(version("a2"), a, b), false, gongkai.ChangeReturned)
	step(365, articles(version("a2"), a, b), true, gongkai.ChangeGone, gongkai.ChangeGone, gongkai.ChangeGone)
}

// TestFirewall: 429 on one host slows the other hosts of its prefecture, and
// those alone; asserted from the hosts' own logs.
func TestFirewall(t *testing.T) {
	const delay = 40 * time.Millisecond
	for _, c := range []struct {
		status, times int
		named         string // the group in the packs
	}{{http.StatusTooManyRequests, 2, ""}, {http.StatusServiceUnavailable, 2, "one firewall"}, {http.StatusPreconditionFailed, 4, ""}} {
		t.Run(fmt.Sprint(c.status, c.named), func(t *testing.T) {
			t.Parallel()
			var refused atomic.Pointer[time.Time]
			var list []gongkai.Source
			var fakes []*sitetest.Fake
			w := newWorld(t, sitetest.NewXian(nil)) // all sources have one archive
			// the first refuses once; the second stands behind its firewall, the third does not
			for i, region := range []string{"610117", "610116", "620102"} {
				fake := sitetest.NewXian(disclosures()[:6])
				if i == 0 {
					fake.Before = func(w http.ResponseWriter, r *http.Request) bool {
						now := time.Now()
						if r.URL.Path == "/robots.txt" || !refused.CompareAndSwap(nil, &now) {
							return false
						}
						w.WriteHeader(c.status)
						return true
					}
				}
				s := w.source
				s.ID, s.Region, s.Seeds, s.Hosts = fmt.Sprint("s", i), region, []string{"http://" + listen(t, fake) + fake.Seed}, nil
				if i == 1 && c.named != "" {
					s.Region = "110101"
				}
				if i < 2 {
					s.Firewall = c.named
				}
				list, fakes = append(list, s), append(fakes, fake)
			}
			w.opt.Delay = delay
			if _, err := crawl.New(w.opt).Run(context.Background(), list); err != nil {
				t.Fatal(err)
			}
			for i, fake := range fakes[1:] {
				var gaps []time.Duration
				log := fake.Log()
				for k := 1; k < len(log); k++ {
					if log[k-1].Time.After(*refused.Load()) {
						gaps = append(gaps, log[k].Time.Sub(log[k-1].Time))
					}
				}
				if len(gaps) < 10 {
					t.Fatalf("%d requests after the refusal", len(gaps))
				}
				gaps = gaps[1:] // the first was waited for already
				var sum time.Duration
				for _, g := range gaps {
					sum += g
				}
				mean, least, slow := sum/time.Duration(len(gaps)), slices.Min(gaps), time.Duration(c.times)*delay
				if i == 0 && least < slow-time.Millisecond || i == 1 && least >= slow {
					t.Errorf("host %d: %s between two requests in the mean, %s at least; the delay is %s", i+1, mean, least, delay)
				}
			}
		})
	}
}
