package transform

import (
	"slices"

	"gongkai"
)

// text says of each element of the body which set it belongs to. A section with
// a cover goes with its own tables. Text between tables of two sets, where no
// cover stands, is the former's as long as it stands on a page with it: notes
// do, another unit's text begins a page.
func (s *splitter) text() []int {
	body := s.doc.Body
	owner := make([]int, len(body))
	next := make([]int, len(body)) // set of the next statutory table of the section
	covered := make([]bool, len(body))
	for n := len(s.sections) - 1; n >= 0; n-- {
		from, to := s.sections[n].from, len(body)
		if n+1 < len(s.sections) {
			to = s.sections[n+1].from
		}
		k := -1
		if s.alone[n] {
			k = slices.IndexFunc(s.sets, s.sections[n].imprint.fits)
		}
		for i := to - 1; i >= from; i-- {
			if e := &body[i]; e.Kind == gongkai.ElementTable && s.keys[e.Table] != "" && s.of[e.Table] >= 0 {
				k = s.of[e.Table]
			}
			next[i] = k
		}
		covered[from] = s.sections[n].covered
	}
	current, page, begun := max(next[0], 0), 0, true
	for i := range body {
		e := &body[i]
		if e.Kind == gongkai.ElementTable && s.keys[e.Table] != "" && s.of[e.Table] >= 0 {
			current, begun = s.of[e.Table], false
			if t := &s.doc.Tables[e.Table]; len(t.Pages) > 0 {
				page = t.Pages[len(t.Pages)-1]
			}
			owner[i] = current
			continue
		}
		switch {
		case covered[i]:
			if next[i] >= 0 {
				current, begun = next[i], true
			}
		case e.Kind == gongkai.ElementTable:
			if k := s.of[e.Table]; k >= 0 && !begun {
				current = k
			}
		case begun || next[i] < 0 || next[i] == current || len(e.Lines) == 0:
		case e.Lines[0].Page > page:
			current, begun = next[i], true
		}
		owner[i] = current
	}
	return owner
}
