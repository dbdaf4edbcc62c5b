package extract

import (
	"math"
	"slices"
	"strings"

	"gongkai/extract/layout"
	"gongkai/internal/hanzi"
	"gongkai/internal/regexp"
)

// Captions stand in text boxes and in cells of their own, which are sometimes
// too narrow: 单位：万 with 元 below it, the end of a unit's long name below its
// beginning. What was broken is put back on the line where it began.

var (
	unitOpen  = regexp.MustCompile(`单位[:：](?:人民币)?[百千万亿]{0,2}$`)
	unitRest  = regexp.MustCompile(`^(?:万元|千元|百万元|亿元|元)[)）]?$`)
	ownerRest = regexp.MustCompile(`^[\p{Han}()（）]{0,11}[局院部会室队站心所校处办厅委馆团社镇乡区县场园][)）]?$`)
)

// wrapGap is the distance in font sizes between the lines of one box, at the
// most.
const wrapGap = 1.0

// mendWraps joins the second line of a unit or an owner to the first.
func mendWraps(items []item) []item {
	out := items[:0]
	for i := range items {
		it := items[i]
		if n := len(out) - 1; n >= 0 && it.fragment == nil && out[n].fragment == nil && out[n].page == it.page && it.line.Y0-out[n].line.Y1 <= wrapGap*it.line.Size {
			takeRest(&out[n].line, &it.line)
			if len(it.line.Words) == 0 {
				continue
			}
		}
		out = append(out, it)
	}
	return out
}

// takeRest moves what ends a part of upper from lower to it.
func takeRest(upper, lower *layout.Line) {
	if !slices.ContainsFunc(upper.Words, func(w layout.Word) bool { return strings.ContainsAny(w.Text, ":：") }) {
		return
	}
	for _, words := range partsOf(upper.Words) {
		text := hanzi.Squeeze(textOf(words))
		unit := unitOpen.MatchString(text)
		if !unit && classify(text).kind != partOwner {
			continue
		}
		for at, rest := range partsOf(lower.Words) {
			if unit && endsUnit(words, rest) || !unit && endsOwner(words, rest, lower.Words) {
				words[len(words)-1].Text += textOf(rest)
				lower.Words = slices.Delete(slices.Clone(lower.Words), at, at+len(rest))
				break
			}
		}
	}
}

// endsUnit says whether rest is the unit of money that the part above it lacks.
func endsUnit(above, rest []layout.Word) bool {
	return unitRest.MatchString(hanzi.Squeeze(textOf(rest))) && isBelow(above, rest)
}

// endsOwner says whether rest is the end of the name above it: the end of a
// unit's name that begins where the name's box does, and shares its line with
// nothing but a unit of money.
func endsOwner(above, rest, line []layout.Word) bool {
	text := hanzi.Squeeze(textOf(rest))
	if !ownerRest.MatchString(text) || classify(text).kind != partNone || !isBelow(above, rest) || math.Abs(rest[0].X0-above[0].X0) > 0.5*above[0].Size {
		return false
	}
	for _, other := range partsOf(line) {
		if other[0] != rest[0] && classify(textOf(other)).kind != partUnit {
			return false
		}
	}
	return true
}

// isBelow says whether rest stands within the width of what is above it.
func isBelow(above, rest []layout.Word) bool {
	size := max(above[0].Size, 1)
	return rest[0].X0 > above[0].X0-size && rest[len(rest)-1].X1 < above[len(above)-1].X1+size
}
