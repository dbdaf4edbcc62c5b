// Package samples holds the sample documents.
package samples
