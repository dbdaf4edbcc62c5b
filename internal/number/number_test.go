package number

import (
	"testing"

	"gongkai"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		in     string
		state  gongkai.CellState
		value  string
		places int
	}{
		{"823,063.90", "number", "823063.9", 2},
		{"１，２３４．５０", "number", "1234.5", 2},
		{" 82. 31 ", "number", "82.31", 2},
		{"0.00", "number", "0", 2},
		{"-1,234", "number", "-1234", 0},
		{"△12.5", "number", "-12.5", 1},
		{"（1,234.00）", "number", "-1234", 2},
		{"98.5%", "number", "98.5", 1},
		{"157.456789", "number", "157.456789", 6},
		{"", "blank", "", 0},
		{"　", "blank", "", 0},
		{"—", "dash", "", 0},
		{"--", "dash", "", 0},
		{"1,23,456", "text", "", 0},
		{"1234,567", "text", "", 0},
		{"12.", "text", "", 0},
		{"1.2.3", "text", "", 0},
		{"8 万元", "text", "", 0},
		{"合计", "text", "", 0},
		{"(-5)", "text", "", 0},
		{"123456789012345678901", "text", "", 0},
	} {
		n, state := Parse(c.in)
		if state != c.state || state == gongkai.CellNumber && (n.Value.String() != c.value || n.Places != c.places) {
			t.Errorf("Parse(%q) = %s (%d), %s; want %s (%d), %s", c.in, n.Value, n.Places, state, c.value, c.places, c.state)
		}
	}
}

func TestHalf(t *testing.T) {
	for _, c := range []struct {
		places int
		unit   string
		want   string
	}{{2, "万元", "50"}, {6, "万元", "0"}, {2, "元", "0"}, {0, "元", "0.5"}, {0, "亿元", "50000000"}, {2, "辆", "0"}} {
		if got := Half(c.places, c.unit); got.String() != c.want {
			t.Errorf("Half(%d, %s) = %s, want %s", c.places, c.unit, got, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"1,234.50", "(5)", "%", "-", "△", "1.", ",1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, state := Parse(s)
		if state != gongkai.CellNumber {
			return
		}
		again, st := Parse(n.Value.StringFixed(int32(n.Places)))
		if st != gongkai.CellNumber || !again.Value.Equal(n.Value) {
			t.Errorf("%q read as %s, which reads as %s", s, n.Value, again.Value)
		}
	})
}
