package hanzi

import (
	"strings"
	"unicode"
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
func FoldRadicals(s string) string { return strings.Map(FoldRadical, s) }

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
func Fold(s string) string {
	return strings.Map(func(r rune) rune { return FoldWidth(FoldRadical(r)) }, s)
}

// Squeeze folds s and drops all white space.
func Squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		r = FoldWidth(FoldRadical(r))
		if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
			return -1
		}
		return r
	}, s)
}

// Key is s for comparison: folded, only letters and digits kept.
func Key(s string) string {
	return strings.Map(func(r rune) rune {
		r = FoldWidth(FoldRadical(r))
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}
