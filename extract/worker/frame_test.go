package worker

import (
	"bytes"
	"context"
	"io"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai"
	"gongkai/internal/limits"
)

// fill sets every field below v to something that is not its zero value, so
// that a field which is added later and does not travel is noticed.
func fill(t *testing.T, v reflect.Value, n *int) {
	t.Helper()
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString(strings.Repeat("表", *n%5+1))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Uint8:
		v.SetUint(uint64(*n%255 + 1))
	case reflect.Float64:
		v.SetFloat(float64(*n) / 3)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i), n)
		}
	case reflect.Array:
		for i := range v.Len() {
			fill(t, v.Index(i), n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(t, v.Index(i), n)
		}
	default:
		t.Fatalf("a document holds a %v: see that it travels, then teach it to fill", v.Type())
	}
}

func TestDocumentTravelsWhole(t *testing.T) {
	var full gongkai.Document
	fill(t, reflect.ValueOf(&full).Elem(), new(int))
	odd := gongkai.Document{
		ImagePages: []int{},
		Body:       []gongkai.Element{{Lines: []gongkai.Line{{Box: gongkai.Box{X0: math.Inf(1), Y0: -0.001, X1: 1e300}}}}},
		Tables:     []gongkai.Table{{Pages: []int{}, Cells: []gongkai.Cell{}}},
	}
	empty := gongkai.Document{ImagePages: []int{}, Body: []gongkai.Element{}, Tables: []gongkai.Table{}}
	for _, want := range []gongkai.Document{full, odd, empty} {
		var b bytes.Buffer
		if err := encodeDocument(&b, &want); err != nil {
			t.Fatal(err)
		}
		got, err := decodeDocument(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(&want, got); diff != "" {
			t.Errorf("-sent +received\n%s", diff)
		}
	}
}

func TestServe(t *testing.T) {
	requests := func(data ...string) io.Reader {
		var b bytes.Buffer
		for i, d := range data {
			f := new(frame)
			f.begin()
			f.Write([]byte{0, 0, 0, 0, 59, 0, 0, 0}) // nanoseconds, about one second
			f.WriteString(d)
			if err := f.send(&b, kindRequest, uint32(i+1)); err != nil {
				t.Fatal(err)
			}
		}
		return &b
	}
	tests := []struct {
		name  string
		in    io.Reader
		kinds string // of the frames that come
		err   string
	}{
		{"nothing asked", requests(), "r", ""},
		{"half a header", strings.NewReader("q\x00"), "r", "unexpected EOF"},
		{"half a payload", strings.NewReader("q\x00\x00\x00\x01\x00\x00\x00\x20abc"), "r", "unexpected EOF"},
		{"an answer", strings.NewReader("d\x00\x00\x00\x01\x00\x00\x00\x08abcdefgh"), "r", "want a request"},
		{"no time", strings.NewReader("q\x00\x00\x00\x01\x00\x00\x00\x01a"), "r", "want a request"},
		{"noise", strings.NewReader("GET / HTTP/1.1\r\n"), "r", "unknown kind"},
		{"too long", strings.NewReader("q\x00\x00\x00\x01\xff\xff\xff\xffa"), "r", "at most"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			err := Serve(tt.in, &out, Work{Read: behave})
			if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
				t.Errorf("err = %v, want %q", err, tt.err)
			}
			var kinds string
			for {
				h, err := readHeader(&out, limits.WorkerResponse)
				if err == io.EOF {
					break
				}
				if err != nil {
					t.Fatal(err)
				}
				if _, err := readPayload(&out, h); err != nil {
					t.Fatal(err)
				}
				kinds += string(rune(h.kind))
			}
			if kinds != tt.kinds {
				t.Errorf("frames %q, want %q", kinds, tt.kinds)
			}
		})
	}
}

// TestServeLeavesAHangingDocument: when the parent is gone nobody waits.
func TestServeLeavesAHangingDocument(t *testing.T) {
	in, send := io.Pipe()
	started := make(chan struct{})
	ended := make(chan error, 1)
	go func() {
		ended <- Serve(in, io.Discard, Work{Read: func(ctx context.Context, _ []byte, _ []int) *gongkai.Document {
			close(started)
			<-ctx.Done()
			return nil
		}})
	}()
	f := new(frame)
	f.begin()
	f.Write([]byte{0, 0, 1, 0, 0, 0, 0, 0}) // nanoseconds, about five minutes
	if err := f.send(send, kindRequest, 1); err != nil {
		t.Fatal(err)
	}
	<-started
	if err := send.Close(); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("still serving")
	}
}

func TestLastWords(t *testing.T) {
	tests := []struct{ name, printed, want string }{
		{"nothing", "", ""},
		{"only noise", "reading page 3\nSome text\n", ""},
		{"panic", "log\npanic: runtime error: index out of range [1] with length 0\n\ngoroutine 1 [running]:\nmain.main()\n", "panic: runtime error: index out of range [1] with length 0"},
		{"overflow", "runtime: goroutine stack exceeds 67108864-byte limit\nfatal error: stack overflow\n\nruntime stack:\n", "fatal error: stack overflow"},
		{"no last newline", "fatal error: all goroutines are asleep", "fatal error: all goroutines are asleep"},
		{"control characters", "panic: a\x1b[31mb\tc\x00\n", "panic: a [31mb c"},
		{"long", "panic: " + strings.Repeat("长", 5000) + "\n", "panic: " + strings.Repeat("长", limits.WorkerReason-8) + "…"},
		{"not UTF-8", "panic: \xd4\xa4\xcb\xe3\n", "panic: "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, step := range []int{1, 7, 1 << 20} {
				w := new(lastWords)
				for rest := []byte(tt.printed); len(rest) > 0; {
					n, err := w.Write(rest[:min(step, len(rest))])
					if err != nil {
						t.Fatal(err)
					}
					rest = rest[n:]
				}
				if got := w.why(); !strings.HasPrefix(got, strings.TrimSpace(tt.want)) || tt.want == "" && got != "" {
					t.Errorf("in steps of %d: %q, want %q", step, got, tt.want)
				}
				if n := len(w.bytes()); n > limits.WorkerStderr {
					t.Errorf("%d bytes kept", n)
				}
				w.reset()
				if w.why() != "" || len(w.bytes()) != 0 {
					t.Error("reset keeps something")
				}
			}
		})
	}
}

// FuzzAnswer: whatever a worker that was taken over sends, the parent gets an
// error or a document, and reserves no more than was sent.
func FuzzAnswer(f *testing.F) {
	var whole frame
	whole.begin()
	if err := encodeDocument(&whole.Buffer, good([]byte("x"))); err != nil {
		f.Fatal(err)
	}
	var sent bytes.Buffer
	if err := whole.send(&sent, kindDocument, 1); err != nil {
		f.Fatal(err)
	}
	f.Add(sent.Bytes())
	f.Add(sent.Bytes()[:sent.Len()/2])
	f.Add([]byte("d\x00\x00\x00\x01\xff\xff\xff\xff"))
	f.Add([]byte("p\x00\x00\x00\x01\x00\x00\x00\x06panic:"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r := bytes.NewReader(b)
		h, err := readHeader(r, limits.WorkerResponse)
		if err != nil {
			return
		}
		payload, err := readPayload(r, h)
		if err != nil {
			return
		}
		if len(payload) != int(h.length) {
			t.Fatalf("%d bytes of %d without an error", len(payload), h.length)
		}
		if doc, err := decodeDocument(payload); err == nil && (doc.Tables == nil || doc.Body == nil) {
			t.Fatal("nil slices")
		}
	})
}
