package limits

const (
	// CrawlDocument bounds one document: the largest real attachment is 41 MB.
	CrawlDocument = 200 << 20
	// CrawlPage bounds a list or article page: real ones stay under 2 MB.
	CrawlPage = 16 << 20
	// CrawlPagesAtOnce bounds the pages that are in memory at once, of however many
	// sources: 16 of 16 MB and their trees, of real ones 16 of 2 MB.
	CrawlPagesAtOnce = 16
	// CrawlPages bounds the pages of one list: 500 pages of 15 items are more
	// than any column has, and an endless calendar ends there.
	CrawlPages = 500
	// CrawlRun bounds the documents of one source in one run: a district's ten
	// years of 100 units at 2 × 1 MB are 2 GB.
	CrawlRun = 20 << 30
	// CrawlMembers bounds the files of one archive: a department with its units
	// and three files each stays under 200.
	CrawlMembers = 1000
	// CrawlNesting bounds archives in each other: a department's archive holds
	// its units', and that may have been packed once more.
	CrawlNesting = 2
	// CrawlUnpacked bounds all files of one archive together: a packed 41 MB at
	// the 10:1 that office files reach, and as much again.
	CrawlUnpacked = 800 << 20
)
