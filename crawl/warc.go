package crawl

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/rand"
	"crypto/sha1" //nolint:gosec // what WARC names payloads by
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/textproto"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Recorder is a round tripper that writes every exchange, as it was on the
// wire, to a WARC file (ISO 28500): a request and a response record each,
// compressed one by one, as archives of the web expect them.
type Recorder struct {
	next http.RoundTripper
	mu   sync.Mutex
	file *os.File
	err  error
}

// Record writes what next exchanges to a new file in dir.
func Record(dir string, next http.RoundTripper) (*Recorder, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	f, err := os.Create(filepath.Join(dir, "gongkai-"+time.Now().UTC().Format("20060102150405.000")+".warc.gz"))
	if err != nil {
		return nil, err
	}
	if next == nil {
		next = newWays(Options{}).usual
	}
	r := &Recorder{next: next, file: f}
	r.write(warcRecord{kind: "warcinfo", contentType: "application/warc-fields", block: []byte("software: gongkai\r\nformat: WARC File Format 1.1\r\n")})
	return r, r.err
}

// Close ends the file; the error is the first that writing met.
func (r *Recorder) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return errors.Join(r.err, r.file.Close())
}

// RoundTrip exchanges and records. The body is recorded when it is closed, as
// far as it was read.
func (r *Recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	asked, err := httputil.DumpRequestOut(req, true)
	if err != nil {
		return nil, err
	}
	resp, err := r.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	head, err := httputil.DumpResponse(resp, false)
	if err != nil {
		return nil, errors.Join(err, resp.Body.Close())
	}
	resp.Body = &recorded{ReadCloser: resp.Body, done: func(body []byte, whole bool) {
		answer := warcRecord{kind: "response", target: req.URL.String(), contentType: "application/http;msgtype=response", block: append(head, body...), payload: body}
		if !whole {
			answer.truncated = "disconnect"
		}
		r.write(warcRecord{kind: "request", target: req.URL.String(), contentType: "application/http;msgtype=request", block: asked})
		r.write(answer)
	}}
	return resp, nil
}

// recorded is a body that is kept while it is read.
type recorded struct {
	io.ReadCloser
	body  bytes.Buffer
	whole bool
	once  sync.Once
	done  func([]byte, bool)
}

func (b *recorded) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.body.Write(p[:n])
	b.whole = b.whole || err == io.EOF
	return n, err
}

func (b *recorded) Close() error {
	err := b.ReadCloser.Close()
	b.once.Do(func() { b.done(b.body.Bytes(), b.whole) })
	return err
}

// warcRecord is one record.
type warcRecord struct {
	kind, target, contentType, truncated string
	block, payload                       []byte
}

func (r *Recorder) write(rec warcRecord) {
	var id [16]byte
	_, _ = rand.Read(id[:])
	id[6], id[8] = id[6]&0x0f|0x40, id[8]&0x3f|0x80
	var b bytes.Buffer
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\r\n", name, value)
		}
	}
	b.WriteString("WARC/1.1\r\n")
	line("WARC-Type", rec.kind)
	line("WARC-Record-ID", fmt.Sprintf("<urn:uuid:%x-%x-%x-%x-%x>", id[:4], id[4:6], id[6:8], id[8:10], id[10:]))
	line("WARC-Date", time.Now().UTC().Format(time.RFC3339Nano))
	line("WARC-Target-URI", rec.target)
	line("WARC-Truncated", rec.truncated)
	if rec.payload != nil {
		line("WARC-Payload-Digest", sha1Name(rec.payload))
	}
	line("WARC-Block-Digest", sha1Name(rec.block))
	line("Content-Type", rec.contentType)
	line("Content-Length", strconv.Itoa(len(rec.block)))
	b.WriteString("\r\n")
	b.Write(rec.block)
	b.WriteString("\r\n\r\n")
	r.mu.Lock()
	defer r.mu.Unlock()
	z := gzip.NewWriter(r.file)
	_, err := z.Write(b.Bytes())
	if err = errors.Join(err, z.Close()); err != nil && r.err == nil {
		r.err = err
	}
}

func sha1Name(data []byte) string {
	sum := sha1.Sum(data) //nolint:gosec // a name, not a proof
	return "sha1:" + base32.StdEncoding.EncodeToString(sum[:])
}

// Replay is a round tripper that answers from WARC files: each request gets
// the recorded answers to its method, address and body in their order, the last
// one again and again. What was not recorded is an error.
type Replay struct {
	mu      sync.Mutex
	answers map[string][][]byte
}

// OpenReplay reads the WARC files (*.warc, *.warc.gz) of a folder.
func OpenReplay(dir string) (*Replay, error) {
	r := &Replay{answers: map[string][][]byte{}}
	var files []string
	for _, pattern := range []string{"*.warc", "*.warc.gz"} {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: %w: no *.warc or *.warc.gz", dir, os.ErrNotExist)
	}
	for _, f := range files {
		if err := r.read(f); err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
	}
	return r, nil
}

func (r *Replay) read(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	in := bufio.NewReader(f)
	if magic, err := in.Peek(2); err == nil && bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(in) // members one after the other are one stream
		if err != nil {
			return err
		}
		in = bufio.NewReader(z)
	}
	asked := ""
	for {
		head, block, err := readRecord(in)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch head.Get("WARC-Type") {
		case "request":
			req, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(block)))
			if err != nil {
				return err
			}
			body, err := io.ReadAll(req.Body)
			if err != nil {
				return err
			}
			asked = replayKey(req.Method, head.Get("WARC-Target-URI"), body)
		case "response":
			if asked == "" {
				asked = replayKey(http.MethodGet, head.Get("WARC-Target-URI"), nil)
			}
			r.answers[asked] = append(r.answers[asked], block)
			asked = ""
		}
	}
}

// readRecord reads one record; io.EOF when there is none left.
func readRecord(in *bufio.Reader) (textproto.MIMEHeader, []byte, error) {
	for {
		line, err := in.ReadString('\n')
		if err == io.EOF && strings.TrimSpace(line) == "" {
			return nil, nil, io.EOF
		}
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, nil, err
		}
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "WARC/") {
			break
		} else if line != "" {
			return nil, nil, fmt.Errorf("no WARC record: %.40q", line)
		}
	}
	head, err := textproto.NewReader(in).ReadMIMEHeader()
	if err != nil {
		return nil, nil, err
	}
	n, err := strconv.ParseInt(head.Get("Content-Length"), 10, 64)
	if err != nil || n < 0 || n > 1<<30 {
		return nil, nil, fmt.Errorf("content length %q", head.Get("Content-Length"))
	}
	block := make([]byte, n)
	_, err = io.ReadFull(in, block)
	return head, block, err
}

func replayKey(method, address string, body []byte) string {
	address, _, _ = strings.Cut(address, "#")
	return method + " " + address + "\n" + string(body)
}

// RoundTrip answers.
func (r *Replay) RoundTrip(req *http.Request) (*http.Response, error) {
	var body []byte
	if req.Body != nil {
		var err error
		if body, err = io.ReadAll(req.Body); err != nil {
			return nil, err
		}
	}
	key := replayKey(req.Method, req.URL.String(), body)
	r.mu.Lock()
	list := r.answers[key]
	if len(list) > 1 {
		r.answers[key] = list[1:]
	}
	r.mu.Unlock()
	if len(list) == 0 {
		return nil, fmt.Errorf("%w: %s %s", errReplay, req.Method, req.URL)
	}
	head, body, ok := bytes.Cut(list[0], []byte("\r\n\r\n"))
	if !ok {
		return nil, fmt.Errorf("%w: %s: no HTTP answer", errReplay, req.URL)
	}
	resp, err := http.ReadResponse(bufio.NewReader(io.MultiReader(bytes.NewReader(head), strings.NewReader("\r\n\r\n"))), req)
	if err != nil {
		return nil, err
	}
	// the body was recorded as it was read: whole, unpacked, without chunks
	resp.Header.Del("Content-Encoding")
	resp.TransferEncoding, resp.ContentLength = nil, int64(len(body))
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}
