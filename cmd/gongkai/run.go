package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"gongkai"
	"gongkai/archive"
)

func (a *app) runCommand() *cobra.Command {
	var f crawlFlags
	c := &cobra.Command{
		Use: "run", Short: "crawl the sources and process and load whatever is new: the nightly job", Args: cobra.NoArgs,
		Long: `run crawls the sources, reads and checks what is new, and loads it. It can be
repeated and killed at any moment: what was done is kept, and nothing is fetched,
read or loaded twice.`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			list, err := a.pickedSources(&f)
			if err != nil {
				return err
			}
			once := func(ctx context.Context) error {
				return a.stages(ctx, stages{crawl: list, process: !f.dryRun, load: !f.dryRun, flags: f})
			}
			if f.schedule != "" {
				return a.onSchedule(cmd.Context(), f.schedule, once)
			}
			return once(cmd.Context())
		},
	}
	f.add(c)
	c.Flags().StringVar(&f.schedule, "schedule", "", "stay and run at these times, a cron expression by Shanghai's clock: \"0 22 * * *\"")
	return c
}

// stages are the parts of the pipeline that a verb runs.
type stages struct {
	// crawl these sources; delay overrides their own (negative: none).
	crawl         []gongkai.Source
	delay         time.Duration
	flags         crawlFlags
	process, load bool
}

// stages runs a part of the pipeline on the data folder. Documents that failed
// do not keep the later stages from the others; the error is then errPartial.
func (a *app) stages(ctx context.Context, s stages) error {
	store, err := archive.Open(ctx, a.data())
	if err != nil {
		return err
	}
	err = a.stagesOn(ctx, store, s)
	if closed := store.Close(); closed != nil && (err == nil || errors.Is(err, errPartial)) {
		err = closed
	}
	return err
}

func (a *app) stagesOn(ctx context.Context, store *archive.Archive, s stages) error {
	partial := false
	// part runs one stage.
	part := func(wanted bool, stage func() error) error {
		if !wanted {
			return nil
		}
		err := stage()
		a.console.stageDone()
		if errors.Is(err, errPartial) {
			partial = true
			return nil
		}
		return err
	}
	if err := part(s.crawl != nil, func() error { return a.crawlStage(ctx, store, s.crawl, s.delay, s.flags) }); err != nil {
		return err
	}
	if err := part(s.process, func() error { return a.processStage(ctx, store) }); err != nil {
		return err
	}
	if err := part(s.load, func() error { return a.loadStage(ctx, store) }); err != nil {
		return err
	}
	if partial {
		return errPartial
	}
	return nil
}
