package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gongkai"
	"gongkai/archive"
	"gongkai/internal/bundle"
	"gongkai/load/embedded"
)

// transient files of a data folder: locks, and what tells of their holder.
var transient = map[string]bool{"lock": true, "holder": true, "gongkai.lock": true, "gongkai.serve": true}

func (a *app) backupCommand() *cobra.Command {
	return &cobra.Command{
		Use: "backup FILE", Short: "keep the data folder, its warehouse with it, as one file", Args: cobra.ExactArgs(1),
		Long: `backup writes originals, catalogue and embedded warehouse of --data into FILE
(tar with zstd, with the digest of every file). Nothing else may use the folder
meanwhile. A warehouse on a server, or in a folder elsewhere, is not in it: it
can be loaded again from the originals and the catalogue.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			fail := func(err error, hint string) error {
				return &gongkai.Error{Op: "backup", Path: args[0], Err: err, Hint: hint}
			}
			if _, err := os.Stat(filepath.Join(a.data(), "catalogue.sqlite")); err != nil {
				return fail(fmt.Errorf("%s is no data folder", a.data()), "name the folder with --data")
			}
			if inside(args[0], a.data()) {
				return fail(errors.New("the file would lie in the folder that it keeps"), "name a place outside of "+a.data())
			}
			if _, err := os.Stat(args[0]); err == nil {
				return fail(os.ErrExist, "name a new file")
			}
			release, err := a.holdData(cmd.Context())
			if err != nil {
				return err
			}
			defer release()
			note := fmt.Sprintf("gongkai %s\n%s\n", version, time.Now().UTC().Format(time.RFC3339))
			c, err := bundle.Write(cmd.Context(), args[0], a.data(), note, func(p string) bool {
				return transient[path.Base(p)] || strings.HasPrefix(p, "tmp/")
			})
			if err != nil {
				return fail(err, "is the disk full? nothing is left of it")
			}
			a.say("kept: %d files (%d bytes) of %s in %s", c.Files, c.Bytes, a.data(), args[0])
			return nil
		},
	}
}

func (a *app) restoreCommand() *cobra.Command {
	return &cobra.Command{
		Use: "restore FILE", Short: "bring a backup back as the data folder", Args: cobra.ExactArgs(1),
		Long: `restore writes what backup kept into --data, which must not be there or be empty,
and brings the warehouse's schema up to this program's. A file that was cut off
or changed is refused, and nothing is left of it.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			note, c, err := bundle.Read(cmd.Context(), args[0], a.data())
			if err != nil {
				hint := "is the disk full?"
				switch {
				case errors.Is(err, bundle.ErrDamaged):
					hint = "take another copy of the backup"
				case errors.Is(err, os.ErrExist):
					hint = "name a new folder with --data"
				case errors.Is(err, os.ErrNotExist):
					hint = "is the path right?"
				}
				return &gongkai.Error{Op: "restore", Path: args[0], Err: err, Hint: hint}
			}
			by, _, _ := strings.Cut(note, "\n")
			a.say("brought back: %d files (%d bytes) into %s, kept by %s", c.Files, c.Bytes, a.data(), by)
			if !isFolder(filepath.Join(a.data(), "warehouse")) || a.conf.String("warehouse") != "" {
				return nil
			}
			w, err := a.openWarehouse(cmd.Context())
			if err != nil {
				return err
			}
			return w.Close()
		},
	}
}

// holdData keeps all others from the data folder and its warehouse.
func (a *app) holdData(ctx context.Context) (release func(), err error) {
	store, err := archive.Open(ctx, a.data())
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(a.data(), "warehouse")
	if !isFolder(dir) {
		return func() { _ = store.Close() }, nil
	}
	free, err := embedded.Hold(dir)
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return func() { _, _ = free(), store.Close() }, nil
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// inside says whether a path lies in a folder.
func inside(name, dir string) bool {
	n, err1 := filepath.Abs(name)
	d, err2 := filepath.Abs(dir)
	if err1 != nil || err2 != nil {
		return false
	}
	rel, err := filepath.Rel(d, n)
	return err == nil && filepath.IsLocal(rel)
}
