package transform

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai"
)

// percentage recomputes the printed percentage from value and change. Printed
// figures are rounded, so the percentage may be any that some exact figures
// within half a printed place give.
func (l *ledger) percentage(s *gongkai.Statement) {
	value, err1 := decimal.NewFromString(s.Value)
	delta, err2 := decimal.NewFromString(s.Delta)
	percent, err3 := decimal.NewFromString(s.Percent)
	if err1 != nil || err2 != nil || err3 != nil || s.Kind != gongkai.StatementMoney {
		return
	}
	if value.Equal(delta) {
		return // the change alone is stated
	}
	prior := value.Sub(delta)
	if s.Direction == gongkai.DirectionDown {
		prior = value.Add(delta)
	}
	if !prior.IsPositive() {
		return
	}
	places := int32(0)
	if i := strings.IndexByte(s.Percent, '.'); i >= 0 {
		places = int32(len(s.Percent) - i - 1)
	}
	hundred := decimal.NewFromInt(100)
	got := delta.Div(prior).Mul(hundred).Round(places)
	halfPlace := decimal.New(5, -int32(placesOf(s.Delta))-1)
	low := decimal.Max(decimal.Zero, delta.Sub(halfPlace)).Div(prior.Add(halfPlace.Add(halfPlace))).Mul(hundred)
	verdict := gongkai.VerdictFails
	switch below := prior.Sub(halfPlace).Sub(halfPlace); {
	case got.Equal(percent):
		verdict = gongkai.VerdictHolds
	case percent.Equal(delta.Div(prior).Mul(hundred).Truncate(places)):
		verdict = gongkai.VerdictRounding // cut off instead of rounded
	case !below.IsPositive():
		verdict = gongkai.VerdictRounding
	default:
		high := delta.Add(halfPlace).Div(below).Mul(hundred)
		slack := decimal.New(5, -places-1)
		if percent.GreaterThanOrEqual(low.Sub(slack)) && percent.LessThanOrEqual(high.Add(slack)) {
			verdict = gongkai.VerdictRounding
		}
	}
	l.record("narrative_arith", s.ID, fmt.Sprintf("%s：变动 %s 对应 %s%%", s.Subject, s.Delta, s.Percent),
		fmt.Sprintf("a change of %s is %s%%", s.Delta, s.Percent), got.StringFixed(places), percent.StringFixed(places), decimal.Zero, verdict, []string{s.ID})
}

func placesOf(s string) int {
	if i := strings.IndexByte(s, '.'); i >= 0 {
		return len(s) - i - 1
	}
	return 0
}

// group is a whole with its parts, as the text lists them.
type group struct {
	whole *gongkai.Statement
	parts []*gongkai.Statement
}

// wholes: the parts listed by code under a whole add up to it, and so do their
// changes and the figures of the year before that follow from them; 三公 is the
// sum of its four parts.
func (l *ledger) wholes(r *gongkai.Reading) {
	// the one whole with a change speaks for all listings of the same amount
	var changed *gongkai.Statement
	var groups []group
	var whole *gongkai.Statement
	for i := range r.Narrative {
		s := &r.Narrative[i]
		switch {
		case otherYear(s, r.Document.FiscalYear):
			whole = nil
		case s.Measure == "total" && s.Kind == gongkai.StatementMoney:
			whole = s
			if s.Direction != "" {
				changed = s
			}
		case s.Code != "" && whole != nil:
			if n := len(groups); n > 0 && groups[n-1].whole == whole && groups[n-1].parts[0].CodeScheme == s.CodeScheme {
				groups[n-1].parts = append(groups[n-1].parts, s)
			} else {
				groups = append(groups, group{whole, []*gongkai.Statement{s}})
			}
		}
	}
	for _, g := range groups {
		if len(g.parts) < 2 || mixedDepth(g.parts) || !l.wholeListing(g) {
			continue
		}
		name := g.parts[0].CodeScheme
		l.addUp(name+"/value", "各科目之和等于合计", "the listed codes add up", g.whole, g.parts, func(s *gongkai.Statement) decimal.Decimal { return dec(s.Value) }, 1)
		if changed == nil || !dec(changed.Value).Equal(dec(g.whole.Value)) || anyWithoutChange(g.parts) {
			continue
		}
		l.addUp(name+"/delta", "各科目变动之和等于合计变动", "their changes add up", changed, g.parts, signedDelta, 1)
		l.addUp(name+"/prior", "推算的各科目上年数之和等于合计上年数", "the implied figures of the year before add up", changed, g.parts,
			func(s *gongkai.Statement) decimal.Decimal { return dec(s.Value).Sub(signedDelta(s)) }, 2)
	}
	var total *gongkai.Statement
	var parts []*gongkai.Statement
	for i := range r.Narrative {
		s := &r.Narrative[i]
		switch s.Measure {
		case "three_public.total":
			if total == nil {
				total = s
			}
		case "three_public.abroad", "three_public.reception", "three_public.vehicle_operation", "three_public.vehicle_purchase":
			if total != nil && len(parts) < 4 && !hasMeasure(parts, s.Measure) {
				parts = append(parts, s)
			}
		}
	}
	if total != nil && len(parts) == 4 {
		l.addUp("three_public", "“三公”经费等于四项之和", "the three public expenses are the sum of four parts", total, parts, func(s *gongkai.Statement) decimal.Decimal { return dec(s.Value) }, 1)
	}
}

// wholeListing says whether a listing names every code that the table spends
// under, each once: only then do its parts have to add up. The table is the one
// whose total the whole restates.
func (l *ledger) wholeListing(g group) bool {
	listed := map[string]bool{}
	for _, p := range g.parts {
		if listed[p.Code] {
			return false
		}
		listed[p.Code] = true
	}
	depth := len(g.parts[0].Code)
	for _, t := range []string{"gpb_by_function", "expenditure_total", "fiscal_by_function", "F05", "F03", "gpb_by_econ", "fiscal_io_total"} {
		total := l.total(t, "total")
		if t == "fiscal_io_total" {
			total = l.item(t, byGovEcon, "exp.grand_total")
		}
		if !restates(g.whole, total) {
			continue
		}
		spent, missed := 0, 0
		for _, f := range l.byTable[t] {
			if f.CodeScheme == g.parts[0].CodeScheme && len(f.Code) == depth && f.Col == total.Col && f.TableIndex == total.TableIndex && !yuanOf(f).IsZero() {
				spent++
				missed += btoi(!listed[f.Code])
			}
		}
		if spent > 0 {
			return missed == 0
		}
	}
	return false
}

func hasMeasure(list []*gongkai.Statement, measure string) bool {
	for _, s := range list {
		if s.Measure == measure {
			return true
		}
	}
	return false
}

func mixedDepth(parts []*gongkai.Statement) bool {
	for _, p := range parts {
		if len(p.Code) != len(parts[0].Code) {
			return true
		}
	}
	return false
}

func anyWithoutChange(parts []*gongkai.Statement) bool {
	for _, p := range parts {
		if p.Direction == "" || p.Direction != gongkai.DirectionSame && p.Delta == "" {
			return true
		}
	}
	return false
}

func dec(s string) decimal.Decimal {
	v, err := decimal.NewFromString(s)
	if err != nil {
		return decimal.Zero
	}
	return v
}

func signedDelta(s *gongkai.Statement) decimal.Decimal {
	switch s.Direction {
	case gongkai.DirectionDown:
		return dec(s.Delta).Neg()
	case gongkai.DirectionUp:
		return dec(s.Delta)
	}
	return decimal.Zero
}

// addUp compares a whole with its parts in the printed unit; each printed
// figure may be off by half a place, and a figure that is implied by two of
// them by twice that.
func (l *ledger) addUp(id, zh, en string, whole *gongkai.Statement, parts []*gongkai.Statement, of func(*gongkai.Statement) decimal.Decimal, figures int64) {
	sum := decimal.Zero
	ids := []string{whole.ID}
	for _, p := range parts {
		if p.Unit != whole.Unit {
			return
		}
		sum = sum.Add(of(p))
		ids = append(ids, p.ID)
	}
	tolerance := decimal.New(5, -int32(placesOf(whole.Value))-1).Mul(decimal.NewFromInt(figures * int64(len(parts)+1)))
	switch gone := of(whole).Sub(sum); {
	case strings.HasSuffix(id, "/delta") && gone.LessThan(tolerance.Neg()), strings.HasSuffix(id, "/prior") && gone.GreaterThan(tolerance):
		return // what was spent last year and no more need not be listed
	}
	l.record("narrative_sum", id+"/"+whole.ID, zh, en, sum.StringFixed(2), of(whole).StringFixed(2), tolerance, judgeDifference(sum.Sub(of(whole)), tolerance), ids)
}

// counts: posts and staff are the sums of their kinds, and staff do not exceed
// posts.
func (l *ledger) counts(r *gongkai.Reading) {
	first := map[string]*gongkai.Statement{}
	more := map[string]bool{} // totals that are stated again, of a kind without a name or of another unit
	for i := range r.Narrative {
		s := &r.Narrative[i]
		if s.Kind != gongkai.StatementCount {
			continue
		}
		if first[s.Measure] != nil {
			more[s.Measure] = true
			continue
		}
		first[s.Measure] = s
	}
	for _, k := range []struct{ measure, zh string }{{"posts", "编制"}, {"staff", "实有人员"}} {
		total := first[k.measure+".total"]
		sum, ids := decimal.Zero, []string{}
		for _, part := range []string{".administrative", ".public_institution", ".workers"} {
			if s := first[k.measure+part]; s != nil {
				sum = sum.Add(dec(s.Value))
				ids = append(ids, s.ID)
			}
		}
		if total != nil && len(ids) > 1 && !more[k.measure+".total"] {
			l.record("count", k.measure, k.zh+"等于各类之和", k.measure+" are the sum of their kinds", total.Value, sum.String(), decimal.Zero,
				judgeDifference(dec(total.Value).Sub(sum), decimal.Zero), append([]string{total.ID}, ids...))
		}
	}
	if p, s := first["posts.total"], first["staff.total"]; p != nil && s != nil && !more["posts.total"] && !more["staff.total"] {
		l.holds("count", "staff_within_posts", "实有人员不超过编制", "staff do not exceed posts", s.Value, p.Value, dec(s.Value).LessThanOrEqual(dec(p.Value)), []string{s.ID, p.ID})
	}
	l.unspent(r)
}

// unspent: where the text puts all of 三公, meetings and training at zero, the
// table by economic class has none of their codes.
func (l *ledger) unspent(r *gongkai.Reading) {
	zero, ids := 0, []string{}
	for i := range r.Narrative {
		switch s := &r.Narrative[i]; s.Measure {
		case "three_public.total", "meeting", "training":
			if !dec(s.Value).IsZero() {
				return
			}
			zero++
			ids = append(ids, s.ID)
		}
	}
	if zero < 3 || len(l.byTable["gpb_by_econ"]) == 0 {
		return
	}
	var found []string
	for _, c := range []string{"30212", "30215", "30216", "30217", "30231", "31013"} {
		if spent, _ := sum(plus(l.every("gpb_by_econ", c, "total")...)); !spent.IsZero() {
			found = append(found, c)
		}
	}
	l.holds("cross_table", "three_public.gpb_by_econ", "文字称“三公”、会议、培训费为零，则经济分类表无相应科目", "no money for them in the text, so no such codes in the table", "0.00", strings.Join(found, ","), len(found) == 0, ids)
}
