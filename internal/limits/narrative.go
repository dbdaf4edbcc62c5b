package limits

// Reading text. Work per value is bounded by these, so that a sentence of any
// length takes time in proportion to it. They count characters.
const (
	// NarrativePhrase bounds the phrase before a value: the longest real one, a
	// path 类 款 项 with its codes, has 90.
	NarrativePhrase = 200
	// NarrativeCounted bounds the phrase before a number of people or things:
	// the longest real one, equipment with its threshold, has 34.
	NarrativeCounted = 60
	// NarrativeSentence bounds how far a value looks back in its sentence: the
	// longest enumeration before a value that depends on its beginning has 160.
	NarrativeSentence = 400
	// NarrativeLevels bounds how many earlier values a change may speak of: the
	// longest list of one paragraph has 47.
	NarrativeLevels = 100
)
