package font

import (
	"strings"
	"unicode/utf8"

	"gongkai/extract/pdf/object"
	"gongkai/internal/hanzi"
)

// Garbled is the text of a code whose characters nobody knows.
const Garbled = "\uFFFD"

// Char is what a code comes to. Lengths are in em: times the font size they
// are text space.
type Char struct {
	// Text is usually one character; radicals are folded. Garbled where it is
	// not known, "" where the code shows nothing.
	Text string
	// Width is how far the code moves on in horizontal writing.
	Width float64
	// Down is how far it moves on in vertical writing, negative downwards; the
	// origin for vertical writing stands at OriginX, OriginY of the horizontal
	// one's glyph.
	Down, OriginX, OriginY float64
	// Spaced: word spacing applies, the code is a single byte 32.
	Spaced bool
	// Codes counts the codes that it stands for: character spacing applies once
	// for each.
	Codes int8

	known bool
}

// Font cuts strings into Chars. It is not safe for concurrent use: it fills
// its tables as codes are met.
type Font struct {
	// Name without the tag of a subset.
	Name string
	// Vertical: strings run downwards.
	Vertical bool
	// Bold as far as name and descriptor tell.
	Bold bool

	doc       *object.Document
	composite bool
	predefined
	encoding  *cmap // famCMap
	toUnicode *cmap

	// simple fonts
	names   map[byte]string // Differences
	base    base
	widths  object.Array
	first   int
	scale   float64 // of widths to em: 0.001, or the font matrix of Type 3
	type3   bool
	ready   bool // widths were given
	oneByte [256]Char

	// composite fonts
	width     float64 // default, in thousandths
	spans     []widthSpan
	verticals []verticalSpan
	dw2       [2]float64
	gids      []byte // CIDToGIDMap
	ordering  string // of the CID collection: GB1, Identity

	program     *program
	programFile object.Object
	loaded      bool

	twoByte [1024]*[64]Char
	longer  map[uint32]*Char
}

// Load reads a font dictionary. It never fails: what is missing or broken is
// guessed as other readers do.
func Load(doc *object.Document, o object.Object) *Font {
	d := doc.Dict(o)
	f := &Font{doc: doc, scale: 0.001, width: 1000, dw2: [2]float64{880, -1000}}
	f.Name = string(doc.Name(d["BaseFont"]))
	if len(f.Name) > 7 && f.Name[6] == '+' {
		f.Name = f.Name[7:]
	}
	if data, err := doc.Data(d["ToUnicode"]); err == nil && len(data) > 0 {
		if m := parseCMap(data); len(m.texts) > 0 {
			f.toUnicode = m
		}
	}
	if doc.Name(d["Subtype"]) == "Type0" {
		f.loadComposite(d)
	} else {
		f.loadSimple(d)
	}
	return f
}

func (f *Font) descriptor(d object.Dict) object.Dict {
	desc := f.doc.Dict(d["FontDescriptor"])
	for _, k := range []object.Name{"FontFile2", "FontFile3", "FontFile"} {
		if f.doc.Stream(desc[k]) != nil {
			f.programFile = desc[k]
			break
		}
	}
	lower := strings.ToLower(f.Name)
	f.Bold = strings.Contains(lower, "bold") || strings.Contains(lower, "black") || strings.Contains(lower, "heavy") ||
		f.doc.Int(desc["Flags"], 0)&(1<<18) != 0 || f.doc.Int(desc["FontWeight"], 400) >= 700
	return desc
}

// embedded reads the font's file on the first question, nil where it has none.
func (f *Font) embedded() *program {
	if !f.loaded {
		f.loaded = true
		if data, err := f.doc.Data(f.programFile); err == nil {
			f.program = parseProgram(data)
		}
	}
	return f.program
}

func (f *Font) loadComposite(d object.Dict) {
	f.composite = true
	doc := f.doc
	list := doc.Array(d["DescendantFonts"])
	var descendant object.Dict
	if len(list) > 0 {
		descendant = doc.Dict(list[0])
	} else {
		descendant = doc.Dict(d["DescendantFonts"])
	}
	f.ordering = doc.Text(doc.Dict(descendant["CIDSystemInfo"])["Ordering"])
	if s := doc.Stream(d["Encoding"]); s != nil {
		f.loadEncoding(s)
	} else if p, ok := predefinedCMap(string(doc.Name(d["Encoding"]))); ok {
		f.predefined = p
	} else {
		f.vertical = strings.HasSuffix(string(doc.Name(d["Encoding"])), "-V")
	}
	f.Vertical = f.vertical
	f.width = doc.Float(descendant["DW"], 1000)
	f.spans = spansOf(doc, doc.Array(descendant["W"]))
	if v := doc.Floats(descendant["DW2"]); len(v) >= 2 {
		f.dw2 = [2]float64{v[0], v[1]}
	}
	f.verticals = verticalsOf(doc, doc.Array(descendant["W2"]))
	f.descriptor(descendant)
	if data, err := doc.Data(descendant["CIDToGIDMap"]); err == nil {
		f.gids = data
	}
}

// loadEncoding takes an embedded CMap, or what it builds on.
func (f *Font) loadEncoding(s *object.Stream) {
	data, err := f.doc.Data(s)
	if err != nil || len(data) == 0 {
		return
	}
	m := parseCMap(data)
	parent := m.parent
	if n := f.doc.Name(s.Dict["UseCMap"]); n != "" {
		parent = string(n)
	}
	if p, ok := predefinedCMap(parent); ok {
		f.predefined = p
	}
	if f.doc.Int(s.Dict["WMode"], 0) == 1 || m.vertical {
		f.vertical = true
	}
	f.encoding = m
	if len(m.spaces) > 0 {
		f.family = famCMap
	}
}

func (f *Font) loadSimple(d object.Dict) {
	doc := f.doc
	f.family = famByte
	desc := f.descriptor(d)
	f.type3 = doc.Name(d["Subtype"]) == "Type3"
	if f.type3 {
		if m := doc.Floats(d["FontMatrix"]); len(m) == 6 && m[0] != 0 {
			f.scale = m[0]
		}
	}
	f.first = doc.Int(d["FirstChar"], 0)
	f.widths = doc.Array(d["Widths"])
	f.ready = len(f.widths) > 0
	f.width = doc.Float(desc["MissingWidth"], 0)

	enc := doc.Get(d["Encoding"])
	encDict := doc.Dict(enc)
	differences := doc.Array(encDict["Differences"])
	if f.programFile == nil && f.toUnicode == nil && !f.type3 && len(differences) == 0 && holdsGBK(f.Name) {
		f.family = famSimple
		return
	}
	name := doc.Name(enc)
	if encDict != nil {
		name = doc.Name(encDict["BaseEncoding"])
	}
	switch {
	case name == "WinAnsiEncoding":
		f.base = winAnsi
	case name == "MacRomanEncoding":
		f.base = macRoman
	case name == "StandardEncoding":
		f.base = standard
	case strings.HasPrefix(f.Name, "Symbol") && f.programFile == nil:
		f.base = symbol
	}
	code := 0
	for _, o := range differences {
		switch v := doc.Get(o).(type) {
		case int64:
			code = int(v)
		case float64:
			code = int(v)
		case object.Name:
			if code >= 0 && code < 256 {
				if f.names == nil {
					f.names = map[byte]string{}
				}
				f.names[byte(code)] = string(v)
			}
			code++
		}
	}
}

// Next gives the Char that s begins with and how many bytes it takes, at least
// one. s is not empty; the Char is good for as long as the font.
func (f *Font) Next(s []byte) (*Char, int) {
	n := 1
	switch {
	case f.family == famByte:
	case f.family == famCMap:
		n = max(1, f.encoding.cut(s))
	default:
		n = f.family.cut(s)
	}
	if n == 1 {
		c := &f.oneByte[s[0]]
		if !c.known {
			f.fill(c, s[:1])
		}
		return c, 1
	}
	code := codeOf(s[:n])
	if n == 2 {
		page := f.twoByte[code>>6]
		if page == nil {
			page = new([64]Char)
			f.twoByte[code>>6] = page
		}
		c := &page[code&63]
		if !c.known {
			f.fill(c, s[:2])
		}
		return c, 2
	}
	if c, ok := f.longer[code]; ok {
		return c, n
	}
	c := &Char{}
	f.fill(c, s[:n])
	if f.longer == nil {
		f.longer = map[uint32]*Char{}
	}
	f.longer[code] = c
	return c, n
}

func (f *Font) fill(c *Char, s []byte) {
	c.known, c.Codes = true, 1
	c.Spaced = len(s) == 1 && s[0] == 32
	switch {
	case f.composite:
		f.fillComposite(c, s)
	case f.family == famSimple:
		c.Codes = int8(len(s))
		c.Text = Readable(gbkText(s))
		for _, b := range s {
			if w, ok := f.simpleWidth(b); ok {
				c.Width += w
			} else {
				c.Width += 0.5
			}
		}
	default:
		f.fillSimple(c, s[0])
	}
}

func (f *Font) simpleWidth(code byte) (w float64, ok bool) {
	if i := int(code) - f.first; i >= 0 && i < len(f.widths) {
		return f.doc.Float(f.widths[i], 0) * f.scale, true
	}
	if f.ready {
		return f.width * f.scale, f.width > 0
	}
	return 0, false
}

func (f *Font) fillSimple(c *Char, code byte) {
	var text string
	if text = f.mapped(uint32(code)); text == Garbled && f.names[code] == ".notdef" {
		text = "" // a code that shows nothing
	} else if text == Garbled {
		text = Readable(f.simpleText(code))
	}
	c.Text = text
	w, ok := f.simpleWidth(code)
	if !ok && !f.ready && !f.type3 {
		p := f.embedded()
		if w, ok = p.width(p.gidOfCode(int(code))); !ok {
			r, _ := utf8.DecodeRuneInString(text)
			w = standardWidth(f.Name, r) / 1000
		}
	}
	c.Width = w
}

// simpleText asks the encoding, the glyph names and the embedded font.
func (f *Font) simpleText(code byte) string {
	if strings.HasPrefix(f.Name, "Wingdings") {
		if r, ok := wingdings[code]; ok {
			return string(r)
		}
	}
	if name, ok := f.names[code]; ok {
		if t := nameText(name); t != "" {
			return t
		}
		if gid, ok := nameGID(name); ok && f.programFile != nil {
			if t := f.embedded().text(gid); t != "" {
				return t
			}
		}
	}
	if f.base != nil {
		if r := f.base[code]; r != 0 {
			return string(r)
		}
	}
	if f.type3 {
		return ""
	}
	if p := f.embedded(); p != nil {
		if n, ok := p.codeName[int(code)]; ok {
			if t := nameText(n); t != "" {
				return t
			}
		}
		if gid := p.gidOfCode(int(code)); gid > 0 {
			if t := p.text(gid); t != "" && Readable(t) != Garbled {
				return t
			}
			if p.blank(gid) {
				return " "
			}
		}
	}
	if r := standard[code]; r != 0 && f.programFile != nil {
		return string(r)
	}
	if r := winAnsi[code]; r != 0 {
		return string(r)
	}
	return ""
}

func (f *Font) fillComposite(c *Char, s []byte) {
	code := codeOf(s)
	inherent := f.family.text(s)
	cid, ok := 0, false
	if f.encoding != nil {
		cid, ok = f.encoding.cid(code)
	}
	if !ok {
		cid, ok = f.cid(inherent, code, len(s))
	}
	c.Text = f.mapped(code)
	if c.Text == Garbled && inherent != "" {
		c.Text = Readable(inherent)
	}
	if c.Text == Garbled && (f.ordering == "GB1" || f.gb1 && f.encoding != nil) && ok {
		if r := gb1Rune(cid); r != 0 {
			c.Text = Readable(string(r))
		}
	}
	if c.Text == Garbled && f.programFile != nil {
		c.Text = f.programText(cid)
	}
	switch {
	case ok:
		c.Width = f.cidWidth(cid) / 1000
	case len(s) == 1:
		c.Width = 0.5
	default:
		c.Width = f.width / 1000
	}
	if f.Vertical {
		down, x, y := f.verticalMetrics(cid, 1000*c.Width)
		c.Down, c.OriginX, c.OriginY = down/1000, x/1000, y/1000
	}
}

// programText is the character of a CID as the embedded font's tables tell.
func (f *Font) programText(cid int) string {
	p := f.embedded()
	gid := cid
	if 2*cid+1 < len(f.gids) {
		gid = be16(f.gids, 2*cid)
	} else if p != nil && p.cids != nil {
		gid = p.cids[cid]
	}
	if t := Readable(p.text(gid)); t != Garbled {
		return t
	}
	if p.blank(gid) {
		return " "
	}
	return Garbled
}

// mapped is what ToUnicode says of a code. Fonts of signs have their codes in
// the private use area there, from U+F020.
func (f *Font) mapped(code uint32) string {
	text := f.toUnicode.lookup(code)
	if r, n := utf8.DecodeRuneInString(text); n == len(text) && r >= 0xF020 && r <= 0xF0FF {
		switch sign := byte(r); {
		case strings.HasPrefix(f.Name, "Wingdings") && wingdings[sign] != 0:
			return string(wingdings[sign])
		case strings.HasPrefix(f.Name, "Symbol") && symbol[sign] != 0:
			return Readable(string(symbol[sign]))
		}
	}
	return Readable(text)
}

// Readable folds radicals in text and gives Garbled for what is no character:
// nothing, controls and private use.
func Readable(text string) string {
	if text == "" {
		return Garbled
	}
	if len(text) == 1 {
		switch c := text[0]; {
		case c == '\t' || c == '\n' || c == '\r':
			return " "
		case c < 0x20 || c == 0x7F:
			return Garbled
		}
		return ascii[text[0] : text[0]+1]
	}
	for _, r := range text {
		switch {
		case r < 0x20 && r != '\t' && r != '\n' && r != '\r', r >= 0x7F && r < 0xA0, r == utf8.RuneError,
			r >= 0xE000 && r <= 0xF8FF, r == 0xFFFE, r == 0xFFFF, r >= 0xF0000:
			return Garbled
		}
	}
	switch text {
	case "\u00AD":
		return "-"
	case "\u200B", "\u200C", "\u200D", "\uFEFF", "\u2060":
		return ""
	}
	return hanzi.FoldRadicals(text)
}

// ascii holds every character of one byte, so that none is stored twice.
var ascii = func() string {
	b := make([]byte, 128)
	for i := range b {
		b[i] = byte(i)
	}
	return string(b)
}()
