package crawl_test

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
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
	largePages = flag.Int("pages", 500, "pages of the site of TestLarge, documents included")
	largeKills = flag.Int("kills", 4, "how often TestLarge kills the crawl")
	withScrapy = flag.Bool("scrapy", false, "let Scrapy crawl the site of TestLarge too")
)

// Of 25 pages of the large site one is a list, 12 are articles, 12 documents; a
// list has 20 pages.
const largePerList, largeListPages = 12, 20

// large is a site of Xi'an's CMS of any size, made up as it is asked for.
type large struct {
	lists                       int // pages of lists
	requests, documents, bodies atomic.Int64
}

// counts is the path at which the site says what it was asked for and begins to
// count anew: it runs in a process of its own, whose CPU is nobody's.
const counts = "/-/counts"

func (l *large) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == counts {
		get := (*atomic.Int64).Load
		if r.Method == http.MethodPost {
			get = func(n *atomic.Int64) int64 { return n.Swap(0) }
		}
		_, _ = fmt.Fprintln(w, get(&l.requests), get(&l.documents), get(&l.bodies))
		return
	}
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

// TestMain runs as the crawl that TestLarge kills, or as its site, when it is
// told to.
func TestMain(m *testing.M) {
	job := strings.Fields(os.Getenv("GONGKAI_TEST_CRAWL"))
	run := func(f func([]string) error) {
		if err := f(job); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	switch {
	case len(job) == 0:
		os.Exit(m.Run())
	case job[0] == "serve":
		run(serveLarge)
	default:
		run(crawlLarge)
	}
}

// serveLarge serve LISTS serves a large site until its standard input ends.
func serveLarge(job []string) error {
	lists, err := strconv.Atoi(job[1])
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println(l.Addr())
	server := &http.Server{Handler: &large{lists: lists}, ReadHeaderTimeout: time.Minute}
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		_ = server.Close()
	}()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// crawlLarge crawl DIR HOST LISTS NIGHT crawls a large site.
func crawlLarge(job []string) error {
	lists, err := strconv.Atoi(job[3])
	if err != nil {
		return err
	}
	nights, err := strconv.Atoi(job[4])
	if err != nil {
		return err
	}
	a, err := archive.Open(context.Background(), job[1])
	if err != nil {
		return err
	}
	now := func() time.Time { return time.Now().Add(time.Duration(nights) * 24 * time.Hour) }
	c := crawl.New(crawl.Options{Frontier: a, Store: a, UserAgent: "gongkai-test", Delay: -1, Now: now})
	reports, err := c.Run(context.Background(), []gongkai.Source{(&large{lists: lists}).source(job[2])})
	if err == nil {
		fmt.Printf("report %+v\n", reports[0])
	}
	return errors.Join(err, a.Close())
}

// largeSite is the site in its process.
type largeSite struct {
	host  string
	lists int
}

// documents and pages (documents included) that it has.
func (l largeSite) documents() int { return l.lists * largePerList }
func (l largeSite) pages() int     { return l.lists + 2*l.documents() }

func serve(t *testing.T, lists int) largeSite {
	t.Helper()
	c := again(t, "serve", lists)
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = in.Close(); _ = c.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return largeSite{strings.TrimSpace(line), lists}
}

// counted says what the site was asked for since it last began to count.
func (l largeSite) counted(t *testing.T, anew bool) (requests, documents, bodies int) {
	t.Helper()
	method := http.MethodGet
	if anew {
		method = http.MethodPost
	}
	req, err := http.NewRequestWithContext(t.Context(), method, "http://"+l.host+counts, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if _, err := fmt.Fscan(resp.Body, &requests, &documents, &bodies); err != nil {
		t.Fatal(err)
	}
	return requests, documents, bodies
}

// again runs this program in another part.
func again(t *testing.T, job ...any) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self)
	c.Env = append(os.Environ(), "GONGKAI_TEST_CRAWL="+strings.TrimSpace(fmt.Sprintln(job...)))
	c.Stderr = os.Stderr
	return c
}

// cost is what a crawl took: by the clock and of the processor, and its resident
// memory in MB after each tenth of the site's pages and at most.
type cost struct {
	wall, cpu time.Duration
	memory    []int
	most      int
}

func (c cost) String() string {
	return fmt.Sprintf("%s by the clock, %s of the processor; memory after each tenth %v MB, at most %d MB", c.wall.Round(time.Millisecond), c.cpu.Round(time.Millisecond), c.memory, c.most)
}

// measured runs a command to its end and looks at it from outside: the same way
// for every crawler.
func measured(t *testing.T, site largeSite, c *exec.Cmd) cost {
	t.Helper()
	site.counted(t, true)
	begin := time.Now()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	var m cost
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case err := <-ended:
			if err != nil {
				t.Fatal(err)
			}
			m.wall, m.cpu = time.Since(begin), c.ProcessState.UserTime()+c.ProcessState.SystemTime()
			return m
		case <-tick.C:
			if requests, _, _ := site.counted(t, false); requests >= (len(m.memory)+1)*site.pages()/10 {
				m.memory = append(m.memory, rss(c.Process.Pid))
			}
			m.most = max(m.most, rss(c.Process.Pid)) // what the system counts begins with this process' own
		}
	}
}

// rss is the resident memory of a process in MB.
func rss(pid int) int {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		return 0
	}
	var size, resident int
	_, _ = fmt.Sscan(string(data), &size, &resident)
	return resident * os.Getpagesize() >> 20
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
//	go test ./crawl -run TestLarge -v -pages 100000 -kills 20 -scrapy -timeout 3h
func TestLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	site := serve(t, max(1, *largePages/25/largeListPages)*largeListPages)
	folder := t.TempDir // a disk, where it is measured
	if site.pages() < 10_000 {
		folder = func() string { return memory(t) }
	}
	whole := folder()
	first := measured(t, site, again(t, "crawl", whole, site.host, site.lists, 0))
	t.Logf("%d pages, %.0f pages/s: %s", site.pages(), float64(site.pages())/first.wall.Seconds(), first)
	if m := first.memory; len(m) > 4 && m[len(m)-1] > m[len(m)/2]+m[len(m)/2]/2 {
		t.Errorf("memory grows: %v", m)
	}
	want := documentsOf(t, whole)
	if _, asked, _ := site.counted(t, true); len(want) != site.documents() || asked != site.documents() {
		t.Errorf("%d documents captured, %d asked for, want %d", len(want), asked, site.documents())
	}
	if *withScrapy {
		scrapy(t, site)
	}

	second := measured(t, site, again(t, "crawl", whole, site.host, site.lists, 1))
	_, _, bodies := site.counted(t, true)
	t.Logf("second night: %.1f%% of the first by the clock; %d bodies; %s", 100*second.wall.Seconds()/first.wall.Seconds(), bodies, second)
	if bodies != 0 {
		t.Errorf("%d bodies were fetched again", bodies)
	}
	if site.pages() > 50_000 && second.wall > first.wall/10 {
		t.Errorf("the second night took %s, the first %s", second.wall, first.wall)
	}

	killed := folder()
	for range *largeKills {
		c := again(t, "crawl", killed, site.host, site.lists, 0)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.Float64() * 2 * float64(first.wall) / float64(*largeKills)))
		_ = c.Process.Signal(syscall.SIGKILL)
		_ = c.Wait()
	}
	if err := again(t, "crawl", killed, site.host, site.lists, 0).Run(); err != nil {
		t.Fatal(err)
	}
	got := documentsOf(t, killed)
	_, asked, _ := site.counted(t, true)
	t.Logf("killed %d times: %d documents, asked for %d times", *largeKills, len(got), asked)
	if !slices.Equal(got, want) {
		t.Errorf("%d documents after being killed, want the same %d", len(got), len(want))
	}
	if most := site.documents() + *largeKills; asked > most {
		t.Errorf("documents were asked for %d times, want at most %d", asked, most)
	}
}

// scrapy lets Scrapy crawl the same site: the same pages, one request at a
// time to the host, no delay, documents stored as files.
func scrapy(t *testing.T, site largeSite) {
	t.Helper()
	dir := t.TempDir()
	spider := filepath.Join(dir, "spider.py")
	text := fmt.Sprintf(`
import scrapy
class Large(scrapy.Spider):
    name = "large"
    start_urls = ["http://%s/c%%d/1.html" %% (i + 1) for i in range(%d)]
    custom_settings = dict(LOG_LEVEL="ERROR", ROBOTSTXT_OBEY=True, CONCURRENT_REQUESTS_PER_DOMAIN=1, DOWNLOAD_DELAY=0,
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
`, site.host, site.lists/largeListPages, filepath.Join(dir, "files"))
	if err := os.WriteFile(spider, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	c := exec.Command("scrapy", "runspider", spider)
	c.Dir, c.Stderr = dir, os.Stderr
	m := measured(t, site, c)
	_, asked, _ := site.counted(t, true)
	files, err := filepath.Glob(filepath.Join(dir, "files", "full", "*"))
	if err != nil || len(files) != site.documents() {
		t.Errorf("scrapy: %d files of %d documents asked for, want %d", len(files), asked, site.documents())
	}
	t.Logf("scrapy, one at a time, %.0f pages/s: %s", float64(site.pages())/m.wall.Seconds(), m)
}
