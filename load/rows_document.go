package load

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"time"

	"github.com/ClickHouse/ch-go/proto"
	"github.com/shopspring/decimal"

	"gongkai"
)

// documentRows are rows of dim_document.
type documentRows struct {
	rowset
	load                                *words
	reading                             *numbers[uint64]
	document, file                      *texts
	status                              *words
	reason                              *texts
	mediaType                           *words
	size                                *numbers[uint64]
	pageCount                           *numbers[uint32]
	imagePages                          *numberLists[uint32]
	reader                              *words
	extract, transform, registry        *numbers[uint32]
	title                               *texts
	region                              *words
	unitID, unit, unitCode              *texts
	department, departmentCode          *texts
	unitKey, departmentKey              *texts
	year                                *numbers[uint16]
	stage, scope, family, part, edition *words
	pages                               *numberLists[uint32]
	source                              *words
	url, article                        *texts
	publishedOn                         *days
	capturedAt                          *times
	captures, tables, filled, filledIn  *numbers[uint32]
	items                               *numbers[uint32]
	checks, failed, doubtful            *numbers[uint32]
	fingerprint                         *numbers[uint64]
	distinct                            *numbers[uint32]
	largest                             *decimals
}

func newDocumentRows() *documentRows {
	t := &documentRows{rowset: rowset{table: "dim_document"}}
	r := &t.rowset
	t.load, t.reading = wordsOf(r, "load"), numbersOf[uint64](r, "reading")
	t.document, t.file = textsOf(r, "document"), textsOf(r, "file")
	t.status, t.reason, t.mediaType = wordsOf(r, "status"), textsOf(r, "reason"), wordsOf(r, "media_type")
	t.size, t.pageCount = numbersOf[uint64](r, "size"), numbersOf[uint32](r, "page_count")
	t.imagePages, t.reader = with(r, "image_pages", &numberLists[uint32]{}), wordsOf(r, "reader")
	t.extract, t.transform, t.registry = numbersOf[uint32](r, "extract_version"), numbersOf[uint32](r, "transform_version"), numbersOf[uint32](r, "registry_version")
	t.title, t.region, t.unitID = textsOf(r, "title"), wordsOf(r, "region"), textsOf(r, "unit_id")
	t.unit, t.unitCode = textsOf(r, "unit"), textsOf(r, "unit_code")
	t.department, t.departmentCode = textsOf(r, "department"), textsOf(r, "department_code")
	t.unitKey, t.departmentKey = textsOf(r, "unit_key"), textsOf(r, "department_key")
	t.year, t.stage, t.scope = numbersOf[uint16](r, "fiscal_year"), wordsOf(r, "stage"), wordsOf(r, "scope")
	t.family, t.part, t.edition = wordsOf(r, "family"), wordsOf(r, "part"), wordsOf(r, "edition")
	t.pages = with(r, "pages", &numberLists[uint32]{})
	t.source, t.url, t.article = wordsOf(r, "source"), textsOf(r, "url"), textsOf(r, "article")
	t.publishedOn, t.capturedAt = with(r, "published_on", &days{}), with(r, "captured_at", &times{nullable: true})
	t.captures = numbersOf[uint32](r, "captures")
	t.tables, t.filled, t.filledIn = numbersOf[uint32](r, "tables"), numbersOf[uint32](r, "filled_tables"), numbersOf[uint32](r, "numbers")
	t.items = numbersOf[uint32](r, "items")
	t.checks, t.failed, t.doubtful = numbersOf[uint32](r, "checks"), numbersOf[uint32](r, "failed"), numbersOf[uint32](r, "doubtful")
	t.fingerprint, t.distinct, t.largest = numbersOf[uint64](r, "fingerprint"), numbersOf[uint32](r, "distinct_amounts"), sumOf(r, "largest_amount")
	return t
}

// add takes the n-th disclosure of a publication whose captures are in order of time.
func (t *documentRows) add(k *key, n int, p *gongkai.Publication, items int) {
	r := &p.Reading
	d := r.Disclosed()[n]
	t.load.put(k.load)
	t.reading.put(k.reading)
	t.document.put(k.document)
	t.file.put(r.Digest.Hex())
	t.status.put(string(d.Status))
	t.reason.put(d.Reason)
	t.mediaType.put(r.MediaType)
	t.pageCount.put(clamp[uint32](r.PageCount))
	t.imagePages.put(clampAll(r.ImagePages))
	t.reader.put(r.Reader)
	t.extract.put(clamp[uint32](r.Versions.Extract))
	t.transform.put(clamp[uint32](r.Versions.Transform))
	t.registry.put(clamp[uint32](r.Versions.Registry))
	t.title.put(d.Title)
	t.region.put(k.region)
	t.unitID.put(k.unitID)
	t.unit.put(k.unit)
	t.unitCode.put(d.UnitCode)
	t.department.put(d.Department)
	t.departmentCode.put(d.DepartmentCode)
	t.unitKey.put(nameKey(k.unit))
	t.departmentKey.put(nameKey(d.Department))
	t.year.put(k.year)
	t.stage.put(k.stage)
	t.scope.put(k.scope)
	t.family.put(d.Family)
	t.part.put(string(d.Part))
	t.edition.put(string(d.Edition))
	t.pages.put(clampAll(d.Pages))
	t.found(p)
	t.counted(r, n)
	t.items.put(clamp[uint32](items))
	fingerprint, distinct, largest := fingerprintOf(r, n)
	t.fingerprint.put(fingerprint)
	t.distinct.put(clamp[uint32](distinct))
	t.largest.put(&largest)
}

// found says where and when it was found.
func (t *documentRows) found(p *gongkai.Publication) {
	var first gongkai.Capture
	var size uint64
	var published, captured *time.Time
	if len(p.Captures) > 0 {
		first = p.Captures[0]
		captured = instant(first.FetchedAt)
		size = uint64(max(first.Size, 0))
	}
	for i := range p.Captures {
		if day := dateOf(p.Captures[i].Published); day != nil && (published == nil || day.Before(*published)) {
			published = day
		}
	}
	t.size.put(size)
	t.source.put(first.Source)
	t.url.put(first.URL)
	t.article.put(first.Parent)
	t.publishedOn.put(published)
	t.capturedAt.put(captured)
	t.captures.put(clamp[uint32](len(p.Captures)))
}

// counted sums up tables and checks.
func (t *documentRows) counted(r *gongkai.Reading, n int) {
	statutory := make([]bool, len(r.Tables))
	tables, filled, numbers := 0, 0, 0
	for i := range r.Tables {
		if r.Tables[i].Kind != gongkai.TableStatutory || r.PortionOf(i) != n {
			continue
		}
		statutory[i] = true
		tables++
		if r.Tables[i].State == gongkai.TableData {
			filled++
		}
	}
	for i := range r.Facts {
		if f := &r.Facts[i]; f.State == gongkai.CellNumber && f.TableIndex >= 0 && f.TableIndex < len(statutory) && statutory[f.TableIndex] {
			numbers++
		}
	}
	t.tables.put(clamp[uint32](tables))
	t.filled.put(clamp[uint32](filled))
	t.filledIn.put(clamp[uint32](numbers))
	checks, failed, doubtful := 0, 0, 0
	for i := range r.Checks {
		c := &r.Checks[i]
		switch {
		case c.Portion != n || c.Verdict == gongkai.VerdictNotApplicable:
			continue
		case c.Verdict == gongkai.VerdictFails && c.Cause == gongkai.CauseDocument:
			failed++
		case c.Verdict == gongkai.VerdictFails:
			doubtful++
		}
		checks++
	}
	t.checks.put(clamp[uint32](checks))
	t.failed.put(clamp[uint32](failed))
	t.doubtful.put(clamp[uint32](doubtful))
}

// fingerprintOf the amounts in the tables by function and by economic class: a
// hash of them in order of size, how many differ, zero aside, and the largest.
func fingerprintOf(r *gongkai.Reading, n int) (fingerprint uint64, distinct int, largest decimal.Decimal) {
	var amounts []proto.Int128
	for i := range r.Facts {
		f := &r.Facts[i]
		if (f.Table == "gpb_by_function" || f.Table == "gpb_by_econ" || f.Table == "F05") && f.State == gongkai.CellNumber && f.Amount != nil && r.PortionOf(f.TableIndex) == n {
			amounts = append(amounts, moneyColumn.scaled(&f.Amount.Decimal))
		}
	}
	if len(amounts) == 0 {
		return 0, 0, decimal.Zero
	}
	slices.SortFunc(amounts, func(a, b proto.Int128) int {
		return cmp.Or(cmp.Compare(int64(a.High), int64(b.High)), cmp.Compare(a.Low, b.Low))
	})
	sum := sha256.New()
	var bytes [16]byte
	for i, a := range amounts {
		binary.BigEndian.PutUint64(bytes[:8], a.High)
		binary.BigEndian.PutUint64(bytes[8:], a.Low)
		_, _ = sum.Write(bytes[:]) // a hash takes everything
		if a != (proto.Int128{}) && (i == 0 || a != amounts[i-1]) {
			distinct++
		}
	}
	return max(binary.BigEndian.Uint64(sum.Sum(nil)), 1), distinct, decimal.NewFromBigInt(bigOf(amounts[len(amounts)-1]), -2)
}

// captureRows are rows of fact_capture.
type captureRows struct {
	rowset
	load                   *words
	reading                *numbers[uint64]
	file, source, region   *words
	url, finalURL, article *texts
	articleTitle, linkText *texts
	publishedOn            *days
	status                 *numbers[uint16]
	header                 *pairs
	fetchedAt              *times
	size                   *numbers[uint64]
	mediaType              *words
}

func newCaptureRows() *captureRows {
	t := &captureRows{rowset: rowset{table: "fact_capture"}}
	r := &t.rowset
	t.load, t.reading, t.file = wordsOf(r, "load"), numbersOf[uint64](r, "reading"), wordsOf(r, "file")
	t.source, t.region = wordsOf(r, "source"), wordsOf(r, "region")
	t.url, t.finalURL = textsOf(r, "url"), textsOf(r, "final_url")
	t.article, t.articleTitle, t.linkText = textsOf(r, "article"), textsOf(r, "article_title"), textsOf(r, "link_text")
	t.publishedOn, t.status = with(r, "published_on", &days{}), numbersOf[uint16](r, "http_status")
	t.header, t.fetchedAt = with(r, "header", &pairs{}), with(r, "fetched_at", &times{})
	t.size, t.mediaType = numbersOf[uint64](r, "size"), wordsOf(r, "media_type")
	return t
}

func (t *captureRows) add(load Load, reading uint64, file gongkai.Digest, c *gongkai.Capture) {
	t.load.put(load.ID)
	t.reading.put(reading)
	t.file.put(file.Hex())
	t.source.put(c.Source)
	t.region.put(c.Region)
	t.url.put(c.URL)
	t.finalURL.put(c.FinalURL)
	t.article.put(c.Parent)
	t.articleTitle.put(c.ParentTitle)
	t.linkText.put(c.Title)
	t.publishedOn.put(dateOf(c.Published))
	t.status.put(clamp[uint16](c.Status))
	t.header.put(c.Header)
	t.fetchedAt.put(instant(c.FetchedAt))
	t.size.put(uint64(max(c.Size, 0)))
	t.mediaType.put(c.MediaType)
}
