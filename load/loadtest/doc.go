// Package loadtest is the suite that every engine of the warehouse passes, and
// the disclosures that it is fed with: built in memory, shaped like real ones
// (指标 and units 示例), with the awkward things that real ones have.
package loadtest
