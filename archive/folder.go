package archive

import (
	"errors"
	"os"
	"path/filepath"
)

// folder keeps files whole: a file is written aside, and is there under its
// name when all of it is on the disk, or not at all.
type folder string

// read reads a file whole.
func (f folder) read(name string) ([]byte, error) { return os.ReadFile(filepath.Join(string(f), name)) }

// tidy removes what killed runs left aside. Only the holder of the lock calls it.
func (f folder) tidy() error {
	left, err := filepath.Glob(filepath.Join(string(f), "tmp", "*"))
	for _, path := range left {
		err = errors.Join(err, os.Remove(path))
	}
	return err
}

// draft is a file that is not kept yet.
type draft struct {
	*os.File
	folder folder
	kept   bool
}

func (f folder) create() (*draft, error) {
	file, err := os.CreateTemp(filepath.Join(string(f), "tmp"), "draft-*")
	if err != nil {
		return nil, err
	}
	return &draft{File: file, folder: f}, nil
}

// keep gives the draft its name. It is on the disk then, its name too: what the
// catalogue says afterwards stays true when the power fails.
func (d *draft) keep(name string) error {
	path := filepath.Join(string(d.folder), name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if err := errors.Join(d.Chmod(0o644), d.Sync(), d.Close()); err != nil {
		return err
	}
	if err := os.Rename(d.Name(), path); err != nil {
		return err
	}
	d.kept = true
	return syncFolder(filepath.Dir(path))
}

// discard removes a draft that was not kept.
func (d *draft) discard() {
	if !d.kept {
		_ = d.Close()
		_ = os.Remove(d.Name())
	}
}

// syncFolder brings the names in a folder to the disk.
func syncFolder(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
