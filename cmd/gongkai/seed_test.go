package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"
	"testing"

	"gongkai"
	"gongkai/extract"
	"gongkai/internal/hanzi"
	"gongkai/internal/samples"
	"gongkai/transform"
)

// seedTruth is internal/samples/testdata/seed.truth.json; see package samples.
type seedTruth struct {
	Document map[string]any   `json:"document"`
	Tables   []map[string]any `json:"tables"`
	Facts    []map[string]any `json:"facts"`
	Narr     []map[string]any `json:"narrative"`
	Targets  []map[string]any `json:"targets"`
	Checks   []map[string]any `json:"checks"`
}

func seedReading() gongkai.Reading {
	return transform.Read(extract.Read(context.Background(), samples.Seed(), extract.Options{}), transform.Options{})
}

// asMaps is v as JSON shows it.
func asMaps[T any](t *testing.T, v any) (out T) {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// compare reports every field of want that got has otherwise; got may have more.
func compare(t *testing.T, what string, got, want map[string]any) {
	t.Helper()
	for k, w := range want {
		if g := fmt.Sprint(got[k]); hanzi.Squeeze(g) != hanzi.Squeeze(fmt.Sprint(w)) {
			t.Errorf("%s: %s = %v, want %v", what, k, g, w)
		}
	}
}

// TestSeed reads the seed's PDF and finds exactly what its truth says: every
// table with its state, all 420 amount cells, the narrative, the goals and the
// verdicts of all identities.
func TestSeed(t *testing.T) {
	data, err := os.ReadFile("../../internal/samples/testdata/seed.truth.json")
	if err != nil {
		t.Fatal(err)
	}
	var want seedTruth
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	r := seedReading()
	got := asMaps[map[string]any](t, r)
	compare(t, "document", asMaps[map[string]any](t, got["document"]), want.Document)

	var tables []map[string]any
	for _, x := range asMaps[[]map[string]any](t, r.Tables) {
		if x["kind"] == "statutory" {
			tables = append(tables, x)
		}
	}
	each(t, "table", tables, want.Tables, func(i int) string { return fmt.Sprint(want.Tables[i]["number"]) })
	facts := asMaps[[]map[string]any](t, r.Facts)
	byPlace(facts)
	byPlace(want.Facts)
	each(t, "fact", facts, want.Facts, func(i int) string {
		return fmt.Sprint(want.Facts[i]["table"], "/", want.Facts[i]["row"], "/", want.Facts[i]["col"])
	})
	narrative := asMaps[[]map[string]any](t, r.Narrative)
	for i := range min(len(narrative), len(want.Narr)) {
		// the truth names the three outer ranks of headings and the subject's own
		// words; the reading names all ranks and what the subject is part of
		within(t, narrative[i], want.Narr[i], "section", strings.HasPrefix)
		within(t, narrative[i], want.Narr[i], "subject", strings.Contains)
	}
	each(t, "statement", narrative, want.Narr, func(i int) string { return fmt.Sprint(i, " ", want.Narr[i]["subject"]) })
	each(t, "target", asMaps[[]map[string]any](t, r.Targets), want.Targets, func(i int) string { return fmt.Sprint(want.Targets[i]["content"]) })
	if g, w := verdicts(asMaps[[]map[string]any](t, r.Checks)), verdicts(want.Checks); g != w {
		t.Errorf("verdicts:\n%s\nwant:\n%s", g, w)
	}
}

// within compares a field that got says at more length, and levels it.
func within(t *testing.T, got, want map[string]any, field string, has func(s, sub string) bool) {
	t.Helper()
	if !has(hanzi.Squeeze(fmt.Sprint(got[field])), hanzi.Squeeze(fmt.Sprint(want[field]))) {
		t.Errorf("%s %q, want %q in it", field, got[field], want[field])
	}
	got[field] = want[field]
}

func each(t *testing.T, what string, got, want []map[string]any, name func(int) string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d of %s, want %d", len(got), what, len(want))
	}
	for i := range want {
		compare(t, what+" "+name(i), got[i], want[i])
	}
}

func byPlace(facts []map[string]any) {
	sort.SliceStable(facts, func(a, b int) bool {
		x, y := facts[a], facts[b]
		if x["table"] != y["table"] {
			return fmt.Sprint(x["table"]) < fmt.Sprint(y["table"])
		}
		place := func(f map[string]any) string { return fmt.Sprintf("%6v %6v", f["col"], f["row"]) }
		return place(x) < place(y)
	})
}

// verdicts counts checks by kind and verdict, as text.
func verdicts(checks []map[string]any) string {
	n := map[string]int{}
	for _, c := range checks {
		n[fmt.Sprint(c["kind"], " ", c["verdict"])]++
	}
	var lines []string
	for k, v := range n {
		lines = append(lines, fmt.Sprintf("%s %d", k, v))
	}
	sort.Strings(lines)
	return strings.Join(lines, "\n")
}
