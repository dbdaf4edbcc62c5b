package serve

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"go.uber.org/zap"

	"gongkai"
	"gongkai/load/embedded"
)

// Options of a server; the zero value of a limit means its default.
type Options struct {
	// Reader is the name of the read-only user; "" means reader.
	Reader string
	// Password of the reader; it must not be empty.
	Password string
	// MaxTime of a statement; 0 means a minute, which every named question on
	// ten million facts needs a sixtieth of.
	MaxTime time.Duration
	// MaxRows of a result; 0 means ten million, what a large export has.
	MaxRows int
	// MaxMemory of a statement in bytes; 0 means 2 GB, half of a small machine.
	// A result that cannot be streamed may take a quarter of it.
	MaxMemory int64
	// Statements of readers at once; 0 means 8. More wait for ten seconds.
	Statements int
	Logger     *zap.Logger
}

// Server answers ClickHouse's HTTP interface for one engine.
type Server struct {
	engine *embedded.Engine
	opt    Options
	secret string
	slots  chan struct{}
	limits map[string]string
}

// New makes a server for an engine. Nothing listens yet.
func New(engine *embedded.Engine, opt Options) (*Server, error) {
	if opt.Password == "" {
		return nil, errors.New("the reader needs a password")
	}
	if opt.Reader == "" {
		opt.Reader = "reader"
	}
	if opt.MaxTime <= 0 {
		opt.MaxTime = time.Minute
	}
	if opt.MaxRows <= 0 {
		opt.MaxRows = 10_000_000
	}
	if opt.MaxMemory <= 0 {
		opt.MaxMemory = 2_000_000_000
	}
	if opt.Statements <= 0 {
		opt.Statements = 8
	}
	if opt.Logger == nil {
		opt.Logger = zap.NewNop()
	}
	secret, err := Secret()
	if err != nil {
		return nil, err
	}
	return &Server{engine: engine, opt: opt, secret: secret, slots: make(chan struct{}, opt.Statements), limits: map[string]string{
		"max_execution_time": strconv.FormatFloat(opt.MaxTime.Seconds(), 'f', -1, 64), "timeout_overflow_mode": "throw",
		"max_result_rows": strconv.Itoa(opt.MaxRows), "max_result_bytes": strconv.FormatInt(opt.MaxMemory/4, 10), "result_overflow_mode": "throw",
		"max_memory_usage": strconv.FormatInt(opt.MaxMemory, 10),
	}}, nil
}

// Secret draws a password of 128 bits.
func Secret() (string, error) {
	var b [16]byte
	if _, err := rand.Read(b[:]); err != nil {
		return "", fmt.Errorf("draw a secret: %w", err)
	}
	return hex.EncodeToString(b[:]), nil
}

// Serve answers on l until ctx ends, and then lets running statements finish
// for a few seconds. While it runs, the endpoint file of the folder dir leads
// the owner's commands here.
func (s *Server) Serve(ctx context.Context, l net.Listener, dir string) error {
	e := Endpoint{URL: "http://" + l.Addr().String(), Secret: s.secret, PID: os.Getpid()}
	if a, ok := l.Addr().(*net.TCPAddr); ok && a.IP.IsUnspecified() {
		e.URL = "http://127.0.0.1:" + strconv.Itoa(a.Port)
	}
	if err := e.write(dir); err != nil {
		return &gongkai.Error{Op: "serve", Path: dir, Err: err}
	}
	defer func() { _ = os.Remove(filepath.Join(dir, endpointName)) }()
	web := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- web.Serve(l) }()
	select {
	case err := <-ended:
		return &gongkai.Error{Op: "serve", Path: e.URL, Err: err}
	case <-ctx.Done():
	}
	wait, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := web.Shutdown(wait); err != nil {
		_ = web.Close()
	}
	return nil
}

// user says who asks: by header, by Basic authorization or by query string.
func (s *Server) user(r *http.Request, values url.Values) (owner bool, err *refusal) {
	name, password := r.Header.Get("X-ClickHouse-User"), r.Header.Get("X-ClickHouse-Key")
	if n, p, ok := r.BasicAuth(); ok {
		name, password = n, p
	}
	if values.Has("user") || values.Has("password") {
		name, password = values.Get("user"), values.Get("password")
	}
	want := s.opt.Password
	switch {
	case name == "" && password == "":
		return false, &refusal{status: http.StatusUnauthorized, code: codeAuthentication, message: "Authentication failed: give a user and a password. (AUTHENTICATION_FAILED)"}
	case name == Owner:
		owner, want = true, s.secret
	case name != s.opt.Reader:
		want = ""
	}
	if want == "" || subtle.ConstantTimeCompare([]byte(password), []byte(want)) != 1 {
		return false, &refusal{status: http.StatusForbidden, code: codeAuthentication,
			message: "Authentication failed: password is incorrect, or there is no user with such name. (AUTHENTICATION_FAILED)"}
	}
	return owner, nil
}

// codes of ClickHouse's exceptions that this server gives itself.
const (
	codeTooMany        = 202
	codeAuthentication = 516
	codeNotImplemented = 48
)

// refusal is an exception of this server's own.
type refusal struct {
	status, code int
	message      string
}

func (r *refusal) write(w http.ResponseWriter) {
	if r.status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Basic realm="gongkai"`)
	}
	w.Header().Set("X-ClickHouse-Exception-Code", strconv.Itoa(r.code))
	w.Header().Set("Content-Type", "text/plain; charset=UTF-8")
	w.WriteHeader(r.status)
	_, _ = fmt.Fprintf(w, "Code: %d. DB::Exception: %s\n", r.code, r.message)
}

// slot waits for a place among the readers' statements.
func (s *Server) slot(ctx context.Context) (release func(), err *refusal) {
	wait := time.NewTimer(10 * time.Second)
	defer wait.Stop()
	select {
	case s.slots <- struct{}{}:
		return func() { <-s.slots }, nil
	case <-wait.C:
	case <-ctx.Done():
	}
	return nil, &refusal{status: http.StatusServiceUnavailable, code: codeTooMany,
		message: fmt.Sprintf("Too many simultaneous queries. Maximum: %d. (TOO_MANY_SIMULTANEOUS_QUERIES)", s.opt.Statements)}
}
