package gongkai

// Disclosure is what was published together: the captures of one article, and
// the readings of their documents. Table states and completeness are judged on
// it: a narrative in one file and its tables in another are one disclosure.
type Disclosure struct {
	// Article is the page that links the documents, or the file's path when a
	// person inspects a lone file.
	Article string
	// Publications are its documents in the order in which the article links them.
	Publications []Publication
}

// Publication is one document of a disclosure as it goes into the warehouse:
// its reading and every capture that brought these bytes.
type Publication struct {
	Reading  Reading
	Captures []Capture
}

// Add puts a capture to its document; the same bytes are one document.
func (d *Disclosure) Add(c Capture) {
	for i := range d.Publications {
		if p := &d.Publications[i]; p.Reading.Digest == c.Digest {
			p.Captures = append(p.Captures, c)
			return
		}
	}
	d.Publications = append(d.Publications, Publication{Reading: Reading{Digest: c.Digest}, Captures: []Capture{c}})
}
