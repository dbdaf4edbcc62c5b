package narrative

import (
	"gongkai/internal/limits"
	"gongkai/internal/regexp"
)

// costs are the expenditures whose occasions are counted.
var costs = map[string]string{
	"reception.batches": "three_public.reception", "reception.persons": "three_public.reception",
	"abroad.groups": "three_public.abroad", "abroad.persons": "three_public.abroad",
}

// spent are the words of their amount.
var spent = regexp.MustCompile(`^(共计|共|合计|经费|费用|实际|总|,)*(支出|开支|花费|金额)(共计|合计|金额|为|共)*$`)

// yearly are measures that a unit states once a year; under an earlier year in
// the same phrase they are that year's.
var yearly = map[string]bool{
	"three_public.total": true, "three_public.abroad": true, "three_public.reception": true, "three_public.vehicles": true,
	"three_public.vehicle_purchase": true, "three_public.vehicle_operation": true, "operating_costs": true,
}

// isYearBefore says whether the words before a value start with the year before
// the document's, or whether it is a part of a value of that year: 2021年度“三公”
// 经费合计支出20.12万元，其中….
func (r *reader) isYearBefore(at span) bool {
	if w := r.whole(); w != nil && w.suffix == ".prior" && yearly[w.measure] {
		return true
	}
	text := r.p.norm[at.start:at.end]
	_, n := listMark(text)
	text = text[n:]
	return r.year != 0 && len(text) > 5 && text[4] == '年' && yearBefore(text, 4) == r.year-1
}

// stated says whether the passage has a level with a measure.
func (r *reader) stated(measure string) bool {
	for i := len(r.levels) - 1; i >= max(0, len(r.levels)-limits.NarrativeLevels); i-- {
		if r.levels[i].measure == measure {
			return true
		}
	}
	return false
}
