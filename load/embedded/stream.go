package embedded

import (
	"context"
	"fmt"
	"io"
	"sync"
)

// stream is the body of a result that is fetched while it is read. It keeps
// its session until it is closed or read to the end.
type stream struct {
	engine *Engine
	ctx    context.Context

	mu      sync.Mutex
	session *session
	handle  uintptr
	// chunk is what was fetched and not yet read.
	chunk []byte
	// last is what Read gives when chunk is used up.
	last error
}

// Read gives the next bytes. An error of the engine in the middle comes as the
// block that a server would send, so that clickhouse-go finds it.
func (b *stream) Read(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.chunk) == 0 {
		if b.last != nil {
			return 0, b.last
		}
		if b.session == nil {
			return 0, errClosed
		}
		if err := b.ctx.Err(); err != nil {
			b.finish(true)
			b.last = err
			continue
		}
		chunk, err := b.session.fetch(b.handle)
		switch {
		case err != nil:
			b.finish(false)
			b.chunk, b.last = exceptionBlock(err), io.EOF
		case len(chunk) == 0:
			b.finish(false)
			b.last = io.EOF
		default:
			b.chunk = chunk
		}
	}
	n := copy(p, b.chunk)
	b.chunk = b.chunk[n:]
	return n, nil
}

// Close ends the statement when it has not ended.
func (b *stream) Close() error {
	b.end()
	return nil
}

func (b *stream) end() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.finish(true)
	if b.last == nil {
		b.chunk, b.last = nil, errClosed
	}
}

// finish gives the session back, once.
func (b *stream) finish(cancel bool) {
	if b.session == nil {
		return
	}
	s := b.session
	b.session = nil
	if cancel {
		s.lib.streamCancel(s.connection(), b.handle)
	}
	s.lib.destroyResult(b.handle)
	b.engine.mu.Lock()
	delete(b.engine.streams, b)
	b.engine.mu.Unlock()
	b.engine.release(s)
}

// exceptionBlock frames an error as a server does after it has sent status 200.
func exceptionBlock(err error) []byte {
	const tag = "gongkaiembedded0" // 16 bytes
	message := err.Error()
	return fmt.Appendf(nil, "\r\n__exception__\r\n%s\r\n%s\n%d %s\r\n__exception__\r\n", tag, message, len(message)+1, tag)
}
