package crawl

import (
	"errors"
	"mime"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strings"

	"gongkai"
	"gongkai/crawl/cms"
	"gongkai/internal/limits"
)

// downloads of one document in one run: a transfer that broke off is begun anew
// twice.
const downloads = 3

// keptHeaders prove or revalidate a capture.
var keptHeaders = []string{"Date", "Last-Modified", "ETag", "Content-Type", "Content-Length", "Content-Disposition"}

// document downloads one attachment, or asks whether it is still the same.
func (w *walk) document(v gongkai.Visit) error {
	w.report.Documents++
	var cut gongkai.Digest
	var err error
	for range downloads {
		cut, err = w.download(v, cut)
		var broken *brokenOffError
		if !errors.As(err, &broken) || w.ctx.Err() != nil {
			return err
		}
	}
	return err
}

// brokenOffError is a transfer that ended before its end.
type brokenOffError struct{ error }

func (b *brokenOffError) Unwrap() error { return b.error }

// download makes one try. cut is what a former one brought and seemed cut off;
// the same bytes twice are what the site has.
func (w *walk) download(v gongkai.Visit, cut gongkai.Digest) (gongkai.Digest, error) {
	header := http.Header{}
	known := !v.Digest.IsZero()
	if known && v.ETag != "" {
		header.Set("If-None-Match", v.ETag)
	}
	if known && v.LastModified != "" {
		header.Set("If-Modified-Since", v.LastModified)
	}
	if v.Parent != "" { // files that only the site's own pages may link (防盗链)
		referer, _, _ := strings.Cut(v.Parent, "#")
		header.Set("Referer", referer)
	}
	resp, err := w.client.get(w.ctx, v.URL, header)
	if err == nil && resp.StatusCode == http.StatusForbidden {
		resp, err = w.onMainHost(v, resp)
	}
	if err != nil {
		return cut, err
	}
	defer func() { _ = resp.Body.Close() }()
	switch {
	case resp.StatusCode == http.StatusNotModified && known:
		return cut, w.unchanged(v)
	case resp.StatusCode != http.StatusOK:
		return cut, ofStatus(resp.StatusCode)
	case resp.ContentLength > limits.CrawlDocument:
		return cut, failed(ReasonTooLarge, "%d bytes", resp.ContentLength)
	}
	body := newJudge(resp.Body, v.URL, cut)
	digest, size, err := w.opt.Store.Put(w.ctx, body, limits.CrawlDocument)
	if err != nil {
		var f *failure
		switch {
		case body.n > limits.CrawlDocument:
			return cut, failed(ReasonTooLarge, "more than %d bytes", limits.CrawlDocument)
		case body.err == nil:
			return cut, ofArchive(err)
		case errors.As(body.err, &f) && f.reason == ReasonChallenge:
			_ = resp.Body.Close() // ends the host's turn
			w.client.challenged(resp.Request.URL.Host, body.err)
			return cut, errors.Join(errStopped, body.err)
		}
		switch reasonOf(body.err) {
		case ReasonTruncated, ReasonEmpty, ReasonConnection:
			return body.digest(), &brokenOffError{body.err}
		}
		return cut, body.err
	}
	same := digest == v.Digest
	v.ETag, v.LastModified, v.Digest, v.Size, v.Status = resp.Header.Get("ETag"), resp.Header.Get("Last-Modified"), digest, size, resp.StatusCode
	w.report.Bytes += size
	if same {
		return cut, w.unchanged(v)
	}
	s := gongkai.Visited{}
	capture := w.capture(v, resp, body)
	if isArchive(capture.MediaType) {
		if s.Stored, err = w.unpack(capture); err != nil {
			return cut, err
		}
	} else {
		s.Stored = []gongkai.Capture{capture}
	}
	succeeded(&v, known, w.opt.Now())
	s.Visit = v
	if err := w.settle(s); err != nil {
		return cut, err
	}
	w.progress("document", v.URL)
	return cut, nil
}

func (w *walk) capture(v gongkai.Visit, resp *http.Response, body *judge) gongkai.Capture {
	title := v.Title
	if title == "" || vague.MatchString(title) {
		if name := fileName(resp.Header.Get("Content-Disposition")); name != "" {
			title = name
		}
	}
	if title == "" {
		title = path.Base(v.URL)
	}
	c := gongkai.Capture{
		Source: w.source.ID, Region: w.source.Region, URL: v.URL, FinalURL: resp.Request.URL.String(), Parent: v.Parent, Title: title, Published: v.Published,
		Status: resp.StatusCode, Header: map[string]string{}, FetchedAt: w.opt.Now().UTC(), Digest: v.Digest, Size: v.Size, MediaType: mediaType(body.head, v.URL),
	}
	for _, h := range keptHeaders {
		if x := resp.Header.Get(h); x != "" {
			c.Header[h] = cms.Name(x)
		}
	}
	return c
}

// onMainHost asks the seeds' host for what the attachments' host refuses: there
// it often is free. The refusal is closed when it is not the answer.
func (w *walk) onMainHost(v gongkai.Visit, refusal *http.Response) (*http.Response, error) {
	u, err := url.Parse(v.URL)
	if err != nil || len(w.source.Seeds) == 0 {
		return refusal, nil //nolint:nilerr // the refusal is the answer
	}
	main := hostOf(w.source.Seeds[0])
	if main == u.Host {
		return refusal, nil
	}
	_ = refusal.Body.Close()
	u.Host = main
	return w.client.get(w.ctx, u.String(), nil)
}

var (
	// vague are link texts that say nothing.
	vague = regexp.MustCompile(`^(点击)?(此处)?(下载|附件|查看|打开)(下载|附件|查看)?\d*[：:]?$`)
	// dispositionName is a file name in a header that breaks the rules: unquoted
	// Chinese, unquoted spaces.
	dispositionName = regexp.MustCompile(`(?i)filename\s*=\s*"?([^";]+)"?`)
)

// fileName reads the name in a Content-Disposition: by the rules where it keeps
// them, else what stands after filename=, in GB 18030, percent-encoded or as
// =?UTF-8?B?…?=.
func fileName(header string) string {
	if header == "" {
		return ""
	}
	name := ""
	if _, params, err := mime.ParseMediaType(header); err == nil {
		name = params["filename"]
	}
	if name == "" {
		m := dispositionName.FindStringSubmatch(header)
		if m == nil {
			return ""
		}
		name = m[1]
	}
	if word, err := new(mime.WordDecoder).DecodeHeader(name); err == nil {
		name = word
	}
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	name = cms.Name(name)
	return strings.TrimSpace(path.Base(strings.ReplaceAll(name, `\`, "/")))
}
