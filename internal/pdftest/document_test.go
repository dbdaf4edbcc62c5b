package pdftest

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"testing"
)

// Every entry of the cross-reference table must lead to its object.
func TestCrossReferences(t *testing.T) {
	data := Document{
		Pages: []Page{{Content: "BT ET"}, {Content: "/X Do"}},
		Chars: map[uint16]rune{1: '项', 2: '😀'},
		Forms: map[string]Form{"X": {BBox: [4]float64{0, 0, 9, 9}, Content: "q Q"}},
	}.Bytes()
	if !bytes.HasSuffix(data, []byte("%%EOF\n")) {
		t.Error("no end-of-file mark")
	}
	start := regexp.MustCompile(`startxref\n(\d+)`).FindSubmatch(data)
	if at, err := strconv.Atoi(string(start[1])); err != nil || !bytes.HasPrefix(data[at:], []byte("xref\n")) {
		t.Errorf("startxref %s leads nowhere", start[1])
	}
	entries := regexp.MustCompile(`(\d{10}) 00000 n `).FindAllSubmatch(data, -1)
	if want := bytes.Count(data, []byte(" 0 obj\n")); len(entries) != want || want != 12 {
		t.Fatalf("%d entries for %d objects, want 12", len(entries), want)
	}
	for i, e := range entries {
		at, err := strconv.Atoi(string(e[1]))
		if head := fmt.Sprintf("%d 0 obj\n", i+1); err != nil || !bytes.HasPrefix(data[at:], []byte(head)) {
			t.Errorf("entry %d leads to %.12q", i+1, data[at:])
		}
	}
	if !bytes.Contains(data, []byte("<0002> <D83DDE00>")) {
		t.Error("a character beyond the BMP is not a surrogate pair")
	}
}
