package registry

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/regexp"
)

// Version is the registry's integer version; raise it when a change of the
// YAML changes what documents are read as.
const Version = 11

//go:embed *.yaml
var files embed.FS

// Family is one statutory table.
type Family struct {
	Key   string        `yaml:"key"`
	Stage gongkai.Stage `yaml:"stage"` // "" for both
	ZH    string        `yaml:"zh"`
	EN    string        `yaml:"en"`
	// Aliases are titles as places print them, without the year; Check has each
	// find its own family.
	Aliases []string `yaml:"aliases"`
	// Title and Not are patterns over the title's key.
	Title []pattern `yaml:"title"`
	Not   []pattern `yaml:"not"`
	// Signatures are alternatives of what stands in the table.
	Signatures []Signature `yaml:"signatures"`
}

// Measure names what columns count whose header matches.
type Measure struct {
	Measure string  `yaml:"measure"`
	Match   pattern `yaml:"match"`
	// Under, where given, must match a header above: 购置费 counts vehicles only
	// under 公务用车.
	Under pattern `yaml:"under"`
}

// Item names a line of an outline.
type Item struct {
	Item  string  `yaml:"item"`
	Panel string  `yaml:"panel"`
	Match pattern `yaml:"match"`
}

// Code is a class of a classification.
type Code struct {
	Code  string   `yaml:"code"`
	Name  string   `yaml:"name"`
	Names []string `yaml:"names"` // other names, older years included
	COFOG string   `yaml:"cofog"`
}

// Registry is the parsed data; it is read-only and safe for concurrent use.
type Registry struct {
	Families []Family
	Measures []Measure
	Items    []Item
	// Codes by scheme: func, dept_econ, gov_econ.
	Codes map[string][]Code

	other      []pattern
	vocabulary []string
	byName     map[string]map[string]string
	// renamed leads from region/name to the name now, merged to the successor.
	renamed, merged map[string]string
}

// pattern is a regular expression in YAML.
type pattern struct{ *regexp.Regexp }

func (p *pattern) UnmarshalYAML(n *yaml.Node) error {
	re, err := regexp.Compile(n.Value)
	if err != nil {
		return fmt.Errorf("line %d: %w", n.Line, err)
	}
	p.Regexp = re
	return nil
}

// Default is the embedded registry. It panics when the embedded YAML is
// broken, which a test rules out.
var Default = sync.OnceValue(func() *Registry {
	r, err := Load()
	if err != nil {
		panic(err)
	}
	return r
})

// Load parses the embedded YAML.
func Load() (*Registry, error) { return LoadFS(files) }

// LoadFS parses families.yaml, measures.yaml, codes.yaml and, where it is there,
// units.yaml of a folder; see Check for what else must hold of them.
func LoadFS(folder fs.FS) (*Registry, error) {
	var families struct {
		Families   []Family  `yaml:"families"`
		Other      []pattern `yaml:"other"`
		Vocabulary []string  `yaml:"vocabulary"`
	}
	var words struct {
		Measures []Measure `yaml:"measures"`
		Items    []Item    `yaml:"items"`
	}
	var units struct {
		Units []Alias `yaml:"units"`
	}
	r := &Registry{Codes: map[string][]Code{}, byName: map[string]map[string]string{}}
	err := errors.Join(
		decode(folder, "families.yaml", &families),
		decode(folder, "measures.yaml", &words),
		decode(folder, "codes.yaml", &r.Codes),
	)
	if e := decode(folder, "units.yaml", &units); !errors.Is(e, fs.ErrNotExist) {
		err = errors.Join(err, e) // without the file no unit has changed its name
	}
	if err != nil {
		return nil, err
	}
	r.Families, r.Measures, r.Items = families.Families, words.Measures, words.Items
	r.other, r.vocabulary = families.Other, families.Vocabulary
	if err := r.aliases(units.Units); err != nil {
		return nil, err
	}
	for scheme, codes := range r.Codes {
		names := map[string]string{}
		for _, c := range codes {
			for _, n := range append([]string{c.Name}, c.Names...) {
				names[nameKey(n)] = c.Code
			}
		}
		r.byName[scheme] = names
	}
	return r, nil
}

func decode(folder fs.FS, name string, into any) error {
	data, err := fs.ReadFile(folder, name)
	if err != nil {
		return err
	}
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(into); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// nameKey makes 对个人和家庭的补助 and 对个人和家庭补助支出 one: names differ by
// 的 and by a final 支出 from place to place.
func nameKey(name string) string {
	k := strings.ReplaceAll(hanzi.Key(name), "的", "")
	return strings.TrimSuffix(k, "支出")
}

// CodeOf is the code of the class that bears the name in the scheme, or "".
func (r *Registry) CodeOf(scheme, name string) string { return r.byName[scheme][nameKey(name)] }

// COFOGOf is the approximate COFOG division of a functional code, by its class,
// or "".
func (r *Registry) COFOGOf(code string) string {
	for _, c := range r.Codes["func"] {
		if strings.HasPrefix(code, c.Code) {
			return c.COFOG
		}
	}
	return ""
}

// MeasureOf names what a column counts: the innermost header that says
// anything decides, but a 小计 or 合计 counts what stands over it, and a figure
// (预算数, 决算数) is of what stands over it, if that has a name. Money carried
// in or out is told apart by purse: 上年结转 / 一般公共预算 is carry_in.gpb. It
// is "" when no header says anything.
func (r *Registry) MeasureOf(path []string) string {
	sum, figure := "", ""
	for i := len(path) - 1; i >= 0; i-- {
		switch m := r.measure(path[:i+1]); {
		case m == "":
		case m == "total" || m == "subtotal":
			sum = "total"
		case IsFigure(m):
			if figure == "" {
				figure = m
			}
		case m == "revenue" || m == "expenditure":
			if sum == "" && figure == "" {
				return m
			} // 本年支出 / 合计 is the total of everything
		case m == "fiscal" && figure != "":
			// 财政拨款收入 / 预算数 names a side of the totals
		default:
			for k := i - 1; k >= 0; k-- {
				if over := r.measure(path[:k+1]); (over == "carry_in" || over == "carry_out") && over != m {
					return over + "." + m
				}
			}
			return m
		}
	}
	if sum != "" {
		return sum
	}
	return figure
}

// IsFigure says whether a measure tells only which of several numbers of one
// thing a column prints: that of the budget, of the accounts, of the year
// before, or the change.
func IsFigure(measure string) bool {
	switch measure {
	case "budget", "final", "executed", "prior", "change", "change_percent":
		return true
	}
	return false
}

// measure of the last header of path; what follows 其中 (of which) counts where
// no measure is named with it.
func (r *Registry) measure(path []string) string {
	key := hanzi.Key(path[len(path)-1])
	for _, k := range []string{key, strings.TrimPrefix(key, "其中")} {
		for _, m := range r.Measures {
			if m.Match.MatchString(k) && (m.Under.Regexp == nil || anyMatch(m.Under, path[:len(path)-1])) {
				return m.Measure
			}
		}
		if k == strings.TrimPrefix(key, "其中") {
			break
		}
	}
	return ""
}

func anyMatch(p pattern, headers []string) bool {
	for _, h := range headers {
		if p.MatchString(hanzi.Key(h)) {
			return true
		}
	}
	return false
}

// ItemOf names a line of an outline on one side of the totals; label without
// its number. It is "" for lines that have no name.
func (r *Registry) ItemOf(panel, label string) string {
	key := hanzi.Key(label)
	for _, it := range r.Items {
		if strings.HasPrefix(panel, it.Panel) && it.Match.MatchString(key) {
			return it.Item
		}
	}
	return ""
}

func matches(patterns []pattern, key string) bool {
	for _, p := range patterns {
		if p.MatchString(key) {
			return true
		}
	}
	return false
}

// Vocabulary is every word that stands in headers, for readers that look for
// tables where nothing is drawn.
func (r *Registry) Vocabulary() []string { return r.vocabulary }
