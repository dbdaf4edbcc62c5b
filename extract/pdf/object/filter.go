package object

import (
	"bytes"
	"fmt"
	"io"

	"github.com/klauspost/compress/flate"
)

// codec undoes filters; it keeps the decompressor's buffers between streams.
type codec struct {
	budget  *Budget
	inflate io.ReadCloser
	source  bytes.Reader
}

// step is one filter with its parameters, references resolved.
type step struct {
	filter Name
	params Dict
}

// maxSteps bounds the filters of one stream; real ones have at most three.
const maxSteps = 8

// decode applies the steps in order. What a damaged filter gave before the
// damage goes on to the next.
func (c *codec) decode(raw []byte, steps []step) ([]byte, error) {
	if len(steps) > maxSteps {
		return nil, fmt.Errorf("%w: %d filters on one stream", ErrTooLarge, len(steps))
	}
	for _, s := range steps {
		var err error
		switch s.filter {
		case "FlateDecode", "Fl":
			raw, err = c.flate(raw)
		case "LZWDecode", "LZW":
			raw, err = c.lzw(raw, s.params)
		case "ASCII85Decode", "A85":
			raw = ascii85(raw)
			err = c.budget.spend(len(raw))
		case "ASCIIHexDecode", "AHx":
			raw = asciiHex(raw)
			err = c.budget.spend(len(raw))
		case "RunLengthDecode", "RL":
			raw, err = c.runLength(raw)
		case "Crypt":
			// the Source has decrypted, or left alone, what it gave us
		case "DCTDecode", "DCT", "JPXDecode", "CCITTFaxDecode", "CCF", "JBIG2Decode":
			return nil, fmt.Errorf("%w: %s", ErrImage, s.filter)
		default:
			return nil, fmt.Errorf("%w: unknown filter %s", ErrDamaged, s.filter)
		}
		if err != nil {
			return nil, err
		}
		if p := integer(s.params["Predictor"], 1); p > 1 {
			if raw, err = unpredict(raw, p, s.params); err != nil {
				return nil, err
			}
		}
	}
	return raw, nil
}

// integer is the number that o is, or otherwise.
func integer(o Object, otherwise int) int {
	switch v := o.(type) {
	case int64:
		return int(v)
	case float64:
		return int(v)
	}
	return otherwise
}

// flate inflates zlib data. Checksums are not looked at, and a header that is
// none is taken as data.
func (c *codec) flate(raw []byte) ([]byte, error) {
	raw = bytes.TrimLeft(raw, "\r\n")
	body := raw
	if len(raw) >= 2 && raw[0]&0x0F == 8 && (int(raw[0])<<8|int(raw[1]))%31 == 0 {
		body = raw[2:]
	} else if len(raw) >= 2 && raw[0]&0x0F == 8 {
		body = raw[2:] // a header whose check digit is wrong
	}
	out, err := c.inflateAll(body)
	if len(out) == 0 && err == nil && len(raw) > 2 && len(body) != len(raw) {
		return c.inflateAll(raw)
	}
	return out, err
}

func (c *codec) inflateAll(body []byte) ([]byte, error) {
	c.source.Reset(body)
	if c.inflate == nil {
		c.inflate = flate.NewReader(&c.source)
	} else if r, ok := c.inflate.(flate.Resetter); ok {
		if err := r.Reset(&c.source, nil); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
	}
	room := c.budget.room()
	out := make([]byte, 0, min(room+1, 512+4*len(body)))
	for {
		if len(out) == cap(out) {
			grown := make([]byte, len(out), min(room+1, 2*cap(out)))
			copy(grown, out)
			out = grown
		}
		n, err := c.inflate.Read(out[len(out):cap(out)])
		out = out[:len(out)+n]
		if len(out) > room {
			c.budget.used += int64(len(out))
			return nil, fmt.Errorf("%w: a stream of %d bytes inflates to more than %d", ErrTooLarge, len(body), room)
		}
		if err != nil { // the end, or damage: what came before it counts
			return out, c.budget.spend(len(out))
		}
	}
}

// lzw decodes with codes of 9 to 12 bits, most significant bit first.
func (c *codec) lzw(raw []byte, params Dict) ([]byte, error) {
	early := 1
	if integer(params["EarlyChange"], 1) == 0 {
		early = 0
	}
	const clearCode, endCode, first = 256, 257, 258
	var prefix [4096]uint16
	var suffix [4096]byte
	var length [4096]int
	for i := range 256 {
		suffix[i], length[i] = byte(i), 1
	}
	room := c.budget.room()
	var out []byte
	next, width, previous := first, 9, -1
	acc, bits := uint32(0), 0
	for _, b := range raw {
		acc, bits = acc<<8|uint32(b), bits+8
		if bits < width {
			continue
		}
		code := int(acc >> (bits - width) & (1<<width - 1))
		bits -= width
		if code == endCode {
			break
		}
		if code == clearCode {
			next, width, previous = first, 9, -1
			continue
		}
		if code > next || code == next && previous < 0 || code >= first && code < next && length[code] == 0 {
			break
		}
		start := len(out)
		if code < next {
			n := length[code]
			out = append(out, make([]byte, n)...)
			for i, k := n-1, code; i >= 0; i-- {
				out[start+i] = suffix[k]
				k = int(prefix[k])
			}
		} else { // the code that is being defined
			n := length[previous]
			out = append(out, make([]byte, n+1)...)
			for i, k := n-1, previous; i >= 0; i-- {
				out[start+i] = suffix[k]
				k = int(prefix[k])
			}
			out[start+n] = out[start]
		}
		if len(out) > room {
			return nil, c.budget.spend(max(len(out), room+1))
		}
		if previous >= 0 && next < 4096 {
			prefix[next], suffix[next], length[next] = uint16(previous), out[start], length[previous]+1
			next++
		}
		previous = code
		for next+early >= 1<<width && width < 12 {
			width++
		}
	}
	return out, c.budget.spend(len(out))
}

func ascii85(raw []byte) []byte {
	out := make([]byte, 0, len(raw)*4/5+4)
	var group [5]uint32
	n := 0
	flush := func(n int) {
		var v uint32
		for i := range 5 {
			d := uint32(84)
			if i < n {
				d = group[i]
			}
			v = v*85 + d
		}
		for i := range n - 1 {
			out = append(out, byte(v>>(24-8*i)))
		}
	}
	for _, c := range raw {
		switch {
		case c == '~':
			if n > 1 {
				flush(n)
			}
			return out
		case c == 'z' && n == 0:
			out = append(out, 0, 0, 0, 0)
		case c >= '!' && c <= 'u':
			group[n] = uint32(c - '!')
			if n++; n == 5 {
				flush(5)
				n = 0
			}
		}
	}
	if n > 1 {
		flush(n)
	}
	return out
}

func asciiHex(raw []byte) []byte {
	digits, _, _ := bytes.Cut(raw, []byte{'>'})
	return appendHex(make([]byte, 0, len(digits)/2+1), digits)
}

func (c *codec) runLength(raw []byte) ([]byte, error) {
	room := c.budget.room()
	var out []byte
	for i := 0; i < len(raw) && raw[i] != 128; {
		n := int(raw[i])
		i++
		if n < 128 {
			end := min(i+n+1, len(raw))
			out = append(out, raw[i:end]...)
			i = end
		} else if i < len(raw) {
			out = append(out, bytes.Repeat(raw[i:i+1], 257-n)...)
			i++
		}
		if len(out) > room {
			return nil, c.budget.spend(max(len(out), room+1))
		}
	}
	return out, c.budget.spend(len(out))
}

// unpredict undoes the TIFF (2) and PNG (10 to 15) predictors.
func unpredict(data []byte, predictor int, params Dict) ([]byte, error) {
	colors, bits, columns := integer(params["Colors"], 1), integer(params["BitsPerComponent"], 8), integer(params["Columns"], 1)
	if colors < 1 || colors > 32 || bits < 1 || bits > 16 || columns < 1 || columns > 1<<20 {
		return nil, fmt.Errorf("%w: predictor of %d colours, %d bits, %d columns", ErrDamaged, colors, bits, columns)
	}
	pixel := max(1, colors*bits/8)
	row := (colors*bits*columns + 7) / 8
	if predictor == 2 {
		return tiffRows(data, row, colors, bits), nil
	}
	out := make([]byte, 0, len(data))
	above := make([]byte, row)
	for len(data) > 1 {
		kind := data[0]
		n := min(row, len(data)-1)
		start := len(out)
		out = append(out, data[1:1+n]...)
		line := out[start:]
		data = data[1+n:]
		switch kind {
		case 1:
			for i := pixel; i < n; i++ {
				line[i] += line[i-pixel]
			}
		case 2:
			for i := range line {
				line[i] += above[i]
			}
		case 3:
			for i := range line {
				left := 0
				if i >= pixel {
					left = int(line[i-pixel])
				}
				line[i] += byte((left + int(above[i])) / 2)
			}
		case 4:
			for i := range line {
				var left, corner int
				if i >= pixel {
					left, corner = int(line[i-pixel]), int(above[i-pixel])
				}
				line[i] += paeth(left, int(above[i]), corner)
			}
		}
		copy(above, line)
	}
	return out, nil
}

func paeth(left, up, corner int) byte {
	p := left + up - corner
	dl, du, dc := abs(p-left), abs(p-up), abs(p-corner)
	switch {
	case dl <= du && dl <= dc:
		return byte(left)
	case du <= dc:
		return byte(up)
	}
	return byte(corner)
}

func abs(v int) int {
	if v < 0 {
		return -v
	}
	return v
}

// tiffRows undoes horizontal differences of 8 and 16 bits; other depths do not
// occur outside of images.
func tiffRows(data []byte, row, colors, bits int) []byte {
	out := bytes.Clone(data)
	for start := 0; start < len(out); start += row {
		line := out[start:min(start+row, len(out))]
		switch bits {
		case 8:
			for i := colors; i < len(line); i++ {
				line[i] += line[i-colors]
			}
		case 16:
			for i := 2 * colors; i+1 < len(line); i += 2 {
				v := uint16(line[i])<<8 | uint16(line[i+1])
				v += uint16(line[i-2*colors])<<8 | uint16(line[i-2*colors+1])
				line[i], line[i+1] = byte(v>>8), byte(v)
			}
		}
	}
	return out
}
