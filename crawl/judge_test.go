package crawl

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/crawl/cms"
)

func TestNotAPage(t *testing.T) {
	list := `<html><title>某区预决算</title><ul>` + strings.Repeat(`<li><a href="/a/404.html">某区第404单位关于已删除页面不存在的预算</a></li>`, 20) + `</ul></html>`
	for _, c := range []struct {
		name, body string
		want       Reason
	}{
		{"empty", " \n", ReasonEmpty},
		{"challenge", `<script>var x=1;location.reload()</script>`, ReasonChallenge},
		{"challenge of 加速乐", `<html><body><script>document.cookie="__jsl_clearance_s=1"` + strings.Repeat(" ", 4000) + `</script></body></html>`, ReasonChallenge},
		{"XML", `<datastore><script></script></datastore>`, ""},
		{"JSON", `{"error": "404"}`, ""},
		{"soft 404", `<html><title>提示</title>您访问的页面不存在，<a href="/">返回首页</a></html>`, ReasonSoft404},
		{"soft 404 by number", `<html><h1>404</h1><a href="/">返回</a></html>`, ReasonSoft404},
		{"list with such words", list, ""},
		{"login", `<html>用户登录<input name=p type="password"><a href="/x">忘记密码</a></html>`, ReasonLogin},
	} {
		if got := notAPage([]byte(c.body)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestRealPagesArePages: none of the saved pages is taken for a challenge or an
// error.
func TestRealPagesArePages(t *testing.T) {
	files, err := filepath.Glob("../../shared/pages/*.html")
	if err != nil || len(files) == 0 {
		t.Skip("the saved pages are not here")
	}
	for _, f := range files {
		body, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		text, _ := cms.Decode(body, "")
		if r := notAPage(text); r != "" {
			t.Errorf("%s: %s", filepath.Base(f), r)
		}
	}
}

func TestFileName(t *testing.T) {
	for _, c := range []struct{ header, want string }{
		{`attachment; filename="a.pdf"`, "a.pdf"},
		{`attachment; filename="` + "\xb9\xab\xbf\xaa" + `.pdf"`, "公开.pdf"},
		{`attachment; filename=` + "\xb9\xab\xbf\xaa 1" + `.pdf`, "公开 1.pdf"},
		{`attachment; filename=公开.pdf`, "公开.pdf"},
		{`attachment; filename="%E5%85%AC%E5%BC%80.pdf"`, "公开.pdf"},
		{`attachment; filename=%E5%85%AC%E5%BC%80.pdf`, "公开.pdf"},
		{`attachment; filename="x.pdf"; filename*=UTF-8''%E5%85%AC%E5%BC%80.pdf`, "公开.pdf"},
		{`attachment;filename==?UTF-8?B?5YWs5byALnBkZg==?=`, "公开.pdf"},
		{`inline`, ""},
		{``, ""},
	} {
		if got := fileName(c.header); got != c.want {
			t.Errorf("%q: %q, want %q", c.header, got, c.want)
		}
	}
}

func TestMediaType(t *testing.T) {
	for _, c := range []struct{ head, name, want string }{
		{"%PDF-1.4", "x.doc", "application/pdf"}, {"<!-- x -->%PDF-1.4", "x.pdf", "application/pdf"},
		{"\xd0\xcf\x11\xe0", "a.XLS", "application/vnd.ms-excel"}, {"\xd0\xcf\x11\xe0", "a.pdf", "application/x-ole-storage"},
		{"PK\x03\x04", "a.zip?x=1", "application/zip"}, {"PK\x03\x04", "a.ofd", "application/ofd"}, {"PK\x03\x04", "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		{`{\rtf1`, "a.doc", "text/rtf"},
	} {
		if got := mediaType([]byte(c.head), c.name); got != c.want {
			t.Errorf("%q called %s: %s, want %s", c.head, c.name, got, c.want)
		}
	}
}
