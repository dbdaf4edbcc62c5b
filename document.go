package gongkai

// Document is what extraction reads out of one file. It says what stands
// where, not what it means.
type Document struct {
	Outcome
	Digest    Digest `json:"digest"`
	MediaType string `json:"media_type"`
	// PageCount counts all pages; ImagePages are the numbers (from 1) of those
	// that are images without text.
	PageCount  int   `json:"page_count"`
	ImagePages []int `json:"image_pages"`
	// Reader is the PDF reader that was used: "own", "ledongthuc" or "pdfium".
	Reader string `json:"reader"`
	// Version is the extractor's integer version.
	Version int `json:"version"`
	// Body is the document in reading order: paragraphs, and tables as indexes
	// into Tables. Text inside a table's grid or caption is not repeated here.
	Body []Element `json:"body"`
	// Tables in document order, each one whole even when it runs over pages. A
	// caption whose grid is not there is a Table without cells.
	Tables []Table `json:"tables"`
}

// ElementKind tells the members of Document.Body apart.
type ElementKind string

const (
	// ElementParagraph is running text: whole sentences, joined over lines and pages.
	ElementParagraph ElementKind = "paragraph"
	// ElementHeading is a heading: 第一部分 …, 一、…, （一）…, set on its own line.
	ElementHeading ElementKind = "heading"
	// ElementTable stands where a table (or a caption without a grid) is.
	ElementTable ElementKind = "table"
)

// Element is one member of a document's body.
type Element struct {
	Kind ElementKind `json:"kind"`
	// Lines of a paragraph or heading, top to bottom.
	Lines []Line `json:"lines,omitempty"`
	// Table indexes Document.Tables for ElementTable.
	Table int `json:"table"`
}

// Line is one printed line of text and its place.
type Line struct {
	Text string `json:"text"`
	Page int    `json:"page"`
	Box  Box    `json:"bbox"`
}

// Text joins the lines as they would stand on one long line: nothing between
// Chinese characters, a space between Latin words.
func (e Element) Text() string {
	var text string
	for _, l := range e.Lines {
		text = JoinLines(text, l.Text)
	}
	return text
}
