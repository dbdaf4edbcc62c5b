// Package worker reads documents in child processes, so that a hostile one
// costs itself and nothing else.
//
//   - A worker (child) is the program started again by itself; it reads one
//     document after another and answers with what it read. It is replaced
//     after many documents, when it has grown, and whenever it misbehaves.
//   - A Pool keeps up to N workers and hands each a document at a time. It
//     enforces a deadline and a bound on memory from outside.
//   - A frame is a message between the two: kind, number, length, payload.
//     Frames go over the worker's standard input and output; anything that
//     prints there is sent to standard error instead.
//   - The last words of a worker are the line in which the Go runtime says why
//     it died; they become the reason of the outcome.
//
// What becomes of a document that cannot be read is an Outcome, never an
// error: StatusTimeout after the deadline, StatusTooLarge above the memory or
// a cap, StatusCrashed when the worker died for any other reason. A document
// that brought down a worker which had read others before is tried once more
// in a fresh one, so that the outcome is its own and not its neighbour's.
//
// The package does not know how documents are read: the function is given to
// Run (or Serve), the command that ends up there to New.
package worker
