// Package bundle keeps a folder as one file and brings it back.
//
//   - A Bundle (备份) is a tar file compressed with zstd. Its first entry,
//     MANIFEST, says what made it; its last, DIGESTS, lists the SHA-256 of every
//     file, so that a bundle that was cut off or changed is not taken.
//   - Both ways are written beside and renamed: a bundle or a folder is there
//     whole or not at all.
package bundle
