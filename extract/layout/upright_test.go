package layout_test

import (
	"math"
	"testing"

	"gongkai"
	"gongkai/extract/layout"
	"gongkai/extract/layout/layouttest"
)

// TestSides turns a page to both sides and back.
func TestSides(t *testing.T) {
	up := layouttest.New(1, true)
	for i := range 5 {
		up.Text(100, 100+20*float64(i), "一般公共预算支出情况表")
	}
	up.H(300, 50, 700)
	if s := layout.SideOf(&up.Page); s != layout.SideUp {
		t.Fatalf("an upright page has side %d", s)
	}
	for side, turn := range map[layout.Side]int{layout.SideDown: 90, layout.SideRising: 270} {
		lying := up.Page // as it is printed on portrait paper
		lying.Width, lying.Height = up.Height, up.Width
		lying.Glyphs = nil
		for _, g := range up.Glyphs {
			g.Box, g.Turn = side.Back(g.Box, lying.Width, lying.Height), turn
			lying.Glyphs = append(lying.Glyphs, g)
		}
		lying.Rulings = nil
		for _, r := range up.Rulings {
			b := side.Back(gongkai.Box{X0: r.X0, Y0: r.Y0, X1: r.X1, Y1: r.Y1}, lying.Width, lying.Height)
			lying.Rulings = append(lying.Rulings, layout.Ruling{X0: b.X0, Y0: b.Y0, X1: b.X1, Y1: b.Y1})
		}
		if got := layout.SideOf(&lying); got != side {
			t.Fatalf("side %d, want %d", got, side)
		}
		read := lying.Turned(side)
		for i := range up.Glyphs {
			a, b := up.Glyphs[i], read.Glyphs[i]
			if math.Abs(a.X0-b.X0)+math.Abs(a.Y1-b.Y1)+math.Abs(a.Base-b.Base) > 0.01 || b.Turn != 0 {
				t.Fatalf("glyph %v came back as %v", a, b)
			}
		}
		if r := read.Rulings[0]; math.Abs(r.Y0-300)+math.Abs(r.X0-50)+math.Abs(r.X1-700) > 0.01 {
			t.Errorf("ruling came back as %v", r)
		}
	}
}
