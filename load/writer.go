package load

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"gongkai"
)

// writer turns publications into rows of the star schema and sends them in
// batches. It serves one attempt.
type writer struct {
	w          *Warehouse
	documents  *documentRows
	amounts    *amountRows
	narratives *narrativeRows
	targets    *targetRows
	states     *tableRows
	checks     *checkRows
	captures   *captureRows
}

func newWriter(w *Warehouse) *writer {
	return &writer{w: w, documents: newDocumentRows(), amounts: newAmountRows(), narratives: newNarrativeRows(),
		targets: newTargetRows(), states: newTableRows(), checks: newCheckRows(), captures: newCaptureRows()}
}

func (o *writer) tables() []*rowset {
	return []*rowset{&o.documents.rowset, &o.amounts.rowset, &o.narratives.rowset, &o.targets.rowset,
		&o.states.rowset, &o.checks.rowset, &o.captures.rowset}
}

func (o *writer) total() (n int) {
	for _, t := range o.tables() {
		n += t.sent
	}
	return n
}

// add takes one publication, whose disclosures have reading numbers from
// reading on; full batches are sent.
func (o *writer) add(ctx context.Context, load Load, reading uint64, p *gongkai.Publication) error {
	r := &p.Reading
	slices.SortStableFunc(p.Captures, func(a, b gongkai.Capture) int { return a.FetchedAt.Compare(b.FetchedAt) })
	portions := r.Disclosed()
	keys := make([]key, len(portions))
	for n := range portions {
		keys[n] = keyOf(load, reading+uint64(n), p, n, &portions[n])
		o.documents.add(&keys[n], p, &portions[n])
		for i := range p.Captures {
			o.captures.add(&keys[n], &p.Captures[i])
		}
	}
	numbers := make(map[int]int, len(r.Tables))
	blanks := make(map[int]int, len(r.Tables))
	for i := range r.Facts {
		f := &r.Facts[i]
		if f.State == gongkai.CellNumber {
			numbers[f.TableIndex]++
		} else {
			blanks[f.TableIndex]++
		}
		o.amounts.add(&keys[r.PortionOf(f.TableIndex)], f)
		// One document can hold more rows than a batch.
		if o.amounts.rows() >= o.w.batchRows {
			if err := o.amounts.send(ctx, o.w); err != nil {
				return err
			}
		}
	}
	for i := range r.Narrative {
		o.narratives.add(&keys[r.Narrative[i].Portion], &r.Narrative[i])
	}
	for i := range r.Targets {
		o.targets.add(&keys[r.PortionOf(r.Targets[i].Table)], i, &r.Targets[i])
	}
	for i := range r.Tables {
		o.states.add(&keys[r.Tables[i].Portion], i, &r.Tables[i], numbers[i], blanks[i])
	}
	for i := range r.Checks {
		o.checks.add(&keys[r.Checks[i].Portion], &r.Checks[i])
	}
	for _, t := range o.tables() {
		if t.rows() >= o.w.batchRows {
			if err := t.send(ctx, o.w); err != nil {
				return err
			}
		}
	}
	return nil
}

// flush sends what has been collected.
func (o *writer) flush(ctx context.Context) error {
	for _, t := range o.tables() {
		if err := t.send(ctx, o.w); err != nil {
			return err
		}
	}
	return nil
}

// key is what every row of a document says about it. A file that holds several
// disclosures is several documents (see gongkai.PortionKey).
type key struct {
	load                           string
	reading                        uint64
	document, region, unitID, unit string
	year                           uint16
	stage, scope, versions         string
}

func keyOf(load Load, reading uint64, p *gongkai.Publication, n int, d *gongkai.Portion) key {
	r := &p.Reading
	region := d.Region
	if region == "" && len(p.Captures) > 0 {
		region = p.Captures[0].Region
	}
	unit := cmp.Or(d.Unit, d.Department)
	year := d.FiscalYear
	if year < 0 || year > 9999 {
		year = 0
	}
	return key{load: load.ID, reading: reading, document: gongkai.PortionKey(r.Digest, n), region: region,
		unitID: cmp.Or(d.UnitID, gongkai.UnitID(region, unit)), unit: unit, year: uint16(year), stage: string(d.Stage), scope: string(d.Scope),
		versions: fmt.Sprintf("%d.%d.%d", r.Versions.Extract, r.Versions.Transform, r.Versions.Registry)}
}

// keyColumns are the key in a rowset.
type keyColumns struct {
	load                           *slice[string]
	reading                        *slice[uint64]
	document, region, unitID, unit *slice[string]
	year                           *slice[uint16]
	stage, scope, versions         *slice[string]
}

func newKeyColumns(r *rowset) keyColumns {
	return keyColumns{load: col[string](r, "load"), reading: col[uint64](r, "reading"), document: col[string](r, "document"),
		region: col[string](r, "region"), unitID: col[string](r, "unit_id"), unit: col[string](r, "unit"),
		year: col[uint16](r, "fiscal_year"), stage: col[string](r, "stage"), scope: col[string](r, "scope"),
		versions: col[string](r, "versions")}
}

func (c *keyColumns) put(k *key) {
	c.load.put(k.load)
	c.reading.put(k.reading)
	c.document.put(k.document)
	c.region.put(k.region)
	c.unitID.put(k.unitID)
	c.unit.put(k.unit)
	c.year.put(k.year)
	c.stage.put(k.stage)
	c.scope.put(k.scope)
	c.versions.put(k.versions)
}

// placeColumns are where on the page a row was printed.
type placeColumns struct {
	page           *slice[uint16]
	x0, y0, x1, y1 *slice[float32]
}

func newPlaceColumns(r *rowset) placeColumns {
	return placeColumns{page: col[uint16](r, "page"), x0: col[float32](r, "x0"), y0: col[float32](r, "y0"),
		x1: col[float32](r, "x1"), y1: col[float32](r, "y1")}
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
func instant(t time.Time) time.Time {
	if t.Year() < 1971 || t.Year() > 2200 {
		return time.Unix(0, 0).UTC()
	}
	return t.UTC()
}

// clean makes text UTF-8 without NUL: BI tools and Parquet readers choke on
// other bytes, and no printed text holds them.
func clean(s string) string {
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "")
	}
	return strings.ToValidUTF8(s, "�")
}
