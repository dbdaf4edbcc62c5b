package worker

import (
	"context"
	"errors"
	"image"

	"gongkai"
)

// Pair reads documents with First and gives those that it cannot read to
// Second once: another reader, in workers of its own, which start when the
// first such document comes.
type Pair struct {
	First, Second *Pool
}

// Read is Pool's.
func (p Pair) Read(ctx context.Context, data []byte) (*gongkai.Document, error) {
	return p.read(ctx, fromMemory(data))
}

// ReadFile is Pool's.
func (p Pair) ReadFile(ctx context.Context, path string) (*gongkai.Document, error) {
	in, err := fromFile(path)
	if err != nil {
		return nil, err
	}
	return p.read(ctx, in)
}

// Again reads pages of a document, from 1, with Second, to hold against what
// First read; nil are all.
func (p Pair) Again(ctx context.Context, data []byte, pages []int) (*gongkai.Document, error) {
	return p.Second.read(ctx, fromMemory(data), pages)
}

// AgainFile is Again on a file.
func (p Pair) AgainFile(ctx context.Context, path string, pages []int) (*gongkai.Document, error) {
	in, err := fromFile(path)
	if err != nil {
		return nil, err
	}
	return p.Second.read(ctx, in, pages)
}

func (p Pair) read(ctx context.Context, in input) (*gongkai.Document, error) {
	first, err := p.First.read(ctx, in, nil)
	if err != nil || !wanting(first) {
		return first, err
	}
	second, err := p.Second.read(ctx, in, nil)
	if err != nil || better(second, first) {
		return second, err
	}
	return first, nil
}

// wanting says whether another reader may do better: with what is damaged or
// did harm, and with pages that could not be read. A password does not come by
// trying, a scan stays one, and a cap that the reader itself met (it names
// itself) counts the same bytes and operators whoever reads.
func wanting(doc *gongkai.Document) bool {
	switch doc.Status {
	case gongkai.StatusDamaged, gongkai.StatusCrashed, gongkai.StatusTimeout:
		return true
	case gongkai.StatusTooLarge:
		return doc.Reader == ""
	case gongkai.StatusOK:
		return doc.Reason != ""
	}
	return false
}

// better says whether the second reader's document is the one to keep. Where
// both fail the first one's reason counts, unless the second knows more.
func better(second, first *gongkai.Document) bool {
	switch second.Status {
	case gongkai.StatusOK:
		return first.Status != gongkai.StatusOK || second.Reason == ""
	case gongkai.StatusScanned, gongkai.StatusEncrypted:
		return first.Status != gongkai.StatusOK
	}
	return false
}

// RenderFile is Pool's, by the second reader: it is the one that draws.
func (p Pair) RenderFile(ctx context.Context, path string, page, dpi int) (*image.RGBA, gongkai.Outcome, error) {
	return p.Second.RenderFile(ctx, path, page, dpi)
}

// Close ends the workers of both.
func (p Pair) Close() error { return errors.Join(p.First.Close(), p.Second.Close()) }
