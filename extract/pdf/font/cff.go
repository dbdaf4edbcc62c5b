package font

import (
	"bytes"
	"math"
	"strconv"

	"gongkai/extract/pdf/object"
)

// cffTop holds what is needed of a Top DICT.
type cffTop struct {
	charset, encoding, charStrings int
	cid                            bool
}

// cffIndex reads an INDEX and gives the offset behind it.
func cffIndex(data []byte, at int) (items [][]byte, end int) {
	count := be16(data, at)
	if count == 0 {
		return nil, at + 2
	}
	size := 0
	if at+2 < len(data) {
		size = int(data[at+2])
	}
	if size < 1 || size > 4 {
		return nil, len(data)
	}
	offset := func(i int) int {
		v := 0
		for _, b := range slice(data, at+3+i*size, size) {
			v = v<<8 | int(b)
		}
		return v
	}
	base := at + 3 + (count+1)*size - 1
	for i := range count {
		from, to := offset(i), offset(i+1)
		if from < 1 || to < from || base+to > len(data) {
			return items, len(data)
		}
		items = append(items, data[base+from:base+to])
	}
	return items, base + offset(count)
}

// cffDict reads operands up to each operator.
func cffDict(d []byte, f func(op int, operands []float64)) {
	var operands []float64
	for i := 0; i < len(d); {
		b := int(d[i])
		i++
		switch {
		case b <= 21:
			if b == 12 && i < len(d) {
				b = 1200 + int(d[i])
				i++
			}
			f(b, operands)
			operands = operands[:0]
		case b == 28:
			operands = append(operands, float64(int16(be16(d, i))))
			i += 2
		case b == 29:
			operands = append(operands, float64(int32(be32(d, i))))
			i += 4
		case b == 30: // a real in nibbles
			for i < len(d) && d[i]&0x0F != 0x0F && d[i]>>4 != 0x0F {
				i++
			}
			i++
			operands = append(operands, math.NaN())
		case b >= 32 && b <= 246:
			operands = append(operands, float64(b-139))
		case b >= 247 && b <= 250 && i < len(d):
			operands = append(operands, float64((b-247)*256+int(d[i])+108))
			i++
		case b >= 251 && b <= 254 && i < len(d):
			operands = append(operands, float64(-(b-251)*256-int(d[i])-108))
			i++
		}
		if len(operands) > 64 {
			return
		}
	}
}

// parseCFF takes charset and encoding of a Compact Font Format font.
func (p *program) parseCFF(data []byte) {
	_, at := cffIndex(data, int(data[2])) // names
	tops, at := cffIndex(data, at)
	strings, _ := cffIndex(data, at)
	if len(tops) == 0 {
		return
	}
	var top cffTop
	cffDict(tops[0], func(op int, v []float64) {
		last := 0
		if len(v) > 0 && !math.IsNaN(v[len(v)-1]) {
			last = int(v[len(v)-1])
		}
		switch op {
		case 15:
			top.charset = last
		case 16:
			top.encoding = last
		case 17:
			top.charStrings = last
		case 1230:
			top.cid = true
		}
	})
	glyphs := be16(data, top.charStrings)
	if top.charStrings <= 0 || glyphs == 0 {
		return
	}
	p.glyphs = glyphs
	sids := cffCharset(data, top.charset, glyphs)
	if top.cid {
		p.cids = make(map[int]int, len(sids))
		for g, cid := range sids {
			p.cids[cid] = g
		}
		return
	}
	names := make([]string, len(sids))
	for g, sid := range sids {
		if sid < len(cffStrings()) {
			names[g] = cffStrings()[sid]
		} else if i := sid - cffStandard; i >= 0 && i < len(strings) {
			names[g] = string(strings[i])
		}
	}
	p.names = names
	p.cffEncoding(data, top.encoding)
}

// cffCharset is the SID or CID of each glyph.
func cffCharset(data []byte, at, glyphs int) []int {
	sids := make([]int, 1, glyphs)
	if at <= 2 { // ISOAdobe, and the expert sets, which nobody uses here
		for g := 1; g < min(glyphs, 229); g++ {
			sids = append(sids, g)
		}
		return sids
	}
	if at >= len(data) {
		return sids
	}
	format := data[at]
	at++
	for len(sids) < glyphs && at+2 <= len(data) {
		first, left := be16(data, at), 0
		at += 2
		switch format {
		case 1:
			left = be16(data, at-1) & 0xFF
			if at < len(data) {
				left = int(data[at])
			}
			at++
		case 2:
			left = be16(data, at)
			at += 2
		}
		for i := 0; i <= left && len(sids) < glyphs; i++ {
			sids = append(sids, first+i)
		}
	}
	return sids
}

// cffEncoding reads the font's own encoding, code to GID.
func (p *program) cffEncoding(data []byte, at int) {
	if at <= 1 || at >= len(data) {
		return // Standard or Expert: the names say it
	}
	p.encoding = map[int]int{}
	format, n := data[at]&0x7F, 0
	if at+1 < len(data) {
		n = int(data[at+1])
	}
	at += 2
	gid := 1
	for range n {
		if at >= len(data) {
			return
		}
		code, left := int(data[at]), 0
		at++
		if format == 1 {
			if at >= len(data) {
				return
			}
			left = int(data[at])
			at++
		}
		for i := 0; i <= left; i++ {
			p.encoding[code+i] = gid
			gid++
		}
	}
}

// parseType1 reads the encoding of a Type 1 font: "dup 65 /A put".
func parseType1(data []byte) *program {
	p := &program{codeName: map[int]string{}, unitsPerEm: 1000}
	at := bytes.Index(data, []byte("/Encoding"))
	if at < 0 {
		return p
	}
	end := len(data)
	if i := bytes.Index(data[at:], []byte("readonly def")); i >= 0 {
		end = at + i
	} else if i := bytes.Index(data[at:], []byte("eexec")); i >= 0 {
		end = at + i
	}
	l := object.NewLexer(data[at:end])
	var code object.Token
	for {
		t := l.Next()
		switch t.Kind {
		case object.End:
			return p
		case object.Integer:
			code = t
		case object.Keyword: // 8#101
			if octal, ok := bytes.CutPrefix(t.Bytes, []byte("#")); ok && code.Num == 8 {
				if v, err := strconv.ParseUint(string(octal), 8, 16); err == nil {
					code.Num = float64(v)
				}
			}
		case object.NameToken:
			if code.Kind == object.Integer && code.Num >= 0 && code.Num < 256 {
				p.codeName[int(code.Num)] = string(t.Bytes)
			}
			code = object.Token{}
		}
	}
}
