package worker

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"io"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"time"

	"gongkai"
	"gongkai/internal/limits"
)

// ErrClosed is what Read gives after or during Close.
var ErrClosed = errors.New("worker pool is closed")

// Options of a Pool. Only Command must be set.
type Options struct {
	// Command is the program and its arguments; it must end up in Run. It is
	// never guessed: os.Executable under `go test` would run the tests again.
	Command []string
	// Env is added to the environment of the workers, "KEY=value". They inherit
	// only what names places and languages, never a secret.
	Env []string
	// Workers is how many documents are read at once; 0 means one per core.
	Workers int
	// Deadline for one document; 0 means limits.WorkerDeadline.
	Deadline time.Duration
	// Memory bounds one worker, in bytes; 0 means limits.WorkerMemory.
	Memory int64
	// Documents are read by one process before it is replaced; 0 means
	// limits.WorkerDocuments.
	Documents int
	// Version is the extractor's, for documents of which nothing could be read:
	// it decides whether they are read again.
	Version int
	// Stderr receives what a worker that died had printed last, at most
	// limits.WorkerStderr bytes, for those who look for the cause. nil: nowhere.
	Stderr io.Writer
}

// Pool reads documents in workers. Its methods may be called from any
// goroutine.
type Pool struct {
	options Options
	starts  chan func()
	ctx     context.Context // ends with Close
	cancel  context.CancelFunc
	slots   chan struct{}

	mu     sync.Mutex
	idle   []*child
	closed chan struct{}
	once   sync.Once
	stderr sync.Mutex
}

// New makes a pool. Workers start when they are needed. It fails when the
// command is not there.
func New(options Options) (*Pool, error) {
	if len(options.Command) == 0 {
		return nil, errors.New("worker pool without a command")
	}
	if _, err := exec.LookPath(options.Command[0]); err != nil {
		return nil, &gongkai.Error{Op: "start worker", Path: options.Command[0], Err: err, Hint: hintCommand}
	}
	if options.Workers <= 0 {
		options.Workers = runtime.GOMAXPROCS(0)
	}
	if options.Deadline <= 0 {
		options.Deadline = limits.WorkerDeadline
	}
	if options.Memory <= 0 {
		options.Memory = limits.WorkerMemory
	}
	if options.Documents <= 0 {
		options.Documents = limits.WorkerDocuments
	}
	p := &Pool{
		options: options,
		starts:  make(chan func()),
		slots:   make(chan struct{}, options.Workers),
		closed:  make(chan struct{}),
	}
	p.ctx, p.cancel = context.WithCancel(context.Background())
	go p.starter()
	return p, nil
}

const hintCommand = "the program reads documents in copies of itself; check that it is still where it was started from"

// starter starts all workers from one thread that lives as long as the pool:
// on Linux a child gets its parent-death signal when the thread that started
// it ends, and Go ends threads as it likes.
func (p *Pool) starter() {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for {
		select {
		case start := <-p.starts:
			start()
		case <-p.closed:
			return
		}
	}
}

// Read reads a document from its bytes. What the document did to its reader is
// in the outcome of the result, which then has nothing but Outcome, Digest,
// MediaType and Version; an error means that ctx ended, the pool was closed or
// no worker starts.
func (p *Pool) Read(ctx context.Context, data []byte) (*gongkai.Document, error) {
	return p.read(ctx, fromMemory(data), nil)
}

// ReadFile is Read on a file, which does not pass through this process's
// memory. A file that cannot be opened is an error.
func (p *Pool) ReadFile(ctx context.Context, path string) (*gongkai.Document, error) {
	in, err := fromFile(path)
	if err != nil {
		return nil, err
	}
	return p.read(ctx, in, nil)
}

// RenderFile draws a page of a file, from 1, with so many dots an inch. Where it
// cannot be drawn the picture is nil and the outcome says why; errors are those
// of ReadFile.
func (p *Pool) RenderFile(ctx context.Context, path string, page, dpi int) (*image.RGBA, gongkai.Outcome, error) {
	in, err := fromFile(path)
	if err != nil {
		return nil, gongkai.Outcome{}, err
	}
	got, outcome, err := p.do(ctx, in, order{kind: kindRender, page: page, dpi: dpi})
	if err != nil || got == nil {
		return nil, outcome, err
	}
	return got.picture, gongkai.Outcome{Status: gongkai.StatusOK}, nil
}

// read reads all pages, or those that are named.
func (p *Pool) read(ctx context.Context, in input, pages []int) (*gongkai.Document, error) {
	want := order{kind: kindRequest}
	if len(pages) > 0 && len(pages) <= maxPages {
		want = order{kind: kindPages, pages: pages}
	}
	got, outcome, err := p.do(ctx, in, want)
	switch {
	case err != nil:
		return nil, err
	case got == nil:
		return p.failed(in, outcome)
	}
	return got.document, nil
}

// input is a file to read, openable again for another try.
type input struct {
	size int64
	open func() (io.ReadCloser, error)
}

// memoryFile is a document that is in memory already; it keeps the WriteTo of
// its reader, which sends all of it in one call.
type memoryFile struct{ *bytes.Reader }

func (memoryFile) Close() error { return nil }

func fromMemory(data []byte) input {
	return input{size: int64(len(data)), open: func() (io.ReadCloser, error) { return memoryFile{bytes.NewReader(data)}, nil }}
}

func fromFile(path string) (input, error) {
	info, err := os.Stat(path)
	if err != nil {
		return input{}, fmt.Errorf("read document: %w", err)
	}
	if !info.Mode().IsRegular() {
		return input{}, &gongkai.Error{Op: "read document", Path: path, Err: errors.New("not a regular file")}
	}
	return input{size: info.Size(), open: func() (io.ReadCloser, error) { return os.Open(path) }}, nil
}

// do has a worker do what is wanted; without an answer the outcome says why.
func (p *Pool) do(ctx context.Context, in input, want order) (*answer, gongkai.Outcome, error) {
	failed := func(status gongkai.Status, reason string) (*answer, gongkai.Outcome, error) {
		return nil, gongkai.Outcome{Status: status, Reason: reason}, nil
	}
	fail := func(err error) (*answer, gongkai.Outcome, error) { return nil, gongkai.Outcome{}, err }
	if in.size > limits.WorkerRequest {
		return failed(gongkai.StatusTooLarge, fmt.Sprintf("file of %d MiB, at most %d are read", in.size>>20, limits.WorkerRequest>>20))
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer context.AfterFunc(p.ctx, func() { cancel(ErrClosed) })()

	select {
	case p.slots <- struct{}{}:
		defer func() { <-p.slots }()
	case <-ctx.Done():
		return fail(context.Cause(ctx))
	}
	for {
		c, err := p.take(ctx)
		if err != nil {
			return fail(err)
		}
		fresh := c.served == 0
		got, err := c.ask(ctx, in, want, p.options)
		if err == nil {
			p.putBack(c)
			return got, gongkai.Outcome{}, nil
		}
		var refused *refusal
		if errors.As(err, &refused) {
			p.putBack(c)
			return failed(refused.Status, refused.Reason)
		}
		var died *death
		if !errors.As(err, &died) {
			return fail(err)
		}
		if !fresh && died.status != gongkai.StatusTimeout {
			continue // it may have died idle, or of what an earlier document left behind
		}
		p.report(died)
		return failed(died.status, died.reason)
	}
}

// take gives an idle worker or starts one.
func (p *Pool) take(ctx context.Context) (*child, error) {
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	p.mu.Lock()
	if n := len(p.idle); n > 0 {
		defer p.mu.Unlock()
		c := p.idle[n-1]
		p.idle = p.idle[:n-1]
		return c, nil
	}
	p.mu.Unlock()
	return p.start(ctx)
}

// start starts a worker and waits until it is ready.
func (p *Pool) start(ctx context.Context) (*child, error) {
	type started struct {
		c   *child
		err error
	}
	result := make(chan started, 1)
	select {
	case p.starts <- func() { c, err := start(p.options); result <- started{c, err} }:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	s := <-result
	if s.err == nil {
		s.err = s.c.ready(ctx)
	}
	if s.err != nil {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		return nil, &gongkai.Error{Op: "start worker", Path: p.options.Command[0], Err: s.err, Hint: hintCommand}
	}
	return s.c, nil
}

// putBack keeps the worker for the next document, unless it is due to be
// replaced.
func (p *Pool) putBack(c *child) {
	if c.served >= p.options.Documents || residentMemory(c.pid()) > p.options.Memory/2 {
		c.stop()
		return
	}
	p.mu.Lock()
	p.idle = append(p.idle, c)
	p.mu.Unlock()
}

func (p *Pool) report(d *death) {
	if p.options.Stderr == nil || len(d.stderr) == 0 {
		return
	}
	p.stderr.Lock()
	defer p.stderr.Unlock()
	// Nothing to be done when the place for causes cannot be written.
	_, _ = p.options.Stderr.Write(d.stderr)
}

// Close ends all workers at once, those that are reading too, and waits until
// they are gone.
func (p *Pool) Close() error {
	p.once.Do(func() {
		p.cancel()
		for range cap(p.slots) { // every Read has given its worker back
			p.slots <- struct{}{}
		}
		for range cap(p.slots) {
			<-p.slots
		}
		p.mu.Lock()
		idle := p.idle
		p.idle = nil
		p.mu.Unlock()
		for _, c := range idle {
			c.stop()
		}
		close(p.closed)
	})
	<-p.closed
	return nil
}

// failed is the document of which nothing could be read.
func (p *Pool) failed(in input, outcome gongkai.Outcome) (*gongkai.Document, error) {
	file, err := in.open()
	if err != nil {
		return nil, fmt.Errorf("read document: %w", err)
	}
	defer func() { _ = file.Close() }()
	hash, head := sha256.New(), new(headOf)
	if _, err := io.Copy(io.MultiWriter(hash, head), file); err != nil {
		return nil, fmt.Errorf("read document: %w", err)
	}
	var digest gongkai.Digest
	hash.Sum(digest[:0])
	return &gongkai.Document{
		Outcome:    outcome,
		Digest:     digest,
		MediaType:  head.mediaType(),
		Version:    p.options.Version,
		ImagePages: []int{},
		Body:       []gongkai.Element{},
		Tables:     []gongkai.Table{},
	}, nil
}

// headOf keeps the beginning of what is written to it, where a PDF says that
// it is one.
type headOf struct{ kept []byte }

func (h *headOf) Write(b []byte) (int, error) {
	h.kept = append(h.kept, b[:min(len(b), 1024-len(h.kept))]...)
	return len(b), nil
}

func (h *headOf) mediaType() string {
	if bytes.Contains(h.kept, []byte("%PDF-")) {
		return "application/pdf"
	}
	return "application/octet-stream"
}
