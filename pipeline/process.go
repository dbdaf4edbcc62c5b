package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sort"
	"sync"

	"go.uber.org/zap"

	"gongkai"
)

// Catalogue is what the pipeline asks of the archive. Its methods are called
// from several goroutines; what they recorded survives a kill.
type Catalogue interface {
	Disclosures(ctx context.Context) ([]gongkai.Disclosure, error)
	Get(ctx context.Context, d gongkai.Digest) ([]byte, error)
	PutDerived(ctx context.Context, kind string, d gongkai.Digest, v gongkai.Versions, data []byte) error
	GetDerived(ctx context.Context, kind string, d gongkai.Digest, v gongkai.Versions) ([]byte, bool, error)
	OutcomeOf(ctx context.Context, d gongkai.Digest) (gongkai.Versions, string, bool, error)
	RecordOutcome(ctx context.Context, d gongkai.Digest, v gongkai.Versions, o gongkai.Outcome, fingerprint string) error
	LoadedAs(ctx context.Context, d gongkai.Digest) (gongkai.Versions, string, bool, error)
	RecordLoaded(ctx context.Context, d gongkai.Digest, v gongkai.Versions, fingerprint, warehouse string) error
	ForgetLoaded(ctx context.Context, d gongkai.Digest) error
	NextSequence(ctx context.Context) (uint64, error)
}

// Reader extracts one document; what it cannot read is an outcome. An error
// ends the run.
type Reader interface {
	Read(ctx context.Context, data []byte) (*gongkai.Document, error)
}

// Meaning is the transform stage: Read judges a document alone, Settle all of a
// disclosure together.
type Meaning struct {
	Versions gongkai.Versions
	Read     func(doc *gongkai.Document, region string) gongkai.Reading
	// Reconsider judges a document whose reading is in doubt with what another
	// reader made of it; only used where the Reader is a SecondReader.
	Reconsider func(first, second *gongkai.Document, region string) gongkai.Reading
	Settle     func([]*gongkai.Reading)
}

// SecondReader is a Reader that can read a document again in another way. Again
// is called once for each document of which some table is in doubt.
type SecondReader interface {
	Again(ctx context.Context, data []byte) (*gongkai.Document, error)
}

// Pipeline runs process and load.
type Pipeline struct {
	Catalogue Catalogue
	Reader    Reader
	Meaning   Meaning
	// Workers is how many disclosures are processed at once.
	Workers int
	Logger  *zap.Logger
	// Progress is told how far a stage is; may be nil. Calls come one at a time.
	Progress func(stage string, done, total int)
}

// derivedReading is the kind under which readings are stored.
const derivedReading = "reading"

// Processed is what came of Process.
type Processed struct {
	// Read documents by status; Skipped were current already.
	Read    map[gongkai.Status]int
	Skipped int
}

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

// Process reads every document that waits, and judges it with its disclosure.
func (p *Pipeline) Process(ctx context.Context) (Processed, error) {
	result := Processed{Read: map[gongkai.Status]int{}}
	list, err := p.Catalogue.Disclosures(ctx)
	if err != nil {
		return result, err
	}
	var waiting []job
	for _, j := range jobs(list) {
		current, err := p.current(ctx, j)
		if err != nil {
			return result, err
		}
		if current {
			result.Skipped += len(j.own)
			continue
		}
		waiting = append(waiting, j)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var mu sync.Mutex
	var group sync.WaitGroup
	queue := make(chan job)
	done := 0
	for range max(1, p.Workers) {
		group.Go(func() {
			for j := range queue {
				statuses, err := p.process(ctx, j)
				mu.Lock()
				for _, s := range statuses {
					result.Read[s]++
				}
				done++
				if p.Progress != nil {
					p.Progress("process", done, len(waiting))
				}
				mu.Unlock()
				if err != nil {
					cancel(err)
				}
			}
		})
	}
	for _, j := range waiting {
		if ctx.Err() != nil {
			break
		}
		queue <- j
	}
	close(queue)
	group.Wait()
	return result, context.Cause(ctx)
}

// current says whether all documents of a job were read at today's versions
// and in today's company.
func (p *Pipeline) current(ctx context.Context, j job) (bool, error) {
	for _, k := range j.own {
		v, f, ok, err := p.Catalogue.OutcomeOf(ctx, j.disclosure.Publications[k].Reading.Digest)
		if err != nil {
			return false, err
		}
		if !ok || v != p.Meaning.Versions || f != j.fingerprint {
			return false, nil
		}
	}
	return true, nil
}

func (p *Pipeline) process(ctx context.Context, j job) ([]gongkai.Status, error) {
	readings := make([]gongkai.Reading, len(j.disclosure.Publications))
	together := make([]*gongkai.Reading, len(readings))
	for k, pub := range j.disclosure.Publications {
		data, err := p.Catalogue.Get(ctx, pub.Reading.Digest)
		if err != nil {
			return nil, err
		}
		doc, err := p.Reader.Read(ctx, data)
		if err != nil {
			return nil, err
		}
		readings[k] = p.Meaning.Read(doc, pub.Captures[0].Region)
		if again, ok := p.Reader.(SecondReader); ok && len(readings[k].Doubts) > 0 && p.Meaning.Reconsider != nil {
			second, err := again.Again(ctx, data)
			if err != nil {
				return nil, err
			}
			readings[k] = p.Meaning.Reconsider(doc, second, pub.Captures[0].Region)
		}
		readings[k].Digest, readings[k].Versions = pub.Reading.Digest, p.Meaning.Versions
		together[k] = &readings[k]
	}
	p.Meaning.Settle(together)
	var statuses []gongkai.Status
	for _, k := range j.own {
		r := &readings[k]
		data, err := json.Marshal(r)
		if err != nil {
			return statuses, err
		}
		if err := p.Catalogue.PutDerived(ctx, derivedReading, r.Digest, r.Versions, data); err != nil {
			return statuses, err
		}
		if err := p.Catalogue.RecordOutcome(ctx, r.Digest, r.Versions, r.Outcome, j.fingerprint); err != nil {
			return statuses, err
		}
		statuses = append(statuses, r.Status)
		if r.Status != gongkai.StatusOK {
			p.Logger.Info("not read", zap.String("document", r.Digest.Short()), zap.String("url", j.disclosure.Publications[k].Captures[0].URL), zap.String("status", string(r.Status)), zap.String("reason", r.Reason))
		}
	}
	return statuses, nil
}
