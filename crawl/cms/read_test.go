package cms

import (
	"net/url"
	"slices"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"gongkai"
)

func at(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// TestCreatePageHTML: the argument orders that are in use, and what is none.
func TestCreatePageHTML(t *testing.T) {
	for _, c := range []struct{ page, script, want string }{
		{"/a/", `createPageHTML(3, 0, "index", "html");`, "/a/index_1.html /a/index_2.html"},
		{"/a/index_1.html", `createPageHTML(3, 1, "index", "html");`, "/a/index_2.html"},
		{"/a/index.shtml", `createPageHTML("2", "0", 'index', 'shtml')`, "/a/index_1.shtml"},
		{"/a/nav_list.shtml", `createPageHTML('page_div',3, 1,'nav_list','shtml',44)`, "/a/nav_list_2.shtml /a/nav_list_3.shtml"},
		{"/a/nav_list_2.shtml", `createPageHTML('page_div',3, 2,'nav_list','shtml',44)`, "/a/nav_list_3.shtml"},
		{"/a/", `createPage(3, 0, "index", "html")`, "/a/index_1.html /a/index_2.html"},
		{"/a/", `createPageHTML("index", "html", 2, 0)`, "/a/index_1.html"},
		{"/a/", `var currentPage = 0; var countPage = 3`, "/a/index_1.html /a/index_2.html"},
		{"/a/list_1.html", `var currentPage = 1; var countPage = 3`, "/a/list_2.html"},
		{"/a/", `createPageHTML(1, 0, "index", "html")`, ""},
		{"/a/", `function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){}`, ""},
		{"/a/", "// createPageHTML(3, 0, \"index\", \"html\")\n", ""},
	} {
		p := Parse(at(t, "http://h"+c.page), []byte("<html><script>\n"+c.script+"\n</script></html>"), "")
		var got string
		for i, r := range Read("trs", p, gongkai.Selectors{}).Next {
			if i > 0 {
				got += " "
			}
			got += at(t, r.URL).Path
		}
		if got != c.want {
			t.Errorf("%s on %s: %q, want %q", c.script, c.page, got, c.want)
		}
	}
}

func TestDecode(t *testing.T) {
	text := `<html><head><meta charset="gb2312"></head>预算公开`
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, body, header, want string }{
		{"UTF-8 that says gb2312", text, "", "utf-8"}, {"GBK", gbk, "", "gb18030"}, {"GBK that the header calls UTF-8", gbk, "utf-8", "gb18030"},
		{"byte order mark", "\xef\xbb\xbf" + text, "gbk", "utf-8"}, {"UTF-16", utf16, "", "utf-16"},
	} {
		got, charset := Decode([]byte(c.body), c.header)
		if string(got) != text || charset != c.want {
			t.Errorf("%s: %s, %q", c.name, charset, got)
		}
	}
}

func TestResolve(t *testing.T) {
	p := Parse(at(t, "http://h/a/b.html"), []byte(`<base href="/c/">`), "")
	for _, c := range []struct{ href, want string }{
		{" ./x.pdf ", "http://h/c/x.pdf"}, {`d\e.pdf`, "http://h/c/d/e.pdf"}, {"//k/x%e5%85%AC.pdf", "http://k/x%e5%85%AC.pdf"},
		{"x.jsp?f=公开 1.pdf", "http://h/c/x.jsp?f=%E5%85%AC%E5%BC%80%201.pdf"}, {"x%zz.pdf", "http://h/c/x%25zz.pdf"}, {"X.PDF#page=2", "http://h/c/X.PDF"},
		{"javascript:void(0)", ""}, {"#top", ""}, {"data:image/png;base64,xx", ""}, {"", ""}, {"ftp://h/x", ""},
	} {
		if got := p.resolve(c.href); got != c.want {
			t.Errorf("%q: %q, want %q", c.href, got, c.want)
		}
	}
}

func TestKindOf(t *testing.T) {
	for _, c := range []struct {
		address string
		dated   bool
		want    kind
	}{
		{"http://h/a/t20240829_2027133.shtml", false, anArticle}, {"http://h/art/2024/8/29/art_51148_123456.html", false, anArticle}, {"http://h/gkmlpt/content/0/963/post_963149.html", false, anArticle},
		{"http://h/x/2039271935049760770.html", false, anArticle}, {"http://h/c102361/2024/8/29/0123456789abcdef0123456789abcdef.shtml", false, anArticle}, {"http://h/gi_news/15177459703371", false, anArticle},
		{"http://h/index.php?a=show&catid=3&id=77", false, anArticle}, {"http://h/show.aspx?id=5", false, anArticle},
		{"http://h/a/", false, aColumn}, {"http://h/a/index.html", false, aColumn}, {"http://h/col/col51148/index.html", false, aColumn}, {"http://h/c1/common_list_2.shtml", true, aColumn},
		{"http://h/index.php?a=lists&catid=3", false, aColumn}, {"http://h/a/2.html", false, aColumn}, {"http://h/about.html", false, aColumn}, {"http://h/about.html", true, anArticle},
		{"http://h/x.jpg", false, other},
	} {
		if got := kindOf(at(t, c.address), c.dated); got != c.want {
			t.Errorf("%s: %d, want %d", c.address, got, c.want)
		}
	}
}

// TestDocuments: the ways in which attachments are written.
func TestDocuments(t *testing.T) {
	page := `<a href="./a.PDF">甲</a><a href="./a.PDF"></a><iframe src="/v/viewer.html?file=%2Fx%2Fb.pdf"></iframe><embed src="c.ofd"><object data="d.xls"></object>
<a href="javascript:void(0)" onclick="downloadFj('公开.pdf','./W01.pdf')">丙</a><a href="javascript:window.open('/e.docx')">戊</a>
<a href="/module/download/downfile.jsp?classid=0&filename=0123.pdf">己</a><a href="/ueditor/php/upload/file/f.rar">庚</a>
<script>document.write("<a href='./g.zip'>辛</a>")</script><a href="/about.html">关于</a><a href="data:application/pdf;base64,x">x</a>`
	want := []string{"http://h/z/a.PDF", "http://h/x/b.pdf", "http://h/z/c.ofd", "http://h/z/d.xls", "http://h/z/W01.pdf", "http://h/e.docx", "http://h/module/download/downfile.jsp?classid=0&filename=0123.pdf", "http://h/ueditor/php/upload/file/f.rar", "http://h/z/g.zip"}
	var got []string
	for _, d := range Read("links", Parse(at(t, "http://h/z/1.html"), []byte(page), ""), gongkai.Selectors{}).Documents {
		got = append(got, d.URL)
	}
	if !slices.Equal(got, want) {
		t.Errorf("found\n%q, want\n%q", got, want)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{`<ul><li><a href="t20240101_1.html">预算</a></li></ul>`, `{"classify":{"post_count":3},"articles":[{"title":"%u9884","url":"/x"}]}`, `{"data":{"html":"<a href=1>"}}`, `{"data":{"total":9,"rows":[{"a":"x","b":[1],"d":1451577600000,"id":3,"files":[{"url":"/f"}]}]},"q":{"page":"1"}}`, `cb({"result":"<a href=x>"})`, `laypage.render({count:9,limit:2});a='index_'+n+'.html'`, `<form><input name=page></form><a onclick="go(2)">下一页</a>`, `createPageHTML('a',9,1,'b','html',3)`, `<datastore><nextgroup><![CDATA[<a href="x">]]></nextgroup><record><![CDATA[<a href=y>]]></record>`} {
		f.Add([]byte(s))
	}
	u, err := url.Parse("http://h/a/1.html?page=2#3")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		p := Parse(u, body, "")
		for _, name := range Families() {
			sel := gongkai.Selectors{}
			if name == "json" {
				sel.JSON = gongkai.JSON{Body: "{}", Items: "data.rows", Title: "{a}{b.0}", Date: "d", Article: "/x?id={id}#{id}", ArticleBody: `{"id":"{id}"}`, Documents: "files", Document: "{url}", Page: "q.page", Total: "data.total"}
				p.Form = string(body)
			}
			r := Read(name, p, sel)
			for _, n := range r.Next {
				if _, err := url.Parse(n.URL); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
			if len(r.Next) > mostPages {
				t.Errorf("%s: %d further pages", name, len(r.Next))
			}
		}
	})
}
