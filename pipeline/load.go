package pipeline

import (
	"context"
	"encoding/json"
	"fmt"

	"go.uber.org/zap"

	"gongkai"
)

// Warehouse is what the pipeline asks of the load stage.
type Warehouse interface {
	// Publish makes all of pubs visible in one step, or nothing. Publishing the
	// same load again is safe.
	Publish(ctx context.Context, load string, sequence uint64, pubs []gongkai.Publication) error
	// Fits says why a publication does not fit the warehouse's columns, or nil.
	Fits(pub *gongkai.Publication) error
	// Published tells which documents are visible, at which versions.
	Published(ctx context.Context) (map[gongkai.Digest]gongkai.Versions, error)
	// Name tells warehouses apart, in the catalogue too: it holds no secret and
	// stays the same.
	Name() string
}

// Loaded is what came of Load.
type Loaded struct {
	// Documents and Facts that were published now; Why counts the documents by
	// the reason. Current ones were there as they are.
	Documents, Facts, Current int
	Why                       map[gongkai.Why]int
	// Refused documents do not fit the warehouse; the others are loaded.
	Refused int
	// Lost documents had been read, but what was read is not stored any more:
	// they wait to be processed again.
	Lost int
}

const (
	// loadDocuments and loadFacts bound one load: parts stay few, and a kill
	// costs at most this much work.
	loadDocuments = 100
	loadFacts     = 100_000
)

// Load publishes what was processed and is not in the warehouse as it is now.
// The warehouse is the truth about what it holds: the catalogue is set right
// by it first. When it ends early, the result counts what was published.
func (p *Pipeline) Load(ctx context.Context, w Warehouse) (Loaded, error) {
	b := batch{pipeline: p, warehouse: w, result: Loaded{Why: map[gongkai.Why]int{}}}
	var err error
	if b.visible, err = w.Published(ctx); err != nil {
		return b.result, err
	}
	if b.outcomes, err = p.Catalogue.Outcomes(ctx); err != nil {
		return b.result, err
	}
	if b.loads, err = p.Catalogue.Loads(ctx, w.Name()); err != nil {
		return b.result, err
	}
	list, err := p.Catalogue.Disclosures(ctx)
	if err != nil {
		return b.result, err
	}
	all := jobs(list)
	for i := range all {
		for _, k := range all[i].own {
			if err := b.add(ctx, &all[i], k); err != nil {
				return b.result, err
			}
		}
		if p.Progress != nil {
			p.Progress("load", i+1, len(all))
		}
	}
	return b.result, b.flush(ctx)
}

// batch gathers publications for one load.
type batch struct {
	pipeline  *Pipeline
	warehouse Warehouse
	visible   map[gongkai.Digest]gongkai.Versions
	outcomes  map[gongkai.Digest]gongkai.Work
	loads     map[gongkai.Digest]gongkai.Work
	result    Loaded

	pubs  []gongkai.Publication
	works []gongkai.Work
	whys  []gongkai.Why
	facts int
}

// waits says why a document is published, or "". A document that the catalogue
// calls loaded and the warehouse does not know is forgotten first.
func (b *batch) waits(ctx context.Context, d gongkai.Digest) (gongkai.Why, error) {
	read := b.outcomes[d]
	loaded, ever := b.loads[d]
	at, there := b.visible[d]
	switch {
	case ever && !there:
		return gongkai.WhyGone, b.pipeline.Catalogue.ForgetLoaded(ctx, b.warehouse.Name(), d)
	case ever && at != read.Versions:
		return gongkai.WhyVersion, nil
	}
	return unloaded(read, loaded, ever), nil
}

func (b *batch) add(ctx context.Context, j *job, k int) error {
	p, pub := b.pipeline, j.disclosure.Publications[k]
	d := pub.Reading.Digest
	read, ok := b.outcomes[d]
	if !ok {
		return nil
	}
	why, err := b.waits(ctx, d)
	if err != nil {
		return err
	}
	if why == "" {
		b.result.Current++
		return nil
	}
	data, ok, err := p.Catalogue.GetDerived(ctx, derivedReading, d, read.Versions)
	if err != nil {
		return err
	}
	if !ok {
		b.result.Lost++
		p.Logger.Warn("a stored reading is gone; the document waits to be processed again", zap.String("document", d.String()))
		return p.Catalogue.ForgetOutcome(ctx, d)
	}
	if err := json.Unmarshal(data, &pub.Reading); err != nil {
		return &gongkai.Error{Op: "read stored reading", Path: d.String(), Err: err}
	}
	if err := b.warehouse.Fits(&pub); err != nil {
		b.result.Refused++
		p.Logger.Error("document does not fit the warehouse", zap.String("document", d.String()), zap.Error(err))
		read.Outcome = gongkai.Outcome{Status: read.Status, Reason: err.Error()}
		return p.Catalogue.RecordRefusal(ctx, d, read)
	}
	b.pubs, b.works, b.whys = append(b.pubs, pub), append(b.works, read), append(b.whys, why)
	b.facts += len(pub.Reading.Facts)
	if len(b.pubs) >= loadDocuments || b.facts >= loadFacts {
		return b.flush(ctx)
	}
	return nil
}

func (b *batch) flush(ctx context.Context) error {
	if len(b.pubs) == 0 {
		return nil
	}
	p := b.pipeline
	n, err := p.Catalogue.NextSequence(ctx)
	if err != nil {
		return err
	}
	id := fmt.Sprintf("load-%08d", n)
	if err := b.warehouse.Publish(ctx, id, n, b.pubs); err != nil {
		return err
	}
	for i, pub := range b.pubs {
		if err := p.Catalogue.RecordLoaded(ctx, b.warehouse.Name(), pub.Reading.Digest, b.works[i]); err != nil {
			return err
		}
		b.result.Why[b.whys[i]]++
	}
	b.result.Documents += len(b.pubs)
	b.result.Facts += b.facts
	p.Logger.Info("published", zap.String("load", id), zap.Int("documents", len(b.pubs)), zap.Int("facts", b.facts))
	b.pubs, b.works, b.whys, b.facts = nil, nil, nil, 0
	return nil
}
