package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"

	"gongkai"
	"gongkai/archive"
	"gongkai/load"
	"gongkai/registry"
	"gongkai/transform"
)

// embeddedPrefix starts the address of a warehouse in this process.
const embeddedPrefix = "embedded:"

func (a *app) loadCommand() *cobra.Command {
	return &cobra.Command{
		Use: "load", Short: "publish what was read and is not in the warehouse", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.stages(cmd.Context(), stages{load: true})
		},
	}
}

// warehouseStage makes the warehouse what the pipeline asks for.
type warehouseStage struct {
	*load.Warehouse
	name string
}

func (s warehouseStage) Name() string { return s.name }

func (s warehouseStage) Publish(ctx context.Context, id string, sequence uint64, pubs []gongkai.Publication) error {
	return s.Warehouse.Publish(ctx, load.Load{ID: id, Sequence: sequence}, pubs)
}

func (s warehouseStage) Fits(pub *gongkai.Publication) error { return load.Fits(pub) }

func (s warehouseStage) Published(ctx context.Context) (map[gongkai.Digest]gongkai.Versions, error) {
	list, err := s.Warehouse.Published(ctx)
	if err != nil {
		return nil, err
	}
	m := make(map[gongkai.Digest]gongkai.Versions, len(list))
	for _, p := range list {
		if p.Rules == load.Version { // what older rules derived is loaded again
			m[p.Document] = p.Versions
		}
	}
	return m, nil
}

// warehouseName is how the catalogue calls the warehouse: without a password,
// and for a folder the same from wherever the program is started and, within
// the data folder, wherever that is moved to.
func (a *app) warehouseName() string {
	address := a.warehouse()
	dir, ok := strings.CutPrefix(address, embeddedPrefix)
	if !ok {
		return load.Redacted(address)
	}
	folder, err1 := filepath.Abs(dir)
	data, err2 := filepath.Abs(a.data())
	if err := errors.Join(err1, err2); err != nil {
		return address
	}
	if inside, err := filepath.Rel(data, folder); err == nil && filepath.IsLocal(inside) {
		return embeddedPrefix + inside
	}
	return embeddedPrefix + folder
}

// connectWarehouse connects and leaves the tables as they are.
func (a *app) connectWarehouse(ctx context.Context) (*load.Warehouse, error) {
	return load.Open(ctx, a.warehouse(), load.Options{Logger: a.log, Password: os.Getenv(passwordVariable), Cluster: a.conf.String("cluster")})
}

// openWarehouse connects and brings the tables up to date.
func (a *app) openWarehouse(ctx context.Context) (*load.Warehouse, error) {
	w, err := a.connectWarehouse(ctx)
	if err != nil {
		return nil, err
	}
	if err := w.Migrate(ctx); err != nil {
		_ = w.Close() // the first error is the one to tell
		return nil, err
	}
	return w, nil
}

// filledWarehouse is a warehouse to ask: an embedded one that was never loaded
// is an error, not a new folder.
func (a *app) filledWarehouse(ctx context.Context) (*load.Warehouse, error) {
	if dir, ok := strings.CutPrefix(a.warehouse(), embeddedPrefix); ok {
		if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
			return nil, &gongkai.Error{Op: "open warehouse", Path: dir, Err: errors.New("nothing was loaded there"), Hint: "gongkai run fills it; --data or --warehouse names another one"}
		}
	}
	return a.connectWarehouse(ctx)
}

// loadStage publishes what waits and says what came of it.
func (a *app) loadStage(ctx context.Context, store *archive.Archive) error {
	w, err := a.openWarehouse(ctx)
	if err != nil {
		return err
	}
	err = a.loadInto(ctx, store, w)
	if closed := w.Close(); closed != nil && (err == nil || errors.Is(err, errPartial)) {
		err = closed
	}
	return err
}

func (a *app) loadInto(ctx context.Context, store *archive.Archive, w *load.Warehouse) error {
	list, err := a.sourceList()
	if err != nil {
		return err
	}
	if err := w.PutRegions(ctx, withUnitIDs(list)); err != nil {
		return err
	}
	if err := w.PutCodes(ctx, classification()); err != nil {
		return err
	}
	r, err := a.newPipeline(store, nil).Load(ctx, warehouseStage{w, a.warehouseName()})
	a.console.stageDone()
	if err == nil && r.Documents > 0 {
		err = w.PutLearntCodes(ctx, func(readings []*gongkai.Reading) []gongkai.LearntCode {
			return transform.LearnCodes(registry.Default(), readings)
		})
	}
	if r.Refused > 0 {
		a.say("%s%s refused: they do not fit the warehouse; gongkai status says why", labelLoad, count(r.Refused, "document"))
	}
	if r.Lost > 0 {
		a.say("%s%s: what was read is not stored any more; gongkai process reads them again", labelLoad, count(r.Lost, "document"))
	}
	switch {
	case r.Documents > 0:
		a.say("%s%s with %s into %s%s", labelLoad, count(r.Documents, "document"), count(r.Facts, "fact"), w.Name(), because(r.Why))
		if r.Current > 0 {
			a.say("%s%s there before, unchanged", labelLoad, count(r.Current, "document"))
		}
	case err == nil:
		a.say("%snothing waits; %s in %s", labelLoad, count(r.Current, "document"), w.Name())
	}
	if err == nil && r.Refused+r.Lost > 0 {
		return errPartial
	}
	return err
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

// amount groups digits: "3,830".
func amount(n int) string { return humanize.Comma(int64(n)) }
