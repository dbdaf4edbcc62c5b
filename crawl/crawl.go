package crawl

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strings"
	"time"

	"github.com/gocolly/colly/v2"
	"go.uber.org/zap"

	"gongkai"
	"gongkai/internal/limits"
)

// Frontier remembers what was visited. Its methods are called from one
// goroutine; a call that returned is kept over a kill.
type Frontier interface {
	Page(ctx context.Context, url string) (gongkai.Page, bool, error)
	Visit(ctx context.Context, p gongkai.Page) error
	Captured(ctx context.Context, url, parent string) (bool, error)
	RecordCapture(ctx context.Context, c gongkai.Capture) error
	RecordFailure(ctx context.Context, source, url, reason, detail string) error
}

// Store keeps bytes by digest; what is stored twice is kept once.
type Store interface {
	Put(ctx context.Context, r io.Reader, limit int64) (gongkai.Digest, int64, error)
}

// Options of New.
type Options struct {
	Frontier Frontier
	Store    Store
	// UserAgent is honest and names a contact.
	UserAgent string
	// Delay overrides the sources' own delay when it is set (the demo on
	// loopback needs none); negative means none at all.
	Delay  time.Duration
	Logger *zap.Logger
	// Progress is told of every document and page, from one goroutine; may be nil.
	Progress func(event, url string)
}

// defaultDelay between two requests to one host: gentler than what these sites
// are known to bear.
const defaultDelay = 2 * time.Second

// Report is what came of one source.
type Report struct {
	Source   string
	Lists    int
	Articles int
	New      int
	Known    int // documents that were stored before
	Bytes    int64
	// Failed counts by reason.
	Failed map[string]int
}

// Crawler crawls one source after another.
type Crawler struct {
	opt    Options
	client *polite
}

// New prepares a crawler.
func New(opt Options) *Crawler {
	if opt.Logger == nil {
		opt.Logger = zap.NewNop()
	}
	if opt.Progress == nil {
		opt.Progress = func(string, string) {}
	}
	return &Crawler{opt: opt, client: newPolite(opt.UserAgent)}
}

// Run crawls the sources and reports on each. It ends early only when ctx does
// or the store fails; a site that fails is a line of its report.
func (c *Crawler) Run(ctx context.Context, sources []gongkai.Source) ([]Report, error) {
	var reports []Report
	for _, s := range sources {
		w := &walk{Crawler: c, ctx: ctx, source: s, report: Report{Source: s.ID, Failed: map[string]int{}}}
		err := w.run()
		reports = append(reports, w.report)
		if err != nil {
			return reports, fmt.Errorf("crawl %s: %w", s.ID, err)
		}
	}
	return reports, nil
}

// walk is the crawl of one source.
type walk struct {
	*Crawler
	ctx    context.Context
	source gongkai.Source
	report Report
	family family
	hosts  map[string]bool
	titles []*regexp.Regexp
	pages  *colly.Collector
	got    *fetched     // what the last request gave
	last   gongkai.Page // and what to remember of it
}

// fetched is a page as it arrived, or as it was kept when it is unchanged.
type fetched struct {
	url    *url.URL
	body   []byte
	status int
	err    error
}

// errStopped ends a source whose host must be left alone; it is no failure of
// the run.
var errStopped = errors.New("host stopped")

func (w *walk) run() error {
	w.family = families[w.source.CMS]
	if w.family == nil {
		return &gongkai.Error{Op: "crawl", Path: w.source.ID, Err: fmt.Errorf("unknown cms %q", w.source.CMS), Hint: "use one of: " + strings.Join(familyNames(), ", ")}
	}
	w.hosts = map[string]bool{}
	for _, seed := range w.source.Seeds {
		if u, err := url.Parse(seed); err == nil {
			w.hosts[u.Host] = true
		}
	}
	for _, h := range w.source.Hosts {
		w.hosts[h] = true
	}
	for _, t := range w.source.Titles {
		re, err := regexp.Compile(t)
		if err != nil {
			return err
		}
		w.titles = append(w.titles, re)
	}
	delay := w.source.Delay
	if delay == 0 {
		delay = defaultDelay
	}
	if w.opt.Delay != 0 {
		delay = max(0, w.opt.Delay)
	}
	w.client.use(delay, w.hosts)
	w.collector()
	for _, seed := range w.source.Seeds {
		if err := w.list(seed); err != nil {
			if errors.Is(err, errStopped) {
				return nil
			}
			return err
		}
	}
	return nil
}

// collector sets colly up to walk pages: every request goes through the polite
// transport, bodies come undecoded, and nothing is remembered but in the
// frontier.
func (w *walk) collector() {
	w.pages = colly.NewCollector(colly.AllowURLRevisit(), colly.IgnoreRobotsTxt(), colly.UserAgent(w.opt.UserAgent), colly.MaxBodySize(limits.CrawlPage), colly.StdlibContext(w.ctx))
	w.pages.WithTransport(w.client)
	w.pages.SetRequestTimeout(2 * time.Minute)
	w.pages.ParseHTTPErrorResponse = true
	w.pages.OnResponse(func(r *colly.Response) {
		w.got = &fetched{url: r.Request.URL, body: r.Body, status: r.StatusCode}
		if r.Headers != nil {
			w.last = gongkai.Page{Source: w.source.ID, ETag: r.Headers.Get("ETag"), LastModified: r.Headers.Get("Last-Modified"), Body: r.Body}
		}
	})
	w.pages.OnError(func(r *colly.Response, err error) {
		if r.StatusCode == http.StatusNotModified {
			w.got = &fetched{status: r.StatusCode}
			return
		}
		w.got = &fetched{status: r.StatusCode, err: err}
	})
}

// page fetches a page, conditionally when it was seen before. ok is false when
// it gave nothing, which is then recorded.
func (w *walk) page(address string) (body []byte, known gongkai.Page, ok bool, err error) {
	known, seen, err := w.opt.Frontier.Page(w.ctx, address)
	if err != nil {
		return nil, known, false, err
	}
	header := http.Header{}
	if seen && known.ETag != "" {
		header.Set("If-None-Match", known.ETag)
	}
	if seen && known.LastModified != "" {
		header.Set("If-Modified-Since", known.LastModified)
	}
	w.got, w.last = nil, gongkai.Page{}
	err = w.pages.Request(http.MethodGet, address, nil, nil, header)
	if w.ctx.Err() != nil {
		return nil, known, false, w.ctx.Err()
	}
	switch {
	case w.got == nil && err != nil:
		return nil, known, false, w.failed(address, err)
	case w.got == nil:
		return nil, known, false, w.failed(address, errors.New("no response"))
	case w.got.status == http.StatusNotModified && seen:
		return decode(known.Body, ""), known, true, nil
	case w.got.err != nil:
		return nil, known, false, w.failed(address, w.got.err)
	case w.got.status != http.StatusOK:
		return nil, known, false, w.failed(address, statusError(w.got.status))
	}
	if reason := notAPage(w.got.body); reason != "" {
		w.client.stop(w.got.url.Host)
		return nil, known, false, w.failed(address, &refusal{reason})
	}
	p := w.last
	p.URL, p.Done = address, seen && known.Done && string(known.Body) == string(p.Body)
	return decode(p.Body, ""), p, true, nil
}

// failed records what a URL gave instead, and stops the source when its host
// asked to be left alone.
func (w *walk) failed(address string, cause error) error {
	reason := reasonOf(cause)
	w.report.Failed[reason]++
	w.opt.Progress("failed", address)
	w.opt.Logger.Warn("failed", zap.String("url", address), zap.String("reason", reason), zap.Error(cause))
	if err := w.opt.Frontier.RecordFailure(w.ctx, w.source.ID, address, reason, cause.Error()); err != nil {
		return err
	}
	var r *refusal
	if errors.As(cause, &r) || errors.Is(cause, errStopped) {
		return errStopped
	}
	return nil
}

// list walks the pages of a list and the articles on them.
func (w *walk) list(seed string) error {
	most := w.source.MaxPages
	if most == 0 || most > limits.CrawlPages {
		most = limits.CrawlPages
	}
	seen := map[string]bool{}
	for n, address := 1, seed; address != "" && n <= most; n++ {
		body, p, ok, err := w.page(address)
		if err != nil || !ok {
			return err
		}
		w.report.Lists++
		w.opt.Progress("list", address)
		base, err := url.Parse(address)
		if err != nil {
			return err
		}
		items, pages := w.family.list(base, body)
		for _, it := range items {
			if seen[it.url] || !w.wanted(it.title) {
				continue
			}
			seen[it.url] = true
			if err := w.article(it); err != nil {
				return err
			}
		}
		if err := w.opt.Frontier.Visit(w.ctx, p); err != nil {
			return err
		}
		address = ""
		if n < pages {
			address = w.family.page(seed, n+1)
		}
	}
	return nil
}

func (w *walk) wanted(title string) bool {
	for _, re := range w.titles {
		if re.MatchString(title) {
			return true
		}
	}
	return len(w.titles) == 0
}

// article fetches an article that is not done and stores its documents.
func (w *walk) article(it link) error {
	u, err := url.Parse(it.url)
	if err != nil {
		return w.failed(it.url, err)
	}
	if !w.hosts[u.Host] {
		return nil
	}
	if known, seen, err := w.opt.Frontier.Page(w.ctx, it.url); err != nil {
		return err
	} else if seen && known.Done {
		w.report.Articles++
		w.report.Known++
		return nil
	}
	body, p, ok, err := w.page(it.url)
	if err != nil || !ok {
		return err
	}
	w.report.Articles++
	w.opt.Progress("article", it.url)
	a := w.family.article(u, body)
	if a.title == "" {
		a.title = it.title
	}
	if a.date == "" {
		a.date = it.date
	}
	complete := true
	for _, doc := range a.documents {
		stored, err := w.document(doc, it.url, a)
		if err != nil {
			return err
		}
		complete = complete && stored
	}
	p.Done = complete
	return w.opt.Frontier.Visit(w.ctx, p)
}

// keptHeaders prove or revalidate a capture.
var keptHeaders = []string{"Date", "Last-Modified", "ETag", "Content-Type", "Content-Length", "Content-Disposition"}

// document streams one attachment into the store. stored is false when it must
// be tried again in a later run.
func (w *walk) document(doc link, parent string, a article) (stored bool, err error) {
	if done, err := w.opt.Frontier.Captured(w.ctx, doc.url, parent); err != nil || done {
		if done {
			w.report.Known++
		}
		return done, err
	}
	resp, err := w.client.get(w.ctx, doc.url)
	if err != nil {
		if w.ctx.Err() != nil {
			return false, w.ctx.Err()
		}
		return false, w.failed(doc.url, err)
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK {
		err := w.failed(doc.url, statusError(resp.StatusCode))
		return resp.StatusCode == http.StatusNotFound || resp.StatusCode == http.StatusGone, err
	}
	head := &sniffer{r: resp.Body}
	digest, size, err := w.opt.Store.Put(w.ctx, head, limits.CrawlDocument)
	if err != nil {
		if w.ctx.Err() != nil {
			return false, w.ctx.Err()
		}
		if head.err != nil || size == 0 && head.n > limits.CrawlDocument {
			return false, w.failed(doc.url, fmt.Errorf("broken off: %w", err))
		}
		return false, err
	}
	if resp.ContentLength >= 0 && size != resp.ContentLength && resp.Header.Get("Content-Encoding") == "" {
		return false, w.failed(doc.url, fmt.Errorf("truncated: %d of %d bytes", size, resp.ContentLength))
	}
	title := doc.title
	if title == "" {
		title = path.Base(doc.url)
	}
	c := gongkai.Capture{
		Source: w.source.ID, Region: w.source.Region, URL: doc.url, FinalURL: resp.Request.URL.String(), Parent: parent,
		ParentTitle: a.title, Title: title, Published: a.date, Status: resp.StatusCode, Header: map[string]string{},
		FetchedAt: time.Now().UTC(), Digest: digest, Size: size, MediaType: http.DetectContentType(head.first),
	}
	for _, h := range keptHeaders {
		if v := resp.Header.Get(h); v != "" {
			c.Header[h] = v
		}
	}
	if err := w.opt.Frontier.RecordCapture(w.ctx, c); err != nil {
		return false, err
	}
	w.report.New++
	w.report.Bytes += size
	w.opt.Progress("document", doc.url)
	return true, nil
}

// sniffer remembers the first bytes and whether reading failed.
type sniffer struct {
	r     io.Reader
	first []byte
	n     int64
	err   error
}

func (s *sniffer) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if k := 512 - len(s.first); k > 0 {
		s.first = append(s.first, p[:min(k, n)]...)
	}
	s.n += int64(n)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}
