// Package archive keeps what was fetched and what became of it.
//
//   - Originals are bytes by SHA-256, a file each; the same bytes are stored
//     once, whatever URLs they came from, and looked over whenever they are read.
//   - Derived objects are readings, by digest and versions; they can be made
//     again and are kept so that loading does not read PDFs again.
//   - The catalogue (SQLite) holds captures, the frontier (what was visited, with
//     validators for conditional requests), outcomes, failures and the sequence
//     that orders loads.
//
// One process writes: a lock file names it. Everything is written aside, synced
// and renamed, or in a transaction, so that a kill, a full disk or a power cut
// at any moment loses nothing. A View reads without the lock.
package archive
