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

// ways are the ways to connect: as usual, and what a pack may opt into.
type ways struct {
	usual, old, unverified http.RoundTripper
}

func newWays(opt Options) ways {
	if opt.Transport != nil {
		return ways{opt.Transport, opt.Transport, opt.Transport}
	}
	transport := func(conf *tls.Config) http.RoundTripper {
		return &http.Transport{
			Proxy: http.ProxyFromEnvironment, MaxConnsPerHost: 1, TLSClientConfig: conf,
			DialContext:         (&net.Dialer{Timeout: 30 * time.Second}).DialContext,
			TLSHandshakeTimeout: 30 * time.Second, IdleConnTimeout: time.Minute, ForceAttemptHTTP2: true,
		}
	}
	// Go left out RSA key exchange and 3DES in 1.22; some sites have nothing else.
	var suites []uint16
	for _, s := range append(tls.CipherSuites(), tls.InsecureCipherSuites()...) {
		if !strings.Contains(s.Name, "RC4") {
			suites = append(suites, s.ID)
		}
	}
	old := &tls.Config{MinVersion: tls.VersionTLS10, CipherSuites: suites}
	unverified := old.Clone()
	unverified.InsecureSkipVerify = true //nolint:gosec // by host, opted into by the pack, and logged
	return ways{transport(nil), transport(old), transport(unverified)}
}

// way is how a host is connected to.
func (c *client) way(h *host) http.RoundTripper {
	asked := c.source.TLS[h.name]
	if asked == "" {
		asked = c.source.TLS[hostname(h.name)]
	}
	if asked != "" && !h.worked {
		c.opt.Logger.Warn("less secure by the source's pack", zap.String("host", h.name), zap.String("tls", asked))
	}
	switch asked {
	case "old":
		return c.ways.old
	case "unverified":
		return c.ways.unverified
	}
	return c.ways.usual
}

// send makes one exchange, whose answer is watched: it must begin in time, must
// not pause for long or drip, and must not be encoded in a way that nobody
// asked for. A host that has never answered over one scheme is asked over the
// other.
func (c *client) send(req *http.Request, h *host) (*http.Response, error) {
	flipped := h.flip[req.URL.Scheme]
	if flipped {
		req = otherScheme(req)
	}
	resp, err := c.exchange(req, h)
	if err != nil && !flipped && !h.worked && req.Context().Err() == nil && req.URL.Port() == "" && noConnection(err) && !h.flip[otherScheme(req).URL.Scheme] {
		other := otherScheme(req)
		if again, e := c.exchange(other, h); e == nil {
			c.opt.Logger.Warn("answers over the other scheme only", zap.String("host", h.name), zap.String("scheme", other.URL.Scheme))
			h.flip[req.URL.Scheme] = true
			return again, nil
		}
	}
	return resp, err
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

// noConnection: nobody listens, or TLS fails.
func noConnection(err error) bool {
	var op *net.OpError
	var record tls.RecordHeaderError
	var verification *tls.CertificateVerificationError
	return errors.As(err, &op) && op.Op == "dial" || errors.As(err, &record) || errors.As(err, &verification) || strings.Contains(err.Error(), "tls:")
}

func (c *client) exchange(req *http.Request, h *host) (*http.Response, error) {
	ctx, cancel := context.WithCancelCause(req.Context())
	begin := time.AfterFunc(c.opt.Timeouts.Header, func() { cancel(context.DeadlineExceeded) })
	resp, err := c.way(h).RoundTrip(req.WithContext(ctx))
	begin.Stop()
	if err != nil {
		cause := context.Cause(ctx)
		cancel(nil)
		if cause != nil && req.Context().Err() == nil {
			return nil, failed(ReasonTimeout, "no answer in %s", c.opt.Timeouts.Header)
		}
		return nil, err
	}
	body := &watched{rc: resp.Body, ctx: ctx, cancel: cancel, idle: c.opt.Timeouts.Idle}
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
