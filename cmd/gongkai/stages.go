package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"gongkai"
	"gongkai/archive"
	"gongkai/crawl"
	"gongkai/extract"
	"gongkai/load"
	"gongkai/pipeline"
	"gongkai/registry"
	"gongkai/sources"
	"gongkai/transform"
)

// versions at which documents are read today.
var versions = gongkai.Versions{Extract: extract.Version, Transform: transform.Version, Registry: registry.Version}

// loadStage makes the warehouse what the pipeline asks for.
type loadStage struct {
	*load.Warehouse
	name string
}

func (s loadStage) Name() string { return s.name }

func (s loadStage) Publish(ctx context.Context, id string, sequence uint64, pubs []gongkai.Publication) error {
	return s.Warehouse.Publish(ctx, load.Load{ID: id, Sequence: sequence}, pubs)
}

func (s loadStage) Fits(pub *gongkai.Publication) error { return load.Fits(pub) }

func (s loadStage) Published(ctx context.Context) (map[gongkai.Digest]gongkai.Versions, error) {
	list, err := s.Warehouse.Published(ctx)
	if err != nil {
		return nil, err
	}
	m := make(map[gongkai.Digest]gongkai.Versions, len(list))
	for _, p := range list {
		m[p.Document] = p.Versions
	}
	return m, nil
}

// connectWarehouse connects and leaves the tables as they are.
func (a *app) connectWarehouse(ctx context.Context) (*load.Warehouse, error) {
	return load.Open(ctx, a.warehouse(), load.Options{Logger: a.log, Password: os.Getenv("GONGKAI_WAREHOUSE_PASSWORD"), Cluster: a.conf.String("cluster")})
}

// openWarehouse connects and brings the tables up to date.
func (a *app) openWarehouse(ctx context.Context) (loadStage, error) {
	w, err := a.connectWarehouse(ctx)
	if err != nil {
		return loadStage{}, err
	}
	if err := w.Migrate(ctx); err != nil {
		_ = w.Close()
		return loadStage{}, err
	}
	return loadStage{w, a.warehouse()}, nil
}

// sourceList is the embedded packs and those of --sources.
func (a *app) sourceList() ([]gongkai.Source, error) {
	list, err := sources.All()
	if err != nil {
		return nil, err
	}
	if dir := a.conf.String("sources"); dir != "" {
		more, err := sources.Dir(os.DirFS(dir))
		if err != nil {
			return nil, &gongkai.Error{Op: "read source packs", Path: dir, Err: err}
		}
		list = append(list, more...)
	}
	return list, nil
}

// crawlStage crawls and says what came of it.
func (a *app) crawlStage(ctx context.Context, store *archive.Archive, list []gongkai.Source, delay time.Duration) error {
	agent := "gongkai/" + version
	if c := a.conf.String("contact"); c != "" {
		agent += " (+" + c + ")"
	}
	bar := a.progress("crawl", -1)
	c := crawl.New(crawl.Options{Frontier: store, Store: store, UserAgent: agent, Delay: delay, Logger: a.log,
		Progress: func(_, _ string) { bar.add() }})
	reports, err := c.Run(ctx, list)
	bar.done()
	for _, r := range reports {
		a.say("%s: %d list pages, %d articles, %d new documents (%d bytes), %d unchanged", r.Source, r.Lists, r.Articles, r.New, r.Bytes, r.Unchanged)
		for reason, n := range r.Failed {
			a.say("%s: %d failed: %s", r.Source, n, reason)
		}
	}
	return err
}

// newPipeline wires the stages; close ends its workers.
func (a *app) newPipeline(store *archive.Archive) (p *pipeline.Pipeline, closePool func(), err error) {
	pool, err := a.readers()
	if err != nil {
		return nil, nil, err
	}
	workers := a.conf.Int("workers")
	if workers == 0 {
		workers = runtime.NumCPU()
	}
	var bar *progress
	return &pipeline.Pipeline{
		Catalogue: store, Reader: pool, Workers: workers, Logger: a.log,
		Meaning: pipeline.Meaning{
			Versions: versions, Settle: transform.Settle,
			Read: func(doc *gongkai.Document, region string) gongkai.Reading {
				return transform.Read(doc, transform.Options{Region: region})
			},
			Reconsider: func(first, second *gongkai.Document, region string) gongkai.Reading {
				return transform.Reconsider(first, second, transform.Options{Region: region})
			},
		},
		Progress: func(stage string, done, total int) {
			if bar == nil || bar.name != stage {
				bar = a.progress(stage, total)
			}
			bar.add()
			if done == total {
				bar.done()
			}
		},
	}, func() { _ = pool.Close() }, nil
}

// processStage reads what waits and says what came of it; partial is set when
// some documents could not be read.
func (a *app) processStage(ctx context.Context, p *pipeline.Pipeline) (partial bool, err error) {
	r, err := p.Process(ctx)
	if err != nil {
		return false, err
	}
	for status, n := range r.Read {
		a.say("processed: %d %s", n, status)
		partial = partial || status != gongkai.StatusOK
	}
	a.say("processed before and unchanged: %d", r.Skipped)
	return partial, nil
}

func (a *app) loadStage(ctx context.Context, p *pipeline.Pipeline) error {
	w, err := a.openWarehouse(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = w.Close() }()
	list, err := a.sourceList()
	if err != nil {
		return err
	}
	if err := w.PutRegions(ctx, list); err != nil {
		return err
	}
	if err := w.PutCodes(ctx, classification()); err != nil {
		return err
	}
	r, err := p.Load(ctx, w)
	if err != nil {
		return err
	}
	if r.Refused > 0 {
		a.say("refused: %d documents do not fit the warehouse", r.Refused)
	}
	a.say("loaded: %d documents with %d facts into %s; %d were there", r.Documents, r.Facts, a.warehouse(), r.Skipped)
	return nil
}

// classification is what the registry knows of codes, for the warehouse.
func classification() []gongkai.Code {
	var list []gongkai.Code
	for scheme, codes := range registry.Default().Codes {
		for _, c := range codes {
			list = append(list, gongkai.Code{Scheme: scheme, Code: c.Code, Name: c.Name, OtherNames: c.Names, COFOG: c.COFOG})
		}
	}
	return list
}

// stages runs a part of the pipeline on the data folder.
func (a *app) stages(ctx context.Context, crawlFrom []gongkai.Source, delay time.Duration, process, load bool) error {
	store, err := archive.Open(ctx, a.data())
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	if crawlFrom != nil {
		if err := a.crawlStage(ctx, store, crawlFrom, delay); err != nil {
			return err
		}
	}
	if !process && !load {
		return nil
	}
	p, end, err := a.newPipeline(store)
	if err != nil {
		return err
	}
	defer end()
	partial := false
	if process {
		if partial, err = a.processStage(ctx, p); err != nil {
			return err
		}
	}
	if load {
		if err := a.loadStage(ctx, p); err != nil {
			return err
		}
	}
	if partial {
		return errPartial
	}
	return nil
}

func (a *app) runCommand() *cobra.Command {
	return &cobra.Command{
		Use: "run", Short: "crawl the sources and process and load whatever is new: the nightly job", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			list, err := a.sourceList()
			if err != nil {
				return err
			}
			return a.stages(cmd.Context(), list, 0, true, true)
		},
	}
}

func (a *app) crawlCommand() *cobra.Command {
	return &cobra.Command{
		Use: "crawl", Short: "fetch what is new into the archive", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			list, err := a.sourceList()
			if err != nil {
				return err
			}
			return a.stages(cmd.Context(), list, 0, false, false)
		},
	}
}

func (a *app) processCommand() *cobra.Command {
	return &cobra.Command{
		Use: "process", Short: "read and check the archived documents that wait", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.stages(cmd.Context(), nil, 0, true, false) },
	}
}

func (a *app) loadCommand() *cobra.Command {
	return &cobra.Command{
		Use: "load", Short: "publish what was read and is not in the warehouse", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.stages(cmd.Context(), nil, 0, false, true) },
	}
}

// say tells the operator something, unless asked to be quiet.
func (a *app) say(format string, args ...any) {
	if !a.conf.Bool("quiet") {
		_, _ = fmt.Fprintf(a.stderr, format+"\n", args...)
	}
}
