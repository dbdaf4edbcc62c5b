package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"

	"gongkai"
)

// tableColours tell the tables of a page apart.
var tableColours = []color.NRGBA{
	{0xd6, 0x27, 0x28, 0xff}, {0x1f, 0x77, 0xb4, 0xff}, {0x2c, 0xa0, 0x2c, 0xff},
	{0xff, 0x7f, 0x0e, 0xff}, {0x94, 0x67, 0xbd, 0xff}, {0x17, 0xbe, 0xcf, 0xff},
}

// render writes a page of a file as PNG, with the cells that were found on it
// when asked to.
func (a *app) render(ctx context.Context, reader documentReader, file string, o inspectOptions) error {
	picture, outcome, err := reader.RenderFile(ctx, file, o.render, o.dpi)
	if err != nil {
		return inspectError(ctx, file, err)
	}
	if picture == nil {
		a.say("%s: %s: %s", file, outcome.Status, outcome.Reason)
		return errPartial
	}
	if o.overlay {
		doc, err := reader.ReadFile(ctx, file)
		if err != nil {
			return inspectError(ctx, file, err)
		}
		if doc.Status != gongkai.StatusOK {
			a.say("%s: no cells to draw: %s: %s", file, doc.Status, doc.Reason)
		}
		drawCells(picture, doc, o.render, float64(o.dpi)/72)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		return &gongkai.Error{Op: "write picture", Path: o.output, Err: err}
	}
	if o.output == "-" {
		_, err := a.stdout.Write(b.Bytes())
		return err
	}
	return writeWhole(o.output, b.Bytes())
}

// writeWhole writes beside and renames, so that there is never half a file.
func writeWhole(name string, data []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), ".gongkai-*")
	if err != nil {
		return &gongkai.Error{Op: "write picture", Path: name, Err: err, Hint: "is there such a folder?"}
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	_, err = f.Write(data)
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return &gongkai.Error{Op: "write picture", Path: name, Err: err}
	}
	return nil
}

func inspectError(ctx context.Context, file string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if cause := errors.Unwrap(err); cause != nil {
		err = cause
	}
	return &gongkai.Error{Op: "inspect", Path: file, Err: err, Hint: "is the path right?"}
}

// drawCells draws the borders of the cells on a page, a colour for each table.
// Cells that span several rows or columns are tinted and have thick borders.
func drawCells(picture *image.RGBA, doc *gongkai.Document, page int, scale float64) {
	shown := 0
	for i := range doc.Tables {
		colour := tableColours[shown%len(tableColours)]
		found := false
		for k := range doc.Tables[i].Cells {
			c := &doc.Tables[i].Cells[k]
			if c.Page != page {
				continue
			}
			found = true
			r := image.Rect(int(c.Box.X0*scale), int(c.Box.Y0*scale), int(c.Box.X1*scale)+1, int(c.Box.Y1*scale)+1)
			thick := 1
			if c.RowSpan > 1 || c.ColSpan > 1 {
				thick = 3
				tint := colour
				tint.A = 0x28
				draw.Draw(picture, r, image.NewUniform(tint), image.Point{}, draw.Over)
			}
			border(picture, r, thick, colour)
		}
		if found {
			shown++
		}
	}
}

// border draws the edges of r, inwards.
func border(picture *image.RGBA, r image.Rectangle, thick int, c color.Color) {
	ink := image.NewUniform(c)
	for _, edge := range []image.Rectangle{
		{r.Min, image.Pt(r.Max.X, r.Min.Y+thick)}, {image.Pt(r.Min.X, r.Max.Y-thick), r.Max},
		{r.Min, image.Pt(r.Min.X+thick, r.Max.Y)}, {image.Pt(r.Max.X-thick, r.Min.Y), r.Max},
	} {
		draw.Draw(picture, edge, ink, image.Point{}, draw.Src)
	}
}

// checkRender says what of the flags for pictures does not go together.
func (o *inspectOptions) checkRender(files []string, changed func(string) bool) error {
	if !changed("render") {
		for _, f := range []string{"output", "overlay", "dpi"} {
			if changed(f) {
				return usageError{fmt.Errorf("--%s goes with --render", f)}
			}
		}
		return nil
	}
	switch {
	case o.render < 1:
		return usageError{fmt.Errorf("--render %d: pages count from 1", o.render)}
	case o.output == "":
		return usageError{errors.New("--render needs -o FILE.png")}
	case len(files) != 1:
		return usageError{errors.New("--render is for one file")}
	case o.dpi < 1 || o.dpi > 1200:
		return usageError{fmt.Errorf("--dpi %d: want 1 to 1200", o.dpi)}
	case o.json || o.csv || o.table != "":
		return usageError{errors.New("--render is not for --json, --table or --csv")}
	}
	return nil
}
