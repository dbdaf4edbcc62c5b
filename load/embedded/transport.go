package embedded

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"github.com/ClickHouse/clickhouse-go/v2"
)

// Options are connection options for clickhouse-go that run every statement on
// this engine.
func (e *Engine) Options() *clickhouse.Options {
	return &clickhouse.Options{
		Protocol: clickhouse.HTTP,
		// Never dialled; clickhouse-go wants an address and names it in errors.
		Addr: []string{"embedded"},
		TransportFunc: func(*http.Transport) (http.RoundTripper, error) {
			return e, nil
		},
	}
}

// hello is the first statement of a clickhouse-go connection.
const hello = "SELECT displayName(), version(), revision(), timezone()"

// protocolParameters of ClickHouse's HTTP interface that are not settings.
var protocolParameters = map[string]bool{
	"query": true, "database": true, "default_format": true, "client_protocol_version": true,
	"query_id": true, "quota_key": true, "user": true, "password": true, "compress": true, "decompress": true,
	"wait_end_of_query": true, "buffer_size": true, "session_id": true, "session_timeout": true,
	"network_compression_method": true, "network_zstd_compression_level": true, "readonly": true,
}

// request is a statement with all that the query string says about it.
type request struct {
	sql      string
	format   string
	database string
	settings map[string]string
	params   map[string]string
	readonly bool
	// data is the body of an INSERT; nil for other statements.
	data io.Reader
}

// insertFormat finds the format that an INSERT names at its end.
var insertFormat = regexp.MustCompile(`(?is)^(\s*INSERT\s.*?)\s+FORMAT\s+([A-Za-z0-9]+)\s*;?\s*$`)

func parseRequest(values url.Values, body io.Reader) (*request, error) {
	r := &request{sql: values.Get("query"), format: "Native", database: values.Get("database"),
		settings: map[string]string{}, params: map[string]string{}}
	if f := values.Get("default_format"); f != "" {
		r.format = f
	}
	r.readonly = values.Get("readonly") == "1" || values.Get("readonly") == "2"
	for name := range values {
		if param, ok := strings.CutPrefix(name, "param_"); ok {
			r.params[param] = values.Get(name)
		} else if !protocolParameters[name] {
			r.settings[name] = values.Get(name)
		}
	}
	if r.sql != "" {
		if m := insertFormat.FindStringSubmatch(r.sql); m != nil {
			r.sql, r.format, r.data = m[1], m[2], body
			return r, nil
		}
	}
	rest, err := io.ReadAll(body)
	if err != nil {
		return nil, fmt.Errorf("read statement: %w", err)
	}
	// A server joins the two in this way.
	if r.sql != "" && len(rest) > 0 {
		r.sql += "\n"
	}
	r.sql += string(rest)
	return r, nil
}

// RoundTrip runs one statement of ClickHouse's HTTP interface. Errors of the
// engine are answers with status 500 or 404, as a server gives them; err is
// for a request that did not reach it.
func (e *Engine) RoundTrip(req *http.Request) (*http.Response, error) {
	body := req.Body
	if body == nil {
		body = http.NoBody
	}
	defer func() { _ = body.Close() }()
	if strings.HasPrefix(req.Header.Get("Content-Type"), "multipart/") || req.Header.Get("Content-Encoding") != "" {
		return e.failure(req, newException("Code: 48. DB::Exception: external tables and compressed requests are not supported by the embedded engine. (NOT_IMPLEMENTED)")), nil
	}
	r, err := parseRequest(req.URL.Query(), body)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(r.sql) == hello {
		block, err := e.hello()
		if err != nil {
			return nil, err
		}
		return e.answer(req, block, "Native"), nil
	}
	limits, restricted := restriction(req.Context())
	s, err := e.acquire(req.Context(), restricted)
	if err != nil {
		return nil, err
	}
	if restricted {
		r.readonly = true
		maps.Copy(r.settings, limits)
	}
	resp, held, err := e.run(req, s, r)
	if !held {
		e.release(s)
	}
	var ex exception
	if errors.As(err, &ex) {
		return e.failure(req, ex), nil
	}
	return resp, err
}

// CloseIdleConnections is called when clickhouse-go closes a connection; the
// sessions belong to the engine and stay.
func (e *Engine) CloseIdleConnections() {}

// run executes r on s. held says that the response's body keeps the session.
func (e *Engine) run(req *http.Request, s *session, r *request) (resp *http.Response, held bool, err error) {
	if err := s.apply(r.settings, r.database); err != nil {
		return nil, false, err
	}
	if _, restricted := restriction(req.Context()); restricted {
		if err := s.lockDown(r.sql); err != nil {
			return nil, false, err
		}
	}
	if r.data != nil {
		if r.readonly {
			return nil, false, errReadOnly
		}
		if err := s.insert(req.Context(), r.sql, r.format, r.params, r.data); err != nil {
			return nil, false, err
		}
		return e.answer(req, nil, r.format), false, nil
	}
	a := s.classify(r.sql)
	switch {
	case a.statements > 1:
		// A server takes one statement a request; so does this.
		return nil, false, newException("Code: 62. DB::Exception: Syntax error (Multi-statements are not allowed). (SYNTAX_ERROR)")
	case r.readonly && a.statements == 1 && a.class != classReadOnly:
		return nil, false, errReadOnly
	}
	format := r.resultFormat()
	handle, streamable, err := uintptr(0), false, error(nil)
	if streams[format] {
		handle, streamable, err = s.begin(r.sql, r.format, r.params)
	}
	if !streamable {
		defer forgetState(s, r.sql)
		data, err := s.query(r.sql, r.format, r.params)
		if err != nil {
			return nil, false, err
		}
		return e.answer(req, data, format), false, nil
	}
	if err != nil {
		return nil, false, err
	}
	// The first chunk decides between an error, an empty answer and a stream.
	chunk, err := s.fetch(handle)
	if err != nil || len(chunk) == 0 {
		s.lib.destroyResult(handle)
		if err == nil && format == "Native" {
			chunk = s.emptyBlock(r)
		}
		return e.answer(req, chunk, format), false, err
	}
	body := &stream{engine: e, session: s, handle: handle, ctx: req.Context(), chunk: chunk}
	e.mu.Lock()
	e.streams[body] = struct{}{}
	closed := e.closed
	e.mu.Unlock()
	if closed {
		body.end()
	}
	resp = e.answer(req, nil, format)
	resp.Body, resp.ContentLength = body, -1
	return resp, true, nil
}

var errReadOnly = newException("Code: 164. DB::Exception: Cannot execute query in readonly mode. (READONLY)")

// stateful statements change the session itself; it is not handed on.
var stateful = regexp.MustCompile(`(?i)^\s*(SET|USE)\s`)

func forgetState(s *session, sql string) {
	if stateful.MatchString(sql) {
		s.broken = true
	}
}

// formatHeader names the format of a result, as a server does.
const formatHeader = "X-ClickHouse-Format"

func (e *Engine) answer(req *http.Request, data []byte, format string) *http.Response {
	header := http.Header{"Content-Type": {"application/octet-stream"}}
	if format != "" {
		header.Set(formatHeader, format)
	}
	return &http.Response{
		Status: "200 OK", StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: header,
		Body:   io.NopCloser(bytes.NewReader(data)), ContentLength: int64(len(data)), Request: req,
	}
}

func (e *Engine) failure(req *http.Request, ex exception) *http.Response {
	resp := e.answer(req, []byte(ex.Error()), "")
	resp.Status, resp.StatusCode = "500 Internal Server Error", http.StatusInternalServerError
	resp.Header.Set("X-ClickHouse-Exception-Code", ex.code())
	return resp
}
