package archive

import (
	"errors"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

const (
	spaceHint  = "free some space and run it again; what was stored is kept"
	folderHint = "choose a folder that can be written with --data"
)

// cause is what the system said about something in dir, without the layers that
// it passed through.
func cause(dir string, err error) error {
	var number syscall.Errno
	if errors.As(err, &number) {
		return number
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		switch lite.Code() & 0xff {
		case sqlite3.SQLITE_FULL:
			return syscall.ENOSPC
		case sqlite3.SQLITE_READONLY:
			return syscall.EROFS
		case sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN: // SQLite does not say which
			if full(dir) {
				return syscall.ENOSPC
			}
		}
	}
	return err
}

// full says whether not even a page of the catalogue can be written to dir.
func full(dir string) bool {
	var s syscall.Statfs_t
	return syscall.Statfs(dir, &s) == nil && s.Bavail*uint64(s.Bsize) < 1<<16
}

// hintOf is the next step after a cause, or "".
func hintOf(err error) string {
	var lite *sqlite.Error
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return spaceHint
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS), errors.Is(err, syscall.ENOTDIR):
		return folderHint
	case errors.As(err, &lite):
		switch lite.Code() & 0xff {
		case sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN:
			return "is the disk full, or the folder gone?"
		case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
			return "the catalogue is damaged: put a backup in its place, or move the folder away and crawl anew"
		}
	}
	return ""
}
