package worker

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"io"
	"time"

	"gongkai"
	"gongkai/internal/limits"
)

// ReadFunc reads one document in a worker, or some of its pages, from 1; nil are
// all. It is called for one document at a
// time, must not keep data, and should end soon after ctx does; ctx carries
// the document's deadline. What could not be read is an Outcome; a panic makes
// the document crashed and costs this worker.
type ReadFunc func(ctx context.Context, data []byte, pages []int) *gongkai.Document

// RenderFunc draws a page, from 1, with so many dots an inch. It is called as
// ReadFunc is. The image is nil where the outcome says why.
type RenderFunc func(ctx context.Context, data []byte, page, dpi int) (*image.RGBA, gongkai.Outcome)

// Work is what a worker does with files.
type Work struct {
	Read ReadFunc
	// Render may be nil: then there are no pictures.
	Render RenderFunc
}

// Serve answers requests from r on w until r ends, one after another. It
// returns nil when r ends, even in the middle of a document: then nobody waits
// for the answer and the caller should end the process.
func Serve(r io.Reader, w io.Writer, work Work) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var answer frame
	answer.begin()
	if err := answer.send(w, kindReady, 0); err != nil {
		return fmt.Errorf("serve: %w", err)
	}

	requests := receive(ctx, r)
	for {
		req, ok := <-requests
		if !ok {
			return nil
		}
		if req.err != nil {
			return fmt.Errorf("serve: %w", req.err)
		}
		done := make(chan kind, 1)
		go func() { done <- reply(ctx, &answer, req, work) }()
		select {
		case k := <-done:
			if err := answer.send(w, k, req.number); err != nil {
				return fmt.Errorf("serve: %w", err)
			}
		case early, ok := <-requests:
			if !ok {
				return nil
			}
			return fmt.Errorf("serve: %w", errors.Join(early.err, errors.New("a request before the answer to the last")))
		}
	}
}

type request struct {
	kind   kind
	number uint32
	left   time.Duration
	data   []byte
	err    error

	page, dpi int // of a picture
	pages     []int
}

// receive reads ahead, so that the end of r is noticed while a document is
// being read. The channel is closed at the end of r.
func receive(ctx context.Context, r io.Reader) <-chan request {
	requests := make(chan request)
	go func() {
		defer close(requests)
		buffered := bufio.NewReader(r)
		for {
			req := receiveOne(buffered)
			if req.err == io.EOF {
				return
			}
			select {
			case requests <- req:
			case <-ctx.Done():
				return
			}
			if req.err != nil {
				return
			}
		}
	}()
	return requests
}

func receiveOne(r io.Reader) request {
	h, err := readHeader(r, timeSize+countSize*(maxPages+1)+limits.WorkerRequest)
	if err != nil {
		return request{err: err}
	}
	head := uint32(timeSize)
	switch h.kind {
	case kindRender:
		head += placeSize
	case kindPages:
		head += countSize
	}
	if h.kind != kindRequest && h.kind != kindPages && h.kind != kindRender || h.length < head {
		return request{err: fmt.Errorf("want a request, got %q of %d bytes", h.kind, h.length)}
	}
	payload, err := readPayload(r, h)
	if err != nil {
		return request{err: err}
	}
	left := time.Duration(binary.BigEndian.Uint64(payload))
	var pages []int
	if h.kind == kindPages {
		n := binary.BigEndian.Uint32(payload[timeSize:])
		if n > maxPages || uint32(len(payload))-head < n*countSize {
			return request{err: fmt.Errorf("a request for %d pages of %d bytes", n, h.length)}
		}
		for range n {
			pages = append(pages, int(binary.BigEndian.Uint32(payload[head:])))
			head += countSize
		}
	}
	req := request{kind: h.kind, number: h.number, left: left, data: payload[head:], pages: pages}
	if h.kind == kindRender {
		req.page = int(binary.BigEndian.Uint32(payload[timeSize:]))
		req.dpi = int(binary.BigEndian.Uint32(payload[timeSize+4:]))
	}
	return req
}

// reply reads the document and leaves the answer in a frame of the kind that
// it returns.
func reply(ctx context.Context, answer *frame, req request, work Work) (k kind) {
	defer func() {
		if p := recover(); p != nil {
			answer.begin()
			answer.WriteString(panicText(p))
			k = kindPanic
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, req.left)
	defer cancel()
	if req.kind == kindRender {
		return draw(ctx, answer, req, work.Render)
	}
	doc := work.Read(ctx, req.data, req.pages)
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		// Whatever came out may be a part only.
		return answer.fail(gongkai.StatusTimeout, timeoutReason(req.left))
	}
	if doc == nil {
		panic("the reader gave no document")
	}
	answer.begin()
	if err := encodeDocument(&answer.Buffer, doc); err != nil {
		panic(err)
	}
	if answer.Len() > headerSize+limits.WorkerResponse {
		return answer.fail(gongkai.StatusTooLarge, fmt.Sprintf("what was read is more than %d MiB", limits.WorkerResponse>>20))
	}
	return kindDocument
}

// draw leaves the picture of a page in a frame of the kind that it returns.
func draw(ctx context.Context, answer *frame, req request, render RenderFunc) kind {
	if render == nil {
		panic("this worker draws no pictures")
	}
	picture, outcome := render(ctx, req.data, req.page, req.dpi)
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return answer.fail(gongkai.StatusTimeout, timeoutReason(req.left))
	}
	if picture == nil {
		return answer.fail(outcome.Status, outcome.Reason)
	}
	answer.begin()
	encodePicture(&answer.Buffer, picture)
	if answer.Len() > headerSize+limits.WorkerResponse {
		return answer.fail(gongkai.StatusTooLarge, fmt.Sprintf("the picture is more than %d MiB", limits.WorkerResponse>>20))
	}
	return kindImage
}

// fail makes the frame say that nothing could be read, and why.
func (f *frame) fail(status gongkai.Status, reason string) kind {
	f.begin()
	f.WriteString(string(status) + "\n" + reason)
	return kindFailed
}

func panicText(p any) (text string) {
	defer func() {
		if recover() != nil { // its Error or String method panics in turn
			text = "panic"
		}
	}()
	return shorten(fmt.Sprintf("panic: %v", p))
}

func timeoutReason(deadline time.Duration) string {
	return fmt.Sprintf("not read within %v", deadline.Round(time.Millisecond))
}
