package crawl

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"go.uber.org/zap"
)

// send makes one exchange, whose answer is watched: it must begin in time, must
// not pause for long or drip, and must not be encoded in a way that nobody
// asked for. A host where nobody listens for one scheme is asked over the
// other; a certificate that does not verify is no reason to ask over http.
func (c *client) send(req *http.Request, h *host) (*http.Response, error) {
	scheme := req.URL.Scheme
	if h.flip[scheme] {
		return c.exchange(otherScheme(req), h)
	}
	if err := h.refused[scheme]; err != nil {
		return nil, err
	}
	resp, err := c.exchange(req, h)
	switch {
	case err == nil:
		h.worked[scheme] = true
		return resp, nil
	case req.Context().Err() != nil:
		return nil, err
	case !h.worked[scheme] && req.URL.Port() == "" && nobodyThere(err):
		other := otherScheme(req)
		again, e := c.exchange(other, h)
		if e == nil {
			c.opt.Logger.Warn("answers over the other scheme only", zap.String("host", h.name), zap.String("scheme", other.URL.Scheme))
			h.flip[scheme], h.worked[other.URL.Scheme] = true, true
			return again, nil
		}
		if tlsFailure(e, h.name, c.putUpWith(h)) == nil {
			return nil, err
		}
		scheme, err = other.URL.Scheme, e
	}
	if refusal := tlsFailure(err, h.name, c.putUpWith(h)); refusal != nil {
		c.opt.Logger.Info("not connected", zap.String("source", c.source.ID), zap.String("host", h.name), zap.Error(refusal))
		h.refused[scheme] = refusal
		return nil, refusal
	}
	return nil, err
}

func otherScheme(req *http.Request) *http.Request {
	r := req.Clone(req.Context())
	if r.URL.Scheme == "http" {
		r.URL.Scheme = "https"
	} else {
		r.URL.Scheme = "http"
	}
	return r
}

// nobodyThere: nobody listens, or whoever does speaks no TLS.
func nobodyThere(err error) bool {
	var op *net.OpError
	var record tls.RecordHeaderError
	return errors.As(err, &op) && op.Op == "dial" || errors.As(err, &record) || strings.Contains(err.Error(), "server gave HTTP response to HTTPS client")
}

func (c *client) exchange(req *http.Request, h *host) (*http.Response, error) {
	ctx, cancel := context.WithCancelCause(req.Context())
	begin := time.AfterFunc(c.opt.Timeouts.Header, func() { cancel(context.DeadlineExceeded) })
	resp, err := c.way(h).RoundTrip(req.WithContext(ctx))
	begin.Stop()
	if err != nil {
		h.ended = time.Now()
		cause := context.Cause(ctx)
		cancel(nil)
		if cause != nil && req.Context().Err() == nil {
			return nil, failed(ReasonTimeout, "no answer in %s", c.opt.Timeouts.Header)
		}
		return nil, err
	}
	body := &watched{rc: resp.Body, ctx: ctx, cancel: cancel, idle: c.opt.Timeouts.Idle, host: h}
	body.timer = time.AfterFunc(body.idle, func() { cancel(errSlow) })
	body.timer.Stop()
	body.total = time.AfterFunc(c.opt.Timeouts.Total, func() { cancel(errSlow) })
	resp.Body = body
	if enc := resp.Header.Get("Content-Encoding"); enc != "" && !strings.EqualFold(enc, "identity") {
		_ = body.Close()
		return nil, failed(ReasonBroken, "an answer encoded as %s, which was not asked for", enc)
	}
	return resp, nil
}

// leastRate of a body in bytes per second, once it has come for twice the idle
// time: a line that slow would need a day for a document.
const leastRate = 1000

// watched is a body that must keep coming.
type watched struct {
	rc           io.ReadCloser
	ctx          context.Context
	cancel       context.CancelCauseFunc
	idle         time.Duration
	timer, total *time.Timer
	n            int64
	waited       time.Duration // for bytes, not for whoever reads them
	host         *host
	release      func()
	once         sync.Once
}

func (b *watched) Read(p []byte) (int, error) {
	start := time.Now()
	b.timer.Reset(b.idle)
	n, err := b.rc.Read(p)
	b.timer.Stop()
	b.n += int64(n)
	b.waited += time.Since(start)
	switch {
	case err == io.EOF:
	case err != nil && errors.Is(context.Cause(b.ctx), errSlow), err == nil && b.waited > 2*b.idle && float64(b.n) < leastRate*b.waited.Seconds():
		return n, errSlow
	}
	return n, err
}

func (b *watched) Close() error {
	b.timer.Stop()
	b.total.Stop()
	err := b.rc.Close()
	b.cancel(nil)
	b.once.Do(func() {
		b.host.ended = time.Now()
		if b.release != nil {
			b.release()
		}
	})
	return err
}

// bounded is a body that fails when it is longer than left.
type bounded struct {
	io.ReadCloser
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return n, failed(ReasonTooLarge, "a page that does not end")
	}
	return n, err
}
