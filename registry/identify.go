package registry

import (
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
)

// Signature is one way a family's table looks: patterns over the keys of its
// cells, each between two /. All must match.
type Signature struct {
	Header []pattern `yaml:"header"` // the header's rows
	Seen   []pattern `yaml:"seen"`   // these and the first columns
	Body   []pattern `yaml:"body"`   // the first rows, all columns
	// Never may match nothing of what Seen looks at, nor of the body where the
	// signature looks there.
	Never []pattern `yaml:"never"`
	// Alone says that the signature identifies a table without its title.
	Alone bool `yaml:"alone"`
}

// Sight is what is seen of a table: its title as printed, and the keys of the
// cells of its parts as Cells joins them.
type Sight struct {
	Stage gongkai.Stage // "" when the document does not tell
	Title string
	// Header is of the header's rows, Labels of the first columns, Body of the
	// first rows; "" for a caption without a grid.
	Header, Labels, Body string
}

// Cells joins the keys of cells for a Sight: "/项目/预算数/".
func Cells(texts []string) string {
	var b strings.Builder
	b.WriteByte('/')
	for _, t := range texts {
		if k := hanzi.Key(t); k != "" {
			b.WriteString(k)
			b.WriteByte('/')
		}
	}
	if b.Len() == 1 {
		return ""
	}
	return b.String()
}

// Confidence in a key: a title and no grid to hold against it; a title with
// the whole signature; a signature alone.
const (
	confidentTitle     = 0.6
	confidentBoth      = 1.0
	confidentSignature = 0.5
)

// Identify says which family a table is, with a confidence from 0 to 1: by its
// title, unless what stands in the table refuses that, else by its signature
// alone. It is nil for tables that are not statutory.
func (r *Registry) Identify(s Sight) (*Family, float64) {
	t := hanzi.Key(s.Title)
	if strings.Contains(s.Header, "是否空表") || strings.Contains(s.Header, "是否为空表") {
		return nil, 0 // the catalogue names every table
	}
	if matches(r.other, t) && !strings.Contains(t, "预算表") && !strings.Contains(t, "决算表") && !strings.Contains(t, "资产配置") && !strings.Contains(t, "绩效目标") {
		return nil, 0
	}
	stage := stageOf(t, s.Stage)
	grid := s.Header != "" || s.Labels != "" || s.Body != ""
	for i := range r.Families {
		f := &r.Families[i]
		if !f.isOf(stage) || !matches(f.Title, t) || matches(f.Not, t) {
			continue
		}
		if len(f.Signatures) == 0 || !grid {
			return f, confidentTitle
		}
		share := f.share(&s)
		if share == 0 {
			continue
		}
		if !f.alone(&s) {
			// a caption that belongs to another table: what stands here is whole
			if other := r.alone(stage, &s); other != nil && other.Key != f.Key && !matches(other.Title, t) {
				return other, confidentSignature
			}
		}
		return f, confidentTitle + (confidentBoth-confidentTitle)*share
	}
	if f := r.alone(stage, &s); grid && f != nil {
		return f, confidentSignature
	}
	return nil, 0
}

// alone is the first family of which a signature that needs no title stands in
// the table whole.
func (r *Registry) alone(stage gongkai.Stage, s *Sight) *Family {
	if stage == "" && strings.Contains(s.Header+s.Body, "决算") {
		stage = gongkai.StageFinal
	} else if stage == "" {
		stage = gongkai.StageBudget
	}
	for i := range r.Families {
		if f := &r.Families[i]; f.isOf(stage) && f.alone(s) {
			return f
		}
	}
	return nil
}

func (f *Family) alone(s *Sight) bool {
	for k := range f.Signatures {
		if sig := &f.Signatures[k]; sig.Alone && sig.share(s) == 1 {
			return true
		}
	}
	return false
}

// stageOf is the stage that a title names, else the document's.
func stageOf(title string, document gongkai.Stage) gongkai.Stage {
	switch final, budget := strings.Contains(title, "决算"), strings.Contains(title, "预算表") || strings.Contains(title, "预算总表"); {
	case final && !budget:
		return gongkai.StageFinal
	case budget && !final:
		return gongkai.StageBudget
	}
	return document
}

func (f *Family) isOf(stage gongkai.Stage) bool {
	return f.Stage == "" || stage == "" || f.Stage == stage
}

// share is the largest share of a signature that stands in the table.
func (f *Family) share(s *Sight) float64 {
	most := 0.0
	for i := range f.Signatures {
		most = max(most, f.Signatures[i].share(s))
	}
	return most
}

// share of the signature's patterns that match; 0 where something must never.
func (sig *Signature) share(s *Sight) float64 {
	for _, p := range sig.Never {
		if p.MatchString(s.Header) || p.MatchString(s.Labels) || len(sig.Body) > 0 && p.MatchString(s.Body) {
			return 0
		}
	}
	found := 0
	for _, p := range sig.Header {
		if p.MatchString(s.Header) {
			found++
		}
	}
	for _, p := range sig.Seen {
		if p.MatchString(s.Header) || p.MatchString(s.Labels) {
			found++
		}
	}
	for _, p := range sig.Body {
		if p.MatchString(s.Body) {
			found++
		}
	}
	return float64(found) / float64(len(sig.Header)+len(sig.Seen)+len(sig.Body))
}
