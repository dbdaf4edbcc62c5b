package gongkai

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
)

// Box is a rectangle on a page, in points from the top left corner of the page
// as a person sees it: X grows to the right, Y grows downwards, X0 <= X1 and
// Y0 <= Y1. The zero Box means "no place known".
type Box struct{ X0, Y0, X1, Y1 float64 }

// IsZero says whether the box names no place.
func (b Box) IsZero() bool { return b == Box{} }

// Width is the horizontal extent in points.
func (b Box) Width() float64 { return b.X1 - b.X0 }

// Height is the vertical extent in points.
func (b Box) Height() float64 { return b.Y1 - b.Y0 }

// Union is the smallest box that holds both; a zero Box adds nothing.
func (b Box) Union(c Box) Box {
	switch {
	case b.IsZero():
		return c
	case c.IsZero():
		return b
	}
	return Box{math.Min(b.X0, c.X0), math.Min(b.Y0, c.Y0), math.Max(b.X1, c.X1), math.Max(b.Y1, c.Y1)}
}

// Contains says whether the point lies in the box, its edges included.
func (b Box) Contains(x, y float64) bool {
	return x >= b.X0 && x <= b.X1 && y >= b.Y0 && y <= b.Y1
}

// MarshalJSON writes [x0,y0,x1,y1] with at most two decimals.
func (b Box) MarshalJSON() ([]byte, error) {
	out := append(make([]byte, 0, 40), '[')
	for i, v := range [4]float64{b.X0, b.Y0, b.X1, b.Y1} {
		if i > 0 {
			out = append(out, ',')
		}
		out = appendPoint(out, v)
	}
	return append(out, ']'), nil
}

// UnmarshalJSON reads [x0,y0,x1,y1].
func (b *Box) UnmarshalJSON(data []byte) error {
	var v [4]float64
	if err := json.Unmarshal(data, &v); err != nil {
		return fmt.Errorf("box: %w", err)
	}
	*b = Box{v[0], v[1], v[2], v[3]}
	return nil
}

// appendPoint renders a coordinate with at most two decimals and no exponent.
func appendPoint(b []byte, v float64) []byte {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return append(b, '0')
	}
	return strconv.AppendFloat(b, math.Round(v*100)/100, 'f', -1, 64)
}
