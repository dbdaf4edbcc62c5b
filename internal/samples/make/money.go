package main

import (
	"fmt"
	"hash/fnv"
	"strings"
)

// fen is an amount in 分, hundredths of a yuan: the samples add up exactly.
type fen int64

const yuan fen = 100

// String is "776,452.54", or "" for nothing: the tables of the samples print
// no zeros.
func (f fen) String() string {
	if f == 0 {
		return ""
	}
	sign, v := "", f
	if v < 0 {
		sign, v = "-", -v
	}
	whole := fmt.Sprint(int64(v / 100))
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return fmt.Sprintf("%s%s.%02d", sign, whole, int64(v%100))
}

// hundredths of 万元, half up, of an amount.
func (f fen) hundredths() int64 {
	const unit = int64(100 * yuan)
	if f < 0 {
		return -(-f).hundredths()
	}
	return (int64(f) + unit/2) / unit
}

// wan is "77.65": the amount in 万元 with two digits.
func (f fen) wan() string { return decimals(f.hundredths()) }

// decimals writes hundredths with two digits.
func decimals(v int64) string {
	sign := ""
	if v < 0 {
		sign, v = "-", -v
	}
	return fmt.Sprintf("%s%d.%02d", sign, v/100, v%100)
}

// percent is part of whole in percent with two digits, half up.
func percent(part, whole fen) string {
	if part < 0 {
		part = -part
	}
	return decimals((int64(part)*20000 + int64(whole)) / (2 * int64(whole)))
}

// vary moves an amount by up to ten percent either way, the same way for the
// same words, to whole hundreds of yuan.
func vary(base fen, words ...string) fen {
	h := fnv.New32a()
	_, _ = h.Write([]byte(strings.Join(words, "/"))) // a hash does not fail
	share := fen(h.Sum32()%21) + 90
	return base * share / 100 / (100 * yuan) * (100 * yuan)
}
