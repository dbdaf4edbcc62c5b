package crawl

import (
	"time"

	"gongkai"
)

const day = 24 * time.Hour

// A night is a little shorter than a day, so that a run that starts a few
// minutes earlier than yesterday's still looks at the lists.
const night = 20 * time.Hour

// rhythm is how often a kind of URL is looked at again: first after it was
// fetched, then less often with each time that it is unchanged (grow), more
// often when it changed (shrink), within least and most.
type rhythm struct {
	first, least, most time.Duration
	grow, shrink       float64
}

// rhythmOf: the first page of a list is where news appear and is seen every
// night, at least twice a week; its other pages change because items move
// down. An article is corrected in its first weeks if at all, and a document is
// replaced rarely, but silently: both are asked for, conditionally, ever more
// rarely.
func rhythmOf(v *gongkai.Visit) rhythm {
	switch {
	case v.Role == gongkai.RoleDocument:
		return rhythm{14 * day, 3 * day, 365 * day, 2, 0.25}
	case v.Role == gongkai.RoleArticle:
		return rhythm{7 * day, 2 * day, 180 * day, 2, 0.25}
	case v.Page <= 1:
		return rhythm{night, night, 3 * day, 1.25, 0.5}
	}
	return rhythm{night, night, 14 * day, 1.5, 0.5}
}

// succeeded plans the next visit after an answer.
func succeeded(v *gongkai.Visit, changed bool, now time.Time) {
	r := rhythmOf(v)
	switch {
	case v.Interval == 0:
		v.Interval = r.first
	case changed:
		v.Interval = time.Duration(float64(v.Interval) * r.shrink)
	default:
		v.Interval = time.Duration(float64(v.Interval) * r.grow)
	}
	v.Interval = min(max(v.Interval, r.least), r.most)
	v.Tries, v.Reason = 0, ""
	v.Visited, v.Due = now, now.Add(v.Interval)
}

// mostTries in a row are made soon after each other; then a URL is looked at as
// rarely as one that never changes.
const mostTries = 6

// unsuccessful plans the next try after a failure: in an hour, two, four, …, up
// to a week; 30 days where a soon try makes no sense.
func unsuccessful(v *gongkai.Visit, r Reason, now time.Time) {
	v.Tries++
	v.Reason = string(r)
	wait := min(time.Hour<<min(v.Tries-1, 8), 7*day)
	if !r.soon() || v.Tries > mostTries {
		wait = 30 * day
	}
	v.Visited, v.Due = now, now.Add(wait)
}
