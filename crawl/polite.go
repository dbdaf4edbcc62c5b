package crawl

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/temoto/robotstxt"
	"golang.org/x/time/rate"

	"gongkai"
)

// refusal is a site's word that it does not want to be read: a challenge page,
// or robots.txt.
type refusal struct{ reason string }

func (r *refusal) Error() string { return r.reason }

// statusError is a response status that gives no page.
type statusError int

func (s statusError) Error() string {
	return fmt.Sprintf("status %d %s", int(s), http.StatusText(int(s)))
}

// reasonOf is the typed reason of a failure, for reports.
func reasonOf(err error) string {
	var r *refusal
	var s statusError
	var u *url.Error
	switch {
	case errors.As(err, &r):
		return "blocked"
	case errors.As(err, &s):
		return fmt.Sprintf("status %d", int(s))
	case errors.Is(err, errStopped):
		return "host stopped"
	case errors.Is(err, context.DeadlineExceeded):
		return "timeout"
	case errors.As(err, &u):
		return "connection"
	}
	return "broken"
}

const (
	// tries of a request whose failure may pass.
	tries = 4
	// longestWait honours a Retry-After; a site that asks for more is left for
	// the next run.
	longestWait = 2 * time.Minute
	// robotsFor is how long a robots.txt is believed.
	robotsFor = 12 * time.Hour
	// timeout of a request up to its headers.
	timeout = 60 * time.Second
)

// polite is a round tripper that asks each host one thing at a time, with a
// delay, as robots.txt allows, and waits when told to.
type polite struct {
	userAgent string
	base      http.RoundTripper

	mu    sync.Mutex
	delay time.Duration
	allow map[string]bool
	hosts map[string]*host
}

type host struct {
	busy    sync.Mutex
	limit   *rate.Limiter
	robots  *robotstxt.Group
	checked time.Time
	stopped bool
}

func newPolite(userAgent string) *polite {
	t := &http.Transport{
		Proxy: http.ProxyFromEnvironment, MaxConnsPerHost: 1, ResponseHeaderTimeout: timeout,
		TLSHandshakeTimeout: timeout, IdleConnTimeout: timeout, ForceAttemptHTTP2: true,
	}
	return &polite{userAgent: userAgent, base: t, hosts: map[string]*host{}}
}

// use sets the delay and the hosts of the source that is crawled next.
func (p *polite) use(delay time.Duration, hosts map[string]bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.delay, p.allow = delay, hosts
}

func (p *polite) host(name string) *host {
	p.mu.Lock()
	defer p.mu.Unlock()
	h := p.hosts[name]
	if h == nil {
		every := rate.Every(p.delay)
		if p.delay == 0 {
			every = rate.Inf
		}
		h = &host{limit: rate.NewLimiter(every, 1)}
		p.hosts[name] = h
	}
	return h
}

// stop leaves a host alone for the rest of the run.
func (p *polite) stop(name string) {
	h := p.host(name)
	p.mu.Lock()
	defer p.mu.Unlock()
	h.stopped = true
}

func (p *polite) isStopped(h *host) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return h.stopped
}

// get fetches a document; redirects stay within the source's hosts.
func (p *polite) get(ctx context.Context, address string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", p.userAgent)
	client := &http.Client{Transport: p, CheckRedirect: func(r *http.Request, via []*http.Request) error {
		if len(via) >= 5 {
			return errors.New("more than 5 redirects")
		}
		p.mu.Lock()
		defer p.mu.Unlock()
		if !p.allow[r.URL.Host] {
			return fmt.Errorf("redirect to %s, which is not among the source's hosts", r.URL.Host)
		}
		return nil
	}}
	return client.Do(req)
}

// RoundTrip sends a request when the host may be asked, and again when its
// failure may pass.
func (p *polite) RoundTrip(req *http.Request) (*http.Response, error) {
	h := p.host(req.URL.Host)
	h.busy.Lock()
	defer h.busy.Unlock()
	if p.isStopped(h) {
		return nil, errStopped
	}
	if err := p.obey(req, h); err != nil {
		return nil, err
	}
	wait := backoff.NewExponentialBackOff()
	wait.InitialInterval = 500 * time.Millisecond
	return backoff.Retry(req.Context(), func() (*http.Response, error) {
		if err := p.pause(req.Context(), h); err != nil {
			return nil, backoff.Permanent(err)
		}
		resp, err := p.base.RoundTrip(req)
		if err != nil {
			if req.Context().Err() != nil {
				return nil, backoff.Permanent(err)
			}
			return nil, fmt.Errorf("%w: %w", gongkai.ErrTransient, err)
		}
		switch resp.StatusCode {
		case http.StatusTooManyRequests, http.StatusServiceUnavailable:
			after := retryAfter(resp.Header.Get("Retry-After"))
			_ = resp.Body.Close()
			if after > longestWait {
				p.stop(req.URL.Host)
				return nil, backoff.Permanent(&refusal{fmt.Sprintf("the site asks to wait %s", after)})
			}
			if after > 0 {
				return nil, backoff.RetryAfter(int(after.Seconds()))
			}
			return nil, fmt.Errorf("%w: %w", gongkai.ErrTransient, statusError(resp.StatusCode))
		case http.StatusInternalServerError, http.StatusBadGateway, http.StatusGatewayTimeout:
			_ = resp.Body.Close()
			return nil, fmt.Errorf("%w: %w", gongkai.ErrTransient, statusError(resp.StatusCode))
		case http.StatusPreconditionFailed, 468, 521:
			_ = resp.Body.Close()
			p.stop(req.URL.Host)
			return nil, backoff.Permanent(&refusal{fmt.Sprintf("a challenge page, status %d", resp.StatusCode)})
		}
		return resp, nil
	}, backoff.WithBackOff(wait), backoff.WithMaxTries(tries), backoff.WithMaxElapsedTime(5*time.Minute))
}

// pause waits for the host's turn; up to a quarter more than the delay, so that
// requests do not come like clockwork.
func (p *polite) pause(ctx context.Context, h *host) error {
	if err := h.limit.Wait(ctx); err != nil {
		return err
	}
	p.mu.Lock()
	jitter := time.Duration(rand.Float64() * 0.25 * float64(p.delay))
	p.mu.Unlock()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(jitter):
		return nil
	}
}

// retryAfter reads seconds or a date.
func retryAfter(v string) time.Duration {
	if n, err := strconv.Atoi(v); err == nil && n > 0 {
		return time.Duration(n) * time.Second
	}
	if t, err := http.ParseTime(v); err == nil {
		return max(0, time.Until(t))
	}
	return 0
}

// obey asks for robots.txt once in a while. None there means allowed; one that
// cannot be had (401, 403, 5xx) means that the site is left for another time.
func (p *polite) obey(req *http.Request, h *host) error {
	if req.URL.Path == "/robots.txt" {
		return nil
	}
	if time.Since(h.checked) > robotsFor {
		robots := *req.URL
		robots.Path, robots.RawQuery, robots.RawPath = "/robots.txt", "", ""
		r, err := http.NewRequestWithContext(req.Context(), http.MethodGet, robots.String(), nil)
		if err != nil {
			return err
		}
		r.Header.Set("User-Agent", p.userAgent)
		if err := p.pause(req.Context(), h); err != nil {
			return err
		}
		resp, err := p.base.RoundTrip(r)
		if err != nil {
			return err
		}
		defer func() { _ = resp.Body.Close() }()
		if resp.StatusCode == http.StatusUnauthorized || resp.StatusCode == http.StatusForbidden || resp.StatusCode >= 500 {
			p.stop(req.URL.Host)
			return &refusal{fmt.Sprintf("robots.txt answers with status %d", resp.StatusCode)}
		}
		data, err := robotstxt.FromResponse(resp)
		if err != nil {
			data, _ = robotstxt.FromString("")
		}
		h.robots, h.checked = data.FindGroup(p.userAgent), time.Now()
		if d := h.robots.CrawlDelay; d > p.delay {
			h.limit.SetLimit(rate.Every(d))
		}
	}
	if h.robots != nil && !h.robots.Test(req.URL.EscapedPath()) {
		return &refusal{"robots.txt forbids " + req.URL.Path}
	}
	return nil
}
