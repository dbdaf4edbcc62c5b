package crawl

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/temoto/robotstxt"
)

// FuzzMembers opens archives of every kind: what comes is an error or files with
// names that stay within the archive. A reader's panic is the archive's fault
// (see unpacking.archive), a hang is not.
func FuzzMembers(f *testing.F) {
	for _, s := range []string{"PK\x03\x04", "PK\x05\x06" + strings.Repeat("\x00", 18), "Rar!\x1a\x07\x00\xcf\x90\x73\x00\x00\x0d\x00\x00\x00\x00\x00\x00\x00", "Rar!\x1a\x07\x01\x00\x33\x92\xb5\xe5\x0a\x01\x05\x06\x00\x05\x01\x01\x80\x80\x00", "7z\xbc\xaf\x27\x1c\x00\x04"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, kind := range []string{typeZIP, typeRAR, type7z} {
			begin, files := time.Now(), 0
			func() {
				defer func() { _ = recover() }()
				err := members(data, kind, func(m member) error {
					if files++; files > 50 {
						return failed(ReasonArchive, "enough")
					}
					if !utf8.ValidString(m.name) || strings.HasPrefix(m.name, "/") || strings.Contains("/"+m.name+"/", "/../") {
						t.Errorf("%s: name %q", kind, m.name)
					}
					r, err := m.open()
					if err != nil {
						return of7z(m.name, err)
					}
					_, err = io.Copy(io.Discard, io.LimitReader(r, 1<<20))
					_ = r.Close()
					return err
				})
				var fail *failure
				if err != nil && !errors.As(err, &fail) && kind == type7z && files == 0 && !errors.Is(err, errOffice) {
					t.Errorf("%s: an error without a reason: %v", kind, err)
				}
			}()
			if took := time.Since(begin); took > 10*time.Second {
				t.Errorf("%s: %s for %d bytes", kind, took, len(data))
			}
		}
	})
}

// FuzzFileName reads names out of Content-Disposition.
func FuzzFileName(f *testing.F) {
	for _, s := range []string{`attachment; filename="a.pdf"`, "attachment; filename=\"\xb9\xab\xbf\xaa.pdf\"", `attachment;filename==?UTF-8?B?5YWs5byALnBkZg==?=`, `x; filename*=UTF-8''%E5%85%AC`, `filename="..\..\a.pdf"`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, header string) {
		if name := fileName(header); !utf8.ValidString(name) || strings.ContainsAny(name, `\`) || strings.Contains(name, "/") && name != "/" {
			t.Errorf("%q: %q", header, name)
		}
	})
}

// FuzzReplay reads WARC files that others wrote.
func FuzzReplay(f *testing.F) {
	f.Add([]byte("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://h/\r\nContent-Length: 19\r\n\r\nHTTP/1.1 200 OK\r\n\r\n\r\n\r\n"))
	f.Add([]byte("WARC/1.1\r\nWARC-Type: request\r\nWARC-Target-URI: http://h/\r\nContent-Length: 27\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n\r\n\r\n"))
	f.Add([]byte{0x1f, 0x8b, 8})
	f.Fuzz(func(t *testing.T, data []byte) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "x.warc"), data, 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := OpenReplay(dir)
		if err != nil {
			return
		}
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://h/", nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := r.RoundTrip(req)
		if err != nil {
			return
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		_ = resp.Body.Close()
	})
}

// FuzzRobots reads robots.txt as it is obeyed.
func FuzzRobots(f *testing.F) {
	for _, s := range []string{"User-agent: *\nDisallow: /a*b$\nCrawl-delay: 2.5\n", "<html>404</html>", "Allow: /\n\xff\xfeUser-agent: gongkai"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		data, err := robotstxt.FromBytes(body)
		if err != nil {
			return
		}
		begin := time.Now()
		if g := data.FindGroup("gongkai/1"); g != nil {
			g.Test("/a/b?c=d")
			if g.CrawlDelay < 0 {
				t.Errorf("delay %s", g.CrawlDelay)
			}
		}
		if time.Since(begin) > 5*time.Second {
			t.Errorf("%d bytes took %s", len(body), time.Since(begin))
		}
	})
}

// FuzzNotAPage judges pages and documents.
func FuzzNotAPage(f *testing.F) {
	for _, s := range []string{"<html><title>404</title>", "%PDF-1.4", "<script>$_ts=1</script>", "{\"a\":1}", "Rar!\x1a\x07"} {
		f.Add([]byte(s), "a.pdf")
	}
	f.Fuzz(func(t *testing.T, body []byte, name string) {
		_ = notAPage(body)
		_ = mediaType(body, name)
		_, err := io.Copy(io.Discard, newJudge(bufio.NewReader(bytes.NewReader(body)), name, [32]byte{}))
		if err != nil && reasonOf(err) == ReasonBroken {
			t.Errorf("no reason: %v", err)
		}
	})
}
