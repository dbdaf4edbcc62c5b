package crawl_test

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"gongkai/internal/sitetest"
)

// twoSchemes is the host www.district.gov.cn, with or without someone who
// listens on its ports 80 and 443.
type twoSchemes struct {
	plain, secure string // addresses that listen; "" when nobody does
}

const district = "www.district.gov.cn"

// dial connects to whoever stands for the host.
func (s twoSchemes) dial(ctx context.Context, network, address string) (net.Conn, error) {
	to := map[string]string{district + ":80": s.plain, district + ":443": s.secure}[address]
	if to == "" {
		return nil, &net.OpError{Op: "dial", Net: network, Err: errors.New("connection refused")}
	}
	return (&net.Dialer{}).DialContext(ctx, network, to)
}

// authority issues certificates.
type authority struct {
	key  *ecdsa.PrivateKey
	cert *x509.Certificate
	pool *x509.CertPool
}

var newAuthority = sync.OnceValue(func() *authority {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	a := &authority{key: key, pool: x509.NewCertPool()}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test authority"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		panic(err)
	}
	if a.cert, err = x509.ParseCertificate(der); err != nil {
		panic(err)
	}
	a.pool.AddCert(a.cert)
	return a
})

var serverKey = sync.OnceValue(func() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
})

// issue makes a certificate for a host that ends at a time.
func (a *authority) issue(t *testing.T, host string, end time.Time) tls.Certificate {
	t.Helper()
	template := &x509.Certificate{SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: host}, DNSNames: []string{host}, NotBefore: end.Add(-48 * time.Hour), NotAfter: end}
	der, err := x509.CreateCertificate(rand.Reader, template, a.cert, &serverKey().PublicKey, a.key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: serverKey()}
}

func listenTLS(t *testing.T, h http.Handler, conf *tls.Config) string {
	t.Helper()
	server := httptest.NewUnstartedServer(h)
	server.TLS = conf
	server.Config.ErrorLog = quiet
	server.StartTLS()
	t.Cleanup(server.Close)
	return server.Listener.Addr().String()
}

// schemed is a world whose host is a name, with both schemes.
func schemed(t *testing.T, fake *sitetest.Fake, seed string, s twoSchemes) *world {
	w := newWorld(t, fake)
	w.source.Seeds, w.source.Hosts = []string{seed + fake.Seed}, nil
	w.opt.Dial, w.opt.Roots = s.dial, newAuthority().pool
	return w
}

// toHTTPS redirects everything to the other scheme.
var toHTTPS = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "https://"+r.Host+r.URL.RequestURI(), http.StatusMovedPermanently)
})

// TestSchemes: a site over http, over https or over both is crawled completely,
// whatever the seed and the links say, and each document is captured once.
func TestSchemes(t *testing.T) {
	good := &tls.Config{Certificates: []tls.Certificate{newAuthority().issue(t, district, time.Now().Add(time.Hour))}}
	for _, c := range []struct {
		name, seed, other string
		// who listens on port 80: nobody, the site, or who redirects
		plain string
		// whether the site listens on port 443
		secure bool
	}{
		{"http redirects", "http://", "", "redirect", true},
		{"http redirects, links say http", "https://", district, "redirect", true},
		{"both, links say http", "https://", district, "site", true},
		{"both, seed http", "http://", "", "site", true},
		{"https alone, seed http", "http://", "", "", true},
		{"https alone, links say http", "https://", district, "", true},
		{"http alone, seed https", "https://", "", "site", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			articles := disclosures()
			fake := sitetest.NewXian(articles)
			fake.Other = c.other
			var s twoSchemes
			switch c.plain {
			case "site":
				s.plain = listen(t, fake)
			case "redirect":
				s.plain = listen(t, toHTTPS)
			}
			if c.secure {
				s.secure = listenTLS(t, fake, good)
			}
			w := schemed(t, fake, c.seed+district, s)
			r, log := w.run()
			if len(r.Failed) > 0 || r.Stopped != "" || r.Copied > 0 || r.New != len(fake.Published()) {
				t.Errorf("report %+v", r)
			}
			for data, in := range w.captured() {
				if len(in) != 1 {
					t.Errorf("%q is captured as %q", data, in)
				}
			}
			polite(t, log)
			w.now = w.now.Add(24 * time.Hour)
			if r, _ := w.run(); r.New+r.Copied+r.Replaced+r.Vanished > 0 || r.Bytes > 0 {
				t.Errorf("second night %+v", r)
			}
		})
	}
}

// TestMovesToHTTPS: a site that is served over https from one night on, where
// http redirects, has nothing new for that; nor has one that links each
// document over both.
func TestMovesToHTTPS(t *testing.T) {
	good := &tls.Config{Certificates: []tls.Certificate{newAuthority().issue(t, district, time.Now().Add(time.Hour))}}
	fake := sitetest.NewXian(disclosures())
	var moved switchedHandler
	moved.set(fake)
	w := schemed(t, fake, "http://"+district, twoSchemes{listen(t, &moved), listenTLS(t, fake, good)})
	if r, _ := w.run(); r.New != len(fake.Published()) {
		t.Fatalf("%+v", r)
	}
	// every link absolute, over https
	secure := sitetest.NewXian(disclosures())
	secure.Before = func(rw http.ResponseWriter, r *http.Request) bool {
		rec := httptest.NewRecorder()
		r.Header = http.Header{} // it looks new
		fake.ServeHTTP(rec, r)
		body := rec.Body.String()
		if strings.HasPrefix(rec.Header().Get("Content-Type"), "text/html") {
			body = strings.ReplaceAll(strings.ReplaceAll(body, `href="./`, `href="https://`+district+`:443/zwgk/czxx/qzfyjs/`), `href="/web_files`, `href="https://`+district+`/web_files`)
			body = strings.Replace(body, "</body>", strings.ReplaceAll(body, "https://", "http://")+"</body>", 1)
		}
		rw.WriteHeader(rec.Code)
		_, _ = io.WriteString(rw, body)
		return true
	}
	moved.set(toHTTPS)
	w.opt.Dial = twoSchemes{listen(t, &moved), listenTLS(t, secure, good)}.dial
	w.now = w.now.Add(200 * 24 * time.Hour)
	if r, _ := w.run(); r.New+r.Copied+r.Replaced+r.Vanished > 0 || len(r.Failed) > 0 || r.Lists == 0 || r.Articles == 0 {
		t.Errorf("after it moved: %+v", r)
	}
}

// switchedHandler serves whichever handler it is switched to.
type switchedHandler struct {
	mu sync.Mutex
	to http.Handler
}

func (s *switchedHandler) set(h http.Handler) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.to = h
}

func (s *switchedHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	to := s.to
	s.mu.Unlock()
	to.ServeHTTP(w, r)
}

// TestTLS: old TLS and broken certificates are refused with one line that says
// which option allows them, and put up with, and logged, where the pack says so.
func TestTLS(t *testing.T) {
	ca := newAuthority()
	other := &authority{key: ca.key, cert: &x509.Certificate{Subject: pkix.Name{CommonName: "unknown authority"}, SubjectKeyId: []byte{1}}, pool: ca.pool}
	soon := time.Now().Add(time.Hour)
	certificate := func(c tls.Certificate) *tls.Config { return &tls.Config{Certificates: []tls.Certificate{c}} }
	old := func(change func(*tls.Config)) *tls.Config {
		c := certificate(ca.issue(t, district, soon))
		c.MinVersion = tls.VersionTLS10
		change(c)
		return c
	}
	for _, c := range []struct {
		name string
		conf *tls.Config
		// why is part of the line, option what allows it
		why, option string
	}{
		{"expired", certificate(ca.issue(t, district, time.Now().Add(-24*time.Hour))), "its certificate expired on 20", "unverified"},
		{"not yet valid", certificate(ca.issue(t, district, time.Now().Add(96*time.Hour))), "its certificate is not valid before 20", "unverified"},
		{"wrong host", certificate(ca.issue(t, "mail.district.gov.cn", soon)), "its certificate is for mail.district.gov.cn", "unverified"},
		{"unknown issuer", certificate(other.issue(t, district, soon)), "nobody known issued its certificate", "unverified"},
		{"TLS 1.0", old(func(c *tls.Config) { c.MaxVersion = tls.VersionTLS10 }), "old TLS", "old"},
		{"TLS 1.1", old(func(c *tls.Config) { c.MaxVersion = tls.VersionTLS11 }), "old TLS", "old"},
		{"RSA key exchange", old(func(c *tls.Config) {
			c.MaxVersion, c.CipherSuites = tls.VersionTLS12, []uint16{tls.TLS_RSA_WITH_AES_128_CBC_SHA}
		}), "old TLS", "old"},
		{"3DES", old(func(c *tls.Config) {
			c.MaxVersion, c.CipherSuites = tls.VersionTLS12, []uint16{tls.TLS_RSA_WITH_3DES_EDE_CBC_SHA}
		}), "old TLS", "old"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fake := one(goodPDF, "公开.pdf")
			// that http would answer is no way around it
			w := schemed(t, fake, "https://"+district, twoSchemes{listen(t, fake), listenTLS(t, fake, c.conf)})
			core, logs := observer.New(zap.InfoLevel)
			w.opt.Logger = zap.New(core)
			r, log := w.run()
			want := `to put up with it set in the pack tls: {"` + district + `": ` + c.option + `}`
			if len(log) != 0 || r.Failed["tls"] != 1 || len(r.Failed) != 1 || !strings.Contains(r.Stopped, c.why) || !strings.Contains(r.Stopped, want) || strings.Contains(r.Stopped, "\n") {
				t.Errorf("%d requests, %+v; want it to say %q and %q", len(log), r, c.why, want)
			}
			if n := logs.FilterMessage("not connected").Len(); n != 1 {
				t.Errorf("the refusal was logged %d times", n)
			}
			for _, other := range []string{"old", "unverified"} { // unverified includes old
				if other != c.option && c.option == "unverified" {
					w.source.TLS = map[string]string{district: other}
					if r, log := w.run(); len(log) != 0 || !strings.Contains(r.Stopped, want) {
						t.Errorf("%s is put up with: %+v", other, r)
					}
				}
			}
			w.source.TLS = map[string]string{district: c.option}
			logs.TakeAll()
			r, log = w.run()
			if r.New != 1 || len(r.Failed) > 0 || r.Stopped != "" {
				t.Errorf("opted in: %+v", r)
			}
			for _, q := range log {
				if !q.Secure {
					t.Errorf("%s was asked for over http", q.Path)
				}
			}
			if n := logs.FilterMessage("less secure by the source's pack").FilterField(zap.String("tls", c.option)).Len(); n != 1 {
				t.Errorf("the option was logged %d times", n)
			}
		})
	}
	// what the pack says of one host is not said of another
	fake := one(goodPDF, "公开.pdf")
	w := schemed(t, fake, "https://"+district, twoSchemes{"", listenTLS(t, fake, certificate(ca.issue(t, district, time.Now().Add(-time.Hour))))})
	w.source.TLS = map[string]string{"mail.district.gov.cn": "unverified"}
	if r, _ := w.run(); r.Failed["tls"] != 1 || r.New != 0 {
		t.Errorf("%+v", r)
	}
}

// quiet is for servers whose clients are meant to hang up on them.
var quiet = zap.NewStdLog(zap.NewNop())

// TestRenegotiation: OpenSSL's server asks for a new handshake before it
// answers, as servers do that want a certificate for some paths.
func TestRenegotiation(t *testing.T) {
	openssl, err := exec.LookPath("openssl")
	if err != nil {
		t.Skip("openssl is not here")
	}
	cert := newAuthority().issue(t, district, time.Now().Add(time.Hour))
	key, err := x509.MarshalPKCS8PrivateKey(cert.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "both.pem")
	both := append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert.Certificate[0]}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key})...)
	if err := os.WriteFile(file, both, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		option string
		lists  int
	}{{"", 0}, {"old", 1}} {
		ok := false
		for range 3 { // a command of that server is what one read of its input gives, which takes luck
			address, stop := renegotiating(t, openssl, file)
			w := schemed(t, sitetest.NewXian(nil), "https://"+district, twoSchemes{"", address})
			if c.option != "" {
				w.source.TLS = map[string]string{district: c.option}
			}
			r, _ := w.run()
			stop()
			refused := r.Failed["tls"] == 1 && strings.Contains(r.Stopped, district+`": old}`)
			if ok = r.Lists == c.lists && refused == (c.option == ""); ok {
				break
			}
			t.Logf("tls %q: %+v", c.option, r)
		}
		if !ok {
			t.Errorf("tls %q: not as it should be in three tries", c.option)
		}
	}
}

// renegotiating runs OpenSSL's server, which answers each request with an empty
// list, after a new handshake.
func renegotiating(t *testing.T, openssl, file string) (address string, stop func()) {
	t.Helper()
	const answer = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\nContent-Length: 84\r\n\r\n" + `<html><body><div class="m-lst36"><li><a href="/1.doc">a</a></li></div></body></html>`
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address = l.Addr().String()
	_ = l.Close()
	server := exec.CommandContext(t.Context(), openssl, "s_server", "-accept", address, "-cert", file, "-key", file, "-tls1_2", "-legacy_renegotiation")
	in, err := server.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	listening := make(chan bool)
	begun := sync.OnceFunc(func() { close(listening) })
	go func() {
		defer begun()
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			switch line := lines.Text(); {
			case line == "ACCEPT":
				begun()
			case strings.HasPrefix(line, "Accept-Encoding:"): // the last line of a request
				_, _ = io.WriteString(in, "R\n")
				time.Sleep(200 * time.Millisecond)
				_, _ = io.WriteString(in, answer)
			}
		}
	}()
	<-listening
	return address, func() { _ = in.Close(); _ = server.Process.Kill(); _ = server.Wait() }
}
