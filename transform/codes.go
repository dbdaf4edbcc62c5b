package transform

import (
	"sort"
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/registry"
)

// LearnCodes learns the codes of the classifications from what documents print
// beside them: each with its names, the years it is seen in and, for functions,
// its COFOG division. Names that conflict are kept, all of them: 2016 and 2018
// gave the same digits other meanings. Codes are ordered by scheme and code.
func LearnCodes(reg *registry.Registry, readings []*gongkai.Reading) []gongkai.LearntCode {
	if reg == nil {
		reg = registry.Default()
	}
	type key struct{ scheme, code string }
	type seen struct {
		documents map[gongkai.Digest]int // year
		names     map[string]map[gongkai.Digest]int
		spelling  map[string]string
	}
	all := map[key]*seen{}
	for _, r := range readings {
		for i := range r.Facts {
			f := &r.Facts[i]
			name := codeName(f.Label)
			if !isClassified(f) || name == "" {
				continue
			}
			k := key{f.CodeScheme, f.Code}
			s := all[k]
			if s == nil {
				s = &seen{documents: map[gongkai.Digest]int{}, names: map[string]map[gongkai.Digest]int{}, spelling: map[string]string{}}
				all[k] = s
			}
			n := nameKeyOf(name)
			if s.names[n] == nil {
				s.names[n] = map[gongkai.Digest]int{}
				s.spelling[n] = name
			}
			s.documents[r.Digest] = r.Document.FiscalYear
			s.names[n][r.Digest] = r.Document.FiscalYear
		}
	}
	out := []gongkai.LearntCode{}
	for k, s := range all {
		c := gongkai.LearntCode{Scheme: k.scheme, Code: k.code, Level: (len(k.code) - 1) / 2, Parent: parentOfCode(k.code), Documents: len(s.documents), Names: []gongkai.CodeName{}}
		c.FirstYear, c.LastYear = years(s.documents)
		if k.scheme == "func" {
			c.COFOG = reg.COFOGOf(k.code)
		}
		for n, documents := range s.names {
			first, last := years(documents)
			c.Names = append(c.Names, gongkai.CodeName{Name: s.spelling[n], Documents: len(documents), FirstYear: first, LastYear: last})
		}
		sort.Slice(c.Names, func(a, b int) bool {
			x, y := c.Names[a], c.Names[b]
			switch {
			case x.Documents != y.Documents:
				return x.Documents > y.Documents
			case x.LastYear != y.LastYear:
				return x.LastYear > y.LastYear
			}
			return x.Name < y.Name
		})
		c.Name = c.Names[0].Name
		c.Conflict = conflict(c.Names)
		out = append(out, c)
	}
	sort.Slice(out, func(a, b int) bool {
		if out[a].Scheme != out[b].Scheme {
			return out[a].Scheme < out[b].Scheme
		}
		return out[a].Code < out[b].Code
	})
	return out
}

// isClassified says whether a fact's code is one of a classification, printed
// whole beside its own name.
func isClassified(f *gongkai.Fact) bool {
	switch f.Table {
	case "procurement", "service_purchase", "project_list", "carry_over", "basic_total":
		return false // their rows name projects and goods beside the code
	}
	switch f.CodeScheme {
	case "func":
		return len(f.Code) == 3 || len(f.Code) == 5 || len(f.Code) == 7
	case "dept_econ", "gov_econ":
		return len(f.Code) == 3 || len(f.Code) == 5
	}
	return false
}

// codeName is the name in a label: without its number, its own code and spaces.
func codeName(label string) string {
	l := strings.TrimSpace(stripMark(hanzi.Squeeze(label)))
	if m := codeAndName.FindStringSubmatch(l); m != nil {
		l = m[2]
	}
	if isTotal(l) || strings.ContainsAny(l, "0123456789") {
		return ""
	}
	return l
}

// nameKeyOf makes spellings of one name one: brackets, 的 and a final 支出 differ
// from place to place.
func nameKeyOf(name string) string {
	return strings.TrimSuffix(strings.ReplaceAll(hanzi.Key(name), "的", ""), "支出")
}

func years(documents map[gongkai.Digest]int) (first, last int) {
	for _, y := range documents {
		if y == 0 {
			continue
		}
		if first == 0 || y < first {
			first = y
		}
		last = max(last, y)
	}
	return first, last
}

// conflict says whether two names of one year share less than half of their
// characters: a code with another meaning, or a line that was read beside the
// wrong code.
func conflict(names []gongkai.CodeName) bool {
	for i, a := range names {
		for _, b := range names[i+1:] {
			if a.FirstYear <= b.LastYear && b.FirstYear <= a.LastYear && !alike(a.Name, b.Name) {
				return true
			}
		}
	}
	return false
}

func alike(a, b string) bool {
	ra, common := []rune(nameKeyOf(a)), 0
	kb := nameKeyOf(b)
	for _, r := range ra {
		if strings.ContainsRune(kb, r) {
			common++
		}
	}
	return 2*common >= min(len(ra), len([]rune(kb)))
}
