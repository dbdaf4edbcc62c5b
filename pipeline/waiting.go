package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sort"

	"gongkai"
)

// job is a disclosure with the documents it owns: a document in two articles
// is judged with the first.
type job struct {
	disclosure  *gongkai.Disclosure
	own         []int
	fingerprint string
}

// jobs lists disclosures with their owned documents. Every document carries
// all its captures, wherever they were found.
func jobs(list []gongkai.Disclosure) []job {
	all := map[gongkai.Digest][]gongkai.Capture{}
	for i := range list {
		for _, p := range list[i].Publications {
			all[p.Reading.Digest] = append(all[p.Reading.Digest], p.Captures...)
		}
	}
	owned := map[gongkai.Digest]bool{}
	var out []job
	for i := range list {
		j := job{disclosure: &list[i]}
		var parts []string
		for k := range list[i].Publications {
			p := &list[i].Publications[k]
			d := p.Reading.Digest
			if !owned[d] {
				owned[d] = true
				j.own = append(j.own, k)
				p.Captures = all[d]
			}
			parts = append(parts, d.Hex())
			for _, c := range all[d] {
				parts = append(parts, c.URL, c.Parent)
			}
		}
		sort.Strings(parts)
		sum := sha256.Sum256(fmt.Append(nil, parts))
		j.fingerprint = hex.EncodeToString(sum[:8])
		if len(j.own) > 0 {
			out = append(out, j)
		}
	}
	return out
}

// digest of the k-th document.
func (j *job) digest(k int) gongkai.Digest { return j.disclosure.Publications[k].Reading.Digest }

// unread says why a job waits to be processed, or "": a new document of it
// before an older version before a changed disclosure.
func (j *job) unread(outcomes map[gongkai.Digest]gongkai.Work, today gongkai.Versions) gongkai.Why {
	var why gongkai.Why
	for _, k := range j.own {
		switch was, ok := outcomes[j.digest(k)]; {
		case !ok:
			return gongkai.WhyNew
		case was.Versions != today:
			why = gongkai.WhyVersion
		case was.Disclosure != j.fingerprint && why == "":
			why = gongkai.WhyDisclosure
		}
	}
	return why
}

// unloaded says why a document that was read waits to be loaded, or "".
func unloaded(read, loaded gongkai.Work, ever bool) gongkai.Why {
	switch {
	case !ever:
		return gongkai.WhyNew
	case loaded.Versions != read.Versions:
		return gongkai.WhyVersion
	case loaded.Disclosure != read.Disclosure:
		return gongkai.WhyDisclosure
	}
	return ""
}

// Records are what Waiting looks at.
type Records interface {
	Disclosures(ctx context.Context) ([]gongkai.Disclosure, error)
	Outcomes(ctx context.Context) (map[gongkai.Digest]gongkai.Work, error)
	Loads(ctx context.Context, warehouse string) (map[gongkai.Digest]gongkai.Work, error)
	Refusals(ctx context.Context) (map[gongkai.Digest]gongkai.Work, error)
}

// Standing is how far a captured document has come.
type Standing struct {
	Digest gongkai.Digest
	// Captures are all places where it was found; at least one.
	Captures []gongkai.Capture
	// Read is how reading it ended; its Status is "" when it was never read.
	Read gongkai.Work
	// Process says why it waits to be read, Load why it waits to be loaded into
	// the warehouse, as far as the catalogue knows; "" when it does not.
	Process, Load gongkai.Why
	// Loaded: the warehouse was given it, at whatever version.
	Loaded bool
	// Refused is why it does not fit the warehouse, or "".
	Refused string
}

// Standings tells how far each captured document has come, in the order in
// which they were captured. It changes nothing and asks no warehouse.
func Standings(ctx context.Context, r Records, today gongkai.Versions, warehouse string) ([]Standing, error) {
	list, err := r.Disclosures(ctx)
	if err != nil {
		return nil, err
	}
	outcomes, err := r.Outcomes(ctx)
	if err != nil {
		return nil, err
	}
	loads, err := r.Loads(ctx, warehouse)
	if err != nil {
		return nil, err
	}
	refusals, err := r.Refusals(ctx)
	if err != nil {
		return nil, err
	}
	var all []Standing
	for _, j := range jobs(list) {
		why := j.unread(outcomes, today)
		for _, k := range j.own {
			d := j.digest(k)
			s := Standing{Digest: d, Captures: j.disclosure.Publications[k].Captures, Process: why}
			read, ok := outcomes[d]
			loaded, ever := loads[d]
			s.Read, s.Loaded = read, ever
			if refusal, no := refusals[d]; no && sameWork(refusal, read) {
				s.Refused = refusal.Reason
			} else if ok {
				s.Load = unloaded(read, loaded, ever)
			}
			all = append(all, s)
		}
	}
	return all, nil
}

// sameWork says whether two records are about the same reading.
func sameWork(a, b gongkai.Work) bool {
	return a.Versions == b.Versions && a.Disclosure == b.Disclosure
}
