package crawl

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/gocolly/colly/v2"
	"go.uber.org/zap"
	"golang.org/x/net/publicsuffix"

	"gongkai"
	"gongkai/crawl/cms"
	"gongkai/internal/limits"
)

// Defaults of a source's caps.
const (
	// defaultDelay between two requests to one host: gentler than what these
	// sites are known to bear.
	defaultDelay = 2 * time.Second
	// defaultDaily requests to one host: at the default delay, half a night.
	defaultDaily = 10_000
)

// walk is the crawl of one source.
type walk struct {
	*Crawler
	ctx                        context.Context
	source                     gongkai.Source
	report                     Report
	family                     string
	hosts                      map[string]bool // of the seeds and the pack
	sites                      map[string]bool // their registered domains, for documents
	titles, columns, documents []*regexp.Regexp
	client                     *client
	pages                      *colly.Collector
	holds                      bool // a place among the pages in memory
	got                        fetched
	// avoid are hosts that are left alone, alone what to say of each.
	avoid, alone []string
	// past are lists whose items were all published before the source's Since:
	// the number of the first such page.
	past   map[string]int
	shells map[string]gongkai.Digest // what a host answers to a random path
}

// source crawls one source.
func (c *Crawler) source(ctx context.Context, s gongkai.Source) (Report, error) {
	w := &walk{Crawler: c, ctx: ctx, source: s, report: Report{Source: s.ID, Failed: map[Reason]int{}},
		hosts: map[string]bool{}, sites: map[string]bool{}, past: map[string]int{}, shells: map[string]gongkai.Digest{}}
	start := time.Now()
	err := w.run()
	w.report.Took = time.Since(start)
	if w.client != nil {
		w.report.Requests = int(w.client.requests.Load())
	}
	if err == nil {
		w.report.Oldest, err = c.opt.Frontier.OldestUnvisited(ctx, s.ID)
	}
	return w.report, err
}

func compiled(list []string) (out []*regexp.Regexp, err error) {
	for _, t := range list {
		re, err := regexp.Compile(t)
		if err != nil {
			return nil, err
		}
		out = append(out, re)
	}
	return out, nil
}

func (w *walk) prepare() error {
	switch f := w.source.CMS; {
	case f == "auto":
	case slices.Contains(cms.Families(), f):
		w.family = f
	default:
		return &gongkai.Error{Op: "crawl", Path: w.source.ID, Err: fmt.Errorf("unknown cms %q", f), Hint: "use auto or one of: " + strings.Join(cms.Families(), ", ")}
	}
	for _, seed := range w.source.Seeds {
		if u, err := url.Parse(seed); err == nil {
			w.hosts[u.Host] = true
		}
	}
	for _, h := range w.source.Hosts {
		w.hosts[h] = true
	}
	for h := range w.hosts {
		if site, err := publicsuffix.EffectiveTLDPlusOne(hostname(h)); err == nil {
			w.sites[site] = true
		}
	}
	var errs [3]error
	w.titles, errs[0] = compiled(w.source.Titles)
	w.columns, errs[1] = compiled(w.source.Columns)
	w.documents, errs[2] = compiled(w.source.Documents)
	if err := errors.Join(errs[:]...); err != nil {
		return err
	}
	w.client = w.polite.client(w.source, w.hosts, w.sites)
	w.collector()
	return w.opt.Frontier.Seed(w.ctx, seeds(w.source))
}

func (w *walk) run() error {
	if err := w.prepare(); err != nil {
		return err
	}
	for {
		if w.ctx.Err() != nil {
			return context.Cause(w.ctx)
		}
		if w.report.Stopped = w.spent(); w.report.Stopped != "" {
			return nil
		}
		v, ok, err := w.opt.Frontier.Next(w.ctx, w.source.ID, w.opt.Now(), w.avoid)
		if err != nil {
			return err
		}
		if !ok {
			if len(w.avoid) > 0 {
				w.report.Stopped = strings.Join(w.alone, "; ")
			}
			return nil
		}
		if err := w.visit(v); err != nil {
			return err
		}
	}
}

// spent says which cap of the source is reached, or "".
func (w *walk) spent() string {
	most := w.source.MaxBytes
	if most == 0 {
		most = limits.CrawlRun
	}
	switch {
	case !inHours(w.source.Hours, w.opt.Now()):
		return "outside its hours " + w.source.Hours
	case w.report.Bytes >= most:
		return fmt.Sprintf("%d bytes of documents are enough for one run", w.report.Bytes)
	case w.opt.Sample > 0 && w.report.New+w.report.Copied+w.report.Replaced >= w.opt.Sample:
		return fmt.Sprintf("a sample of %d documents", w.opt.Sample)
	}
	return ""
}

// visit does what the role of a visit asks for. What fails is recorded; an
// error ends the run.
func (w *walk) visit(v gongkai.Visit) error {
	if n, ok := w.past[v.Parent]; ok && v.Role == gongkai.RoleList && v.Page > n {
		// what stands there was on the pages before it when it was young enough
		succeeded(&v, false, w.opt.Now())
		v.Due = w.opt.Now().Add(365 * day)
		return w.settle(gongkai.Visited{Visit: v})
	}
	var err error
	switch v.Role {
	case gongkai.RoleList:
		err = w.list(v)
	case gongkai.RoleArticle:
		err = w.article(v)
	default:
		err = w.document(v)
	}
	w.letGo()
	switch {
	case err == nil:
		return nil
	case w.ctx.Err() != nil:
		return context.Cause(w.ctx)
	case errors.Is(err, errArchive):
		return err
	case errors.Is(err, errStopped): // it stays due
		host := hostOf(v.URL)
		var asked *url.Error // says which host it was, after redirects
		if errors.As(err, &asked) && hostOf(asked.URL) != "" {
			err = asked.Err
		}
		w.avoid, w.alone = append(w.avoid, host), append(w.alone, fmt.Sprintf("%s is %v", host, err))
		var f *failure
		if errors.As(err, &f) {
			w.report.Failed[f.reason]++
			w.progress("failed", v.URL)
		}
		w.opt.Logger.Info("host is left alone", zap.String("source", w.source.ID), zap.String("host", hostOf(v.URL)), zap.Error(err))
		return nil
	}
	return w.failed(v, err)
}

// errArchive marks failures that are the archive's, not the site's.
var errArchive = errors.New("archive")

func ofArchive(err error) error { return fmt.Errorf("%w: %w", errArchive, err) }

func (w *walk) settle(s gongkai.Visited) error {
	s.At = w.opt.Now()
	r, err := w.opt.Frontier.Settle(w.ctx, s)
	if err != nil {
		return ofArchive(err)
	}
	w.report.New += r.New
	w.report.Replaced += r.Replaced
	w.report.Copied += r.Copied
	w.report.Vanished += r.Vanished
	return nil
}

// failed records what a URL gave instead.
func (w *walk) failed(v gongkai.Visit, cause error) error {
	reason := reasonOf(cause)
	if reason == ReasonNotFound && v.Role == gongkai.RoleList && v.Page > 1 {
		// the list says that it has more pages than it has
		v.Digest, v.Reader = gongkai.Digest{}, 0
		v.Interval = 0
		succeeded(&v, false, w.opt.Now())
		v.Due = w.opt.Now().Add(7 * day)
		return w.settle(gongkai.Visited{Visit: v})
	}
	w.report.Failed[reason]++
	w.progress("failed", v.URL)
	w.opt.Logger.Info("failed", zap.String("source", w.source.ID), zap.String("url", v.URL), zap.String("reason", string(reason)), zap.Error(cause))
	v.Status = 0
	switch reason {
	case ReasonNotFound:
		v.Status = 404
	case ReasonGone:
		v.Status = 410
	}
	unsuccessful(&v, reason, w.opt.Now())
	if len(w.report.Failures) < mostFailures {
		w.report.Failures = append(w.report.Failures, Failure{reason, v.URL, v.Title, inWords(cause), v.Due})
	}
	return w.settle(gongkai.Visited{Visit: v, Detail: cause.Error()})
}

func matches(list []*regexp.Regexp, texts ...string) bool {
	for _, re := range list {
		if slices.ContainsFunc(texts, re.MatchString) {
			return true
		}
	}
	return false
}

// wanted says whether an article is to be followed.
func (w *walk) wanted(l cms.Link) bool {
	if len(w.titles) > 0 && !matches(w.titles, l.Title) {
		return false
	}
	return l.Date == "" || l.Date >= w.source.Since
}

// ours says whether pages of an address are followed: on the source's hosts,
// with www. before their name or without.
func (w *walk) ours(address string) bool {
	host := hostOf(address)
	return w.hosts[host] || w.hosts["www."+host] || w.hosts[strings.TrimPrefix(host, "www.")]
}

func hostname(host string) string {
	if u, err := url.Parse("//" + host); err == nil {
		return u.Hostname()
	}
	return host
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// shanghai is the clock of all sites: China has one time zone and no summer time.
var shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

// inHours says whether the hours of a source ("22-7", by Shanghai's clock)
// include a moment.
func inHours(hours string, now time.Time) bool {
	var from, to int
	if _, err := fmt.Sscanf(hours, "%d-%d", &from, &to); err != nil {
		return true
	}
	h := now.In(shanghai).Hour()
	if from <= to {
		return h >= from && h < to
	}
	return h >= from || h < to
}
