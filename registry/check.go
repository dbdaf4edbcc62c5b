package registry

import (
	"fmt"
	"strings"

	"gongkai"
	"gongkai/internal/regexp"
)

var (
	keyForm   = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)
	nameForm  = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$`)
	digitForm = regexp.MustCompile(`^\d{3}(\d\d){0,2}$`)
	cofogForm = regexp.MustCompile(`^\d\d(\.\d)?$`)
)

// Check says what is wrong with the data, one sentence each, in the order of
// the files: keys that are not unique, aliases that find another family or none
// because one shadows it, signatures that say nothing, names that cannot be
// reached, codes without a parent.
func (r *Registry) Check() []string {
	var wrong []string
	say := func(file, format string, a ...any) { wrong = append(wrong, file+": "+fmt.Sprintf(format, a...)) }
	r.checkFamilies(say)
	r.checkWords(say)
	r.checkCodes(say)
	return wrong
}

type sayer = func(file, format string, a ...any)

func (r *Registry) checkFamilies(say sayer) {
	const file = "families.yaml"
	seen := map[string]bool{}
	owner := map[string]string{}
	for i := range r.Families {
		f := &r.Families[i]
		switch {
		case !keyForm.MatchString(f.Key):
			say(file, "family %d: key %q: want letters, digits and _", i+1, f.Key)
		case seen[f.Key]:
			say(file, "%s: the key comes twice", f.Key)
		}
		seen[f.Key] = true
		if f.ZH == "" || f.EN == "" || len(f.Title) == 0 {
			say(file, "%s: zh, en and title are needed", f.Key)
		}
		if f.Stage != "" && f.Stage != gongkai.StageBudget && f.Stage != gongkai.StageFinal {
			say(file, "%s: stage %q: want budget, final or none", f.Key, f.Stage)
		}
		for k := range f.Signatures {
			sig := &f.Signatures[k]
			if n := len(sig.Header) + len(sig.Seen) + len(sig.Body); n == 0 || sig.Alone && n < 2 {
				say(file, "%s: signature %d has %d patterns: too few to tell a table by", f.Key, k+1, n)
			}
		}
		for _, alias := range append([]string{f.ZH}, f.Aliases...) {
			at := alias + string(f.Stage)
			if o := owner[at]; o != "" && o != f.Key {
				say(file, "%s: alias %s is an alias of %s too", f.Key, alias, o)
			}
			owner[at] = f.Key
			if got, _ := r.Identify(Sight{Stage: f.Stage, Title: alias}); got == nil {
				say(file, "%s: alias %s finds no family", f.Key, alias)
			} else if got.Key != f.Key {
				say(file, "%s: alias %s finds %s, which shadows it", f.Key, alias, got.Key)
			}
		}
	}
	for i, p := range r.other {
		if p.MatchString("") {
			say(file, "other %d: %s matches every title", i+1, p)
		}
	}
}

func (r *Registry) checkWords(say sayer) {
	const file = "measures.yaml"
	before := map[string]string{}
	for _, m := range r.Measures {
		if !nameForm.MatchString(m.Measure) || m.Match.Regexp == nil {
			say(file, "measure %q: a name and match are needed", m.Measure)
			continue
		}
		rule := m.Match.String()
		if m.Under.Regexp != nil {
			rule += " under " + m.Under.String()
		}
		if o := before[rule]; o != "" {
			say(file, "measure %s: %s belongs to %s already", m.Measure, rule, o)
		}
		before[rule] = m.Measure
	}
	items := map[string]bool{}
	for _, it := range r.Items {
		if !nameForm.MatchString(it.Item) || it.Match.Regexp == nil || it.Panel != "revenue" && it.Panel != "expenditure" {
			say(file, "item %q: a name, match and a panel (revenue, expenditure) are needed", it.Item)
			continue
		}
		rule := it.Panel + " " + it.Match.String()
		if items[rule] {
			say(file, "item %s: its pattern comes twice", it.Item)
		}
		items[rule] = true
	}
}

func (r *Registry) checkCodes(say sayer) {
	const file = "codes.yaml"
	for _, scheme := range []string{"func", "dept_econ", "gov_econ"} {
		codes, names := map[string]bool{}, map[string]string{}
		for _, c := range r.Codes[scheme] {
			switch {
			case !digitForm.MatchString(c.Code) || c.Name == "":
				say(file, "%s %q: three, five or seven digits and a name are needed", scheme, c.Code)
				continue
			case codes[c.Code]:
				say(file, "%s %s comes twice", scheme, c.Code)
			case len(c.Code) > 3 && !codes[c.Code[:len(c.Code)-2]]:
				say(file, "%s %s stands before its parent, or without", scheme, c.Code)
			case c.COFOG != "" && !cofogForm.MatchString(c.COFOG):
				say(file, "%s %s: cofog %q: want two digits", scheme, c.Code, c.COFOG)
			}
			codes[c.Code] = true
			for _, n := range append([]string{c.Name}, c.Names...) {
				k := nameKey(n)
				if o := names[k]; o != "" && len(o) == len(c.Code) && o != c.Code {
					say(file, "%s: %s names both %s and %s", scheme, n, o, c.Code)
				}
				names[k] = c.Code
			}
		}
	}
	for scheme := range r.Codes {
		if !strings.Contains(" func dept_econ gov_econ ", " "+scheme+" ") {
			say(file, "scheme %s is unknown", scheme)
		}
	}
}
