package worker

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"

	"gongkai/internal/limits"
)

// kind says what a frame's payload is.
type kind byte

const (
	// kindReady: the worker can take requests; no payload.
	kindReady kind = 'r'
	// kindRequest: eight bytes of time left in nanoseconds, then the file.
	kindRequest kind = 'q'
	// kindPages: eight bytes of time left, four with how many pages are meant, four
	// for each, from 1, then the file.
	kindPages kind = 'g'
	// kindRender: eight bytes of time left, four of the page from 1, four of dots
	// an inch, then the file.
	kindRender kind = 'v'
	// kindDocument: an encoded gongkai.Document.
	kindDocument kind = 'd'
	// kindImage: four bytes each of width and height, then rows of RGBA pixels.
	kindImage kind = 'i'
	// kindFailed: a status, a line feed and a reason; the worker goes on.
	kindFailed kind = 'f'
	// kindPanic: the text of a panic; the worker is not to be used again.
	kindPanic kind = 'p'
)

// A frame's header is its kind, the request's number and the payload's length,
// big endian.
const headerSize = 1 + 4 + 4

// timeSize is the length of the time left in front of a request's file, and
// placeSize that of page and resolution behind it where the page is to be drawn.
const timeSize, placeSize = 8, 8

// countSize is the length of each number that stands in front of the file where
// pages are named, maxPages how many of them there may be.
const countSize, maxPages = 4, limits.PDFPages

type header struct {
	kind   kind
	number uint32
	length uint32
}

func (h header) append(b []byte) []byte {
	b = append(b, byte(h.kind))
	b = binary.BigEndian.AppendUint32(b, h.number)
	return binary.BigEndian.AppendUint32(b, h.length)
}

// frame is a message being built; its payload is appended to Buffer.
type frame struct{ bytes.Buffer }

// begin empties the frame and leaves room for the header.
func (f *frame) begin() {
	f.Reset()
	f.Write(make([]byte, headerSize))
}

// send writes the whole frame in one call: none is ever begun whose payload
// could not be made.
func (f *frame) send(w io.Writer, k kind, number uint32) error {
	b := f.Bytes()
	header{k, number, uint32(len(b) - headerSize)}.append(b[:0])
	_, err := w.Write(b)
	return err
}

// readHeader reads the next frame's header; io.EOF means that the other side
// is gone between two frames, everything else that it broke the protocol.
func readHeader(r io.Reader, limit int64) (header, error) {
	var b [headerSize]byte
	if _, err := io.ReadFull(r, b[:]); err != nil {
		return header{}, err
	}
	h := header{kind(b[0]), binary.BigEndian.Uint32(b[1:]), binary.BigEndian.Uint32(b[5:])}
	switch h.kind {
	case kindReady, kindRequest, kindPages, kindRender, kindDocument, kindImage, kindFailed, kindPanic:
	default:
		return h, fmt.Errorf("frame of unknown kind %#02x", b[0])
	}
	if int64(h.length) > limit {
		return h, fmt.Errorf("frame of %d bytes, at most %d are allowed", h.length, limit)
	}
	return h, nil
}

// trusted is how much is allocated on the word of a header alone; more only
// as the bytes arrive.
const trusted = 8 << 20

// readPayload reads what the header announced.
func readPayload(r io.Reader, h header) ([]byte, error) {
	if h.length <= trusted {
		b := make([]byte, h.length)
		_, err := io.ReadFull(r, b)
		return b, noEOF(err)
	}
	var b bytes.Buffer
	b.Grow(trusted)
	_, err := io.CopyN(&b, r, int64(h.length))
	return b.Bytes(), noEOF(err)
}

// noEOF: inside a frame the end of the stream is always unexpected.
func noEOF(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
