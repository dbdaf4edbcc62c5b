package layout

import (
	"reflect"
	"strings"
	"testing"

	"gongkai"
)

// set sets text at size 10: each rune is an em wide when Chinese, half an em
// otherwise; a space is no glyph but a gap of that width.
func set(x, base float64, text string) []Glyph { return setSize(x, base, 10, text) }

func setSize(x, base, size float64, text string) []Glyph {
	var glyphs []Glyph
	for _, r := range text {
		w := size / 2
		if isHan(r) {
			w = size
		}
		if r != ' ' {
			glyphs = append(glyphs, Glyph{
				Text: string(r), Box: gongkai.Box{X0: x, Y0: base - 0.88*size, X1: x + w, Y1: base + 0.12*size}, Base: base, Size: size,
			})
		}
		x += w
	}
	return glyphs
}

// printed is set with its spaces as glyphs.
func printed(x, base float64, text string) []Glyph {
	var glyphs []Glyph
	for _, r := range text {
		w := 5.0
		if isHan(r) {
			w = 10
		}
		glyphs = append(glyphs, Glyph{Text: string(r), Box: gongkai.Box{X0: x, Y0: base - 8.8, X1: x + w, Y1: base + 1.2}, Base: base, Size: 10})
		x += w
	}
	return glyphs
}

func join(parts ...[]Glyph) []Glyph {
	var all []Glyph
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

// down sets vertical text, up and down turned text.
func down(x, y float64, text string) []Glyph {
	var glyphs []Glyph
	for _, r := range text {
		glyphs = append(glyphs, Glyph{Text: string(r), Box: gongkai.Box{X0: x - 5, Y0: y, X1: x + 5, Y1: y + 10}, Base: x, Size: 10, Vertical: true})
		y += 10
	}
	return glyphs
}

func turned(x, y float64, turn int, text string) []Glyph {
	var glyphs []Glyph
	for _, r := range text {
		if r != ' ' {
			glyphs = append(glyphs, Glyph{Text: string(r), Box: gongkai.Box{X0: x, Y0: y, X1: x + 10, Y1: y + 5}, Base: y, Size: 10, Turn: turn})
		}
		if turn == 270 {
			y -= 5
		} else {
			y += 5
		}
	}
	return glyphs
}

func TestLines(t *testing.T) {
	shift := func(glyphs []Glyph, by float64) []Glyph {
		for i := range glyphs {
			glyphs[i].X0 += by
			glyphs[i].X1 += by
		}
		return glyphs
	}
	reverse := func(glyphs []Glyph) []Glyph {
		for i, j := 0, len(glyphs)-1; i < j; i, j = i+1, j-1 {
			glyphs[i], glyphs[j] = glyphs[j], glyphs[i]
		}
		return glyphs
	}
	tests := []struct {
		name   string
		glyphs []Glyph
		want   []string // words set apart by |
	}{
		{"nothing", nil, nil},
		{"only spaces", printed(0, 100, "   "), nil},
		{"Chinese set solid", set(0, 100, "一般公共预算"), []string{"一般公共预算"}},
		{"a quarter em beside digits is no gap", join(set(0, 100, "共"), set(12.5, 100, "2026"), set(35, 100, "年")), []string{"共2026年"}},
		{"half an em beside Chinese is none either", join(set(0, 100, "合计"), set(25, 100, "12.50")), []string{"合计12.50"}},
		{"more is one", join(set(0, 100, "合计"), set(25.5, 100, "12.50")), []string{"合计|12.50"}},
		{"a space between numbers", set(0, 100, "12.50 13.00"), []string{"12.50|13.00"}},
		{"a narrow space between Latin words", join(set(0, 100, "of"), set(12.4, 100, "it")), []string{"of|it"}},
		{"kerning is none", join(set(0, 100, "of"), set(11.5, 100, "it")), []string{"ofit"}},
		{"a printed space in Chinese", printed(0, 100, "收 支"), []string{"收|支"}},
		{"a printed space that is moved back over", join(printed(0, 100, "收 "), set(10.5, 100, "支")), []string{"收支"}},
		{"two lines", join(set(0, 115, "乙"), set(0, 100, "甲")), []string{"甲", "乙"}},
		{"lines in any order of glyphs", reverse(set(0, 100, "部门预算")), []string{"部门预算"}},
		{"a raised mark stays on its line", join(set(0, 100, "Total"), setSize(25, 96.8, 6, "1"), set(50, 100, "9")), []string{"Total1|9"}},
		{"a raised mark before its line", join(setSize(0, 96.8, 6, "1"), set(4, 100, "Note")), []string{"1Note"}},
		{"small print between lines is a line", join(set(0, 100, "上"), setSize(0, 107, 5, "中"), set(0, 114, "下")), []string{"上", "中", "下"}},
		{"a slightly skewed line", join(set(0, 100, "甲"), set(20, 101.5, "乙")), []string{"甲|乙"}},
		{"text drawn at the same place twice keeps its order", shift(set(0, 100, "甲乙"), 3), []string{"甲乙"}},
		{"vertical text is read in columns from the right", join(down(50, 100, "预算"), down(100, 100, "部门")), []string{"部门", "预算"}},
		{"beside flat text", join(set(0, 100, "合计"), down(100, 120, "部门")), []string{"合计", "部门"}},
		{"turned text that reads downwards", turned(50, 100, 90, "Total 12.5"), []string{"Total|12.5"}},
		{"turned text that reads upwards", turned(50, 200, 270, "Total 12.5"), []string{"Total|12.5"}},
		{"columns of text that reads upwards go to the right", join(turned(70, 200, 270, "two"), turned(50, 200, 270, "one")), []string{"one", "two"}},
		{"a watermark is in no line", join(set(0, 100, "合计"), turned(10, 98, 45, "DRAFT"), turned(10, 98, 315, "DRAFT")), []string{"合计"}},
		{"a page laid askew on a scanner", func() []Glyph {
			g := set(0, 100, "合计")
			g[0].Turn, g[1].Turn = 359, 2
			return g
		}(), []string{"合计"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, l := range Lines(tt.glyphs) {
				var words []string
				for _, w := range l.Words {
					words = append(words, w.Text)
					text := ""
					for _, i := range l.Glyphs[w.From:w.To] {
						text += tt.glyphs[i].Text
						if g := &tt.glyphs[i]; g.X0 < w.X0 || g.X1 > w.X1 || g.Y0 < w.Y0 || g.Y1 > w.Y1 || i < w.First {
							t.Errorf("glyph %d is outside of its word %q", i, w.Text)
						}
					}
					if text != w.Text {
						t.Errorf("the glyphs of word %q are %q", w.Text, text)
					}
				}
				got = append(got, strings.Join(words, "|"))
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestLineText(t *testing.T) {
	lines := Lines(join(set(0, 100, "12.50 13.00"), set(100, 100, "元")))
	if len(lines) != 1 || lines[0].Text() != "12.50 13.00 元" {
		t.Errorf("got %v", lines)
	}
	if l := lines[0]; l.X0 != 0 || l.X1 != 110 || l.Base != 100 || l.Size != 10 {
		t.Errorf("box %v base %v size %v", l.Box, l.Base, l.Size)
	}
}

// page is a page of text: 40 lines of 35 characters.
func page() []Glyph {
	var glyphs []Glyph
	for i := range 40 {
		glyphs = append(glyphs, set(50, 50+18*float64(i), "二〇二六年部门预算支出12345.67万元，比上年增加12.5%，主要原因是")...)
	}
	return glyphs
}

func BenchmarkLines(b *testing.B) {
	glyphs := page()
	b.ReportAllocs()
	for b.Loop() {
		Lines(glyphs)
	}
}

// BenchmarkLinesOfCell is what most calls are: one short text.
func BenchmarkLinesOfCell(b *testing.B) {
	glyphs := set(0, 100, "1,234,567.89")
	b.ReportAllocs()
	for b.Loop() {
		Lines(glyphs)
	}
}
