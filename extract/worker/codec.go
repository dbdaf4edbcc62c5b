package worker

import (
	"bytes"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"fmt"
	"image"

	"gongkai"
)

// Documents travel as gob. Measured on a document of 10,000 cells and 3,000
// paragraphs (2.0 MB of JSON), both ways together: gob 7.6 ms and 1.4 MB, JSON
// 36 ms; and gob keeps coordinates exactly, where JSON rounds them.

// encodeDocument appends doc to b.
func encodeDocument(b *bytes.Buffer, doc *gongkai.Document) error {
	if err := gob.NewEncoder(b).Encode(doc); err != nil {
		return fmt.Errorf("encode document: %w", err)
	}
	return nil
}

// decodeDocument reads what encodeDocument wrote. Gob does not tell empty
// from nil, so the slices that are never nil are made so again.
func decodeDocument(b []byte) (*gongkai.Document, error) {
	doc := new(gongkai.Document)
	if err := gob.NewDecoder(bytes.NewReader(b)).Decode(doc); err != nil {
		return nil, fmt.Errorf("decode document: %w", err)
	}
	notNil(&doc.ImagePages)
	notNil(&doc.Body)
	notNil(&doc.Tables)
	for i := range doc.Tables {
		notNil(&doc.Tables[i].Pages)
		notNil(&doc.Tables[i].Cells)
	}
	return doc, nil
}

// encodePicture appends width, height and pixels to b.
func encodePicture(b *bytes.Buffer, picture *image.RGBA) {
	size := picture.Bounds().Size()
	head := binary.BigEndian.AppendUint32(nil, uint32(size.X))
	b.Write(binary.BigEndian.AppendUint32(head, uint32(size.Y)))
	b.Grow(4 * size.X * size.Y)
	for y := range size.Y {
		row := picture.Pix[y*picture.Stride:]
		b.Write(row[:4*size.X])
	}
}

// decodePicture reads what encodePicture wrote.
func decodePicture(b []byte) (*image.RGBA, error) {
	if len(b) < 8 {
		return nil, errors.New("decode picture: no size")
	}
	w, h := int(binary.BigEndian.Uint32(b)), int(binary.BigEndian.Uint32(b[4:]))
	if w <= 0 || h <= 0 || w > len(b) || h > len(b) || 4*w*h != len(b)-8 {
		return nil, fmt.Errorf("decode picture: %d by %d pixels in %d bytes", w, h, len(b)-8)
	}
	return &image.RGBA{Pix: b[8:], Stride: 4 * w, Rect: image.Rect(0, 0, w, h)}, nil
}

func notNil[T any](s *[]T) {
	if *s == nil {
		*s = []T{}
	}
}
