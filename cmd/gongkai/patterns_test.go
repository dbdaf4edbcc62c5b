package main

import (
	"testing"

	"gongkai/internal/regexp"
)

// TestPatterns compiles the patterns of all packages, which otherwise are only
// compiled when a document needs them.
func TestPatterns(t *testing.T) {
	n, err := regexp.Declared()
	if err != nil || n < 100 {
		t.Errorf("%d patterns, %v", n, err)
	}
}
