package crawl

import (
	"context"
	"crypto/x509"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"go.uber.org/zap"

	"gongkai"
	"gongkai/internal/limits"
)

// Frontier remembers what is known of URLs and hosts. Its methods are called
// from several goroutines; what a call recorded is kept over a kill.
type Frontier interface {
	// Seed adds URLs that are not known.
	Seed(ctx context.Context, visits []gongkai.Visit) error
	// Next gives the due visit that comes first, passing over hosts to avoid.
	Next(ctx context.Context, source string, now time.Time, avoid []string) (gongkai.Visit, bool, error)
	// Due lists what Next would give, at most limit.
	Due(ctx context.Context, source string, now time.Time, limit int) ([]gongkai.Visit, error)
	// Settle records what came of a visit, in one step.
	Settle(ctx context.Context, s gongkai.Visited) (gongkai.Recorded, error)
	// OldestUnvisited is since when a URL has waited for its first visit.
	OldestUnvisited(ctx context.Context, source string) (time.Time, error)
	// Host and RememberHost keep what must not be forgotten of a host between runs.
	Host(ctx context.Context, name string) (gongkai.HostState, error)
	RememberHost(ctx context.Context, h gongkai.HostState) error
}

// Store keeps bytes by digest; what is stored twice is kept once.
type Store interface {
	Put(ctx context.Context, r io.Reader, limit int64) (gongkai.Digest, int64, error)
	Get(ctx context.Context, d gongkai.Digest) ([]byte, error)
}

// Timeouts of a request; zero means the default.
type Timeouts struct {
	// Header is how long an answer may take to begin: 60 s, as these sites are slow.
	Header time.Duration
	// Idle is how long a body may pause: 30 s.
	Idle time.Duration
	// Total bounds a whole body: 15 minutes, 200 MB at 250 kB/s.
	Total time.Duration
	// Wait is the longest Retry-After that is waited for within a run: 2 minutes.
	Wait time.Duration
	// Back is the first pause after a failure that may pass: 500 ms.
	Back time.Duration
}

func (t Timeouts) filled() Timeouts {
	set := func(d *time.Duration, v time.Duration) {
		if *d == 0 {
			*d = v
		}
	}
	set(&t.Header, time.Minute)
	set(&t.Idle, 30*time.Second)
	set(&t.Total, 15*time.Minute)
	set(&t.Wait, 2*time.Minute)
	set(&t.Back, 500*time.Millisecond)
	return t
}

// Options of New.
type Options struct {
	Frontier Frontier
	Store    Store
	// UserAgent is honest and names a contact.
	UserAgent string
	// Delay overrides the sources' own delay when it is set (the demo on
	// loopback needs none); negative means none at all.
	Delay time.Duration
	// Timeouts of requests; the zero value has good defaults.
	Timeouts Timeouts
	// Parallel is how many sources are crawled at once; zero means 500: each waits
	// for its host most of the time, so that a night of hundreds of sites takes as
	// long as the slowest. How many pages are in memory is another cap. One host is
	// asked one thing at a time whatever it is.
	Parallel int
	// Sample ends a source after so many documents; zero means all.
	Sample int
	// Transport makes the connections; nil means the network. A recorder or a
	// replay of recorded answers stands here.
	Transport http.RoundTripper
	// Dial makes the connections of the network; nil means the usual way.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	// Roots are whose certificates are believed; nil means the system's.
	Roots *x509.CertPool
	// Now is the clock of schedules and caps; nil means time.Now.
	Now    func() time.Time
	Logger *zap.Logger
	// Progress is told of every document and page, one call at a time; may be nil.
	Progress func(event, url string)
}

// Crawler crawls sources.
type Crawler struct {
	opt    Options
	polite *polite
	// inMemory holds one for each page that is read.
	inMemory chan struct{}
	mu       sync.Mutex // of Progress
}

// New prepares a crawler.
func New(opt Options) *Crawler {
	if opt.Logger == nil {
		opt.Logger = zap.NewNop()
	}
	if opt.Progress == nil {
		opt.Progress = func(string, string) {}
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Parallel == 0 {
		opt.Parallel = 500
	}
	opt.Timeouts = opt.Timeouts.filled()
	return &Crawler{opt: opt, polite: newPolite(opt), inMemory: make(chan struct{}, limits.CrawlPagesAtOnce)}
}

// Report is what came of one source.
type Report struct {
	Source string `json:"source"`
	// Lists, Articles and Documents were asked for; Requests counts all, with
	// robots.txt and repetitions.
	Lists     int `json:"lists"`
	Articles  int `json:"articles"`
	Documents int `json:"documents"`
	Requests  int `json:"requests"`
	// Unchanged answers (304, or the same bytes).
	Unchanged int `json:"unchanged"`
	// New, Replaced, Copied and Vanished documents: see gongkai.Recorded.
	New      int `json:"new"`
	Replaced int `json:"replaced"`
	Copied   int `json:"copied"`
	Vanished int `json:"vanished"`
	// Bytes of documents.
	Bytes int64 `json:"bytes"`
	// Failed counts by reason.
	Failed map[Reason]int `json:"failed"`
	// Failures are the first of them, at most 20.
	Failures []Failure `json:"failures,omitempty"`
	// Stopped says why the source ended before it was done: a cap, its hours, a
	// host that must be left alone; "" when everything due was visited.
	Stopped string `json:"stopped,omitempty"`
	// Oldest is since when a URL waits for its first visit; zero when none does.
	Oldest time.Time     `json:"oldest,omitzero"`
	Took   time.Duration `json:"took"`
}

// Failure is an address that gave nothing.
type Failure struct {
	Reason Reason `json:"reason"`
	URL    string `json:"url"`
	// Title of the link to it; Detail is the reason in words.
	Title  string `json:"title"`
	Detail string `json:"detail"`
	// Again is when it is asked for again.
	Again time.Time `json:"again,omitzero"`
}

// mostFailures of a source are told one by one; all are in the catalogue.
const mostFailures = 20

// Run crawls the sources, several at once, and reports on each in their order.
// It ends early only when ctx does or the archive fails; a site that fails is a
// line of its report.
func (c *Crawler) Run(ctx context.Context, sources []gongkai.Source) ([]Report, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	reports := make([]Report, len(sources))
	slots := make(chan struct{}, c.opt.Parallel)
	var group sync.WaitGroup
	for i, s := range sources {
		slots <- struct{}{}
		group.Go(func() {
			defer func() { <-slots }()
			var err error
			if reports[i], err = c.source(ctx, s); err != nil {
				cancel(fmt.Errorf("crawl %s: %w", s.ID, err))
			}
		})
	}
	group.Wait()
	err := context.Cause(ctx)
	if e := c.polite.remember(context.WithoutCancel(ctx)); err == nil {
		err = e
	}
	return reports, err
}

// Plan lists what a run would visit first, without asking any site.
func (c *Crawler) Plan(ctx context.Context, s gongkai.Source, limit int) ([]gongkai.Visit, error) {
	if err := c.opt.Frontier.Seed(ctx, seeds(s)); err != nil {
		return nil, err
	}
	return c.opt.Frontier.Due(ctx, s.ID, c.opt.Now(), limit)
}

func (c *Crawler) progress(event, url string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.opt.Progress(event, url)
}

func seeds(s gongkai.Source) []gongkai.Visit {
	var list []gongkai.Visit
	for _, u := range s.Seeds {
		list = append(list, gongkai.Visit{Source: s.ID, URL: u, Form: s.Select.JSON.Body, Role: gongkai.RoleList, Parent: u, Page: 1, Depth: 1})
	}
	return list
}
