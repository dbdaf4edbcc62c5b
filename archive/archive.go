package archive

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
	"github.com/klauspost/compress/zstd"
	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	"gocloud.dev/gcerrors"
	_ "modernc.org/sqlite" // the catalogue's driver

	"gongkai"
)

// Archive is the originals with their catalogue. It is safe for concurrent use.
type Archive struct {
	dir    string
	bucket *blob.Bucket
	db     *sql.DB
	lock   *flock.Flock
}

// Open opens the archive in dir and makes it when it is not there. Errors are
// gongkai.Error with a hint; one wraps gongkai.ErrLocked when another process
// holds the folder.
func Open(ctx context.Context, dir string) (*Archive, error) {
	fail := func(err error, hint string) error {
		return &gongkai.Error{Op: "open data folder", Path: dir, Err: err, Hint: hint}
	}
	for _, d := range []string{dir, filepath.Join(dir, "originals"), filepath.Join(dir, "tmp")} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			return nil, fail(err, "choose a folder that can be written with --data")
		}
	}
	a := &Archive{dir: dir, lock: flock.New(filepath.Join(dir, "lock"))}
	held, err := a.lock.TryLock()
	switch {
	case err != nil:
		return nil, fail(err, "choose a folder that can be written with --data")
	case !held:
		who, _ := os.ReadFile(filepath.Join(dir, "holder"))
		return nil, fail(fmt.Errorf("%w: %s", gongkai.ErrLocked, strings.TrimSpace(string(who))), "wait for the other run to end, or choose another folder with --data")
	}
	_ = os.WriteFile(filepath.Join(dir, "holder"), fmt.Appendf(nil, "pid %d since %s\n", os.Getpid(), time.Now().UTC().Format(time.RFC3339)), 0o644)
	if a.bucket, err = fileblob.OpenBucket(filepath.Join(dir, "originals"), &fileblob.Options{NoTempDir: true, Metadata: fileblob.MetadataDontWrite}); err != nil {
		return nil, errors.Join(fail(err, "check the folder"), a.Close())
	}
	if a.db, err = openCatalogue(ctx, filepath.Join(dir, "catalogue.sqlite")); err != nil {
		return nil, errors.Join(fail(err, "is the disk full or the folder read-only?"), a.Close())
	}
	return a, nil
}

// Close releases the folder.
func (a *Archive) Close() error {
	var errs []error
	if a.db != nil {
		errs = append(errs, a.db.Close())
	}
	if a.bucket != nil {
		errs = append(errs, a.bucket.Close())
	}
	return errors.Join(append(errs, a.lock.Unlock())...)
}

func originalKey(d gongkai.Digest) string { return d.Hex()[:2] + "/" + d.Hex() }

// Put stores the bytes of r under their digest. At most limit bytes are taken;
// more is an error, and nothing is stored.
func (a *Archive) Put(ctx context.Context, r io.Reader, limit int64) (gongkai.Digest, int64, error) {
	var zero gongkai.Digest
	fail := func(err error) (gongkai.Digest, int64, error) {
		return zero, 0, &gongkai.Error{Op: "store original", Path: a.dir, Err: err}
	}
	tmp, err := os.CreateTemp(filepath.Join(a.dir, "tmp"), "fetch-*")
	if err != nil {
		return fail(err)
	}
	defer func() { _ = tmp.Close(); _ = os.Remove(tmp.Name()) }()
	h := sha256.New()
	n, err := io.Copy(io.MultiWriter(tmp, h), io.LimitReader(r, limit+1))
	switch {
	case err != nil:
		return fail(err)
	case n > limit:
		return fail(fmt.Errorf("more than %d bytes", limit))
	}
	d := gongkai.Digest(h.Sum(nil))
	if ok, err := a.bucket.Exists(ctx, originalKey(d)); err != nil {
		return fail(err)
	} else if ok {
		return d, n, nil
	}
	if _, err := tmp.Seek(0, io.SeekStart); err != nil {
		return fail(err)
	}
	if err := a.bucket.Upload(ctx, originalKey(d), tmp, &blob.WriterOptions{ContentType: "application/octet-stream"}); err != nil {
		return fail(err)
	}
	return d, n, nil
}

// Get reads an original whole.
func (a *Archive) Get(ctx context.Context, d gongkai.Digest) ([]byte, error) {
	data, err := a.bucket.ReadAll(ctx, originalKey(d))
	if err != nil {
		return nil, &gongkai.Error{Op: "read original", Path: d.String(), Err: err}
	}
	return data, nil
}

func derivedPath(kind string, d gongkai.Digest, v gongkai.Versions) string {
	return fmt.Sprintf("derived/%s/%s/%s-%d.%d.%d.zst", kind, d.Hex()[:2], d.Hex(), v.Extract, v.Transform, v.Registry)
}

// PutDerived stores what was made of an original at these versions.
func (a *Archive) PutDerived(ctx context.Context, kind string, d gongkai.Digest, v gongkai.Versions, data []byte) error {
	enc, err := zstd.NewWriter(nil)
	if err != nil {
		return err
	}
	if err := a.bucket.WriteAll(ctx, derivedPath(kind, d, v), enc.EncodeAll(data, nil), nil); err != nil {
		return &gongkai.Error{Op: "store " + kind, Path: a.dir, Err: err}
	}
	return nil
}

// GetDerived reads what PutDerived stored; ok is false when there is nothing.
func (a *Archive) GetDerived(ctx context.Context, kind string, d gongkai.Digest, v gongkai.Versions) (data []byte, ok bool, err error) {
	packed, err := a.bucket.ReadAll(ctx, derivedPath(kind, d, v))
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, &gongkai.Error{Op: "read " + kind, Path: d.String(), Err: err}
	}
	dec, err := zstd.NewReader(nil)
	if err != nil {
		return nil, false, err
	}
	defer dec.Close()
	data, err = dec.DecodeAll(packed, nil)
	if err != nil {
		return nil, false, &gongkai.Error{Op: "unpack " + kind, Path: d.String(), Err: err}
	}
	return data, true, nil
}
