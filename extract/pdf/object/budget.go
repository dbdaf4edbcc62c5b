package object

import (
	"fmt"

	"gongkai/internal/limits"
)

// Budget counts what the streams of one document decode to.
type Budget struct{ used int64 }

// room is how many bytes one more filter may give.
func (b *Budget) room() int {
	return int(max(0, min(limits.PDFStream, limits.PDFDocument-b.used)))
}

// spend counts n bytes; more than there was room for is an error.
func (b *Budget) spend(n int) error {
	b.used += int64(n)
	if n > limits.PDFStream {
		return fmt.Errorf("%w: a stream decodes to more than %d bytes", ErrTooLarge, limits.PDFStream)
	}
	if b.used > limits.PDFDocument {
		return fmt.Errorf("%w: streams decode to more than %d bytes", ErrTooLarge, int64(limits.PDFDocument))
	}
	return nil
}
