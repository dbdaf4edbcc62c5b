package number

import (
	"strings"

	"github.com/shopspring/decimal"

	"gongkai"
	"gongkai/internal/hanzi"
)

// Number is a printed number.
type Number struct {
	// Value is exact.
	Value decimal.Decimal
	// Places counts the printed digits after the point.
	Places int
	// Percent says that a percent sign follows; Value is not divided.
	Percent bool
}

// maxDigits is more than any printed amount has; longer runs are codes.
const maxDigits = 20

// Parse reads a cell's text: separators in groups of three, signs - － − △ ▲,
// brackets for negatives, a percent sign, spaces of a wrapped number. State is
// CellNumber, CellBlank, CellDash or CellText; Number is set for the first only.
func Parse(raw string) (Number, gongkai.CellState) {
	s := hanzi.Squeeze(raw)
	if s == "" {
		return Number{}, gongkai.CellBlank
	}
	if isDash(s) {
		return Number{}, gongkai.CellDash
	}
	var n Number
	negative := false
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
		s, negative = s[1:len(s)-1], true
	}
	if s, n.Percent = cutPercent(s); s == "" {
		return Number{}, gongkai.CellText
	}
	for _, sign := range []string{"-", "−", "△", "▲", "+"} {
		if rest, ok := strings.CutPrefix(s, sign); ok {
			if negative {
				return Number{}, gongkai.CellText
			}
			s, negative = rest, sign != "+"
			break
		}
	}
	digits, places, ok := plain(s)
	if !ok {
		return Number{}, gongkai.CellText
	}
	v, err := decimal.NewFromString(digits)
	if err != nil {
		return Number{}, gongkai.CellText
	}
	if negative {
		v = v.Neg()
	}
	n.Value, n.Places = v, places
	return n, gongkai.CellNumber
}

func cutPercent(s string) (string, bool) {
	for _, p := range []string{"%", "％"} {
		if rest, ok := strings.CutSuffix(s, p); ok {
			return rest, true
		}
	}
	return s, false
}

func isDash(s string) bool {
	for _, r := range s {
		switch r {
		case '-', '—', '–', '―', '─', '−', '/', '…', '·':
		default:
			return false
		}
	}
	return true
}

// plain drops well-formed thousands separators and counts the places.
func plain(s string) (digits string, places int, ok bool) {
	var b strings.Builder
	point, comma, run := -1, false, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			run++
			b.WriteByte(c)
			if b.Len() > maxDigits {
				return "", 0, false
			}
		case c == ',' && point < 0:
			if run == 0 || run > 3 || comma && run != 3 {
				return "", 0, false
			}
			comma, run = true, 0
		case c == '.' && point < 0 && run > 0:
			if comma && run != 3 {
				return "", 0, false
			}
			point, run = i, 0
			b.WriteByte(c)
		default:
			return "", 0, false
		}
	}
	switch {
	case run == 0, comma && point < 0 && run != 3:
		return "", 0, false
	case point >= 0:
		places = run
	}
	return b.String(), places, true
}

// scales are the units of money that are printed, as powers of ten of a yuan.
var scales = map[string]int32{"元": 0, "千元": 3, "万元": 4, "百万元": 6, "亿元": 8}

// IsMoney says whether unit is a unit of money.
func IsMoney(unit string) bool { _, ok := scales[unit]; return ok }

// Yuan is the value in yuan of v printed in unit; ok is false where unit is no
// unit of money.
func Yuan(v decimal.Decimal, unit string) (yuan decimal.Decimal, ok bool) {
	s, ok := scales[unit]
	return v.Shift(s), ok
}

// Half is half of the last printed place, in yuan: how far the exact amount may
// lie from what is printed. It is zero where fen (0.01 yuan) or less is printed.
func Half(places int, unit string) decimal.Decimal {
	s, ok := scales[unit]
	if !ok || int(s)-places <= -2 {
		return decimal.Zero
	}
	return decimal.New(5, s-int32(places)-1)
}
