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
	// Name tells warehouses apart.
	Name() string
}

// Loaded is what came of Load.
type Loaded struct {
	Documents, Facts, Skipped int
	// Refused documents do not fit the warehouse; the others are loaded.
	Refused int
}

const (
	// loadDocuments and loadFacts bound one load: parts stay few, and a kill
	// costs at most this much work.
	loadDocuments = 100
	loadFacts     = 100_000
)

// Load publishes what was processed and is not in the warehouse as it is now.
// The warehouse is the truth about what it holds: the catalogue is set right
// by it first.
func (p *Pipeline) Load(ctx context.Context, w Warehouse) (Loaded, error) {
	result := Loaded{}
	visible, err := w.Published(ctx)
	if err != nil {
		return result, err
	}
	list, err := p.Catalogue.Disclosures(ctx)
	if err != nil {
		return result, err
	}
	b := batch{pipeline: p, warehouse: w, result: &result}
	all := jobs(list)
	for i, j := range all {
		for _, k := range j.own {
			if err := b.add(ctx, j, k, visible); err != nil {
				return result, err
			}
		}
		if p.Progress != nil {
			p.Progress("load", i+1, len(all))
		}
	}
	return result, b.flush(ctx)
}

// batch gathers publications for one load.
type batch struct {
	pipeline  *Pipeline
	warehouse Warehouse
	result    *Loaded
	pubs      []gongkai.Publication
	prints    []string
	facts     int
}

func (b *batch) add(ctx context.Context, j job, k int, visible map[gongkai.Digest]gongkai.Versions) error {
	p, pub := b.pipeline, j.disclosure.Publications[k]
	d := pub.Reading.Digest
	v, f, ok, err := p.Catalogue.OutcomeOf(ctx, d)
	if err != nil || !ok {
		return err
	}
	was, as, loaded, err := p.Catalogue.LoadedAs(ctx, d)
	if err != nil {
		return err
	}
	if at, there := visible[d]; loaded && there && at == v && was == v && as == f {
		b.result.Skipped++
		return nil
	} else if loaded && !there {
		if err := p.Catalogue.ForgetLoaded(ctx, d); err != nil {
			return err
		}
	}
	data, ok, err := p.Catalogue.GetDerived(ctx, derivedReading, d, v)
	if err != nil || !ok {
		return err
	}
	if err := json.Unmarshal(data, &pub.Reading); err != nil {
		return &gongkai.Error{Op: "read stored reading", Path: d.String(), Err: err}
	}
	if err := b.warehouse.Fits(&pub); err != nil {
		b.result.Refused++
		p.Logger.Error("document does not fit the warehouse", zap.String("document", d.String()), zap.Error(err))
		return nil
	}
	b.pubs = append(b.pubs, pub)
	b.prints = append(b.prints, f)
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
		if err := p.Catalogue.RecordLoaded(ctx, pub.Reading.Digest, pub.Reading.Versions, b.prints[i], b.warehouse.Name()); err != nil {
			return err
		}
	}
	b.result.Documents += len(b.pubs)
	b.result.Facts += b.facts
	p.Logger.Info("published", zap.String("load", id), zap.Int("documents", len(b.pubs)), zap.Int("facts", b.facts))
	b.pubs, b.prints, b.facts = nil, nil, 0
	return nil
}
