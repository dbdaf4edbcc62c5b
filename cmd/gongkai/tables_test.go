package main

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongkai"
)

// tableLabel is what a person saw on a page: a table that begins there.
type tableLabel struct {
	page int
	key  string // "" for a table that is not statutory
}

func tableLabels(t *testing.T) map[string][]tableLabel {
	t.Helper()
	f, err := os.Open("testdata/tables.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	out := map[string][]tableLabel{}
	for s := bufio.NewScanner(f); s.Scan(); {
		c := strings.Split(s.Text(), "\t")
		if len(c) != 3 {
			continue
		}
		page, err := strconv.Atoi(c[1])
		if err != nil {
			t.Fatalf("tables.tsv: %q: %v", s.Text(), err)
		}
		switch c[2] {
		case "none":
			out[c[0]] = []tableLabel{}
		case "other":
			out[c[0]] = append(out[c[0]], tableLabel{page, ""})
		default:
			out[c[0]] = append(out[c[0]], tableLabel{page, c[2]})
		}
	}
	return out
}

// TestTables compares the keys of the tables of thirty real documents with what
// a person saw on their pages: at least 98.5% right and no statutory table
// without its key.
func TestTables(t *testing.T) {
	right, all := 0, 0
	for digest, want := range tableLabels(t) {
		r := corpusReadings(t, labels(t))[digest]
		if r == nil {
			t.Errorf("%s is not in the corpus", digest[:12])
			continue
		}
		if r.Status != gongkai.StatusOK {
			continue // nothing is read of what is no disclosure
		}
		for _, w := range want {
			all++
			if slices.ContainsFunc(r.Tables, func(x gongkai.TableReading) bool { return x.Key == w.key && slices.Contains(x.Pages, w.page) }) {
				right++
				continue
			}
			var there []string
			for i := range r.Tables {
				if slices.Contains(r.Tables[i].Pages, w.page) {
					there = append(there, fmt.Sprintf("%q %s", r.Tables[i].Key, r.Tables[i].Title))
				}
			}
			if w.key != "" {
				t.Errorf("%s page %d: no %s, but %q", digest[:12], w.page, w.key, there)
			} else {
				t.Logf("%s page %d: a table that is not statutory is read as %q", digest[:12], w.page, there)
			}
		}
		for i := range r.Tables {
			x := &r.Tables[i]
			if len(x.Pages) == 0 {
				continue // a caption or a promise without a grid
			}
			all++
			if labelled(want, x) {
				right++
			} else {
				t.Logf("%s page %d: %q (%s) is not what a person saw", digest[:12], x.Pages[0], x.Key, x.Title)
			}
		}
	}
	t.Logf("%d of %d tables right", right, all)
	if all == 0 || float64(right) < 0.985*float64(all) {
		t.Errorf("%d of %d tables right, want 98.5%%", right, all)
	}
}

// labelled says whether a table is one that a person saw, or what goes on of
// one: the last table that begins on its first page or before.
func labelled(want []tableLabel, x *gongkai.TableReading) bool {
	before := -1
	for _, w := range want {
		if slices.Contains(x.Pages, w.page) && w.key == x.Key {
			return true
		}
		if w.page <= x.Pages[0] {
			before = max(before, w.page)
		}
	}
	return slices.ContainsFunc(want, func(w tableLabel) bool { return w.page == before && w.key == x.Key })
}
