package load

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/ClickHouse/ch-go/proto"
	"golang.org/x/sync/errgroup"

	"gongkai"
)

// writer turns publications into rows of the star schema and sends them in
// batches. It serves one attempt and one goroutine; over HTTP the inserts run
// beside it, one of them waiting at most, so that memory stays what three
// batches take.
type writer struct {
	w       *Warehouse
	inserts *errgroup.Group
	ctx     context.Context

	documents    *documentRows
	amounts      *amountRows
	narratives   *narrativeRows
	targets      *targetRows
	states       *tableRows
	checks       *checkRows
	captures     *captureRows
	declarations *declarationRows
	doubts       *doubtRows
	items        *itemRows
	figures      *figureRows
	projects     *projectRows
}

func newColumns() *writer {
	return &writer{documents: newDocumentRows(), amounts: newAmountRows(), narratives: newNarrativeRows(),
		targets: newTargetRows(), states: newTableRows(), checks: newCheckRows(), captures: newCaptureRows(),
		declarations: newDeclarationRows(), doubts: newDoubtRows(), items: newItemRows(), figures: newFigureRows(), projects: newProjectRows()}
}

func newWriter(ctx context.Context, w *Warehouse) *writer {
	o := writers.get()
	o.w = w
	o.inserts, o.ctx = errgroup.WithContext(ctx)
	o.inserts.SetLimit(2)
	return o
}

func (o *writer) tables() []*rowset {
	return []*rowset{&o.amounts.rowset, &o.documents.rowset, &o.narratives.rowset, &o.targets.rowset, &o.states.rowset, &o.checks.rowset,
		&o.captures.rowset, &o.declarations.rowset, &o.doubts.rowset, &o.items.rowset, &o.figures.rowset, &o.projects.rowset}
}

// release gives the columns back, empty.
func (o *writer) release() {
	for _, t := range o.tables() {
		t.sent, t.sum = 0, proto.Int128{}
		for _, c := range t.columns {
			c.reset()
		}
	}
	o.w, o.inserts, o.ctx = nil, nil, nil
	writers.put(o)
}

func (o *writer) total() (n int) {
	for _, t := range o.tables() {
		n += t.sent
	}
	return n
}

// add takes one publication, whose disclosures get the reading numbers from
// first on; full batches are sent.
func (o *writer) add(load Load, first uint64, p *gongkai.Publication) error {
	slices.SortStableFunc(p.Captures, func(a, b gongkai.Capture) int { return a.FetchedAt.Compare(b.FetchedAt) })
	for i := range p.Captures {
		o.captures.add(load, first, p.Reading.Digest, &p.Captures[i])
	}
	for i := range p.Reading.Disclosed() {
		k := keyOf(load, first, i, p)
		if err := o.disclosure(&k, i, p); err != nil {
			return err
		}
	}
	for _, t := range o.tables() {
		if t.rows() >= o.w.batchRows {
			if err := o.send(t); err != nil {
				return err
			}
		}
	}
	return nil
}

// disclosure takes the rows of the n-th disclosure of a file.
func (o *writer) disclosure(k *key, n int, p *gongkai.Publication) error {
	r := &p.Reading
	items := itemsOf(r, n)
	o.documents.add(k, n, p, len(items.list))
	numbers := make(map[int]int, len(r.Tables))
	blanks := make(map[int]int, len(r.Tables))
	begin, last, mine := o.amounts.rows(), -1, false
	keys := func() { o.amounts.repeat(k, o.amounts.rows()-begin) }
	for i := range r.Facts {
		f := &r.Facts[i]
		if f.TableIndex != last {
			last, mine = f.TableIndex, r.PortionOf(f.TableIndex) == n
		}
		if !mine {
			continue
		}
		if f.State == gongkai.CellNumber {
			numbers[f.TableIndex]++
		} else {
			blanks[f.TableIndex]++
		}
		o.amounts.add(f)
		// One document can hold more rows than a batch.
		if o.amounts.rows() >= o.w.batchRows {
			keys()
			if err := o.send(&o.amounts.rowset); err != nil {
				return err
			}
			begin = 0
		}
	}
	keys()
	for i := range r.Narrative {
		if r.Narrative[i].Portion == n {
			o.narratives.add(k, &r.Narrative[i])
		}
	}
	for i := range r.Targets {
		if r.PortionOf(r.Targets[i].Table) == n {
			o.targets.add(k, i, &r.Targets[i])
		}
	}
	for i := range r.Tables {
		if r.PortionOf(i) == n {
			o.states.add(k, i, &r.Tables[i], numbers[i], blanks[i])
		}
	}
	for i := range r.Checks {
		if r.Checks[i].Portion == n {
			o.checks.add(k, &r.Checks[i])
		}
	}
	for i := range r.Declarations {
		if r.Declarations[i].Portion == n {
			o.declarations.add(k, i, &r.Declarations[i])
		}
	}
	for i := range r.Doubts {
		if r.PortionOf(r.Doubts[i].Table) == n {
			o.doubts.add(k, r, &r.Doubts[i])
		}
	}
	o.items.add(k, items)
	for _, f := range figuresOf(r, n) {
		o.figures.add(k, f)
	}
	for _, f := range projectsOf(r, n) {
		o.projects.add(k, f)
	}
	return nil
}

// send gives a batch on its way.
func (o *writer) send(t *rowset) error {
	if t.rows() == 0 {
		return nil
	}
	if err := o.ctx.Err(); err != nil {
		return o.wait(err)
	}
	in, err := t.take(o.w.http)
	if err != nil {
		return err
	}
	if in.rows != nil {
		return o.w.send(o.ctx, in)
	}
	o.inserts.Go(func() error { return o.w.send(o.ctx, in) })
	return nil
}

// flush sends what has been collected and waits for all of it.
func (o *writer) flush() error {
	for _, t := range o.tables() {
		if err := o.send(t); err != nil {
			return o.wait(err)
		}
	}
	return o.inserts.Wait()
}

// wait lets the inserts end; the error of one of them is why the others were
// broken off.
func (o *writer) wait(err error) error {
	if first := o.inserts.Wait(); first != nil {
		return first
	}
	return err
}

// key is what every row of a document says about it.
type key struct {
	load                           string
	reading                        uint64
	document, region, unitID, unit string
	year                           uint16
	stage, scope, versions         string
}

func keyOf(load Load, first uint64, n int, p *gongkai.Publication) key {
	r := &p.Reading
	d := &r.Disclosed()[n].DocumentInfo
	region := d.Region
	if region == "" && len(p.Captures) > 0 {
		region = p.Captures[0].Region
	}
	unit := cmp.Or(d.Unit, d.Department)
	year := d.FiscalYear
	if year < 0 || year > 9999 {
		year = 0
	}
	return key{load: load.ID, reading: first + uint64(n), document: gongkai.PortionKey(r.Digest, n), region: region,
		unitID: cmp.Or(d.UnitID, gongkai.UnitID(region, unit)), unit: unit, year: uint16(year), stage: string(d.Stage), scope: string(d.Scope),
		versions: fmt.Sprintf("%d.%d.%d", r.Versions.Extract, r.Versions.Transform, r.Versions.Registry)}
}

// keyColumns are the key in a rowset.
type keyColumns struct {
	load                           *words
	reading                        *numbers[uint64]
	document, region, unitID, unit *words
	year                           *numbers[uint16]
	stage, scope                   *words
}

func newKeyColumns(r *rowset) keyColumns {
	return keyColumns{load: wordsOf(r, "load"), reading: numbersOf[uint64](r, "reading"), document: wordsOf(r, "document"),
		region: wordsOf(r, "region"), unitID: wordsOf(r, "unit_id"), unit: wordsOf(r, "unit"),
		year: numbersOf[uint16](r, "fiscal_year"), stage: wordsOf(r, "stage"), scope: wordsOf(r, "scope")}
}

func (c *keyColumns) put(k *key) { c.repeat(k, 1) }

// repeat puts the key of n rows.
func (c *keyColumns) repeat(k *key, n int) {
	c.load.repeat(k.load, n)
	c.reading.repeat(k.reading, n)
	c.document.repeat(k.document, n)
	c.region.repeat(k.region, n)
	c.unitID.repeat(k.unitID, n)
	c.unit.repeat(k.unit, n)
	c.year.repeat(k.year, n)
	c.stage.repeat(k.stage, n)
	c.scope.repeat(k.scope, n)
}

// placeColumns are where on the page a row was printed.
type placeColumns struct {
	page           *numbers[uint16]
	x0, y0, x1, y1 *numbers[float32]
}

func newPlaceColumns(r *rowset) placeColumns {
	return placeColumns{page: numbersOf[uint16](r, "page"), x0: numbersOf[float32](r, "x0"), y0: numbersOf[float32](r, "y0"),
		x1: numbersOf[float32](r, "x1"), y1: numbersOf[float32](r, "y1")}
}

func (c *placeColumns) put(page int, b gongkai.Box) {
	c.page.put(clamp[uint16](page))
	c.x0.put(float32(b.X0))
	c.y0.put(float32(b.Y0))
	c.x1.put(float32(b.X1))
	c.y1.put(float32(b.Y1))
}

// clamp keeps a count from wrapping around its column: the limits of
// extraction are far below these, and a place at the edge is seen to be wrong.
func clamp[T uint8 | uint16 | uint32](n int) T {
	return T(min(max(n, 0), int(^T(0))))
}

func clampAll(list []int) []uint32 {
	out := make([]uint32, len(list))
	for i, n := range list {
		out[i] = clamp[uint32](n)
	}
	return out
}

// dateOf reads YYYY-MM-DD; nil for "" and what is no date of the column's
// range, 1970 to 2149.
func dateOf(s string) *time.Time {
	t, err := time.Parse("2006-01-02", s)
	if err != nil || t.Year() < 1971 || t.Year() > 2148 {
		return nil
	}
	return &t
}

// instant is t in the range of DateTime64 and of Go's nanoseconds.
func instant(t time.Time) *time.Time {
	if t.Year() < 1971 || t.Year() > 2200 {
		t = time.Unix(0, 0)
	}
	t = t.UTC()
	return &t
}
