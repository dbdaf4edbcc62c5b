package transform

import (
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/registry"
)

// The three public expenses (“三公”经费) are printed in every arrangement: parts
// as columns or as rows, the figures (budget and accounts, this year and the
// year before) as columns in pairs, as columns in blocks, or as rows; the purses
// as columns below each part; reception before or after vehicles; meetings and
// training beside them or not. Whatever the arrangement, a fact's measure is
// three_public.total, .abroad, .vehicles, .vehicle_purchase,
// .vehicle_operation or .reception, meeting, training or operating_costs, with
// its figure behind it where it is not the document's own.

func isThreePublic(key string) bool { return key == "three_public" || key == "F07" }

// fundHeads are the purses that stand as columns below a part.
var fundHeads = map[string]string{"gpb": "gpb", "gov_fund": "gov_fund", "state_capital": "state_capital", "fiscal": "fiscal"}

// threePublic names the facts of such a table, in place.
func (tf *tableFacts) threePublic(facts []gongkai.Fact) {
	var heads []string
	beside, named := false, false // 会议费 that a 合计 holds, too; a head that says 三公
	for _, c := range tf.h.columns {
		heads = append(heads, c.path...)
	}
	for i := range facts {
		heads = append(heads, facts[i].Label, tf.figureText(facts[i].Row))
		tf.partRows = tf.partRows || isPart(tf.partOfLabel(facts[i].Label))
	}
	for _, h := range heads {
		switch tf.partOfLabel(h) {
		case "meeting", "training":
			beside = true
		case "three_public.total":
			named = true
		}
	}
	newest := newestYear(heads)
	for i := range facts {
		f := &facts[i]
		whole := "three_public.total"
		if beside || named && !tf.under(f) {
			whole = "total"
		}
		measure := tf.partOf(f, whole)
		figure := figureOf(tf.stage, append(append([]string{}, f.Column...), f.Label, tf.figureText(f.Row)), newest)
		if measure != "" {
			f.Measure = measure + figure
		}
		if figure == figurePercent {
			f.ValueUnit, f.Amount = "%", nil
		}
	}
}

// figureText is what a row says about the figure it prints: 2025年, 增减变化金额.
func (tf *tableFacts) figureText(row int) string {
	if tf.h.figure < 0 {
		return ""
	}
	return tf.g.text(row, tf.h.figure)
}

// under says whether a fact's own headers put it below 三公.
func (tf *tableFacts) under(f *gongkai.Fact) bool {
	for _, h := range f.Column {
		if strings.Contains(hanzi.Key(h), "三公") {
			return true
		}
	}
	return false
}

// partOf names the part that a fact counts: by its headers, else by its row.
func (tf *tableFacts) partOf(f *gongkai.Fact, whole string) string {
	var path []string
	for _, h := range f.Column {
		if m := tf.reg.MeasureOf([]string{h}); fundHeads[m] != "" && !strings.Contains(hanzi.Key(h), "三公") {
			if f.Fund == "" || m != "fiscal" {
				f.Fund = fundHeads[m]
			}
			continue
		}
		if !registry.IsFigure(tf.reg.MeasureOf([]string{h})) {
			path = append(path, h)
		}
	}
	m := tf.reg.MeasureOf(path)
	switch {
	case isPart(m) && !tf.partRows:
		return m
	case tf.partRows && isPart(tf.partOfLabel(f.Label)):
		return tf.partOfLabel(f.Label)
	case m == "total" && !tf.partRows || isTotal(f.Label) && tf.partRows:
		return whole
	}
	return ""
}

// partOfLabel names the part that a row or one head is about.
func (tf *tableFacts) partOfLabel(label string) string {
	l := hanzi.Squeeze(label)
	for _, prefix := range []string{"其中:", "其中"} {
		l = strings.TrimPrefix(l, prefix)
	}
	return tf.reg.MeasureOf([]string{stripMark(l)})
}

func isPart(measure string) bool {
	return strings.HasPrefix(measure, "three_public.") || measure == "meeting" || measure == "training" || measure == "operating_costs"
}
