package gongkai

// Work is what was done with a document: how it ended, at which versions, and
// in whose company.
type Work struct {
	Versions
	Outcome
	// Disclosure is the fingerprint of what the document was judged with: the
	// other documents of its article, and the places that it was found at.
	Disclosure string
}

// Why says why a document waits.
type Why string

const (
	// WhyNew: it was never read, or never loaded.
	WhyNew Why = "new"
	// WhyVersion: it was read by another version of extract, transform or registry.
	WhyVersion Why = "version"
	// WhyDisclosure: a file came to its article, or it was found in one more place.
	WhyDisclosure Why = "disclosure"
	// WhyGone: it was loaded, and the warehouse does not have it any more.
	WhyGone Why = "gone"
)
