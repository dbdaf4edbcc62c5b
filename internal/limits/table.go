package limits

const (
	// TableSegments bounds the merged rulings of one direction on a page: an A3
	// page of 4-point rows has 300 each way, a drawn chart 2,000; 4,000 each way
	// are 16 million crossings to test, some 30 ms.
	TableSegments = 4000
	// TableUnits bounds the unit grid of one page's table: 300 rows of 60 columns
	// are 18,000 units.
	TableUnits = 200_000
	// TableRows bounds a table put together over pages: the longest real one has
	// 985 rows on 64 pages.
	TableRows = 100_000
	// TableColumns bounds the columns of such a table: every page may add the
	// lines that the others lack; the widest real one has 34.
	TableColumns = 400
	// StreamLines bounds the lines that are taken as the rows of one borderless
	// table: 60 lines on each of 100 pages.
	StreamLines = 6000
)
