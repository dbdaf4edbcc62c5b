package samples

import _ "embed"

//go:embed pdf/seed.pdf
var seed []byte

// Seed is the PDF of the seed: a whole unit budget of 2023, whose truth is
// testdata/seed.truth.json. The bytes are shared; do not change them.
func Seed() []byte { return seed }
