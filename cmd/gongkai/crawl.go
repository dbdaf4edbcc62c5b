package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gongkai"
	"gongkai/archive"
	"gongkai/crawl"
	"gongkai/sources"
)

func (a *app) crawlCommand() *cobra.Command {
	var f crawlFlags
	c := &cobra.Command{
		Use: "crawl", Short: "fetch what is new into the archive", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			list, err := a.pickedSources(&f)
			if err != nil {
				return err
			}
			return a.stages(cmd.Context(), stages{crawl: list, flags: f})
		},
	}
	f.add(c)
	return c
}

// pickedSources is what the flags pick of all sources.
func (a *app) pickedSources(f *crawlFlags) ([]gongkai.Source, error) {
	list, err := a.sourceList()
	if err != nil {
		return nil, err
	}
	return f.pick(list)
}

// sourceList is the embedded packs and those of --sources.
func (a *app) sourceList() ([]gongkai.Source, error) {
	list, err := sources.All()
	if err != nil {
		return nil, err
	}
	if dir := a.conf.String("sources"); dir != "" {
		if _, err := os.ReadDir(dir); err != nil {
			return nil, &gongkai.Error{Op: "read source packs", Path: dir, Err: rootCause(err), Hint: "name a folder with source packs (*.yaml) with --sources"}
		}
		more, err := sources.Dir(os.DirFS(dir))
		if err != nil {
			return nil, &gongkai.Error{Op: "read source packs", Path: dir, Err: err}
		}
		list = append(list, more...)
	}
	return list, nil
}

// crawlStage crawls and says what came of it.
func (a *app) crawlStage(ctx context.Context, store *archive.Archive, list []gongkai.Source, delay time.Duration, f crawlFlags) error {
	if f.dryRun {
		return a.plan(ctx, store, list)
	}
	transport, end, err := f.transport()
	if err != nil {
		return err
	}
	if f.replay != "" {
		delay = -1
	}
	started, visited := time.Now(), 0
	c := crawl.New(crawl.Options{Frontier: store, Store: store, UserAgent: a.userAgent(), Delay: delay, Sample: f.sample, Transport: transport, Logger: a.log,
		Progress: func(_, _ string) { visited++; a.progress("crawl", visited, 0) }})
	reports, err := c.Run(ctx, list)
	err = errors.Join(err, end())
	a.console.stageDone()
	if err == nil {
		err = a.reportRun(ctx, store, f, list, started, reports)
	}
	failed := false
	for _, r := range reports {
		a.sayCrawled(r)
		failed = failed || len(r.Failed) > 0
	}
	if err == nil && failed {
		return errPartial
	}
	return err
}

// sayCrawled says what came of one source.
func (a *app) sayCrawled(r crawl.Report) {
	var parts []string
	for _, p := range []struct {
		n    int
		what string
	}{{r.New, "new document"}, {r.Replaced, "replaced document"}, {r.Copied, "document known from elsewhere"}, {r.Vanished, "link that vanished"}} {
		if p.n > 0 {
			parts = append(parts, countOf(p.n, p.what))
		}
	}
	found := "nothing new"
	if len(parts) > 0 {
		found = strings.Join(parts, ", ") + " (" + size(r.Bytes) + ")"
	}
	asked := "all its pages were visited lately, none is due"
	if n := r.Lists + r.Articles + r.Documents; n > 0 {
		asked = fmt.Sprintf("asked for %s, %s and %s", count(r.Lists, "list page"), count(r.Articles, "article"), count(r.Documents, "document"))
		if r.Unchanged > 0 {
			asked += fmt.Sprintf(", %s unchanged", amount(r.Unchanged))
		}
	}
	a.say("%s%s: %s; %s", labelCrawl, r.Source, found, asked)
	a.sayFailed(r)
	if r.Stopped != "" {
		a.say("%s%s: 提前结束 stopped early: %s", labelCrawl, r.Source, r.Stopped)
	}
}
