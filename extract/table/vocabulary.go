package table

import "gongkai/internal/hanzi"

// Vocabulary is the words that stand in the headers of known tables.
type Vocabulary map[string]bool

// NewVocabulary folds the words for comparison.
func NewVocabulary(words []string) Vocabulary {
	v := make(Vocabulary, len(words))
	for _, w := range words {
		if k := hanzi.Key(w); k != "" {
			v[k] = true
		}
	}
	return v
}

// Has says whether a text is one of the words.
func (v Vocabulary) Has(text string) bool {
	return len(v) > 0 && len(text) <= 90 && v[hanzi.Key(text)]
}
