package load

import (
	"time"

	"gongkai"
)

// documentRows are rows of dim_document.
type documentRows struct {
	rowset
	load                                  *slice[string]
	reading                               *slice[uint64]
	document, status, reason, mediaType   *slice[string]
	size                                  *slice[uint64]
	pages                                 *slice[uint32]
	imagePages                            *slice[[]uint32]
	reader                                *slice[string]
	extract, transform, registry          *slice[uint32]
	title, region, unitID, unit, unitCode *slice[string]
	department, departmentCode            *slice[string]
	year                                  *slice[uint16]
	stage, scope, family, part            *slice[string]
	source, url, article                  *slice[string]
	publishedOn, capturedAt               *slice[*time.Time]
	captures                              *slice[uint32]
}

func newDocumentRows() *documentRows {
	t := &documentRows{rowset: rowset{name: "dim_document"}}
	r := &t.rowset
	t.load, t.reading = col[string](r, "load"), col[uint64](r, "reading")
	t.document, t.status = col[string](r, "document"), col[string](r, "status")
	t.reason, t.mediaType = col[string](r, "reason"), col[string](r, "media_type")
	t.size, t.pages = col[uint64](r, "size"), col[uint32](r, "page_count")
	t.imagePages, t.reader = col[[]uint32](r, "image_pages"), col[string](r, "reader")
	t.extract, t.transform, t.registry = col[uint32](r, "extract_version"), col[uint32](r, "transform_version"), col[uint32](r, "registry_version")
	t.title, t.region, t.unitID = col[string](r, "title"), col[string](r, "region"), col[string](r, "unit_id")
	t.unit, t.unitCode = col[string](r, "unit"), col[string](r, "unit_code")
	t.department, t.departmentCode = col[string](r, "department"), col[string](r, "department_code")
	t.year, t.stage, t.scope = col[uint16](r, "fiscal_year"), col[string](r, "stage"), col[string](r, "scope")
	t.family, t.part = col[string](r, "family"), col[string](r, "part")
	t.source, t.url, t.article = col[string](r, "source"), col[string](r, "url"), col[string](r, "article")
	t.publishedOn, t.capturedAt = col[*time.Time](r, "published_on"), col[*time.Time](r, "captured_at")
	t.captures = col[uint32](r, "captures")
	return t
}

// add takes a publication whose captures are in order of time.
func (t *documentRows) add(k *key, p *gongkai.Publication, d *gongkai.Portion) {
	r := &p.Reading
	t.load.put(k.load)
	t.reading.put(k.reading)
	t.document.put(k.document)
	t.status.put(string(d.Status))
	t.reason.put(clean(d.Reason))
	t.mediaType.put(r.MediaType)
	t.pages.put(clamp[uint32](r.PageCount))
	images := make([]uint32, len(r.ImagePages))
	for i, n := range r.ImagePages {
		images[i] = clamp[uint32](n)
	}
	t.imagePages.put(images)
	t.reader.put(r.Reader)
	t.extract.put(clamp[uint32](r.Versions.Extract))
	t.transform.put(clamp[uint32](r.Versions.Transform))
	t.registry.put(clamp[uint32](r.Versions.Registry))
	t.title.put(clean(d.Title))
	t.region.put(k.region)
	t.unitID.put(k.unitID)
	t.unit.put(clean(k.unit))
	t.unitCode.put(clean(d.UnitCode))
	t.department.put(clean(d.Department))
	t.departmentCode.put(clean(d.DepartmentCode))
	t.year.put(k.year)
	t.stage.put(k.stage)
	t.scope.put(k.scope)
	t.family.put(d.Family)
	t.part.put(string(d.Part))
	var first gongkai.Capture
	var size uint64
	var published, captured *time.Time
	if len(p.Captures) > 0 {
		first = p.Captures[0]
		at := instant(first.FetchedAt)
		captured = &at
		size = uint64(max(first.Size, 0))
	}
	for i := range p.Captures {
		if day := dateOf(p.Captures[i].Published); day != nil && (published == nil || day.Before(*published)) {
			published = day
		}
	}
	t.size.put(size)
	t.source.put(first.Source)
	t.url.put(clean(first.URL))
	t.article.put(clean(first.Parent))
	t.publishedOn.put(published)
	t.capturedAt.put(captured)
	t.captures.put(clamp[uint32](len(p.Captures)))
}

// captureRows are rows of fact_capture.
type captureRows struct {
	rowset
	load                            *slice[string]
	reading                         *slice[uint64]
	document, source, region        *slice[string]
	url, finalURL                   *slice[string]
	article, articleTitle, linkText *slice[string]
	publishedOn                     *slice[*time.Time]
	status                          *slice[uint16]
	header                          *slice[map[string]string]
	fetchedAt                       *slice[time.Time]
	size                            *slice[uint64]
	mediaType                       *slice[string]
}

func newCaptureRows() *captureRows {
	t := &captureRows{rowset: rowset{name: "fact_capture"}}
	r := &t.rowset
	t.load, t.reading, t.document = col[string](r, "load"), col[uint64](r, "reading"), col[string](r, "document")
	t.source, t.region = col[string](r, "source"), col[string](r, "region")
	t.url, t.finalURL = col[string](r, "url"), col[string](r, "final_url")
	t.article, t.articleTitle, t.linkText = col[string](r, "article"), col[string](r, "article_title"), col[string](r, "link_text")
	t.publishedOn, t.status = col[*time.Time](r, "published_on"), col[uint16](r, "http_status")
	t.header, t.fetchedAt = col[map[string]string](r, "header"), col[time.Time](r, "fetched_at")
	t.size, t.mediaType = col[uint64](r, "size"), col[string](r, "media_type")
	return t
}

func (t *captureRows) add(k *key, c *gongkai.Capture) {
	t.load.put(k.load)
	t.reading.put(k.reading)
	t.document.put(k.document)
	t.source.put(c.Source)
	t.region.put(c.Region)
	t.url.put(clean(c.URL))
	t.finalURL.put(clean(c.FinalURL))
	t.article.put(clean(c.Parent))
	t.articleTitle.put(clean(c.ParentTitle))
	t.linkText.put(clean(c.Title))
	t.publishedOn.put(dateOf(c.Published))
	t.status.put(clamp[uint16](c.Status))
	header := make(map[string]string, len(c.Header))
	for name, value := range c.Header {
		header[clean(name)] = clean(value)
	}
	t.header.put(header)
	t.fetchedAt.put(instant(c.FetchedAt))
	t.size.put(uint64(max(c.Size, 0)))
	t.mediaType.put(c.MediaType)
}
