package embedded

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"gongkai"
)

// lockName is the lock file in a warehouse's folder. The kernel drops the lock
// when its holder dies, however it dies; the file itself stays.
const lockName = "gongkai.lock"

// lock makes this process the owner of dir. The error wraps gongkai.ErrLocked
// and says who holds it when somebody does.
func lock(dir string) (*flock.Flock, error) {
	path := filepath.Join(dir, lockName)
	file := flock.New(path, flock.SetPermissions(0o644))
	held, err := file.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock: %w", err)
	}
	if !held {
		return nil, &gongkai.Error{Op: "open warehouse", Path: dir,
			Err:  fmt.Errorf("%w: %s", gongkai.ErrLocked, holder(path)),
			Hint: "wait for it to end, or give this one another folder with --data or --warehouse"}
	}
	owner := fmt.Sprintf("pid %d (%s) since %s\n", os.Getpid(), command(), time.Now().Format("2006-01-02 15:04:05"))
	if err := os.WriteFile(path, []byte(owner), 0o644); err != nil {
		return nil, errors.Join(fmt.Errorf("write lock: %w", err), file.Unlock())
	}
	return file, nil
}

// holder is what the lock file says of its owner.
func holder(path string) string {
	data, err := os.ReadFile(path)
	line, _, _ := strings.Cut(string(data), "\n")
	if err != nil || line == "" {
		return "its owner has not said who it is"
	}
	return line
}

// command is how this process was started: the program's name and its verb.
// No further arguments, one could be an address with a password in it.
func command() string {
	words := []string{filepath.Base(os.Args[0])}
	if len(os.Args) > 1 && !strings.HasPrefix(os.Args[1], "-") {
		words = append(words, os.Args[1])
	}
	return strings.Join(words, " ")
}

// prepare makes dir and proves that it can be written to.
func prepare(dir string) error {
	err := os.MkdirAll(dir, 0o755)
	if err == nil {
		var probe *os.File
		if probe, err = os.CreateTemp(dir, ".probe-*"); err == nil {
			_, werr := probe.Write(make([]byte, 4096))
			err = errors.Join(werr, probe.Close(), os.Remove(probe.Name()))
		}
	}
	if err == nil {
		return nil
	}
	return folderError(dir, err)
}

// folderError says what is wrong with the folder and what to do about it.
func folderError(dir string, err error) error {
	hint := ""
	switch {
	case noSpace(err):
		hint = "free some space and run it again; nothing that was published is lost"
	case errors.Is(err, fs.ErrPermission), readOnly(err):
		hint = "choose a folder that you may write to with --data or --warehouse embedded:DIR"
	case notFolder(err):
		hint = "name a folder, not a file"
	}
	return &gongkai.Error{Op: "open warehouse", Path: dir, Err: err, Hint: hint}
}
