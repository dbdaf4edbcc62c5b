package archive

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
	"github.com/klauspost/compress/zstd"
	_ "modernc.org/sqlite" // the catalogue's driver

	"gongkai"
)

// Archive is the originals with their catalogue. It is safe for concurrent use.
type Archive struct {
	dir    string
	folder folder
	db     *sql.DB
	// prepared are the statements of the frontier.
	prepared prepared
	lock     *flock.Flock
}

// Open opens the archive in dir and makes it when it is not there. Errors are
// gongkai.Error with a hint; one wraps gongkai.ErrLocked when another process
// holds the folder.
func Open(ctx context.Context, dir string) (*Archive, error) {
	fail := func(err error) error {
		hint := hintOf(cause(dir, err))
		if hint == "" {
			hint = folderHint
		}
		return &gongkai.Error{Op: "open data folder", Path: dir, Err: cause(dir, err), Hint: hint}
	}
	for _, d := range []string{dir, filepath.Join(dir, "tmp")} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			return nil, fail(err)
		}
	}
	a := &Archive{dir: dir, folder: folder(dir), lock: flock.New(filepath.Join(dir, "lock"))}
	held, err := a.lock.TryLock()
	switch {
	case err != nil:
		return nil, fail(err)
	case !held:
		who, _ := os.ReadFile(filepath.Join(dir, "holder"))
		return nil, &gongkai.Error{Op: "open data folder", Path: dir, Err: fmt.Errorf("%w: %s", gongkai.ErrLocked, strings.TrimSpace(string(who))), Hint: "wait for the other run to end, or choose another folder with --data"}
	}
	if err := os.WriteFile(filepath.Join(dir, "holder"), fmt.Appendf(nil, "pid %d since %s\n", os.Getpid(), time.Now().UTC().Format(time.RFC3339)), 0o644); err != nil {
		return nil, errors.Join(fail(err), a.Close())
	}
	if err := a.folder.tidy(); err != nil {
		return nil, errors.Join(fail(err), a.Close())
	}
	if a.db, err = openCatalogue(ctx, filepath.Join(dir, catalogueName)); err != nil {
		return nil, errors.Join(fail(err), a.Close())
	}
	return a, nil
}

// Close releases the folder.
func (a *Archive) Close() error {
	var errs []error
	if a.db != nil {
		errs = append(errs, a.prepared.close(), a.db.Close())
	}
	return errors.Join(append(errs, a.lock.Unlock())...)
}

// Put stores the bytes of r under their digest. At most limit bytes are taken;
// more is an error, and nothing is stored. An error of r comes back as it is.
func (a *Archive) Put(ctx context.Context, r io.Reader, limit int64) (gongkai.Digest, int64, error) {
	var zero gongkai.Digest
	fail := func(err error) (gongkai.Digest, int64, error) { return zero, 0, a.wrap("store original", err) }
	tmp, err := a.folder.create()
	if err != nil {
		return fail(err)
	}
	defer tmp.discard()
	h := sha256.New()
	n, err := io.Copy(io.MultiWriter(tmp, h), io.LimitReader(&canceled{ctx, r}, limit+1))
	switch {
	case err != nil:
		return fail(err)
	case n > limit:
		return fail(fmt.Errorf("more than %d bytes", limit))
	}
	d := gongkai.Digest(h.Sum(nil))
	if err := tmp.keep(originalPath(d)); err != nil {
		return fail(err)
	}
	return d, n, nil
}

// canceled ends reading with its context.
type canceled struct {
	ctx context.Context
	r   io.Reader
}

func (c *canceled) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// Get reads an original whole. One that is gone, or whose bytes are not what was
// stored, is a gongkai.ErrLost.
func (a *Archive) Get(_ context.Context, d gongkai.Digest) ([]byte, error) {
	data, err := a.folder.read(originalPath(d))
	lost := errors.Is(err, fs.ErrNotExist)
	if err == nil && gongkai.DigestOf(data) != d {
		err, lost = errors.New("its bytes have changed on the disk"), true
	}
	if err != nil {
		hint := hintOf(cause(a.dir, err))
		if hint == "" {
			hint = "put the file back from a backup"
		}
		why := cause(a.dir, err)
		if lost {
			why = fmt.Errorf("%w: %w", gongkai.ErrLost, why)
		}
		return nil, &gongkai.Error{Op: "read original", Path: filepath.Join(a.dir, originalPath(d)), Err: why, Hint: hint}
	}
	return data, nil
}

func originalPath(d gongkai.Digest) string { return filepath.Join("originals", d.Hex()[:2], d.Hex()) }

func derivedPath(kind string, d gongkai.Digest, v gongkai.Versions) string {
	return filepath.Join("derived", kind, d.Hex()[:2], fmt.Sprintf("%s-%d.%d.%d.zst", d.Hex(), v.Extract, v.Transform, v.Registry))
}

// PutDerived stores what was made of an original at these versions.
func (a *Archive) PutDerived(_ context.Context, kind string, d gongkai.Digest, v gongkai.Versions, data []byte) error {
	tmp, err := a.folder.create()
	if err != nil {
		return a.wrap("store "+kind, err)
	}
	defer tmp.discard()
	enc, err := zstd.NewWriter(tmp)
	if err == nil {
		_, err = enc.Write(data)
		err = errors.Join(err, enc.Close())
	}
	if err == nil {
		err = tmp.keep(derivedPath(kind, d, v))
	}
	return a.wrap("store "+kind, err)
}

// GetDerived reads what PutDerived stored; ok is false when there is nothing,
// or nothing that can be unpacked.
func (a *Archive) GetDerived(_ context.Context, kind string, d gongkai.Digest, v gongkai.Versions) (data []byte, ok bool, err error) {
	packed, err := a.folder.read(derivedPath(kind, d, v))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, a.wrap("read "+kind, err)
	}
	dec, err := zstd.NewReader(nil)
	if err != nil {
		return nil, false, err
	}
	defer dec.Close()
	data, err = dec.DecodeAll(packed, nil) // checks its checksum
	return data, err == nil, nil
}
