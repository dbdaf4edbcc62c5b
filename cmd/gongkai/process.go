package main

import (
	"cmp"
	"context"
	"runtime"
	"slices"

	"github.com/spf13/cobra"

	"gongkai"
	"gongkai/archive"
	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/registry"
	"gongkai/transform"
)

// versions at which documents are read today.
var versions = gongkai.Versions{Extract: extract.Version, Transform: transform.Version, Registry: registry.Version}

// labels of the stages in reports, of equal width.
const (
	labelCrawl   = "抓取 crawl    "
	labelProcess = "处理 process  "
	labelLoad    = "装载 load     "
)

func (a *app) processCommand() *cobra.Command {
	return &cobra.Command{
		Use: "process", Short: "read and check the archived documents that wait", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.stages(cmd.Context(), stages{process: true})
		},
	}
}

// workers is how many documents are read at once.
func (a *app) workers() int {
	if n := a.conf.Int("workers"); n > 0 {
		return n
	}
	return runtime.GOMAXPROCS(0)
}

func (a *app) newPipeline(store *archive.Archive, pool pipeline.Reader) *pipeline.Pipeline {
	return &pipeline.Pipeline{
		Catalogue: store, Reader: pool, Workers: a.workers(), Logger: a.log,
		Meaning: pipeline.Meaning{
			Versions: versions, Settle: transform.Settle,
			Read: func(doc *gongkai.Document, region string) gongkai.Reading {
				return transform.Read(doc, transform.Options{Region: region})
			},
			Reconsider: func(reading gongkai.Reading, first, second *gongkai.Document, region string) gongkai.Reading {
				return transform.Reconsider(reading, first, second, transform.Options{Region: region})
			},
		},
		Progress: a.progress,
	}
}

// processStage reads what waits and says what came of it.
func (a *app) processStage(ctx context.Context, store *archive.Archive) error {
	pool, err := a.readers()
	if err != nil {
		return err
	}
	r, err := a.newPipeline(store, pool).Process(ctx)
	_ = pool.Close() // its error would be about processes that are gone
	a.console.stageDone()
	read, unread := 0, 0
	for status, n := range r.Read {
		read += n
		if status != gongkai.StatusOK {
			unread += n
		}
	}
	switch {
	case read > 0:
		a.say("%s%s read: %s%s", labelProcess, count(read, "document"), joined(r.Read), because(r.Why))
		if r.Current > 0 {
			a.say("%s%s read before, unchanged", labelProcess, count(r.Current, "document"))
		}
	case err == nil && r.Lost == 0:
		a.say("%snothing waits; %s read before, unchanged", labelProcess, count(r.Current, "document"))
	}
	if r.Lost > 0 {
		a.say("%s%s without its original: put the files back from a backup, or fetch them again", labelProcess, count(r.Lost, "document"))
	}
	if err == nil && unread+r.Lost > 0 {
		return errPartial
	}
	return err
}

// because says why work was done again; that it is new needs no reason.
func because(why map[gongkai.Why]int) string {
	words := map[gongkai.Why]string{
		gongkai.WhyVersion:    "read by another version before",
		gongkai.WhyDisclosure: "published anew together with others",
		gongkai.WhyGone:       "gone from the warehouse",
	}
	again := map[string]int{}
	for w, n := range why {
		if text, ok := words[w]; ok {
			again[text] += n
		}
	}
	if len(again) == 0 {
		return ""
	}
	return "; " + joined(again)
}

// byCount lists the keys of counts, the largest count first.
func byCount[K ~string](counts map[K]int) []K {
	var keys []K
	for k := range counts {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(x, y K) int { return cmp.Or(cmp.Compare(counts[y], counts[x]), cmp.Compare(x, y)) })
	return keys
}
