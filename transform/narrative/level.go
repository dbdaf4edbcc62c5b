package narrative

import (
	"strings"

	"github.com/shopspring/decimal"

	"gongkai"
	"gongkai/internal/number"
	"gongkai/registry"
)

// level is a statement while it is being read.
type level struct {
	p     *passage
	value value
	// start and end of the clause in the passage.
	start, end int
	measure    string
	suffix     string
	subject    string
	code       string
	scheme     string
	// owner is the body named right before the subject, "" for none.
	owner string
	// parent is the level that this one is a part of.
	parent *level

	direction gongkai.Direction
	delta     *value
	percent   *value
	reason    string
	// noUnit: a bare zero, 预算为0.
	noUnit bool
	// beside: what follows still speaks of the level before.
	beside bool
}

// changed says whether the text has told how the level differs.
func (l *level) changed() bool { return l.delta != nil || l.percent != nil || l.direction != "" }

// extend says that the clause goes on to end in passage p; one that stands in
// an earlier passage keeps its place.
func (l *level) extend(p *passage, end int) {
	if l.p == p {
		l.end = max(l.end, end)
	}
}

// statement is false for levels that nothing names.
func (l *level) statement() (gongkai.Statement, bool) {
	p := l.p
	page, box := p.place(l.start, l.end)
	s := gongkai.Statement{
		Section:    p.section(),
		Subject:    l.subject,
		Measure:    l.measure + l.suffix,
		Kind:       l.value.kind,
		Code:       l.code,
		CodeScheme: l.scheme,
		Value:      l.value.digits,
		Unit:       brackets.Replace(l.value.unit),
		Direction:  l.direction,
		Reason:     l.reason,
		Raw:        p.text(l.start, l.end),
		Page:       page,
		Box:        box,
	}
	if s.Subject == "" || s.Measure == "" {
		return s, false
	}
	if s.Kind == gongkai.StatementMoney {
		if y, ok := number.Yuan(l.value.number.Value, l.value.unit); ok {
			s.Amount = &gongkai.Yuan{Decimal: y}
		} else if l.noUnit {
			s.Amount = &gongkai.Yuan{}
		}
	}
	if l.delta != nil {
		d := l.delta.number.Value
		if d.IsNegative() {
			d = d.Neg()
			s.Direction = opposite(s.Direction)
		}
		if d.IsZero() { // 增加（减少）0万元 as well
			s.Direction = gongkai.DirectionSame
		}
		// 增加0.5万元 beside 82.31元 would be read wrongly: Delta is in Unit.
		if l.delta.unit != l.value.unit {
			from, ok1 := number.Yuan(d, l.delta.unit)
			one, ok2 := number.Yuan(decimal.NewFromInt(1), l.value.unit)
			if !ok1 || !ok2 {
				return s, true
			}
			d = from.Div(one)
			s.Delta = d.String()
		} else {
			s.Delta = d.StringFixed(int32(l.delta.number.Places))
		}
		if y, ok := number.Yuan(d, l.value.unit); ok && s.Kind == gongkai.StatementMoney {
			s.DeltaAmount = &gongkai.Yuan{Decimal: y}
		}
	}
	if l.percent != nil {
		s.Percent = strings.TrimPrefix(l.percent.digits, "-")
	}
	return s, true
}

// brackets are printed full width as often as not; units are given so.
var brackets = strings.NewReplacer("(", "（", ")", "）")

func opposite(d gongkai.Direction) gongkai.Direction {
	switch d {
	case gongkai.DirectionUp:
		return gongkai.DirectionDown
	case gongkai.DirectionDown:
		return gongkai.DirectionUp
	}
	return d
}

// classCode is the code of a class that the text names without it. A name that
// stands in two classifications, and 其他支出, says too little.
func classCode(subject string) (code, scheme string) {
	name := strings.NewReplacer("（类）", "", "(类)", "", "“", "", "”", "", "\"", "").Replace(subject)
	if strings.ContainsAny(name, "·（(-") || strings.HasPrefix(name, "其他") || !strings.HasSuffix(name, "支出") && !strings.HasSuffix(name, "补助") {
		return "", ""
	}
	for _, s := range []string{"func", "dept_econ", "gov_econ"} {
		if c := registry.Default().CodeOf(s, name); len(c) == 3 {
			if code != "" {
				return "", ""
			}
			code, scheme = c, s
		}
	}
	return code, scheme
}
