package main

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/png"
	"os"

	"gongkai"
	"gongkai/archive"
	"gongkai/load"
)

// markDPI of a picture that people look at: a page of A4 is then some 1,200
// points wide.
const markDPI = 144

// mark writes the page of a trace as PNG with its cell framed.
func (a *app) mark(ctx context.Context, t *load.Trace, output string) error {
	fail := func(err error, hint string) error {
		return &gongkai.Error{Op: "draw page of document", Path: t.Document, Err: err, Hint: hint}
	}
	digest, err := gongkai.ParseDigest("sha256:" + gongkai.FileOfPortion(t.Document))
	if err != nil {
		return fail(err, "")
	}
	store, err := archive.Open(ctx, a.data())
	if err != nil {
		return err
	}
	data, err := store.Get(ctx, digest)
	if err = errors.Join(err, store.Close()); err != nil {
		return fail(err, "the original is in the data folder that it was fetched into: name it with --data")
	}
	f, err := os.CreateTemp("", "gongkai-*.pdf")
	if err != nil {
		return fail(err, "")
	}
	defer func() { _ = os.Remove(f.Name()) }()
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		return fail(err, "is the disk full?")
	}
	reader, err := a.readers()
	if err != nil {
		return err
	}
	defer func() { _ = reader.Close() }()
	picture, outcome, err := reader.RenderFile(ctx, f.Name(), int(t.Page), markDPI)
	if err != nil {
		return fail(err, "")
	}
	if picture == nil {
		return fail(errors.New(outcome.Reason), "")
	}
	frame(picture, t)
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		return fail(err, "")
	}
	return writeWhole(output, b.Bytes())
}

// frame draws a thick border around the place of a trace.
func frame(picture *image.RGBA, t *load.Trace) {
	const scale, room, thick = markDPI / 72.0, 3, 4
	r := image.Rect(int(float64(t.X0)*scale)-room, int(float64(t.Y0)*scale)-room, int(float64(t.X1)*scale)+room, int(float64(t.Y1)*scale)+room)
	border(picture, r.Intersect(picture.Bounds()), thick, color.NRGBA{0xd6, 0x27, 0x28, 0xff})
}
