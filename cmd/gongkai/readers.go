package main

import (
	"context"
	"fmt"
	"image"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gongkai"
	"gongkai/extract"
	"gongkai/extract/worker"
	"gongkai/internal/limits"
	"gongkai/registry"
)

// readerAuto reads with the first of the readers and gives what that cannot
// read to the last.
const readerAuto = "auto"

func readerNames() []string { return append([]string{readerAuto}, extract.Readers()...) }

// documentReader reads and draws documents in worker processes.
type documentReader interface {
	Read(ctx context.Context, data []byte) (*gongkai.Document, error)
	ReadFile(ctx context.Context, path string) (*gongkai.Document, error)
	RenderFile(ctx context.Context, path string, page, dpi int) (*image.RGBA, gongkai.Outcome, error)
	Close() error
}

// readers starts the worker processes that read documents: this program again.
func (a *app) readers() (documentReader, error) {
	name := a.conf.String("reader")
	if !slices.Contains(readerNames(), name) {
		return nil, usageError{fmt.Errorf("reader %q: want %s", name, strings.Join(readerNames(), ", "))}
	}
	all := extract.Readers()
	first, second := all[0], all[len(all)-1]
	if name != readerAuto {
		first = name
	}
	drawing, err := a.pool(second, worker.Options{Workers: 1, Memory: limits.WorkerSecondMemory})
	if err != nil {
		return nil, err
	}
	o := worker.Options{Workers: a.conf.Int("workers")}
	if first == second {
		o.Memory = limits.WorkerSecondMemory
	}
	reading, err := a.pool(first, o)
	if err != nil {
		return nil, err
	}
	if name != readerAuto {
		return single{Pool: reading, drawing: drawing}, nil
	}
	return worker.Pair{First: reading, Second: drawing}, nil
}

// single reads with one reader alone; another kind of worker draws.
type single struct {
	*worker.Pool
	drawing *worker.Pool
}

func (s single) RenderFile(ctx context.Context, path string, page, dpi int) (*image.RGBA, gongkai.Outcome, error) {
	return s.drawing.RenderFile(ctx, path, page, dpi)
}

func (s single) Close() error {
	_ = s.drawing.Close() // never fails
	return s.Pool.Close()
}

// pool of workers with one reader.
func (a *app) pool(reader string, o worker.Options) (*worker.Pool, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, &gongkai.Error{Op: "find own program", Err: err}
	}
	o.Command = []string{self, "worker", "--reader", reader}
	o.Version = extract.Version
	return worker.New(o)
}

// workerCommand is what a pool starts; people do not call it.
func (a *app) workerCommand() *cobra.Command {
	return &cobra.Command{
		Use: "worker", Hidden: true, Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			opt := extract.Options{Vocabulary: registry.Default().Vocabulary(), Reader: a.conf.String("reader")}
			if err := extract.WarmUp(opt.Reader); err != nil {
				return err
			}
			return worker.Run(worker.Work{
				Read: func(ctx context.Context, data []byte, pages []int) *gongkai.Document {
					some := opt
					some.Pages = pages
					return extract.Read(ctx, data, some)
				},
				Render: extract.Render,
			})
		},
	}
}
