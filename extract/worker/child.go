package worker

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"gongkai"
	"gongkai/internal/limits"
)

// child is a worker as its pool sees it. One goroutine asks at a time.
type child struct {
	command *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	stderr  *lastWords
	// served counts the documents that it answered.
	served int

	mu    sync.Mutex
	cause error // why it was killed, by us; nil when it died by itself
	once  sync.Once
	ended error // what Wait gave
}

// death is how a worker ended over a document.
type death struct {
	status gongkai.Status
	reason string
	stderr []byte
}

func (d *death) Error() string { return string(d.status) + ": " + d.reason }

// Why a worker is killed.
var (
	errDeadline = errors.New("over the deadline")
	errMemory   = errors.New("over the memory")
	errProtocol = errors.New("broke the protocol")
)

// watchEvery is how often memory is looked at: a process can fault in some
// 3 GB/s, so at most 0.1 GB between two looks.
const watchEvery = 25 * time.Millisecond

// inherited is what a worker gets of the environment: places and languages.
// Secrets are in the environment too, and are not for who reads hostile files.
var inherited = []string{"PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME", "LANG", "LC_ALL", "TZ", "GOCOVERDIR", "GODEBUG"}

func start(o Options) (*child, error) {
	c := &child{command: exec.CommandContext(context.Background(), o.Command[0], o.Command[1:]...), stderr: new(lastWords)}
	c.command.Env = environment(o)
	c.command.Stderr = c.stderr
	c.command.SysProcAttr = attributes()
	// Whoever still holds standard error then does not keep us.
	c.command.WaitDelay = time.Second
	var err error
	if c.in, err = c.command.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := c.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	c.out = bufio.NewReaderSize(out, 64<<10)
	if err := c.command.Start(); err != nil {
		return nil, err
	}
	return c, nil
}

func environment(o Options) []string {
	var env []string
	for _, key := range inherited {
		if v, ok := os.LookupEnv(key); ok {
			env = append(env, key+"="+v)
		}
	}
	// Two threads at least: one reads, one collects.
	threads := max(2, runtime.GOMAXPROCS(0)/o.Workers)
	env = append(env, "GOMAXPROCS="+strconv.Itoa(threads), "GOTRACEBACK=single",
		memoryVar+"="+strconv.FormatInt(o.Memory, 10))
	return append(env, o.Env...)
}

func (c *child) pid() int { return c.command.Process.Pid }

// kill ends the process for a reason; the first reason counts.
func (c *child) kill(cause error) {
	c.mu.Lock()
	if c.cause == nil {
		c.cause = cause
	}
	c.mu.Unlock()
	// An error means that it is gone already.
	_ = c.command.Process.Kill()
}

// wait reaps the process and gives why it was killed, or nil.
func (c *child) wait() error {
	c.once.Do(func() {
		_ = c.in.Close()
		c.ended = c.command.Wait()
	})
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.cause
}

// stop ends a worker that is not reading and waits until it is gone.
func (c *child) stop() {
	_ = c.in.Close() // it ends by itself
	timer := time.AfterFunc(limits.WorkerGrace, func() { c.kill(nil) })
	defer timer.Stop()
	_ = c.wait()
}

// ready waits for the worker's first frame.
func (c *child) ready(ctx context.Context) error {
	unwatch := c.watch(ctx, limits.WorkerStart, 0)
	h, err := readHeader(c.out, 0)
	unwatch()
	if err == nil && h.kind == kindReady {
		return nil
	}
	c.kill(errProtocol)
	switch cause := c.wait(); {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(cause, errDeadline):
		return fmt.Errorf("not ready within %v", limits.WorkerStart)
	}
	if said := lastLine(c.stderr.bytes()); said != "" {
		return fmt.Errorf("it said: %s", said)
	}
	return fmt.Errorf("it does not speak the protocol of workers (%w)", c.endedBy())
}

// refusal is a worker's own word that it could not read a document.
type refusal gongkai.Outcome

func (r *refusal) Error() string { return string(r.Status) + ": " + r.Reason }

// ask has one document read. On a *refusal the worker is as good as before, on
// any other error it is gone; a *death is the document's.
func (c *child) ask(ctx context.Context, in input, want order, o Options) (*answer, error) {
	file, err := in.open()
	if err != nil {
		c.stop()
		return nil, fmt.Errorf("read document: %w", err)
	}
	defer func() { _ = file.Close() }()

	c.stderr.reset()
	number := uint32(c.served) + 1
	unwatch := c.watch(ctx, o.Deadline+limits.WorkerGrace, o.Memory)
	got, err := c.exchange(number, file, in.size, want, o.Deadline)
	unwatch()
	var refused *refusal
	if err == nil || errors.As(err, &refused) {
		c.served++
		return got, err
	}

	c.kill(errProtocol)
	cause := c.wait()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	var source *sourceError
	if errors.As(err, &source) {
		return nil, fmt.Errorf("read document: %w", source.error)
	}
	return nil, c.inquest(cause, err, o)
}

// sourceError is about the file that was to be sent.
type sourceError struct{ error }

// order is what is wanted of a file: its document, or the picture of a page.
type order struct {
	kind      kind
	page, dpi int
	pages     []int
}

// head is what stands between the time left and the file.
func (o *order) head() []byte {
	var b []byte
	switch o.kind {
	case kindRender:
		b = binary.BigEndian.AppendUint32(b, uint32(o.page))
		b = binary.BigEndian.AppendUint32(b, uint32(o.dpi))
	case kindPages:
		b = binary.BigEndian.AppendUint32(b, uint32(len(o.pages)))
		for _, n := range o.pages {
			b = binary.BigEndian.AppendUint32(b, uint32(n))
		}
	}
	return b
}

// answer is the one or the other.
type answer struct {
	document *gongkai.Document
	picture  *image.RGBA
}

// exchange sends a request and receives the answer.
func (c *child) exchange(number uint32, file io.Reader, size int64, want order, deadline time.Duration) (*answer, error) {
	extra := want.head()
	head := header{want.kind, number, uint32(int64(timeSize+len(extra)) + size)}.append(nil)
	head = binary.BigEndian.AppendUint64(head, uint64(deadline))
	head = append(head, extra...)
	if _, err := c.in.Write(head); err != nil {
		return nil, err
	}
	if err := c.send(file, size); err != nil {
		return nil, err
	}
	h, err := readHeader(c.out, limits.WorkerResponse)
	if err != nil {
		return nil, err
	}
	payload, err := readPayload(c.out, h)
	if err != nil {
		return nil, err
	}
	switch {
	case h.number != number:
		return nil, fmt.Errorf("answer to request %d instead of %d", h.number, number)
	case h.kind == kindDocument && want.kind != kindRender:
		doc, err := decodeDocument(payload)
		return &answer{document: doc}, err
	case h.kind == kindImage && want.kind == kindRender:
		picture, err := decodePicture(payload)
		return &answer{picture: picture}, err
	case h.kind == kindFailed:
		status, reason, _ := strings.Cut(string(payload), "\n")
		return nil, &refusal{Status: gongkai.Status(status), Reason: shorten(reason)}
	case h.kind == kindPanic:
		return nil, panicked(shorten(string(payload)))
	}
	return nil, fmt.Errorf("answer of kind %q", h.kind)
}

// send sends size bytes of the file.
func (c *child) send(file io.Reader, size int64) error {
	if memory, ok := file.(memoryFile); ok {
		_, err := memory.WriteTo(c.in)
		return err
	}
	source := &sourceReader{Reader: file}
	_, err := io.CopyN(c.in, source, size)
	if source.err != nil && err != nil {
		return &sourceError{fmt.Errorf("file changed while it was read: %w", source.err)}
	}
	return err
}

// sourceReader remembers that it was the source which failed.
type sourceReader struct {
	io.Reader
	err error
}

func (r *sourceReader) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	if err != nil {
		r.err = noEOF(err)
	}
	return n, err
}

// panicked is a panic that the worker itself survived to tell.
type panicked string

func (p panicked) Error() string { return string(p) }

// watch kills the worker after the deadline, above the memory (0: any) and
// when ctx ends. The function that it gives ends the watch and returns when it
// has ended.
func (c *child) watch(ctx context.Context, deadline time.Duration, memory int64) func() {
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		timer := time.NewTimer(deadline)
		defer timer.Stop()
		ticker := time.NewTicker(watchEvery)
		defer ticker.Stop()
		for {
			select {
			case <-done:
				return
			case <-ctx.Done():
				c.kill(ctx.Err())
				return
			case <-timer.C:
				c.kill(errDeadline)
				return
			case <-ticker.C:
				if memory > 0 && residentMemory(c.pid()) > memory {
					c.kill(errMemory)
					return
				}
			}
		}
	}()
	return func() { close(done); <-ended }
}

// inquest says what a document did to its worker, which has been waited for.
func (c *child) inquest(cause, err error, o Options) *death {
	d := &death{status: gongkai.StatusCrashed, stderr: c.stderr.bytes()}
	why := c.stderr.why()
	var told panicked
	switch {
	case errors.Is(cause, errDeadline):
		d.status, d.reason = gongkai.StatusTimeout, timeoutReason(o.Deadline)
	case errors.Is(cause, errMemory), outOfMemory(why):
		d.status, d.reason = gongkai.StatusTooLarge, fmt.Sprintf("reading it needs more than %d MiB of memory", o.Memory>>20)
	case errors.As(err, &told):
		d.reason = string(told)
	case why != "":
		d.reason = why
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), isBrokenPipe(err):
		d.reason = "worker died: " + c.endedBy().Error()
	default:
		d.reason = shorten(fmt.Sprintf("worker %v: %v", errProtocol, err))
	}
	return d
}

// outOfMemory: the runtime was refused memory by the bound on address space.
func outOfMemory(why string) bool {
	return strings.HasPrefix(why, "fatal error:") &&
		(strings.Contains(why, "out of memory") || strings.Contains(why, "cannot allocate memory"))
}

func isBrokenPipe(err error) bool {
	return errors.Is(err, syscall.EPIPE) || errors.Is(err, os.ErrClosed)
}

var errExited = errors.New("exit status 0")

// endedBy is the exit status or signal in words.
func (c *child) endedBy() error {
	if c.ended == nil {
		return errExited
	}
	return c.ended
}

func lastLine(b []byte) string {
	text := strings.TrimSpace(string(b))
	return shorten(text[strings.LastIndexByte(text, '\n')+1:])
}
