package bundle

import (
	"archive/tar"
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"
)

const (
	manifestName = "MANIFEST"
	digestsName  = "DIGESTS"
	// content is the folder's place in the bundle.
	content = "data/"
)

// ErrDamaged says that the file is no bundle, or not a whole one, or was changed.
var ErrDamaged = errors.New("damaged bundle")

// Counted is what went into a bundle or came out of it.
type Counted struct {
	Files int
	Bytes int64
}

// Write keeps the regular files below dir in the file name. note goes into
// MANIFEST. skip leaves out files by their slash-separated path.
func Write(ctx context.Context, name, dir, note string, skip func(path string) bool) (c Counted, err error) {
	aside := name + ".part"
	f, err := os.OpenFile(aside, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return c, err
	}
	defer func() {
		err = errors.Join(err, f.Close())
		if err == nil {
			err = os.Rename(aside, name)
		}
		if err != nil {
			_ = os.Remove(aside)
		}
	}()
	z, err := zstd.NewWriter(f)
	if err != nil {
		return c, err
	}
	t := tar.NewWriter(z)
	text := func(name, text string) error {
		if err := t.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(text)), Format: tar.FormatPAX, ModTime: time.Unix(0, 0)}); err != nil {
			return err
		}
		_, err := io.WriteString(t, text)
		return err
	}
	if err := text(manifestName, note); err != nil {
		return c, err
	}
	var digests strings.Builder
	root, err := os.OpenRoot(dir)
	if err != nil {
		return c, err
	}
	defer func() { _ = root.Close() }()
	err = fs.WalkDir(root.FS(), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || ctx.Err() != nil {
			return errors.Join(err, ctx.Err())
		}
		if d.IsDir() {
			return t.WriteHeader(&tar.Header{Name: content + p + "/", Typeflag: tar.TypeDir, Mode: 0o755, Format: tar.FormatPAX})
		}
		if d.Type()&fs.ModeSymlink != 0 {
			return link(t, root, p, &digests)
		}
		if !d.Type().IsRegular() || skip != nil && skip(p) {
			return nil
		}
		n, digest, err := put(t, root, p)
		if err != nil {
			return fmt.Errorf("%s: %w", p, err)
		}
		c.Files, c.Bytes = c.Files+1, c.Bytes+n
		fmt.Fprintf(&digests, "%s  %s\n", digest, p)
		return nil
	})
	if err != nil {
		return c, err
	}
	if err := text(digestsName, digests.String()); err != nil {
		return c, err
	}
	return c, errors.Join(t.Close(), z.Close(), f.Sync())
}

func put(t *tar.Writer, root *os.Root, p string) (int64, string, error) {
	in, err := root.Open(p)
	if err != nil {
		return 0, "", err
	}
	defer func() { _ = in.Close() }()
	info, err := in.Stat()
	if err != nil {
		return 0, "", err
	}
	if err := t.WriteHeader(&tar.Header{Name: content + p, Mode: int64(info.Mode().Perm()), Size: info.Size(), ModTime: info.ModTime(), Format: tar.FormatPAX}); err != nil {
		return 0, "", err
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(t, sum), in)
	return n, hex.EncodeToString(sum.Sum(nil)), err
}

// link keeps a symbolic link that stays inside the folder; ClickHouse names its
// databases by them.
func link(t *tar.Writer, root *os.Root, p string, digests *strings.Builder) error {
	target, err := root.Readlink(p)
	if err != nil {
		return err
	}
	base := root.Name()
	if abs, err := filepath.Abs(base); err == nil {
		base = abs
	}
	if filepath.IsAbs(target) {
		// Absolute ones are made relative, so that the copy stands elsewhere too.
		rel, err := filepath.Rel(filepath.Dir(filepath.Join(base, filepath.FromSlash(p))), target)
		if err != nil {
			return err
		}
		target = rel
	}
	if !filepath.IsLocal(filepath.Join(filepath.Dir(filepath.FromSlash(p)), target)) {
		return fmt.Errorf("%s leads out of the folder, to %s", p, target)
	}
	fmt.Fprintf(digests, "-> %s  %s\n", filepath.ToSlash(target), p)
	return t.WriteHeader(&tar.Header{Name: content + p, Typeflag: tar.TypeSymlink, Linkname: filepath.ToSlash(target), Mode: 0o777, Format: tar.FormatPAX})
}

// Read brings a bundle back as the folder dir, which must not be there or be
// empty, and gives the note of its MANIFEST.
func Read(ctx context.Context, name, dir string) (note string, c Counted, err error) {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return "", c, fmt.Errorf("%s is not empty: %w", dir, os.ErrExist)
	}
	f, err := os.Open(name)
	if err != nil {
		return "", c, err
	}
	defer func() { _ = f.Close() }()
	aside := filepath.Clean(dir) + ".part"
	if err := os.MkdirAll(aside, 0o755); err != nil {
		return "", c, err
	}
	defer func() { _ = os.RemoveAll(aside) }()
	root, err := os.OpenRoot(aside)
	if err != nil {
		return "", c, err
	}
	defer func() { _ = root.Close() }()
	z, err := zstd.NewReader(bufio.NewReaderSize(f, 1<<20))
	if err != nil {
		return "", c, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	defer z.Close()
	var digests strings.Builder
	listed, first := "", true
	for t := tar.NewReader(z); ; first = false {
		if err := ctx.Err(); err != nil {
			return "", c, err
		}
		h, err := t.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return "", c, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		p := path.Clean(strings.TrimPrefix(h.Name, content))
		switch {
		case first && h.Name != manifestName:
			return "", c, fmt.Errorf("%w: it has no %s", ErrDamaged, manifestName)
		case h.Name == manifestName, h.Name == digestsName:
			text, err := io.ReadAll(t)
			if err != nil {
				return "", c, fmt.Errorf("%w: %w", ErrDamaged, err)
			}
			if h.Name == manifestName {
				note = string(text)
			} else {
				listed = string(text)
			}
		case !strings.HasPrefix(h.Name, content) || !filepath.IsLocal(p):
			return "", c, fmt.Errorf("%w: it holds %q", ErrDamaged, h.Name)
		case h.Typeflag == tar.TypeDir:
			if err := root.MkdirAll(p, 0o755); err != nil {
				return "", c, err
			}
		case h.Typeflag == tar.TypeSymlink:
			if !filepath.IsLocal(path.Join(path.Dir(p), h.Linkname)) {
				return "", c, fmt.Errorf("%w: %q leads out of it", ErrDamaged, h.Name)
			}
			if err := root.Symlink(h.Linkname, p); err != nil {
				return "", c, err
			}
			fmt.Fprintf(&digests, "-> %s  %s\n", h.Linkname, p)
		case h.Typeflag == tar.TypeReg:
			n, digest, err := get(root, t, h, p)
			if err != nil {
				return "", c, err
			}
			c.Files, c.Bytes = c.Files+1, c.Bytes+n
			fmt.Fprintf(&digests, "%s  %s\n", digest, p)
		default:
			return "", c, fmt.Errorf("%w: it holds %q of type %q", ErrDamaged, h.Name, h.Typeflag)
		}
	}
	if listed == "" || listed != digests.String() {
		return "", c, fmt.Errorf("%w: its files are not those that it lists", ErrDamaged)
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", c, err
	}
	return note, c, os.Rename(aside, dir)
}

func get(root *os.Root, in io.Reader, h *tar.Header, p string) (int64, string, error) {
	out, err := root.OpenFile(p, os.O_CREATE|os.O_EXCL|os.O_WRONLY, fs.FileMode(h.Mode)&0o777|0o600)
	if err != nil {
		return 0, "", err
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(out, sum), in)
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, zstd.ErrCRCMismatch) {
		err = fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return n, hex.EncodeToString(sum.Sum(nil)), errors.Join(err, out.Sync(), out.Close())
}
