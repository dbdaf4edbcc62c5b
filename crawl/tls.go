package crawl

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"regexp"
	"strings"
	"time"

	"go.uber.org/zap"
)

// What a source's pack may put up with, host by host. The second includes the
// first: who has one has the other.
const (
	tlsOld        = "old"        // TLS 1.0 and 1.1, RSA key exchange, 3DES, renegotiation
	tlsUnverified = "unverified" // a certificate that does not verify
)

// ways are the ways to connect: as usual, and what a pack may opt into.
type ways struct {
	usual, old, unverified http.RoundTripper
}

func newWays(opt Options) ways {
	if opt.Transport != nil {
		return ways{opt.Transport, opt.Transport, opt.Transport}
	}
	dial := opt.Dial
	if dial == nil {
		dial = (&net.Dialer{Timeout: 30 * time.Second}).DialContext
	}
	transport := func(conf *tls.Config) http.RoundTripper {
		conf.RootCAs = opt.Roots
		return &http.Transport{
			Proxy: http.ProxyFromEnvironment, MaxConnsPerHost: 1, TLSClientConfig: conf, DialContext: dial,
			TLSHandshakeTimeout: 30 * time.Second, IdleConnTimeout: time.Minute, ForceAttemptHTTP2: true,
		}
	}
	// Go left out RSA key exchange and 3DES in 1.22; some sites have nothing else.
	// crypto/tls has no DHE key exchange, no SSL 3 and no RC4 worth having.
	var suites []uint16
	for _, s := range append(tls.CipherSuites(), tls.InsecureCipherSuites()...) {
		if !strings.Contains(s.Name, "RC4") {
			suites = append(suites, s.ID)
		}
	}
	old := &tls.Config{MinVersion: tls.VersionTLS10, CipherSuites: suites, Renegotiation: tls.RenegotiateFreelyAsClient} //nolint:gosec // by host, opted into by the pack, and logged
	unverified := old.Clone()
	unverified.InsecureSkipVerify = true
	return ways{transport(&tls.Config{MinVersion: tls.VersionTLS12}), transport(old), transport(unverified)}
}

// putUpWith is what the source's pack puts up with of a host: "", tlsOld or
// tlsUnverified.
func (c *client) putUpWith(h *host) string {
	if asked := c.source.TLS[h.name]; asked != "" {
		return asked
	}
	return c.source.TLS[hostname(h.name)]
}

// way is how a host is connected to.
func (c *client) way(h *host) http.RoundTripper {
	asked := c.putUpWith(h)
	if asked != "" && !h.told {
		h.told = true
		c.opt.Logger.Warn("less secure by the source's pack", zap.String("source", c.source.ID), zap.String("host", h.name), zap.String("tls", asked))
	}
	switch asked {
	case tlsOld:
		return c.ways.old
	case tlsUnverified:
		return c.ways.unverified
	}
	return c.ways.usual
}

// tooOld are the words of crypto/tls about servers of another time.
var tooOld = regexp.MustCompile(`tls: .*(handshake failure|protocol version|no renegotiation|insufficient security|server selected unsupported|unconfigured cipher suite|signature algorithm)`)

// tlsFailure says in one line why TLS failed, and which option of a pack puts
// up with that; nil when it is another failure.
func tlsFailure(err error, host, putUp string) error {
	var already *failure
	if errors.As(err, &already) && already.reason == ReasonTLS {
		return err
	}
	var why string
	option := tlsUnverified
	var verification *tls.CertificateVerificationError
	var invalid x509.CertificateInvalidError
	var name x509.HostnameError
	var unknown x509.UnknownAuthorityError
	switch {
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired && invalid.Cert != nil:
		why = "its certificate expired on " + invalid.Cert.NotAfter.In(shanghai).Format(time.DateOnly)
		if now := time.Now(); now.Before(invalid.Cert.NotBefore) {
			why = "its certificate is not valid before " + invalid.Cert.NotBefore.In(shanghai).Format(time.DateOnly)
		}
	case errors.As(err, &name) && name.Certificate != nil:
		names := append(append([]string(nil), name.Certificate.DNSNames...), name.Certificate.Subject.CommonName)
		why = "its certificate is for " + names[0]
	case errors.As(err, &unknown):
		why = "nobody known issued its certificate"
	case errors.As(err, &verification):
		why = fmt.Sprintf("its certificate does not verify: %v", verification.Err)
	case strings.Contains(err.Error(), "failed to parse certificate"):
		why, option = err.Error(), ""
	case tooOld.MatchString(err.Error()):
		why, option = "it speaks old TLS only: "+err.Error(), tlsOld
		if putUp != "" {
			why, option = err.Error(), ""
		}
	default:
		return nil
	}
	if option != "" && option != putUp {
		return failed(ReasonTLS, "%s: %s; to put up with it set in the pack tls: {%q: %s}", host, why, host, option)
	}
	return failed(ReasonTLS, "%s: %s", host, why)
}
