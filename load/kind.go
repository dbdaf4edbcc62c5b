package load

import (
	"strconv"
	"strings"
)

// kind is a ClickHouse type taken apart: Nullable and LowCardinality off, they
// say nothing about the value.
type kind struct {
	base     string
	args     []string
	nullable bool
}

func parseKind(t string) kind {
	var k kind
	for {
		t = strings.TrimSpace(t)
		base, rest, ok := strings.Cut(t, "(")
		if !ok || !strings.HasSuffix(rest, ")") {
			k.base = t
			return k
		}
		inner := rest[:len(rest)-1]
		switch base {
		case "Nullable":
			k.nullable, t = true, inner
		case "LowCardinality":
			t = inner
		default:
			k.base, k.args = base, splitArguments(inner)
			return k
		}
	}
}

// splitArguments cuts at the commas outside of brackets and quotes.
func splitArguments(s string) []string {
	var out []string
	depth, begin, quoted := 0, 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quoted && c == '\\':
			i++
		case c == '\'':
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == ',' && depth == 0:
			out = append(out, strings.TrimSpace(s[begin:i]))
			begin = i + 1
		}
	}
	return append(out, strings.TrimSpace(s[begin:]))
}

// number is an argument of the type, or 0.
func (k kind) number(i int) int {
	if i >= len(k.args) {
		return 0
	}
	n, _ := strconv.Atoi(k.args[i])
	return n
}

// decimal gives precision and scale; ok says whether the type is a decimal.
func (k kind) decimal() (precision, scale int, ok bool) {
	switch k.base {
	case "Decimal":
		return k.number(0), k.number(1), true
	case "Decimal32":
		return 9, k.number(0), true
	case "Decimal64":
		return 18, k.number(0), true
	case "Decimal128":
		return 38, k.number(0), true
	case "Decimal256":
		return 76, k.number(0), true
	}
	return 0, 0, false
}

// numeric types are set to the right in a table.
func (k kind) numeric() bool {
	if _, _, ok := k.decimal(); ok {
		return true
	}
	return strings.HasPrefix(k.base, "Int") && !strings.HasPrefix(k.base, "Interval") ||
		strings.HasPrefix(k.base, "UInt") || strings.HasPrefix(k.base, "Float")
}
