package registry

import "slices"

// RegionSuccessors are the codes that hold the territory of a division today,
// the largest part first; none for one that is still there.
func RegionSuccessors(code string) []string {
	x := regions()
	d := x.ended[code]
	if d == nil {
		return nil
	}
	var out []string
	for _, c := range d.now {
		next := RegionSuccessors(c)
		if len(next) == 0 {
			next = []string{c}
		}
		for _, n := range next {
			if !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

// regionToday is the code of a division after it became a district or a city
// (县改区, 撤县设市) or moved as it was; one that was divided or merged keeps its
// own, for what came of it is another body.
func regionToday(code string) string {
	x := regions()
	for d := x.ended[code]; d != nil && len(d.now) == 1 && x.heirs[d.now[0]] == 1; d = x.ended[code] {
		code = d.now[0]
	}
	return code
}
