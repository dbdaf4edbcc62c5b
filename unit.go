package gongkai

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
)

// UnitID names a publishing unit across years and documents: the first 16 hex
// digits of the SHA-256 over the region's code and the unit's name without
// spaces and punctuation, full-width forms taken as half-width ones. It is ""
// where the name is not known. A unit that changes its name gets a new ID.
func UnitID(region, unit string) string {
	name := strings.Map(func(r rune) rune {
		if r >= 0xFF01 && r <= 0xFF5E { // full-width ASCII (全角)
			r -= 0xFEE0
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, unit)
	if name == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(region + "/" + name))
	return hex.EncodeToString(sum[:8])
}
