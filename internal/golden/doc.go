// Package golden compares what a test got with what is kept in testdata.
//
//   - A golden file holds the expected output of one test as text that a
//     person can read and review in a diff.
//   - `go test PACKAGE -update` writes the golden files of a package instead
//     of comparing; `make golden` does so for every package that has some.
//   - A missing golden file is a failure, never a silent first recording.
//
// Only tests import it: it registers the flag -update.
package golden
