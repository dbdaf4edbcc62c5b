package limits

const (
	// PDFStream bounds one decoded stream: the largest content stream of the
	// real disclosures is 3 MB, an embedded CJK font 20 MB.
	PDFStream = 64 << 20
	// PDFDocument bounds all decoded streams of a document: 171 pages with their
	// fonts take 120 MB, so 1 GiB leaves eight times that.
	PDFDocument = 1 << 30
	// PDFPages bounds the pages read of one document; the longest real one has
	// 420.
	PDFPages = 5000
	// PDFDepth bounds nesting of page tree, forms and arrays; real ones stay
	// under 12.
	PDFDepth = 32
	// PDFOperators bounds the operators of a page: a page of a 200-row table
	// takes 40,000.
	PDFOperators = 4_000_000
	// PDFGlyphs bounds the glyphs of a page: A3 at 4 points holds 60,000.
	PDFGlyphs = 500_000
	// PDFRulings bounds the rulings of a page: 200 rows of 40 cells drawn cell by
	// cell take 32,000.
	PDFRulings = 200_000
)
