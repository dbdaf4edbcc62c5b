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
	// PDFDepth bounds nesting of page tree, arrays and references; real ones stay
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
	// PDFObjects bounds the numbers of objects: 24 bytes each, 24 MB in all; a
	// disclosure of 400 pages has 9,000.
	PDFObjects = 1 << 20
	// PDFKept bounds the decoded forms that are kept for later pages: letterheads
	// and stamps of 10 kB, sixteen hundred of them.
	PDFKept = 16 << 20
	// PDFCMapEntries bounds the entries of a CMap: all 65,536 codes of two bytes
	// named one by one, and some to spare.
	PDFCMapEntries = 100_000
	// PDFForms bounds forms within forms; real ones nest to 5.
	PDFForms = 20
	// PDFPoints bounds the corners of one path, 24 bytes each: 24 MB. Maps drawn
	// as one path have 200,000.
	PDFPoints = 1 << 20
	// PDFAnnotations bounds the annotations of a page; a form of three pages with
	// a field in each cell has 2,000.
	PDFAnnotations = 20_000
	// PDFiumMemory bounds the memory of one instance of pdfium, in bytes: a file
	// of 60 MB of scans takes 150 MB to read and 200 MB to draw.
	PDFiumMemory = 768 << 20
	// RenderPixels bounds the picture of a page, 4 bytes each: A3 with 300 dots an
	// inch has 17 million.
	RenderPixels = 40_000_000
)
