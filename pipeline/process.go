package pipeline

import (
	"context"
	"encoding/json"
	"errors"
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
	Outcomes(ctx context.Context) (map[gongkai.Digest]gongkai.Work, error)
	RecordOutcome(ctx context.Context, d gongkai.Digest, w gongkai.Work) error
	ForgetOutcome(ctx context.Context, d gongkai.Digest) error
	Loads(ctx context.Context, warehouse string) (map[gongkai.Digest]gongkai.Work, error)
	RecordLoaded(ctx context.Context, warehouse string, d gongkai.Digest, w gongkai.Work) error
	ForgetLoaded(ctx context.Context, warehouse string, d gongkai.Digest) error
	RecordRefusal(ctx context.Context, d gongkai.Digest, w gongkai.Work) error
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
	Reconsider func(reading gongkai.Reading, first, second *gongkai.Document, region string) gongkai.Reading
	Settle     func([]*gongkai.Reading)
}

// SecondReader is a Reader that can read a document again in another way. Again
// is called once for each document of which some table is in doubt, and reads the
// pages, from 1, that the doubts name.
type SecondReader interface {
	Again(ctx context.Context, data []byte, pages []int) (*gongkai.Document, error)
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
	// Read counts documents by status, Why by the reason they were read for;
	// Current were read before and nothing has changed.
	Read    map[gongkai.Status]int
	Why     map[gongkai.Why]int
	Current int
	// Lost documents have no original any more, or another one; they wait until
	// it is back.
	Lost int
}

// Process reads every document that waits, and judges it with its disclosure.
// When it ends early, the result counts what was done until then.
func (p *Pipeline) Process(ctx context.Context) (Processed, error) {
	result := Processed{Read: map[gongkai.Status]int{}, Why: map[gongkai.Why]int{}}
	list, err := p.Catalogue.Disclosures(ctx)
	if err != nil {
		return result, err
	}
	outcomes, err := p.Catalogue.Outcomes(ctx)
	if err != nil {
		return result, err
	}
	var waiting []job
	var whys []gongkai.Why
	for _, j := range jobs(list) {
		why := j.unread(outcomes, p.Meaning.Versions)
		if why == "" {
			result.Current += len(j.own)
			continue
		}
		waiting, whys = append(waiting, j), append(whys, why)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var mu sync.Mutex
	var group sync.WaitGroup
	queue := make(chan int)
	done := 0
	for range max(1, p.Workers) {
		group.Go(func() {
			for i := range queue {
				statuses, lost, err := p.process(ctx, waiting[i])
				mu.Lock()
				result.Lost += lost
				for _, s := range statuses {
					result.Read[s]++
				}
				result.Why[whys[i]] += len(statuses)
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
	for i := range waiting {
		if ctx.Err() != nil {
			break
		}
		queue <- i
	}
	close(queue)
	group.Wait()
	return result, context.Cause(ctx)
}

// process reads and judges a disclosure, and tells how its documents ended and
// how many of them have no original.
func (p *Pipeline) process(ctx context.Context, j job) (statuses []gongkai.Status, lost int, err error) {
	readings := make([]gongkai.Reading, len(j.disclosure.Publications))
	together := make([]*gongkai.Reading, len(readings))
	gone := map[int]bool{}
	for k, pub := range j.disclosure.Publications {
		data, err := p.Catalogue.Get(ctx, pub.Reading.Digest)
		together[k] = &readings[k]
		if errors.Is(err, gongkai.ErrLost) {
			// the others are judged as beside a file that could not be read
			p.Logger.Error("not read", zap.String("document", pub.Reading.Digest.Short()), zap.Error(err), zap.String("hint", gongkai.HintOf(err)))
			readings[k] = gongkai.Reading{Outcome: gongkai.Outcome{Status: gongkai.StatusDamaged, Reason: gongkai.ErrLost.Error()}}
			gone[k] = true
			continue
		}
		if err != nil {
			return nil, 0, err
		}
		if readings[k], err = p.read(ctx, data, pub.Captures[0].Region); err != nil {
			return nil, 0, err
		}
		readings[k].Digest, readings[k].Versions = pub.Reading.Digest, p.Meaning.Versions
	}
	p.Meaning.Settle(together)
	for _, k := range j.own {
		if gone[k] {
			lost++
			continue
		}
		r := &readings[k]
		data, err := json.Marshal(r)
		if err != nil {
			return statuses, lost, err
		}
		if err := p.Catalogue.PutDerived(ctx, derivedReading, r.Digest, r.Versions, data); err != nil {
			return statuses, lost, err
		}
		if err := p.Catalogue.RecordOutcome(ctx, r.Digest, gongkai.Work{Versions: r.Versions, Outcome: r.Outcome, Disclosure: j.fingerprint}); err != nil {
			return statuses, lost, err
		}
		statuses = append(statuses, r.Status)
		if r.Status != gongkai.StatusOK {
			p.Logger.Info("not read", zap.String("document", r.Digest.Short()), zap.String("url", j.disclosure.Publications[k].Captures[0].URL), zap.String("status", string(r.Status)), zap.String("reason", r.Reason))
		}
	}
	return statuses, lost, nil
}

// read reads one document, a second time where some table is in doubt.
func (p *Pipeline) read(ctx context.Context, data []byte, region string) (gongkai.Reading, error) {
	doc, err := p.Reader.Read(ctx, data)
	if err != nil {
		return gongkai.Reading{}, err
	}
	reading := p.Meaning.Read(doc, region)
	again, ok := p.Reader.(SecondReader)
	if !ok || len(reading.Doubts) == 0 || p.Meaning.Reconsider == nil {
		return reading, nil
	}
	second, err := again.Again(ctx, data, reading.DoubtPages())
	if err != nil {
		return gongkai.Reading{}, err
	}
	return p.Meaning.Reconsider(reading, doc, second, region), nil
}
