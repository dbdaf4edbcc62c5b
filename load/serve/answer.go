package serve

import (
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	chcompress "github.com/ClickHouse/ch-go/compress"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"go.uber.org/zap"

	"gongkai/load/embedded"
)

// maxStatement is how long a reader's statement may be: a thousand times a long
// one, and a quarter of ClickHouse's own max_query_size times the same.
const maxStatement = 1 << 20

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-ClickHouse-Server-Display-Name", "gongkai")
	h.Set("X-ClickHouse-Timezone", s.engine.Timezone())
	h.Set("Server", "gongkai")
	values := r.URL.Query()
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		switch r.URL.Path {
		case "/ping", "/replicas_status":
			_, _ = io.WriteString(w, "Ok.\n")
			return
		case "/":
			if !values.Has("query") {
				_, _ = io.WriteString(w, "Ok.\n")
				return
			}
		}
	}
	switch {
	case r.URL.Path != "/":
		(&refusal{status: http.StatusNotFound, code: codeNotImplemented, message: "There is no handle " + r.URL.Path + ". (NOT_IMPLEMENTED)"}).write(w)
		return
	case r.Method != http.MethodGet && r.Method != http.MethodPost && r.Method != http.MethodHead:
		(&refusal{status: http.StatusMethodNotAllowed, code: codeNotImplemented, message: r.Method + " is not spoken. (NOT_IMPLEMENTED)"}).write(w)
		return
	}
	owner, refused := s.user(r, values)
	if refused != nil {
		refused.write(w)
		return
	}
	ctx := r.Context()
	if !owner {
		release, refused := s.slot(ctx)
		if refused != nil {
			refused.write(w)
			return
		}
		defer release()
		var cancel context.CancelFunc
		// The engine's own limit comes first; this one ends a client that does not read.
		ctx, cancel = context.WithTimeout(embedded.Restrict(ctx, s.limits), 2*s.opt.MaxTime)
		defer cancel()
		r.Body = http.MaxBytesReader(w, r.Body, maxStatement)
	}
	if err := s.statement(ctx, w, r, values, owner); err != nil {
		s.opt.Logger.Info("a statement ended early", zap.Error(err))
		if !errors.Is(err, errBody) {
			// The head is out: a connection that breaks off says that it is not whole.
			panic(http.ErrAbortHandler)
		}
		(&refusal{status: http.StatusBadRequest, code: codeNotImplemented, message: oneLine(err) + ". (NOT_IMPLEMENTED)"}).write(w)
	}
}

func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

// errBody is a body that cannot be taken.
var errBody = errors.New("request")

// statement runs one statement and writes its result.
func (s *Server) statement(ctx context.Context, w http.ResponseWriter, r *http.Request, values url.Values, owner bool) error {
	body, err := decoded(r, values)
	if err != nil {
		return fmt.Errorf("%w: %w", errBody, err)
	}
	ask := url.Values{}
	for name, v := range values {
		switch name {
		case "user", "password", "compress", "decompress", "enable_http_compression", "http_zlib_compression_level", "role", "close_session":
		default:
			ask[name] = v
		}
	}
	for header, name := range map[string]string{"X-ClickHouse-Database": "database", "X-ClickHouse-Format": "default_format"} {
		if v := r.Header.Get(header); v != "" && !ask.Has(name) {
			ask.Set(name, v)
		}
	}
	if ask.Get("default_format") == "" {
		ask.Set("default_format", "TabSeparated")
	}
	// A server changes nothing on a GET.
	if r.Method != http.MethodPost {
		ask.Set("readonly", "1")
	}
	inner, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://embedded/?"+ask.Encode(), body)
	if err != nil {
		return fmt.Errorf("%w: %w", errBody, err)
	}
	resp, err := s.engine.RoundTrip(inner)
	if err != nil {
		return fmt.Errorf("%w: %w", errBody, err)
	}
	defer func() { _ = resp.Body.Close() }()
	return s.write(w, r, values, resp)
}

// write sends the result in the form that the client asked for.
func (s *Server) write(w http.ResponseWriter, r *http.Request, values url.Values, resp *http.Response) (err error) {
	h := w.Header()
	format := resp.Header.Get("X-ClickHouse-Format")
	if code := resp.Header.Get("X-ClickHouse-Exception-Code"); code != "" {
		h.Set("X-ClickHouse-Exception-Code", code)
	}
	if format != "" {
		h.Set("X-ClickHouse-Format", format)
	}
	h.Set("Content-Type", mediaType(format))
	if id := values.Get("query_id"); id != "" {
		h.Set("X-ClickHouse-Query-Id", id)
	}
	var out io.Writer = w
	done := func() error { return nil }
	switch {
	case resp.StatusCode == http.StatusOK && values.Get("compress") == "1":
		c := &blocks{out: w, w: chcompress.NewWriter(0, chcompress.LZ4)}
		out, done = c, c.flush
	case strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") && values.Get("enable_http_compression") == "1":
		h.Set("Content-Encoding", "gzip")
		c := gzip.NewWriter(w)
		out, done = c, c.Close
	case strings.Contains(r.Header.Get("Accept-Encoding"), "zstd") && values.Get("enable_http_compression") == "1":
		c, err := zstd.NewWriter(w)
		if err != nil {
			return fmt.Errorf("%w: %w", errBody, err)
		}
		h.Set("Content-Encoding", "zstd")
		out, done = c, c.Close
	}
	w.WriteHeader(status(resp))
	if r.Method == http.MethodHead {
		return nil
	}
	defer func() { err = errors.Join(err, done()) }()
	revision, _ := strconv.ParseUint(values.Get("client_protocol_version"), 10, 64)
	// clickhouse-go was told revision 0 by its first statement and reads bare blocks.
	if format == "Native" && resp.StatusCode == http.StatusOK && revision > 0 && !strings.Contains(r.UserAgent(), "clickhouse-go/") {
		return transcode(out, resp.Body, revision)
	}
	if c, ok := out.(*blocks); ok {
		return c.copy(resp.Body)
	}
	_, err = io.Copy(out, resp.Body)
	return err
}

// status of an exception, as ClickHouse answers.
func status(resp *http.Response) int {
	switch resp.Header.Get("X-ClickHouse-Exception-Code") {
	case "62", "6", "27", "36", "43", "47", "53", "70", "72":
		return http.StatusBadRequest
	case "60", "81":
		return http.StatusNotFound
	case "48":
		return http.StatusNotImplemented
	case "497", "164":
		return http.StatusForbidden
	}
	return resp.StatusCode
}

// decoded is the body without its compression.
func decoded(r *http.Request, values url.Values) (io.Reader, error) {
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		return nil, errors.New("external tables are not supported")
	}
	var body io.Reader = r.Body
	var err error
	switch encoding := r.Header.Get("Content-Encoding"); encoding {
	case "", "identity":
	case "gzip":
		body, err = gzip.NewReader(body)
	case "deflate":
		body, err = zlib.NewReader(body)
	case "zstd":
		var d *zstd.Decoder
		if d, err = zstd.NewReader(body); err == nil {
			body = d.IOReadCloser()
		}
	default:
		err = fmt.Errorf("encoding %s is not supported", encoding)
	}
	if err != nil {
		return nil, err
	}
	if values.Get("decompress") == "1" {
		body = &ended{chcompress.NewReader(body)}
	}
	return body, nil
}

// mediaType of a format, as ClickHouse says it.
func mediaType(format string) string {
	switch {
	case format == "":
		return "text/plain; charset=UTF-8"
	case strings.HasPrefix(format, "JSON") && strings.Contains(format, "EachRow"), format == "NDJSON", format == "JSONLines":
		return "application/x-ndjson; charset=UTF-8"
	case strings.HasPrefix(format, "JSON"):
		return "application/json; charset=UTF-8"
	case strings.HasPrefix(format, "CSV"):
		return "text/csv; charset=UTF-8; header=" + map[bool]string{true: "present", false: "absent"}[strings.Contains(format, "WithNames")]
	case strings.HasPrefix(format, "TSV"), strings.HasPrefix(format, "TabSeparated"):
		return "text/tab-separated-values; charset=UTF-8"
	case format == "Parquet":
		return "application/vnd.apache.parquet"
	}
	return "application/octet-stream"
}
