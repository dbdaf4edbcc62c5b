package crawl

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strings"

	"gongkai"
	"gongkai/crawl/cms"
	"gongkai/internal/limits"
)

// unpack stores the documents of a ZIP, each as a capture whose URL is the
// archive's with the name in it as its fragment. Archives in it are not opened.
func (w *walk) unpack(of gongkai.Capture) ([]gongkai.Capture, error) {
	data, err := w.opt.Store.Get(w.ctx, of.Digest)
	if err != nil {
		return nil, ofArchive(err)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, failed(ReasonArchive, "%v", err)
	}
	if isOffice(z) { // a DOCX or OFD that is called .zip
		return []gongkai.Capture{of}, nil
	}
	var list []gongkai.Capture
	left := int64(limits.CrawlUnpacked)
	for _, f := range z.File {
		name := cms.Name(f.Name)
		if f.FileInfo().IsDir() || strings.HasPrefix(name, "__MACOSX/") || strings.HasPrefix(path.Base(name), ".") || !cms.IsDocumentName(name) {
			continue
		}
		if len(list) == limits.CrawlMembers {
			return nil, failed(ReasonArchive, "more than %d files", limits.CrawlMembers)
		}
		c, n, err := w.member(of, f, name, min(left, limits.CrawlDocument))
		if err != nil {
			return nil, err
		}
		left -= n
		list = append(list, c)
	}
	if len(list) == 0 {
		return nil, failed(ReasonArchive, "no document in it")
	}
	return list, nil
}

func (w *walk) member(of gongkai.Capture, f *zip.File, name string, most int64) (gongkai.Capture, int64, error) {
	r, err := f.Open()
	if err != nil {
		return of, 0, failed(ReasonArchive, "%s: %v", name, err)
	}
	defer func() { _ = r.Close() }()
	body := newJudge(io.LimitReader(r, most+1), name, gongkai.Digest{})
	digest, size, err := w.opt.Store.Put(w.ctx, body, most)
	switch {
	case err != nil && (body.err != nil || body.n > most):
		return of, 0, failed(ReasonArchive, "%s: %v", name, err)
	case err != nil:
		return of, 0, ofArchive(err)
	}
	c := of
	c.URL, c.Title, c.Digest, c.Size, c.MediaType = of.URL+"#"+name, path.Base(name), digest, size, mediaType(body.head, name)
	return c, size, nil
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
