package serve

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	chcompress "github.com/ClickHouse/ch-go/compress"
	chproto "github.com/ClickHouse/ch-go/proto"
	"github.com/ClickHouse/clickhouse-go/v2/lib/column"
	"github.com/ClickHouse/clickhouse-go/v2/lib/proto"
)

// transcode turns bare Native blocks into those of a client's revision, which
// have block information before them and, from 54454 on, a byte before each column.
func transcode(out io.Writer, in io.Reader, revision uint64) error {
	buffered := bufio.NewReaderSize(in, 1<<16)
	reader := chproto.NewReader(buffered)
	for {
		// The reader of ch-go has a buffer of its own: an end is seen as one
		// where the first number of a block should stand.
		block := proto.NewBlock()
		block.ServerContext = &column.ServerContext{}
		err := block.Decode(reader, 0)
		switch {
		case errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF):
			return nil
		case err != nil:
			return fmt.Errorf("native block: %w", err)
		}
		var buffer chproto.Buffer
		if err := block.Encode(&buffer, revision); err != nil {
			return fmt.Errorf("native block: %w", err)
		}
		if _, err := out.Write(buffer.Buf); err != nil {
			return err
		}
	}
}

// blockSize of compressed blocks, ClickHouse's own.
const blockSize = 1 << 20

// blocks writes ClickHouse's compressed blocks.
type blocks struct {
	out io.Writer
	w   *chcompress.Writer
	buf []byte
}

func (b *blocks) Write(p []byte) (int, error) {
	n := len(p)
	for len(p) > 0 {
		take := min(len(p), blockSize-len(b.buf))
		b.buf, p = append(b.buf, p[:take]...), p[take:]
		if len(b.buf) == blockSize {
			if err := b.flush(); err != nil {
				return 0, err
			}
		}
	}
	return n, nil
}

func (b *blocks) flush() error {
	if len(b.buf) == 0 {
		return nil
	}
	if err := b.w.Compress(b.buf); err != nil {
		return fmt.Errorf("compress: %w", err)
	}
	b.buf = b.buf[:0]
	_, err := b.out.Write(b.w.Data)
	return err
}

// exceptionMark begins what the engine sends when it fails in the middle.
const exceptionMark = "\r\n__exception__\r\n"

// copy compresses a result. An exception in its middle stands outside of the
// compressed blocks, where clients look for it; the engine gives it as a chunk
// of its own.
func (b *blocks) copy(in io.Reader) error {
	p := make([]byte, 1<<15)
	for {
		n, err := in.Read(p)
		if bytes.HasPrefix(p[:n], []byte(exceptionMark)) {
			if err := b.flush(); err != nil {
				return err
			}
			_, err := b.out.Write(p[:n])
			return err
		}
		if _, err := b.Write(p[:n]); err != nil {
			return err
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// ended makes the wrapped end of compressed blocks a plain one.
type ended struct{ io.Reader }

func (e *ended) Read(p []byte) (int, error) {
	n, err := e.Reader.Read(p)
	if err != nil && errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	return n, err
}
