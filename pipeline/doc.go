// Package pipeline runs the stages over what is waiting: it owns order,
// concurrency and what is done again, and declares the small interfaces that
// it consumes.
//
//   - Work is waiting when it was never done, was done at older versions of
//     extract, transform or registry, or when its disclosure has changed: a new
//     file beside it may hold the tables it lacks.
//   - A context (fingerprint) names what a document was judged with: the other
//     documents of its article and all its captures.
package pipeline
