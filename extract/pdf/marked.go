package pdf

import (
	"unicode/utf8"

	"gongkai/extract/pdf/font"
	"gongkai/extract/pdf/object"
	"gongkai/internal/hanzi"
	"gongkai/internal/limits"
)

// mark is a stretch of marked content (标记内容).
type mark struct {
	hidden bool
	actual string // ActualText: what the glyphs from first on really say
	first  int
}

// maxMarks bounds marked content within marked content; real pages nest to 20.
const maxMarks = 4096

func (in *interpreter) beginMarked(args []object.Token, resources object.Dict) {
	m := mark{first: len(in.page.Glyphs)}
	if len(args) >= 2 && args[0].Kind == object.NameToken {
		doc := in.file.doc
		switch tag := string(args[0].Bytes); {
		case args[1].Kind == object.NameToken:
			properties := doc.Dict(resources["Properties"])[object.Name(args[1].Bytes)]
			if tag == "OC" {
				m.hidden = in.file.layers.hidden(doc, properties)
			} else if properties != nil {
				m.actual = doc.Text(doc.Dict(properties)["ActualText"])
			}
		case args[1].Kind == object.DictOpen:
			for i := 2; i+1 < len(args); i++ {
				if args[i].Kind == object.NameToken && string(args[i].Bytes) == "ActualText" && args[i+1].Kind == object.StringToken {
					m.actual = object.TextOf(args[i+1].Bytes)
				}
			}
		}
	}
	if len(in.marks) >= maxMarks+limits.PDFForms {
		return
	}
	if m.hidden {
		in.skip++
	}
	in.marks = append(in.marks, m)
}

func (in *interpreter) endMarked() {
	k := len(in.marks) - 1
	if k < 0 {
		return
	}
	m := in.marks[k]
	in.marks = in.marks[:k]
	if m.hidden {
		in.skip--
	}
	if m.actual != "" {
		in.substitute(m)
	}
}

// substitute puts ActualText in the place of glyphs that nobody can read. Where
// all can be read they are left as printed: some producers write whole
// sentences, or nothing of use, into ActualText.
func (in *interpreter) substitute(m mark) {
	if m.first >= len(in.page.Glyphs) {
		return
	}
	glyphs := in.page.Glyphs[m.first:]
	garbled := 0
	for i := range glyphs {
		if glyphs[i].Text == font.Garbled {
			garbled++
		}
	}
	text := hanzi.FoldRadicals(m.actual)
	if garbled == 0 || !utf8.ValidString(text) {
		return
	}
	runes := []rune(text)
	in.page.Garbled -= garbled
	for i := range glyphs {
		switch {
		case len(runes) == len(glyphs):
			glyphs[i].Text = string(runes[i])
		case i == 0:
			glyphs[i].Text = text
		default:
			glyphs[i].Text = ""
		}
		if glyphs[i].Text == font.Garbled {
			in.page.Garbled++
		}
	}
	if len(runes) != len(glyphs) { // the first says it all, in the place of all
		first := &glyphs[0]
		for i := range glyphs {
			first.Box = first.Union(glyphs[i].Box)
		}
		in.twice.forget(m.first + 1)
		in.page.Glyphs = in.page.Glyphs[:m.first+1]
	}
}
