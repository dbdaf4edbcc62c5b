package crawl_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"gongkai"
	"gongkai/archive"
	"gongkai/crawl"
)

var (
	largePages = flag.Int("pages", 2000, "pages of the site of TestLarge, documents included")
	largeKills = flag.Int("kills", 5, "how often TestLarge kills the crawl")
	withScrapy = flag.Bool("scrapy", false, "let Scrapy crawl the site of TestLarge too")
)

// Of 25 pages of the large site one is a list, 12 are articles, 12 documents; a
// list has 100 pages.
const largePerList, largeListPages = 12, 100

// large is a site of Xi'an's CMS of any size, made up as it is asked for.
type large struct {
	lists                       int // pages of lists
	requests, documents, bodies atomic.Int64
}

func (l *large) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	l.requests.Add(1)
	n, column := 0, 0
	send := func(kind, body string) {
		w.Header().Set("Content-Type", kind)
		w.Header().Set("ETag", `"v1"`)
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		l.bodies.Add(1)
		_, _ = w.Write([]byte(body))
	}
	switch {
	case scan(r.URL.Path, "/c%d/%d.html", &column, &n) && n <= largeListPages:
		var b strings.Builder
		b.WriteString(`<html><head><meta charset="utf-8"></head><body><div class="m-lst36"><ul>`)
		first := ((column-1)*largeListPages + n - 1) * largePerList
		for i := range largePerList {
			fmt.Fprintf(&b, `<li><a href="/a/%019d.html" title="某区第%d单位2026年单位预算">某区第%d单位2026年…</a><span>2026-02-10</span></li>`, first+i, first+i, first+i)
		}
		fmt.Fprintf(&b, `</ul></div><div class="foot"><a href="/">首页</a></div><script>var maxPage = parseInt('%d');</script></body></html>`, largeListPages)
		send("text/html", b.String())
	case scan(r.URL.Path, "/a/%d.html", &n):
		send("text/html", fmt.Sprintf(`<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="某区第%d单位2026年单位预算"><meta name="PubDate" content="2026-02-10 09:00"></head><body>%s<div id="article"><p>附件：<a href="/web_files/%021d.pdf">公开.pdf</a></p></div></body></html>`, n, strings.Repeat("<p>按照预算法的规定，现将本单位预算公开如下。</p>", 20), n))
	case scan(r.URL.Path, "/web_files/%d.pdf", &n):
		l.documents.Add(1)
		send("application/pdf", fmt.Sprintf("%%PDF-1.7\n%d\n%s\nstartxref\n%%%%EOF\n", n, strings.Repeat("0 0 m 10 10 l S\n", 60)))
	default:
		http.NotFound(w, r)
	}
}

func scan(s, format string, to ...any) bool {
	n, err := fmt.Sscanf(s, format, to...)
	return err == nil && n == len(to)
}

// source crawls the whole site.
func (l *large) source(host string) gongkai.Source {
	s := gongkai.Source{ID: "large", Name: "大", Region: "610117", CMS: "xian", Titles: []string{"预算"}}
	for c := range l.lists / largeListPages {
		s.Seeds = append(s.Seeds, fmt.Sprintf("http://%s/c%d/1.html", host, c+1))
	}
	return s
}

// TestMain runs as the crawl that TestLarge kills when it is told to.
func TestMain(m *testing.M) {
	if job := os.Getenv("GONGKAI_TEST_CRAWL"); job != "" {
		if err := crawlLarge(strings.Split(job, " ")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// crawlLarge DIR HOST LISTS NIGHT crawls a large site.
func crawlLarge(job []string) error {
	lists, err := strconv.Atoi(job[2])
	if err != nil {
		return err
	}
	nights, err := strconv.Atoi(job[3])
	if err != nil {
		return err
	}
	a, err := archive.Open(context.Background(), job[0])
	if err != nil {
		return err
	}
	now := func() time.Time { return time.Now().Add(time.Duration(nights) * 24 * time.Hour) }
	every := max(1, lists*25/10)
	pages := 0
	c := crawl.New(crawl.Options{Frontier: a, Store: a, UserAgent: "gongkai-test", Delay: -1, Now: now, Progress: func(_, _ string) {
		if pages++; pages%every == 0 {
			fmt.Println("rss", rss("self"))
		}
	}})
	reports, err := c.Run(context.Background(), []gongkai.Source{(&large{lists: lists}).source(job[1])})
	if err == nil {
		fmt.Printf("report %+v\n", reports[0])
	}
	return errors.Join(err, a.Close())
}

// rss is the resident memory of a process in MB.
func rss(pid string) int {
	data, err := os.ReadFile("/proc/" + pid + "/statm")
	if err != nil {
		return 0
	}
	var size, resident int
	_, _ = fmt.Sscan(string(data), &size, &resident)
	return resident * os.Getpagesize() >> 20
}

// start runs the crawl in a process of its own.
func start(t *testing.T, dir, host string, lists, night int) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self)
	c.Env = append(os.Environ(), fmt.Sprintf("GONGKAI_TEST_CRAWL=%s %s %d %d", dir, host, lists, night))
	return c
}

// documentsOf are the captured documents of an archive, as text.
func documentsOf(t *testing.T, dir string) []string {
	t.Helper()
	a, err := archive.Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Close() }()
	list, err := a.Disclosures(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, d := range list {
		for _, p := range d.Publications {
			for _, c := range p.Captures {
				all = append(all, fmt.Sprint(c.Digest.Short(), " ", c.URL, " ", c.Parent, " ", c.ParentTitle, " ", c.Published))
			}
		}
	}
	slices.Sort(all)
	return all
}

// TestLarge crawls a large site on loopback without delay: completely, in
// memory that does not grow; a second night asks for lists alone and gets no
// body; and killed at random moments it ends with exactly the same documents.
//
//	go test ./crawl -run TestLarge -v -pages 100000 -kills 20 -scrapy -timeout 2h
func TestLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	site := &large{lists: max(1, *largePages/25/largeListPages) * largeListPages}
	host := listen(t, site)
	documents := site.lists * largePerList
	all := site.lists + 2*documents
	whole := t.TempDir()
	begin := time.Now()
	c := start(t, whole, host, site.lists, 0)
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	first := time.Since(begin)
	t.Logf("%d pages in %s: %.0f pages/s; memory in MB after each tenth: %v", all, first.Round(time.Millisecond), float64(all)/first.Seconds(), memory(out))
	if m := memory(out); len(m) > 4 && m[len(m)-1] > m[len(m)/2]+m[len(m)/2]/2 {
		t.Errorf("memory grows: %v", m)
	}
	want := documentsOf(t, whole)
	if len(want) != documents || site.documents.Load() != int64(documents) {
		t.Errorf("%d documents captured, %d asked for, want %d", len(want), site.documents.Load(), documents)
	}
	if *withScrapy {
		scrapy(t, site, host, all)
	}

	site.bodies.Store(0)
	begin = time.Now()
	if out, err := start(t, whole, host, site.lists, 1).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	second := time.Since(begin)
	t.Logf("second night: %s, %.1f%% of the first; %d bodies", second.Round(time.Millisecond), 100*second.Seconds()/first.Seconds(), site.bodies.Load())
	if site.bodies.Load() != 0 {
		t.Errorf("%d bodies were fetched again", site.bodies.Load())
	}
	if all > 50_000 && second > first/10 {
		t.Errorf("the second night took %s, the first %s", second, first)
	}

	site.documents.Store(0)
	killed := t.TempDir()
	for range *largeKills {
		c := start(t, killed, host, site.lists, 0)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.Float64() * 2 * float64(first) / float64(*largeKills)))
		_ = c.Process.Signal(syscall.SIGKILL)
		_ = c.Wait()
	}
	if out, err := start(t, killed, host, site.lists, 0).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	got := documentsOf(t, killed)
	t.Logf("killed %d times: %d documents, asked for %d times", *largeKills, len(got), site.documents.Load())
	if !slices.Equal(got, want) {
		t.Errorf("%d documents after being killed, want the same %d", len(got), len(want))
	}
	if most := int64(documents + *largeKills); site.documents.Load() > most {
		t.Errorf("documents were asked for %d times, want at most %d", site.documents.Load(), most)
	}
}

func memory(out []byte) (list []int) {
	for _, line := range strings.Split(string(out), "\n") {
		var n int
		if scan(line, "rss %d", &n) {
			list = append(list, n)
		}
	}
	return list
}

// scrapy lets Scrapy crawl the same site: the same pages, one request at a
// time to the host, no delay, documents stored as files.
func scrapy(t *testing.T, site *large, host string, all int) {
	t.Helper()
	dir := t.TempDir()
	spider := filepath.Join(dir, "spider.py")
	text := fmt.Sprintf(`
import scrapy
class Large(scrapy.Spider):
    name = "large"
    start_urls = ["http://%s/c%%d/1.html" %% (i + 1) for i in range(%d)]
    custom_settings = dict(LOG_LEVEL="ERROR", ROBOTSTXT_OBEY=True, CONCURRENT_REQUESTS_PER_DOMAIN=CONCURRENCY, DOWNLOAD_DELAY=0,
        ITEM_PIPELINES={"scrapy.pipelines.files.FilesPipeline": 1}, FILES_STORE=%q, TELNETCONSOLE_ENABLED=False)
    def parse(self, response):
        for a in response.css("div.m-lst36 li a::attr(href)"):
            yield response.follow(a, self.article)
        m = response.css("script::text").re_first(r"maxPage = parseInt\('(\d+)'")
        n = int(response.url.rsplit("/", 1)[1].split(".")[0])
        if m and n < int(m):
            yield response.follow("%%d.html" %% (n + 1), self.parse)
    def article(self, response):
        yield {"title": response.css("meta[name=ArticleTitle]::attr(content)").get(),
               "file_urls": [response.urljoin(h) for h in response.css("#article a::attr(href)").getall()]}
`, host, site.lists/largeListPages, filepath.Join(dir, "files"))
	for _, concurrency := range []string{"1", "8"} {
		if err := os.WriteFile(spider, []byte(strings.Replace(text, "CONCURRENCY", concurrency, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.RemoveAll(filepath.Join(dir, "files")); err != nil {
			t.Fatal(err)
		}
		site.documents.Store(0)
		begin := time.Now()
		c := exec.Command("scrapy", "runspider", spider)
		c.Dir = dir
		out, err := c.CombinedOutput()
		took := time.Since(begin)
		if n := site.documents.Load(); err != nil || n != int64(site.lists*largePerList) {
			t.Errorf("scrapy: %d documents, %v\n%s", n, err, out)
			return
		}
		most := 0
		if u, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
			most = int(u.Maxrss >> 10)
		}
		t.Logf("scrapy, %s at a time: %s, %.0f pages/s, %d documents, at most %d MB", concurrency, took.Round(time.Millisecond), float64(all)/took.Seconds(), site.documents.Load(), most)
	}
}
