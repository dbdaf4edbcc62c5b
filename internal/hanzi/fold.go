package hanzi

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// FoldRadical is the ideograph for a radical, or r itself.
func FoldRadical(r rune) rune {
	if r < 0x2E80 || r > 0x2FD5 {
		return r
	}
	if i, ok := radicals[r]; ok {
		return i
	}
	return r
}

// FoldRadicals folds every radical of s and changes nothing else.
func FoldRadicals(s string) string {
	i := settled(s, 0)
	if i == len(s) {
		return s
	}
	return s[:i] + strings.Map(FoldRadical, s[i:])
}

// FoldWidth is the half-width form of a full-width ASCII character or of the
// ideographic space, or r itself.
func FoldWidth(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFEE0
	case r == 0x3000, r == 0x00A0:
		return ' '
	case r == 0xFFE5:
		return '¥'
	}
	return r
}

// Fold folds radicals and width; length in runes and order stay.
func Fold(s string) string { return each(s, false, false) }

// Squeeze folds s and drops all white space.
func Squeeze(s string) string { return each(s, true, false) }

// Key is s for comparison: folded, only letters and digits kept.
func Key(s string) string { return each(s, false, true) }

// each folds s and drops what is not wanted: white space, or all but letters
// and digits.
func each(s string, noSpace, lettersOnly bool) string {
	var out []byte // from the first change on
	start := 0     // what of s is not in out
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			alnum := c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
			if !alnum && (lettersOnly || noSpace && (c == ' ' || c >= '\t' && c <= '\r')) {
				if out == nil {
					out = make([]byte, 0, len(s))
				}
				out = append(out, s[start:i]...)
				start = i + 1
			}
			i++
			continue
		}
		if ideograph(s, i) {
			i += 3
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		f := FoldWidth(FoldRadical(r))
		drop := noSpace && (unicode.IsSpace(f) || f == '\u200b' || f == '\ufeff') || lettersOnly && !unicode.IsLetter(f) && !unicode.IsDigit(f)
		if drop || f != r || r == utf8.RuneError && n == 1 {
			if out == nil {
				out = make([]byte, 0, len(s))
			}
			out = append(out, s[start:i]...)
			if !drop {
				out = utf8.AppendRune(out, f)
			}
			start = i + n
		}
		i += n
	}
	if out == nil && start == 0 {
		return s
	}
	return string(append(out, s[start:]...))
}

// ideograph says whether a character from U+4E00 to U+9FFF stands at s[i]: a
// letter that stays as it is. U+4000 to U+4DFF go the long way.
func ideograph(s string, i int) bool {
	return i+2 < len(s) && s[i] >= 0xE4 && s[i] <= 0xE9 && (s[i] > 0xE4 || s[i+1] >= 0xB8) && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80
}

// settled is how many bytes of s, from i on, are ASCII or ideographs, which no
// folding changes.
func settled(s string, i int) int {
	for i < len(s) {
		switch {
		case s[i] < utf8.RuneSelf:
			i++
		case ideograph(s, i):
			i += 3
		default:
			return i
		}
	}
	return i
}
