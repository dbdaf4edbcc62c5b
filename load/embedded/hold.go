package embedded

import (
	"path/filepath"

	"gongkai"
)

// Hold makes this process the owner of a warehouse's folder without starting
// the engine, so that its files stand still. The folder is made when it is not
// there; release gives it free.
func Hold(dir string) (release func() error, err error) {
	dir, err = filepath.Abs(dir)
	if err != nil {
		return nil, &gongkai.Error{Op: "hold warehouse", Path: dir, Err: err}
	}
	if err := prepare(dir); err != nil {
		return nil, err
	}
	held, err := lock(dir)
	if err != nil {
		return nil, err
	}
	return held.Unlock, nil
}
