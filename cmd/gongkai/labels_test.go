package main

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"

	"gongkai"
	"gongkai/extract"
	"gongkai/internal/hanzi"
	"gongkai/transform"
)

// corpusDir holds real disclosures that are no part of the repository.
const corpusDir = "../../../shared/corpus"

// label is what a person read on the first pages of a document.
type label struct{ kind, unit, region, year, stage, scope string }

func labels(t *testing.T) map[string]label {
	t.Helper()
	f, err := os.Open("testdata/corpus.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	out := map[string]label{}
	for s := bufio.NewScanner(f); s.Scan(); {
		if c := strings.Split(s.Text(), "\t"); len(c) == 7 {
			out[c[0]] = label{c[1], c[2], c[3], c[4], c[5], c[6]}
		}
	}
	return out
}

// corpusReadings reads the labelled documents of the corpus once, by digest.
func corpusReadings(t *testing.T, want map[string]label) map[string]*gongkai.Reading {
	t.Helper()
	if testing.Short() {
		t.Skip("reads a hundred documents")
	}
	readCorpus.Do(func() {
		var group sync.WaitGroup
		queue := make(chan string)
		var mu sync.Mutex
		for range runtime.GOMAXPROCS(0) {
			group.Go(func() {
				for path := range queue {
					data, err := os.ReadFile(path)
					if err != nil {
						continue // it is missed below
					}
					sum := sha256.Sum256(data)
					digest := hex.EncodeToString(sum[:])
					if _, ok := want[digest]; !ok {
						continue
					}
					r := transform.Read(extract.Read(context.Background(), data, extract.Options{}), transform.Options{})
					mu.Lock()
					corpus[digest] = &r
					mu.Unlock()
				}
			})
		}
		_ = filepath.WalkDir(corpusDir, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && filepath.Ext(path) == ".pdf" {
				queue <- path
			}
			return nil
		})
		close(queue)
		group.Wait()
	})
	if len(corpus) == 0 {
		t.Skip("no corpus of real disclosures beside the repository")
	}
	return corpus
}

var (
	readCorpus sync.Once
	corpus     = map[string]*gongkai.Reading{}
)

// TestLabels compares what is read of each real document with what a person
// read on its first pages: at least 99% of each field, and every document that
// is no disclosure told apart.
func TestLabels(t *testing.T) {
	want := labels(t)
	readings := corpusReadings(t, want)
	right, all := map[string]int{}, map[string]int{}
	for digest, w := range want {
		r := readings[digest]
		if r == nil {
			t.Errorf("%s is not in the corpus", digest[:12])
			continue
		}
		d := &r.Document
		status := string(gongkai.StatusOK)
		if w.unit == "" {
			status = string(gongkai.StatusUnrelated)
		}
		if string(r.Status) != status {
			t.Errorf("%s (%s): status %s, want %s: %s", digest[:12], w.unit, r.Status, status, r.Reason)
		}
		fields := map[string][2]string{"kind": {d.Family, w.kind}}
		if w.unit != "" {
			fields["unit"] = [2]string{hanzi.Key(d.Unit), hanzi.Key(w.unit)}
			fields["region"] = [2]string{d.Region, w.region}
			fields["year"] = [2]string{strconv.Itoa(d.FiscalYear), w.year}
			fields["stage"] = [2]string{string(d.Stage), w.stage}
			fields["scope"] = [2]string{string(d.Scope), w.scope}
		}
		for name, f := range fields {
			all[name]++
			if f[0] == f[1] {
				right[name]++
			} else {
				t.Logf("%s (%s): %s is %q, want %q", digest[:12], w.unit, name, f[0], f[1])
			}
		}
	}
	for name, n := range all {
		t.Logf("%s: %d of %d", name, right[name], n)
		if 100*right[name] < 99*n {
			t.Errorf("%s: %d of %d are right", name, right[name], n)
		}
	}
}

// TestUnitsAcrossYears: what one office published in several years, in several
// files and under several forms of its name, bears one ID.
func TestUnitsAcrossYears(t *testing.T) {
	want := labels(t)
	readings := corpusReadings(t, want)
	byID, names := map[string][]int{}, map[string]string{}
	for digest, w := range want {
		if w.region != "320000" {
			continue
		}
		r := readings[digest]
		if r == nil {
			t.Errorf("%s is not in the corpus", digest[:12])
			continue
		}
		d := &r.Document
		if d.UnitID == "" {
			t.Errorf("%s (%s) has no unit_id", digest[:12], w.unit)
		}
		byID[d.UnitID] = append(byID[d.UnitID], d.FiscalYear)
		names[d.UnitID] = d.Unit
	}
	// 人大, 检察院, 省委, 政协 and 高院 of the province
	if len(byID) != 5 {
		t.Errorf("%d units, want 5: %v", len(byID), names)
	}
	several := 0
	for id, years := range byID {
		for _, y := range years {
			if y != years[0] {
				several++
				t.Logf("%s %s: %v", id, names[id], years)
				break
			}
		}
	}
	if several != 2 {
		t.Errorf("%d units with several years, want 2", several)
	}
}
