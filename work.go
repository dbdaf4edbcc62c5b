package gongkai

import "time"

// RedoReason is why a captured document has to be processed (again).
type RedoReason string

const (
	// RedoMissing: never processed.
	RedoMissing RedoReason = "missing"
	// RedoExtractor: processed by another version of extraction.
	RedoExtractor RedoReason = "older_extractor"
	// RedoTransform: processed by another version of the transformation.
	RedoTransform RedoReason = "older_transform"
	// RedoRegistry: processed with another version of the registry.
	RedoRegistry RedoReason = "older_registry"
)

// Work is a captured document that waits for processing, and why.
type Work struct {
	Digest    Digest     `json:"digest"`
	Size      int64      `json:"size"`
	MediaType string     `json:"media_type"`
	Reason    RedoReason `json:"reason"`
}

// Processed is how processing one document ended, at which versions and when.
type Processed struct {
	Outcome
	Digest   Digest    `json:"digest"`
	Versions Versions  `json:"versions"`
	At       time.Time `json:"at"`
}

// Load is one filling of a warehouse. Its sequence number is unique for the
// archive, grows with every load and decides which rows are current.
type Load struct {
	Sequence  uint64    `json:"sequence"`
	Warehouse string    `json:"warehouse"`
	Started   time.Time `json:"started"`
	// Finished is zero while the load runs, or when it was killed.
	Finished time.Time `json:"finished,omitzero"`
	// Documents were made current by it.
	Documents int `json:"documents"`
}

// Loaded is a document as a warehouse has it.
type Loaded struct {
	Digest   Digest   `json:"digest"`
	Sequence uint64   `json:"sequence"`
	Versions Versions `json:"versions"`
	// Fingerprint is the loader's own summary of what else went into the rows
	// (captures, the other files of the disclosure); a document is loaded again
	// when it differs.
	Fingerprint string    `json:"fingerprint"`
	At          time.Time `json:"at"`
}
