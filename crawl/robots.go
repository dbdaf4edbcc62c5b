package crawl

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/temoto/robotstxt"
)

const (
	// robotsFor is how long a robots.txt is believed.
	robotsFor = 12 * time.Hour
	// robotsBytes of a robots.txt are read, as RFC 9309 asks at least.
	robotsBytes = 512 << 10
)

// robots is what a host's robots.txt says to us.
type robots struct {
	group   *robotstxt.Group
	checked time.Time
}

// obey asks for robots.txt once in a while and refuses what it forbids. None
// there (404 and most others of 4xx) means allowed; one that cannot be had (401,
// 403, 429, 5xx, no answer) means that the site is left for another time.
func (c *client) obey(req *http.Request, h *host) error {
	if now := c.opt.Now(); h.robots.checked.IsZero() || now.Sub(h.robots.checked) > robotsFor {
		group, err := c.robots(req, h)
		if err != nil {
			return err
		}
		h.robots = robots{group, now}
		if group != nil && group.CrawlDelay > h.delay && c.opt.Delay >= 0 {
			h.delay = group.CrawlDelay
		}
	}
	path := req.URL.EscapedPath()
	if req.URL.RawQuery != "" {
		path += "?" + req.URL.RawQuery
	}
	if h.robots.group != nil && !h.robots.group.Test(path) {
		return failed(ReasonRobots, "robots.txt forbids %s", path)
	}
	return nil
}

// robots fetches robots.txt; a nil group allows everything.
func (c *client) robots(req *http.Request, h *host) (*robotstxt.Group, error) {
	address := *req.URL
	address.Path, address.RawQuery, address.RawPath, address.Fragment = "/robots.txt", "", "", ""
	for range mostRedirects {
		r, err := http.NewRequestWithContext(req.Context(), http.MethodGet, address.String(), nil)
		if err != nil {
			return nil, err
		}
		r.Header.Set("User-Agent", c.opt.UserAgent)
		if err := c.pause(req.Context(), h); err != nil {
			return nil, err
		}
		resp, err := c.send(r, h)
		if err != nil {
			if req.Context().Err() != nil || errors.Is(err, errReplay) {
				return nil, err
			}
			if reasonOf(err) == ReasonTLS { // another pack may put up with it at once
				h.stopped = fmt.Errorf("%w: %w", errStopped, err)
				return nil, h.stopped
			}
			return nil, c.leave(h, 0, fmt.Errorf("robots.txt: %w", err))
		}
		body, err := io.ReadAll(io.LimitReader(resp.Body, robotsBytes))
		_ = resp.Body.Close()
		status := resp.StatusCode
		switch {
		case isChallenge(status):
			c.slowDown(4)
			return nil, c.leave(h, 0, failed(ReasonChallenge, "robots.txt: status %d", status))
		case status == http.StatusUnauthorized, status == http.StatusForbidden, status == http.StatusTooManyRequests, status >= 500:
			return nil, c.leave(h, retryAfter(resp.Header.Get("Retry-After"), c.opt.Now()), failed(ReasonRobots, "robots.txt: status %d", status))
		case status >= 300 && status < 400:
			to, err := resp.Location()
			if err != nil || to.Host != address.Host {
				return nil, nil //nolint:nilerr // elsewhere: there is none here
			}
			address = *to
			continue
		case status != http.StatusOK:
			return nil, nil
		case err != nil:
			return nil, c.leave(h, 0, fmt.Errorf("robots.txt: %w", err))
		}
		data, err := robotstxt.FromBytes(body)
		if err != nil { // an HTML page, usually
			return nil, nil //nolint:nilerr // what cannot be read forbids nothing
		}
		return data.FindGroup(c.opt.UserAgent), nil
	}
	return nil, nil
}
