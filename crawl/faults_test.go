package crawl_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
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
			short := 20 * time.Second // a busy machine pauses by itself
			if c.reason == crawl.ReasonTimeout {
				short = 200 * time.Millisecond
			}
			w.opt.Timeouts = crawl.Timeouts{Header: short, Idle: short, Total: time.Minute, Back: time.Millisecond, Wait: 5 * time.Millisecond}
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
