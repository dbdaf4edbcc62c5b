package crawl

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/bodgit/sevenzip"
	"github.com/nwaples/rardecode/v2"

	"gongkai"
	"gongkai/crawl/cms"
	"gongkai/internal/limits"
)

// Media types of archives that are opened.
const (
	typeZIP = "application/zip"
	typeRAR = "application/vnd.rar"
	type7z  = "application/x-7z-compressed"
)

func isArchive(mediaType string) bool {
	return mediaType == typeZIP || mediaType == typeRAR || mediaType == type7z
}

// member is one file of an archive.
type member struct {
	name      string // in UTF-8, with slashes
	encrypted bool
	open      func() (io.ReadCloser, error)
}

// unpacking is an archive on its way to the store.
type unpacking struct {
	*walk
	of gongkai.Capture
	// left are the bytes that all files together may still have, depth counts
	// the archives around the one that is open.
	left  int64
	depth int
	list  []gongkai.Capture
	// locked is the first document that needs a password.
	locked string
}

// errOffice: the archive is a document itself.
var errOffice = errors.New("a document that is a ZIP")

// unpack stores the documents of an archive, each as a capture whose URL is the
// archive's with the name in it as its fragment; archives in it are opened too,
// down to a depth.
func (w *walk) unpack(of gongkai.Capture) ([]gongkai.Capture, error) {
	if err := w.hold(w.ctx, 0); err != nil { // archives are in memory as pages are
		return nil, err
	}
	data, err := w.opt.Store.Get(w.ctx, of.Digest)
	if err != nil {
		return nil, ofArchive(err)
	}
	u := &unpacking{walk: w, of: of, left: limits.CrawlUnpacked}
	err = u.archive(data, of.MediaType, "")
	switch {
	case errors.Is(err, errOffice): // a DOCX or OFD that is called .zip
		return []gongkai.Capture{of}, nil
	case err != nil:
		return nil, err
	case u.locked != "":
		return nil, failed(ReasonEncrypted, "%s needs a password", u.locked)
	case len(u.list) == 0:
		return nil, failed(ReasonArchive, "no document in it")
	}
	return u.list, nil
}

// archive stores the documents of one archive, whose names begin with prefix.
func (u *unpacking) archive(data []byte, mediaType, prefix string) (err error) {
	defer func() { // what others wrote reads what others made
		if p := recover(); p != nil {
			err = failed(ReasonArchive, "its reader fails: %v", p)
		}
	}()
	return members(data, mediaType, func(m member) error { return u.member(m, prefix) })
}

// members calls each for the files of an archive, in their order.
func members(data []byte, mediaType string, each func(member) error) error {
	switch mediaType {
	case typeRAR:
		return membersOfRAR(data, each)
	case type7z:
		return membersOf7z(data, each)
	}
	return membersOfZIP(data, each)
}

func membersOfZIP(data []byte, each func(member) error) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return failed(ReasonArchive, "%v", err)
	}
	if isOffice(z) {
		return errOffice
	}
	for _, f := range z.File {
		if f.FileInfo().IsDir() {
			continue
		}
		if err := each(member{slashed(f.Name), f.Flags&1 != 0, f.Open}); err != nil {
			return err
		}
	}
	return nil
}

// dictionary bounds the memory of a RAR's decoder: 64 MB is what RAR uses for
// archives of any size unless it is told otherwise.
const dictionary = 64 << 20

func membersOfRAR(data []byte, each func(member) error) error {
	r, err := rardecode.NewReader(bytes.NewReader(data), rardecode.MaxDictionarySize(dictionary))
	if err != nil {
		return ofRAR(err)
	}
	for {
		f, err := r.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return ofRAR(err)
		}
		if f.IsDir {
			continue
		}
		open := func() (io.ReadCloser, error) { return io.NopCloser(r), nil }
		if err := each(member{slashed(f.Name), f.Encrypted || f.HeaderEncrypted, open}); err != nil {
			return err
		}
	}
}

func ofRAR(err error) error {
	if errors.Is(err, rardecode.ErrArchiveEncrypted) || errors.Is(err, rardecode.ErrArchivedFileEncrypted) {
		return failed(ReasonEncrypted, "its list of files needs a password")
	}
	return failed(ReasonArchive, "%v", err)
}

func membersOf7z(data []byte, each func(member) error) error {
	r, err := sevenzip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return of7z("its list of files", err)
	}
	for _, f := range r.File {
		if f.FileInfo().IsDir() {
			continue
		}
		if err := each(member{slashed(f.Name), false, f.Open}); err != nil {
			return err
		}
	}
	return nil
}

func of7z(name string, err error) error {
	var read *sevenzip.ReadError
	if errors.As(err, &read) && read.Encrypted {
		return failed(ReasonEncrypted, "%s needs a password", name)
	}
	return failed(ReasonArchive, "%s: %v", name, err)
}

// slashed is a name of an archive, which may be in GBK and of Windows, without
// what would lead out of the archive.
func slashed(name string) string {
	parts := strings.Split(strings.ReplaceAll(cms.Name(name), `\`, "/"), "/")
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" || p == "." || p == ".." }), "/")
}

// member stores one file, or opens it where it is an archive.
func (u *unpacking) member(m member, prefix string) error {
	if strings.HasPrefix(m.name, "__MACOSX/") || strings.HasPrefix(path.Base(m.name), ".") || !cms.IsDocumentName(m.name) {
		return nil
	}
	name := prefix + m.name
	if len(u.list) == limits.CrawlMembers {
		return failed(ReasonArchive, "more than %d files", limits.CrawlMembers)
	}
	if m.encrypted {
		if u.locked == "" {
			u.locked = name
		}
		return nil
	}
	r, err := m.open()
	if err != nil {
		return of7z(name, err)
	}
	defer func() { _ = r.Close() }()
	most := min(u.left, limits.CrawlDocument)
	if kind := archiveNamed(m.name); kind != "" {
		return u.nested(r, kind, name, most)
	}
	body := newJudge(io.LimitReader(r, most+1), m.name, gongkai.Digest{})
	digest, size, err := u.opt.Store.Put(u.ctx, body, most)
	switch {
	case err != nil && body.err != nil:
		return of7z(name, body.err)
	case err != nil && body.n > most:
		return failed(ReasonArchive, "%s: more than %d bytes", name, most)
	case err != nil:
		return ofArchive(err)
	}
	u.left -= size
	c := u.of
	c.URL, c.Title, c.Digest, c.Size, c.MediaType = u.of.URL+"#"+name, path.Base(name), digest, size, mediaType(body.head, name)
	u.list = append(u.list, c)
	return nil
}

// nested opens an archive in an archive.
func (u *unpacking) nested(r io.Reader, kind, name string, most int64) error {
	if u.depth == limits.CrawlNesting {
		return failed(ReasonArchive, "%s: more than %d archives in each other", name, limits.CrawlNesting)
	}
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return of7z(name, err)
	}
	if int64(len(data)) > most {
		return failed(ReasonArchive, "%s: more than %d bytes", name, most)
	}
	u.left -= int64(len(data))
	if found := mediaType(data[:min(len(data), headBytes)], ""); isArchive(found) {
		kind = found
	}
	u.depth++
	err = u.archive(data, kind, name+"/")
	u.depth--
	if errors.Is(err, errOffice) {
		return nil
	}
	var f *failure
	if errors.As(err, &f) && f.reason == ReasonArchive {
		return failed(ReasonArchive, "%s: %s", name, f.detail)
	}
	return err
}

// archiveNamed is the media type of a file that is called an archive.
func archiveNamed(name string) string {
	switch endingOf(name) {
	case ".zip":
		return typeZIP
	case ".rar":
		return typeRAR
	case ".7z":
		return type7z
	}
	return ""
}

// isOffice tells the formats apart that are ZIPs themselves.
func isOffice(z *zip.Reader) bool {
	for _, f := range z.File {
		switch f.Name {
		case "[Content_Types].xml", "OFD.xml", "mimetype":
			return true
		}
	}
	return false
}
