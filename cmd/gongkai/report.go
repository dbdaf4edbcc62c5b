package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/spf13/cobra"

	"gongkai"
	"gongkai/archive"
	"gongkai/crawl"
	"gongkai/pipeline"
)

// crawlFlags say what of the sources is crawled, and who is told about it.
type crawlFlags struct {
	sources                  []string
	sample                   int
	dryRun                   bool
	record, replay           string
	report, metrics, webhook string
	// schedule of run, a cron expression.
	schedule string
}

func (f *crawlFlags) add(c *cobra.Command) {
	c.Flags().StringSliceVar(&f.sources, "source", nil, "only these sources, by id")
	c.Flags().IntVar(&f.sample, "sample", 0, "end each source after so many documents")
	c.Flags().BoolVar(&f.dryRun, "dry-run", false, "print what would be visited first, ask no site")
	c.Flags().StringVar(&f.record, "record", "", "write every exchange to a WARC file in this folder")
	c.Flags().StringVar(&f.replay, "replay", "", "answer from the WARC files of this folder instead of the network")
	c.Flags().StringVar(&f.report, "report", "", "write the run report as JSON to this file")
	c.Flags().StringVar(&f.metrics, "metrics", "", "write metrics for Prometheus' textfile collector to this file")
	c.Flags().StringVar(&f.webhook, "webhook", "", "post the run report to this address when something failed or changed")
}

// pick keeps the sources that --source names.
func (f *crawlFlags) pick(list []gongkai.Source) ([]gongkai.Source, error) {
	if len(f.sources) == 0 {
		return list, nil
	}
	var out []gongkai.Source
	for _, id := range f.sources {
		found := false
		for _, s := range list {
			if s.ID == id {
				out, found = append(out, s), true
			}
		}
		if !found {
			return nil, usageError{fmt.Errorf("--source %q: there is none; gongkai sources lists them", id)}
		}
	}
	return out, nil
}

// transport is what crawls instead of the network; close ends it.
func (f *crawlFlags) transport() (t http.RoundTripper, end func() error, err error) {
	end = func() error { return nil }
	if f.replay != "" {
		if t, err = crawl.OpenReplay(f.replay); err != nil {
			return nil, end, &gongkai.Error{Op: "replay", Path: f.replay, Err: err, Hint: "name a folder that --record wrote"}
		}
	}
	if f.record != "" {
		r, err := crawl.Record(f.record, t)
		if err != nil {
			return nil, end, &gongkai.Error{Op: "record", Path: f.record, Err: err, Hint: "choose a folder that can be written"}
		}
		return r, r.Close, nil
	}
	return t, end, nil
}

// plan prints what a crawl would visit first.
func (a *app) plan(ctx context.Context, store *archive.Archive, list []gongkai.Source) error {
	c := crawl.New(crawl.Options{Frontier: store, Store: store, Logger: a.log})
	for _, s := range list {
		visits, err := c.Plan(ctx, s, 20)
		if err != nil {
			return err
		}
		for _, v := range visits {
			if _, err := fmt.Fprintf(a.stdout, "%s\t%s\t%s\t%s\n", s.ID, v.Role, v.URL, v.Title); err != nil {
				return err
			}
		}
	}
	return nil
}

// runReport is what --report writes and --webhook posts.
type runReport struct {
	Started time.Time      `json:"started"`
	Took    time.Duration  `json:"took"`
	Sources []crawl.Report `json:"sources"`
	// Gaps and Silent are what the sources should have published and did not.
	Gaps   []pipeline.Gap     `json:"gaps"`
	Silent []pipeline.Silence `json:"silent"`
	// Changes of this run, without those that are merely new.
	Changes []gongkai.Change `json:"changes"`
}

// reportRun writes the report of a crawl to whoever asked for it.
func (a *app) reportRun(ctx context.Context, store *archive.Archive, f crawlFlags, sources []gongkai.Source, started time.Time, reports []crawl.Report) error {
	if f.report == "" && f.metrics == "" && f.webhook == "" {
		return nil
	}
	r := runReport{Started: started.UTC(), Took: time.Since(started), Sources: reports}
	found, err := store.Disclosures(ctx)
	if err != nil {
		return err
	}
	if err := readSoFar(ctx, store, found); err != nil {
		return err
	}
	r.Gaps, r.Silent = pipeline.Completeness(withUnitIDs(sources), found, time.Now())
	changes, err := store.Changes(ctx, started)
	if err != nil {
		return err
	}
	for _, c := range changes {
		if c.Kind != gongkai.ChangeNew {
			r.Changes = append(r.Changes, c)
		}
	}
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	if f.report != "" {
		if err := writeWhole(f.report, append(data, '\n')); err != nil {
			return err
		}
	}
	if f.metrics != "" {
		if err := prometheus.WriteToTextfile(f.metrics, metricsOf(r)); err != nil {
			return &gongkai.Error{Op: "write metrics", Path: f.metrics, Err: err}
		}
	}
	if f.webhook != "" && worthTelling(r) {
		return post(ctx, f.webhook, data)
	}
	return nil
}

// worthTelling: something failed, changed or went silent.
func worthTelling(r runReport) bool {
	for _, s := range r.Sources {
		if len(s.Failed) > 0 || s.Stopped != "" {
			return true
		}
	}
	return len(r.Changes)+len(r.Silent) > 0
}

func post(ctx context.Context, address string, data []byte) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	fail := func(err error) error {
		return &gongkai.Error{Op: "post run report", Path: address, Err: err, Hint: "is the address of --webhook right?"}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(data))
	if err != nil {
		return fail(err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return fail(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode >= 300 {
		return fail(fmt.Errorf("status %d", resp.StatusCode))
	}
	return nil
}

// metricsOf are the numbers of a run.
func metricsOf(r runReport) *prometheus.Registry {
	reg := prometheus.NewRegistry()
	gauge := func(name, help string, labels ...string) *prometheus.GaugeVec {
		g := prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: "gongkai", Subsystem: "crawl", Name: name, Help: help}, labels)
		reg.MustRegister(g)
		return g
	}
	requests := gauge("requests", "Requests of the last run.", "source")
	documents := gauge("documents", "Documents of the last run, by what happened to them.", "source", "change")
	failed := gauge("failures", "Addresses that gave nothing in the last run.", "source", "reason")
	size := gauge("document_bytes", "Bytes of documents fetched in the last run.", "source")
	took := gauge("duration_seconds", "Time that the last run took.", "source")
	stopped := gauge("stopped", "1 when the source ended before everything due was visited.", "source")
	oldest := gauge("oldest_unvisited_timestamp_seconds", "Since when an address waits for its first visit; 0 when none does.", "source")
	gauge("last_run_timestamp_seconds", "When the last run began.").WithLabelValues().Set(float64(r.Started.Unix()))
	gauge("silent_sources", "Sources that have published nothing for long.").WithLabelValues().Set(float64(len(r.Silent)))
	missing := gauge("missing_disclosures", "Expected disclosures that were not found.", "source")
	for _, s := range r.Sources {
		requests.WithLabelValues(s.Source).Set(float64(s.Requests))
		for change, n := range map[string]int{"new": s.New, "replaced": s.Replaced, "copied": s.Copied, "vanished": s.Vanished} {
			documents.WithLabelValues(s.Source, change).Set(float64(n))
		}
		for reason, n := range s.Failed {
			failed.WithLabelValues(s.Source, string(reason)).Set(float64(n))
		}
		size.WithLabelValues(s.Source).Set(float64(s.Bytes))
		took.WithLabelValues(s.Source).Set(s.Took.Seconds())
		if s.Stopped != "" {
			stopped.WithLabelValues(s.Source).Set(1)
		}
		if !s.Oldest.IsZero() {
			oldest.WithLabelValues(s.Source).Set(float64(s.Oldest.Unix()))
		}
	}
	for _, g := range r.Gaps {
		missing.WithLabelValues(g.Source).Add(float64(g.Expected - g.Found))
	}
	return reg
}
