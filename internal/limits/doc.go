// Package limits holds every cap against hostile or absurd input, each with
// its arithmetic. Caps count bytes, operators, objects and glyphs, so that the
// same bytes always end the same way; the clock is only the last guard.
package limits
