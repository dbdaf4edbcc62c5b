package limits

const (
	// CrawlDocument bounds one document: the largest real attachment is 41 MB.
	CrawlDocument = 200 << 20
	// CrawlPage bounds a list or article page: real ones stay under 2 MB.
	CrawlPage = 16 << 20
	// CrawlPages bounds the list pages of one seed: 500 pages of 15 items are
	// more than any column has.
	CrawlPages = 500
)
