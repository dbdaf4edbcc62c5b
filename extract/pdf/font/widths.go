package font

import (
	"sort"
	"strings"

	"gongkai/extract/pdf/object"
)

// widthSpan is a part of W: a list of widths, or one width for a range.
type widthSpan struct {
	first, last int
	list        object.Array
	width       float64
}

// verticalSpan is a part of W2: three numbers for each CID, or for a range.
type verticalSpan struct {
	first, last int
	list        object.Array
	down, x, y  float64
}

// spansOf reads both forms of W: c [w1 w2 …] and first last w.
func spansOf(doc *object.Document, w object.Array) []widthSpan {
	var spans []widthSpan
	for i := 0; i+1 < len(w); {
		first := doc.Int(w[i], 0)
		if list := doc.Array(w[i+1]); list != nil {
			spans = append(spans, widthSpan{first: first, last: first + len(list) - 1, list: list})
			i += 2
			continue
		}
		if i+2 >= len(w) {
			break
		}
		spans = append(spans, widthSpan{first: first, last: doc.Int(w[i+1], 0), width: doc.Float(w[i+2], 0)})
		i += 3
	}
	sort.SliceStable(spans, func(a, b int) bool { return spans[a].first < spans[b].first })
	return spans
}

// cidWidth is the width of a CID in thousandths of an em.
func (f *Font) cidWidth(cid int) float64 {
	i := sort.Search(len(f.spans), func(i int) bool { return f.spans[i].first > cid })
	for k := i - 1; k >= max(0, i-overlap); k-- {
		if s := f.spans[k]; cid <= s.last {
			if s.list != nil {
				return f.doc.Float(s.list[cid-s.first], f.width)
			}
			return s.width
		}
	}
	return f.width
}

// verticalsOf reads both forms of W2.
func verticalsOf(doc *object.Document, w object.Array) []verticalSpan {
	var spans []verticalSpan
	for i := 0; i+1 < len(w); {
		first := doc.Int(w[i], 0)
		if list := doc.Array(w[i+1]); list != nil {
			spans = append(spans, verticalSpan{first: first, last: first + len(list)/3 - 1, list: list})
			i += 2
			continue
		}
		if i+4 >= len(w) {
			break
		}
		spans = append(spans, verticalSpan{
			first: first, last: doc.Int(w[i+1], 0),
			down: doc.Float(w[i+2], 0), x: doc.Float(w[i+3], 0), y: doc.Float(w[i+4], 0),
		})
		i += 5
	}
	sort.SliceStable(spans, func(a, b int) bool { return spans[a].first < spans[b].first })
	return spans
}

// vertical metrics of a CID in thousandths of an em: how far it moves on
// (negative is down) and where its origin for vertical writing stands.
func (f *Font) verticalMetrics(cid int, width float64) (down, x, y float64) {
	i := sort.Search(len(f.verticals), func(i int) bool { return f.verticals[i].first > cid })
	for k := i - 1; k >= max(0, i-overlap); k-- {
		if s := f.verticals[k]; cid <= s.last {
			if s.list != nil {
				j := 3 * (cid - s.first)
				return f.doc.Float(s.list[j], 0), f.doc.Float(s.list[j+1], 0), f.doc.Float(s.list[j+2], 0)
			}
			return s.down, s.x, s.y
		}
	}
	return f.dw2[1], width / 2, f.dw2[0]
}

// standardWidths of ASCII from 32 for fonts that every reader has, in
// thousandths of an em (Adobe's core 14 font metrics).
var standardWidths = map[string][95]int16{
	"Helvetica": {
		278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
		1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
		333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
	},
	"Helvetica-Bold": {
		278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
		975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
		333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
	},
	"Times": {
		250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
		921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
		333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
	},
	"Times-Bold": {
		250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500,
		930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500,
		333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
	},
}

// standardWidth is the width of an ASCII character in a font that brings none:
// by its name, else half an em.
func standardWidth(name string, r rune) float64 {
	lower := strings.ToLower(name)
	if strings.Contains(lower, "courier") || strings.Contains(lower, "mono") {
		return 600
	}
	var family string
	switch {
	case strings.Contains(lower, "helvetica"), strings.Contains(lower, "arial"):
		family = "Helvetica"
	case strings.Contains(lower, "times"):
		family = "Times"
	default:
		return 500
	}
	if strings.Contains(lower, "bold") {
		family += "-Bold"
	}
	if w := standardWidths[family]; r >= 32 && r <= 126 {
		return float64(w[r-32])
	}
	return 556
}
