package crawl

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cenkalti/backoff/v5"
	"go.uber.org/zap"
	"golang.org/x/net/publicsuffix"

	"gongkai"
)

const (
	// tries of a request whose failure may pass.
	tries = 4
	// mostRedirects of one request.
	mostRedirects = 5
	// mostRefusals (403) in a row, after which a host is left alone.
	mostRefusals = 5
	// firstWait after a host had to be left alone; it doubles with each time in a
	// row, up to lastWait.
	firstWait, lastWait = 30 * time.Minute, 48 * time.Hour
	// slowest is how many times the delay a firewall's hosts are slowed to.
	slowest = 16
)

// polite asks each host one thing at a time, with a delay, as robots.txt
// allows, waits when told to, and leaves alone who asks for that.
type polite struct {
	opt   Options
	ways  ways
	mu    sync.Mutex
	hosts map[string]*host
	slow  map[string]int // by firewall: how many times the delay
}

// host is one host in one run.
type host struct {
	name string
	turn chan struct{} // holds a token while nobody asks
	// The rest is touched only in the host's turn.
	ended    time.Time // when its last answer did
	delay    time.Duration
	robots   robots
	state    gongkai.HostState
	loaded   bool
	dirty    int
	refusals int
	stopped  error
	// By scheme: nobody listens, so that the other is asked; it has answered;
	// TLS failed and why.
	flip, worked map[string]bool
	refused      map[string]error
	told         bool // what the pack puts up with was logged
}

func newPolite(opt Options) *polite {
	return &polite{opt: opt, ways: newWays(opt), hosts: map[string]*host{}, slow: map[string]int{}}
}

// client is what one source asks through.
type client struct {
	*polite
	source   gongkai.Source
	delay    time.Duration
	hosts    map[string]bool
	sites    map[string]bool
	requests atomic.Int64
}

func (p *polite) client(s gongkai.Source, hosts, sites map[string]bool) *client {
	delay := s.Delay
	if delay == 0 {
		delay = defaultDelay
	}
	if p.opt.Delay != 0 {
		delay = max(0, p.opt.Delay)
	}
	return &client{polite: p, source: s, delay: delay, hosts: hosts, sites: sites}
}

// firewall names what the hosts of a source stand behind.
func (c *client) firewall() string {
	if c.source.Firewall != "" {
		return c.source.Firewall
	}
	return c.source.Region[:min(4, len(c.source.Region))]
}

func (p *polite) host(name string) *host {
	p.mu.Lock()
	defer p.mu.Unlock()
	h := p.hosts[name]
	if h == nil {
		h = &host{name: name, turn: make(chan struct{}, 1), flip: map[string]bool{}, worked: map[string]bool{}, refused: map[string]error{}}
		h.turn <- struct{}{}
		p.hosts[name] = h
	}
	return h
}

// allowed says whether documents may come from a host: the source's hosts, and
// others of the same government (attachments often stand on a host of their own).
func (c *client) allowed(name string) bool {
	if c.hosts[name] {
		return true
	}
	site, err := publicsuffix.EffectiveTLDPlusOne(hostname(name))
	return err == nil && c.sites[site]
}

// redirect keeps redirects few and within the hosts.
func (c *client) redirect(r *http.Request, via []*http.Request) error {
	if len(via) > mostRedirects {
		return failed(ReasonRedirect, "more than %d redirects", mostRedirects)
	}
	if !c.allowed(r.URL.Host) {
		return failed(ReasonRedirect, "to %s, which is not among the source's hosts", r.URL.Host)
	}
	return nil
}

// get asks for a document.
func (c *client) get(ctx context.Context, address string, header http.Header) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, failed(ReasonBroken, "%v", err)
	}
	for k, v := range header {
		req.Header[k] = v
	}
	req.Header.Set("User-Agent", c.opt.UserAgent)
	return (&http.Client{Transport: c, CheckRedirect: c.redirect}).Do(req)
}

// RoundTrip sends a request when it is its host's turn, and again when its
// failure may pass. The turn ends when the body is closed.
func (c *client) RoundTrip(req *http.Request) (*http.Response, error) {
	h := c.host(req.URL.Host)
	select {
	case <-h.turn:
	case <-req.Context().Done():
		return nil, req.Context().Err()
	}
	resp, err := c.ask(req, h)
	if err != nil {
		h.turn <- struct{}{}
		return nil, err
	}
	body, ok := resp.Body.(*watched)
	if !ok { // every answer of send is watched
		h.turn <- struct{}{}
		return resp, nil
	}
	body.release = func() { h.turn <- struct{}{} }
	return resp, nil
}

// ask does what RoundTrip says, in the host's turn.
func (c *client) ask(req *http.Request, h *host) (*http.Response, error) {
	if err := c.ready(req.Context(), h); err != nil {
		return nil, err
	}
	if err := c.obey(req, h); err != nil {
		return nil, err
	}
	wait := backoff.NewExponentialBackOff()
	wait.InitialInterval, wait.MaxInterval = c.opt.Timeouts.Back, c.opt.Timeouts.Wait
	resp, err := backoff.Retry(req.Context(), func() (*http.Response, error) { return c.try(req, h) },
		backoff.WithBackOff(wait), backoff.WithMaxTries(tries), backoff.WithMaxElapsedTime(10*time.Minute))
	var again *backoff.RetryAfterError
	switch {
	case err == nil:
	case errors.As(err, &again), reasonOf(err) == ReasonThrottled:
		return nil, c.leave(h, 0, failed(ReasonThrottled, "the site asks to come back later"))
	default:
		return nil, err
	}
	if resp.StatusCode == http.StatusForbidden {
		if h.refusals++; h.refusals >= mostRefusals {
			_ = resp.Body.Close()
			return nil, c.leave(h, 0, failed(ReasonForbidden, "%d refusals in a row", h.refusals))
		}
		return resp, nil
	}
	h.refusals = 0
	if resp.StatusCode < 400 && h.state.Strikes > 0 {
		h.state.Strikes, h.state.Reason, h.dirty = 0, "", h.dirty+1
	}
	return resp, nil
}

// try sends a request once. Errors are marked permanent unless they may pass.
func (c *client) try(req *http.Request, h *host) (*http.Response, error) {
	if err := c.pause(req.Context(), h); err != nil {
		return nil, backoff.Permanent(err)
	}
	again := req
	if req.GetBody != nil {
		body, err := req.GetBody()
		if err != nil {
			return nil, backoff.Permanent(err)
		}
		again = req.Clone(req.Context())
		again.Body = body
	}
	resp, err := c.send(again, h)
	switch {
	case err != nil && (req.Context().Err() != nil || errors.Is(err, errReplay) || reasonOf(err) == ReasonTLS):
		return nil, backoff.Permanent(err)
	case err != nil:
		return nil, fmt.Errorf("%w: %w", gongkai.ErrTransient, err)
	}
	status := resp.StatusCode
	switch {
	case isChallenge(status):
		_ = resp.Body.Close()
		c.slowDown(4)
		return nil, backoff.Permanent(c.leave(h, 0, failed(ReasonChallenge, "status %d", status)))
	case status == http.StatusTooManyRequests, status == http.StatusServiceUnavailable:
		after := retryAfter(resp.Header.Get("Retry-After"), c.opt.Now())
		_ = resp.Body.Close()
		c.slowDown(2)
		if after > c.opt.Timeouts.Wait {
			return nil, backoff.Permanent(c.leave(h, after, failed(ReasonThrottled, "the site asks to wait %s", after)))
		}
		if after > 0 {
			return nil, backoff.RetryAfter(int((after + time.Second - 1) / time.Second))
		}
		return nil, fmt.Errorf("%w: %w", gongkai.ErrTransient, ofStatus(status))
	case status >= 500:
		_ = resp.Body.Close()
		return nil, fmt.Errorf("%w: %w", gongkai.ErrTransient, ofStatus(status))
	}
	return resp, nil
}

// ready says whether a host may be asked at all now.
func (c *client) ready(ctx context.Context, h *host) error {
	if h.stopped != nil {
		return errStopped
	}
	now := c.opt.Now()
	if !h.loaded {
		state, err := c.opt.Frontier.Host(ctx, h.name)
		if err != nil {
			return ofArchive(err)
		}
		h.state, h.loaded = state, true
	}
	h.delay = max(h.delay, c.delay)
	if now.Before(h.state.WaitUntil) {
		h.stopped = fmt.Errorf("%w until %s (%s)", errStopped, h.state.WaitUntil.In(shanghai).Format("2006-01-02 15:04"), h.state.Reason)
		return h.stopped
	}
	if today := now.In(shanghai).Format(time.DateOnly); h.state.Day != today {
		h.state.Day, h.state.Requests = today, 0
	}
	daily := c.source.Daily
	if daily == 0 {
		daily = defaultDaily
	}
	if h.state.Requests >= daily && c.delay > 0 {
		h.stopped = fmt.Errorf("%w: %d requests today are enough", errStopped, h.state.Requests)
		return h.stopped
	}
	return nil
}

// leave leaves a host alone for the rest of the run and, as is remembered, for
// a while after it.
func (c *client) leave(h *host, wait time.Duration, why error) error {
	wait = max(wait, min(firstWait<<min(h.state.Strikes, 8), lastWait))
	h.state.Strikes++
	h.state.WaitUntil, h.state.Reason = c.opt.Now().Add(wait), string(reasonOf(why))
	h.stopped = fmt.Errorf("%w: %w", errStopped, why)
	if err := c.opt.Frontier.RememberHost(context.Background(), h.state); err != nil {
		return ofArchive(err)
	}
	h.dirty = 0
	return h.stopped
}

// challenged leaves alone a host whose page turned out to be a challenge.
func (c *client) challenged(name string, why error) {
	h := c.host(name)
	<-h.turn
	defer func() { h.turn <- struct{}{} }()
	c.slowDown(4)
	if err := c.leave(h, 0, why); errors.Is(err, errArchive) {
		c.opt.Logger.Error("host is not remembered", zap.String("host", name), zap.Error(err))
	}
}

// slowDown multiplies the delay of all hosts behind the source's firewall for
// the rest of the run: one firewall counts for all counties of a prefecture.
func (c *client) slowDown(times int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f := c.firewall()
	c.slow[f] = min(max(1, c.slow[f])*times, slowest)
	c.opt.Logger.Info("slower", zap.String("firewall", f), zap.Int("times", c.slow[f]))
}

// pause waits for the host's turn in time: at least the delay after its last
// answer ended, so that a slow site is asked more slowly, and up to a quarter
// more, so that requests do not come like clockwork.
func (c *client) pause(ctx context.Context, h *host) error {
	c.mu.Lock()
	times := max(1, c.slow[c.firewall()])
	c.mu.Unlock()
	if h.delay > 0 && !h.ended.IsZero() {
		wait := time.NewTimer(time.Until(h.ended.Add(time.Duration(float64(h.delay) * (float64(times) + 0.25*rand.Float64())))))
		defer wait.Stop()
		select {
		case <-wait.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	c.requests.Add(1)
	h.state.Requests++
	if h.dirty++; h.dirty >= 100 && h.delay > 0 {
		h.dirty = 0
		if err := c.opt.Frontier.RememberHost(ctx, h.state); err != nil {
			return ofArchive(err)
		}
	}
	return nil
}

// remember keeps the day's counts of all hosts.
func (p *polite) remember(ctx context.Context) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, h := range p.hosts {
		if h.loaded && h.dirty > 0 {
			h.dirty = 0
			if err := p.opt.Frontier.RememberHost(ctx, h.state); err != nil {
				return err
			}
		}
	}
	return nil
}

// retryAfter reads seconds or a date.
func retryAfter(v string, now time.Time) time.Duration {
	if n, err := strconv.Atoi(strings.TrimSpace(v)); err == nil && n > 0 {
		return time.Duration(n) * time.Second
	}
	if t, err := http.ParseTime(v); err == nil {
		return max(0, t.Sub(now))
	}
	return 0
}
