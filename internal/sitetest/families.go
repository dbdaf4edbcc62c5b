package sitetest

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
)

// Fakes makes one fake of each family, with the same articles.
func Fakes(articles []Article) []*Fake {
	return []*Fake{
		NewXian(articles), NewTRS(articles), NewHanzhong(articles), NewJCMS(articles), NewOldJCMS(articles), NewJpaas(articles), NewGkmlpt(articles),
		NewCommonList(articles), NewCatalogue(articles), NewASPNet(articles), NewPlain(articles),
	}
}

// NewXian is the CMS of Xi'an: items appear twice, the list says that it has a
// page more than it has, endings are upper-case now and then.
func NewXian(articles []Article) *Fake {
	return newFake("xian", "/zwgk/czxx/qzfyjs/1.html", articles, func(f *Fake) {
		dir := "/zwgk/czxx/qzfyjs/"
		parts := f.parts()
		for n, part := range parts {
			var b strings.Builder
			b.WriteString(`<html><head><meta charset="utf-8"></head><body><a href="/index.html">首页</a><div class="m-lst36"><ul>`)
			for _, a := range part {
				i := item("./"+id(19, a.Title)+".html", a.Title, a.Date)
				b.WriteString(i + i) // hidden-xs, visible-xs
			}
			fmt.Fprintf(&b, `</ul></div><script>var maxPage = parseInt('%d');</script></body></html>`, len(parts)+1)
			f.set(fmt.Sprintf("%s%d.html", dir, n+1), "text/html", b.String())
		}
		for _, a := range f.articles {
			var b strings.Builder
			for i, p := range f.attach(a, func(i int, name string) string {
				return upperExt("/web_files/gaoling/file/"+strings.ReplaceAll(a.Date, "-", "/")+"/"+id(21, a.Title, name)+path.Ext(name), i)
			}) {
				fmt.Fprintf(&b, `<p><a href="%s">%s</a></p>`, p, a.Attachments[i].Name)
			}
			f.set(dir+id(19, a.Title)+".html", "text/html", fmt.Sprintf(`<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="%s"><meta name="PubDate" content="%s 09:00"></head><body><div id="article" class="m-txt-article">%s</div></body></html>`, html.EscapeString(a.Title), a.Date, b.String()))
		}
	})
}

// trsArticle is an article of TRS WCM: documents in its own directory, W0… by
// link, P0… in a frame, in GBK whatever the header says.
func trsArticle(f *Fake, dir string, a Article) string {
	month := strings.ReplaceAll(a.Date[:7], "-", "")
	name := fmt.Sprintf("%s%s/t%s_%s.html", dir, month, strings.ReplaceAll(a.Date, "-", ""), id(7, a.Title))
	var b strings.Builder
	for i, p := range f.attach(a, func(i int, file string) string {
		return fmt.Sprintf("%s%s/%s0%s%s%s", dir, month, []string{"W", "P"}[i%2], strings.ReplaceAll(a.Date, "-", ""), id(12, a.Title, file), path.Ext(file))
	}) {
		rel := p
		if file, ok := strings.CutPrefix(p, dir+month+"/"); ok {
			rel = "./" + file
		}
		switch title := html.EscapeString(a.Attachments[i].Name); i % 3 {
		case 0:
			fmt.Fprintf(&b, `<p><a href="%s">%s</a></p>`, rel, title)
		case 1:
			fmt.Fprintf(&b, `<p><iframe src="/pdfjs/web/viewer.html?file=%s"></iframe></p>`, url.QueryEscape(p))
		default:
			fmt.Fprintf(&b, `<p><a href="javascript:void(0)" onclick="downloadFj('%s','%s')">%s</a></p>`, title, rel, title)
		}
	}
	f.set(name, "text/html; charset=utf-8", gbk(fmt.Sprintf(`<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><meta name="ArticleTitle" content="%s"><meta name="PubDate" content="%s 10:21"></head><body><div class="TRS_Editor">%s</div><div class="next"><a href="./t20200101_1.html">下一篇</a></div></body></html>`, html.EscapeString(a.Title), a.Date, b.String())))
	return name
}

// NewTRS is TRS WCM: index.html, index_1.html is the second page, GBK that a
// header calls UTF-8, documents by link, viewer and script.
func NewTRS(articles []Article) *Fake {
	return newFake("trs", "/zwgk/czyjs/", articles, func(f *Fake) {
		dir := "/zwgk/czyjs/"
		parts := f.parts()
		for n, part := range parts {
			var b strings.Builder
			for _, a := range part {
				b.WriteString(item("./"+strings.TrimPrefix(trsArticle(f, dir, a), dir), a.Title, a.Date))
			}
			body := gbk(fmt.Sprintf(`<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body><ul class="list">%s</ul>
<script>function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){}
createPageHTML(%d, %d, "index", "html");</script></body></html>`, b.String(), len(parts), n))
			name := "index.html"
			if n > 0 {
				name = fmt.Sprintf("index_%d.html", n)
			}
			f.set(dir+name, "text/html; charset=utf-8", body)
			if n == 0 {
				f.set(dir, "text/html; charset=utf-8", body)
			}
		}
	})
}

// NewHanzhong is the look-alike whose pager counts from 1 and is told the
// element first.
func NewHanzhong(articles []Article) *Fake {
	return newFake("trs", "/xxgk/nav_list.shtml", articles, func(f *Fake) {
		dir := "/xxgk/"
		parts := f.parts()
		for n, part := range parts {
			var b strings.Builder
			for _, a := range part {
				b.WriteString(item(trsArticle(f, dir, a), a.Title, a.Date))
			}
			name := "nav_list.shtml"
			if n > 0 {
				name = fmt.Sprintf("nav_list_%d.shtml", n+1)
			}
			f.set(dir+name, "text/html", fmt.Sprintf(`<html><head><meta charset="utf-8"></head><body><ul>%s</ul><div id="page_div"></div><script>createPageHTML('page_div',%d, %d,'nav_list','shtml',%d);</script></body></html>`, b.String(), len(parts), n+1, len(f.articles)))
		}
	})
}

// artPage is an article of 大汉: downfile.jsp with the name in the query.
func artPage(f *Fake, name string, a Article) {
	var b strings.Builder
	at := f.attach(a, func(i int, file string) string {
		if i%2 == 0 {
			return "/cms_files/filemanager/1/attach/20262/" + hex32(a.Title, file) + path.Ext(file) + "?fileName=" + url.QueryEscape(file)
		}
		return "/attach/-1/" + id(16, a.Title, file) + path.Ext(file)
	})
	for i, p := range at {
		fmt.Fprintf(&b, `<p><a href="%s">%s</a></p>`, p, a.Attachments[i].Name)
	}
	f.set(name, "text/html", fmt.Sprintf(`<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="ArticleTitle" content="%s"><meta name="PubDate" content="%s"></head><body>%s<a href="javascript:window.close()">关闭</a></body></html>`, html.EscapeString(a.Title), a.Date, b.String()))
}

func artName(a Article) string {
	return fmt.Sprintf("/art/%s/art_51148_%s.html", strings.ReplaceAll(strings.ReplaceAll(a.Date, "-0", "-"), "-", "/"), id(6, a.Title))
}

// record is one record of dataproxy.jsp.
func record(a Article) string {
	return fmt.Sprintf(`<record><![CDATA[<li><a href="%s" title="%s">%s</a><b>%s</b></li>]]></record>`+"\n", artName(a), html.EscapeString(a.Title), html.EscapeString(cut(a.Title)), a.Date)
}

// NewJCMS is 大汉's JCMS of today: the first records in a script, the others by
// POST with a range; the ranges overlap by one record.
func NewJCMS(articles []Article) *Fake {
	return newFake("jcms", "/col/col51148/index.html", articles, func(f *Fake) {
		const per = 5
		var first strings.Builder
		for i, a := range f.articles {
			artPage(f, artName(a), a)
			if i < per {
				first.WriteString(record(a))
			}
		}
		f.set("/col/col51148/index.html", "text/html", fmt.Sprintf(`<html><head><meta charset="utf-8"></head><body><div id="222"><script type="text/xml"><datastore><totalrecord>%d</totalrecord><recordset>%s</recordset></datastore></script></div>
<script src="/module/web/jpage/jquery.jpage.js"></script><script>var param = {col:1,appid:'1',webid:3,path:'/',columnid:51148,sourceContentType:1,unitid:'222',webname:'某区',permissiontype:0};$(function(){$('#222').jpage({showMode:'full',totalRecord:%d,groupSize:3,proxyUrl:'/module/web/jpage/dataproxy.jsp',perPage:%d,ajaxParam:param});});</script></body></html>`, len(f.articles), first.String(), len(f.articles), per))
		f.handlers["/module/web/jpage/dataproxy.jsp"] = func(w http.ResponseWriter, r *http.Request) {
			if r.Method != http.MethodPost || r.PostFormValue("columnid") != "51148" || r.PostFormValue("unitid") != "222" {
				http.Error(w, "参数错误", http.StatusBadRequest)
				return
			}
			from, _ := strconv.Atoi(r.URL.Query().Get("startrecord"))
			to, _ := strconv.Atoi(r.URL.Query().Get("endrecord"))
			var b strings.Builder
			for i := max(0, from-2); i < min(to, len(f.articles)); i++ {
				b.WriteString(record(f.articles[i]))
			}
			w.Header().Set("Content-Type", "text/xml; charset=utf-8")
			_, _ = fmt.Fprintf(w, "<datastore><totalrecord>%d</totalrecord><recordset>%s</recordset></datastore>", len(f.articles), b.String())
		}
	})
}

// NewOldJCMS is the JCMS whose <nextgroup> gives the next address, escaped twice.
func NewOldJCMS(articles []Article) *Fake {
	return newFake("jcms", "/col/col10590/index.html", articles, func(f *Fake) {
		parts := f.parts()
		xml := func(n int) string {
			var b strings.Builder
			for _, a := range parts[n] {
				b.WriteString(record(a))
			}
			next := ""
			if n+1 < len(parts) {
				next = fmt.Sprintf(`<nextgroup><![CDATA[<a href="/module/jpage/dataproxy.jsp?page=%d&amp;columnid=10590&amp;unitid=111869"></a>]]></nextgroup>`, n+1)
			}
			return fmt.Sprintf("<datastore>%s<recordset>%s</recordset></datastore>", next, b.String())
		}
		for _, a := range f.articles {
			artPage(f, artName(a), a)
		}
		f.set("/col/col10590/index.html", "text/html", `<html><head><meta charset="utf-8"></head><body><div id="111869"><script type="text/xml">`+html.EscapeString(xml(0))+`</script></div></body></html>`)
		f.handlers["/module/jpage/dataproxy.jsp"] = func(w http.ResponseWriter, r *http.Request) {
			n, err := strconv.Atoi(r.URL.Query().Get("page"))
			if err != nil || n < 1 || n >= len(parts) {
				http.NotFound(w, r)
				return
			}
			_, _ = fmt.Fprint(w, gbk(xml(n)))
		}
	})
}

// NewJpaas is the newer 大汉: a unit with queryData, further pages as JSON.
func NewJpaas(articles []Article) *Fake {
	return newFake("jpaas", "/col/col32/index.html", articles, func(f *Fake) {
		parts := f.parts()
		fragment := func(n int) string {
			var b strings.Builder
			for _, a := range parts[n] {
				b.WriteString(item("/art/2026/art_"+hex32(a.Title)+".html", a.Title, a.Date))
			}
			return fmt.Sprintf(`<ul>%s</ul><div class="pagination" rows="%d" count="%d"></div>`, b.String(), fakePerPage, len(f.articles))
		}
		for _, a := range f.articles {
			artPage(f, "/art/2026/art_"+hex32(a.Title)+".html", a)
		}
		f.set("/col/col32/index.html", "text/html", `<html><head><meta charset="utf-8"></head><body><div class="unit"><script id="abc" src="/cms_files/default/script/unitbuild.js" url="/api-gateway/jpaas-publish-server/front/page/build/unit" queryData="{'parseType':'bulidstatic','webId':'3641','tplSetId':'FN49','pageType':'column','tagId':'当前栏目list','pageId':'32'}"></script>`+fragment(0)+`</div></body></html>`)
		f.handlers["/api-gateway/jpaas-publish-server/front/page/build/unit"] = func(w http.ResponseWriter, r *http.Request) {
			var p struct{ PageNo, PageSize int }
			if json.Unmarshal([]byte(r.URL.Query().Get("paramJson")), &p) != nil || p.PageNo < 1 || p.PageNo > len(parts) || r.URL.Query().Get("tplSetId") != "FN49" {
				http.Error(w, `{"success":false}`, http.StatusBadRequest)
				return
			}
			w.Header().Set("Content-Type", "application/json")
			_ = json.NewEncoder(w).Encode(map[string]any{"success": true, "data": map[string]string{"html": fragment(p.PageNo - 1)}})
		}
	})
}

// NewGkmlpt is Guangdong's directory: JSON, titles as %uXXXX, and a count that
// promises a page that answers 404.
func NewGkmlpt(articles []Article) *Fake {
	return newFake("gkmlpt", "/gkmlpt/index#529", articles, func(f *Fake) {
		f.set("/gkmlpt/index", "text/html", `<html><head><meta charset="utf-8"></head><body><div id="app"></div><a href="/gkmlpt/guide">指南</a><script>window._CONFIG = {SID: '755041', LIST: {}};</script></body></html>`)
		parts := f.parts()
		for _, a := range f.articles {
			n := id(7, a.Title)
			var b strings.Builder
			for i, p := range f.attach(a, func(i int, name string) string {
				return fmt.Sprintf("/attachment/0/88/%s/%s%s", id(5, a.Title, name), n, path.Ext(name))
			}) {
				fmt.Fprintf(&b, `<a class="nfw-cms-attachment" href="%s" alt="%s">%s</a>`, p, a.Attachments[i].Name, a.Attachments[i].Name)
			}
			f.set("/gkmlpt/content/0/963/post_"+n+".html", "text/html", fmt.Sprintf(`<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="%s"><meta name="PubDate" content="%s"></head><body><script>window._CONFIG = {DETAIL: {}}</script>%s</body></html>`, html.EscapeString(a.Title), a.Date, b.String()))
		}
		f.handlers["/gkmlpt/api/all/529"] = func(w http.ResponseWriter, r *http.Request) {
			n, err := strconv.Atoi(r.URL.Query().Get("page"))
			if err != nil || n < 1 || n > len(parts) || r.URL.Query().Get("sid") != "755041" {
				http.NotFound(w, r)
				return
			}
			var list []map[string]any
			for _, a := range parts[n-1] {
				var title strings.Builder
				for _, c := range a.Title {
					if c > 127 {
						fmt.Fprintf(&title, "%%u%04X", c)
					} else {
						title.WriteRune(c)
					}
				}
				list = append(list, map[string]any{"title": title.String(), "url": "http://" + r.Host + "/gkmlpt/content/0/963/post_" + id(7, a.Title) + ".html", "display_publish_time": a.Date + " 09:00:00"})
			}
			w.Header().Set("Content-Type", "text/html; charset=gbk") // as wrong as it gets
			_ = json.NewEncoder(w).Encode(map[string]any{"classify": map[string]any{"post_count": len(f.articles) + 2*fakePerPage}, "articles": list})
		}
	})
}

// NewCommonList is the CMS of common_list_N.shtml.
func NewCommonList(articles []Article) *Fake {
	return newFake("common_list", "/bjtz/c102935/common_list.shtml", articles, func(f *Fake) {
		parts := f.parts()
		for n, part := range parts {
			var b strings.Builder
			for _, a := range part {
				b.WriteString(item("/bjtz/c102361/"+strings.ReplaceAll(a.Date[:7], "-", "")+"/"+hex32(a.Title)+".shtml", a.Title, a.Date))
			}
			name := "common_list.shtml"
			if n > 0 {
				name = fmt.Sprintf("common_list_%d.shtml", n+1)
			}
			f.set("/bjtz/c102935/"+name, "text/html", fmt.Sprintf(`<html><head><meta charset="utf-8"></head><body><ul class="list">%s</ul><script>var totalPage = "%d";</script></body></html>`, b.String(), len(parts)))
		}
		for _, a := range f.articles {
			var b strings.Builder
			for i, p := range f.attach(a, func(i int, name string) string {
				return "/bjtz/c102361/" + strings.ReplaceAll(a.Date[:7], "-", "") + "/" + hex32(a.Title) + "/files/" + url.PathEscape(name)
			}) {
				if i%2 == 0 {
					p = lowerPercent(p)
				}
				fmt.Fprintf(&b, `<a href="%s">附件%d</a>`, p, i+1)
			}
			f.set("/bjtz/c102361/"+strings.ReplaceAll(a.Date[:7], "-", "")+"/"+hex32(a.Title)+".shtml", "text/html", fmt.Sprintf(`<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="%s"><meta name="PubDate" content="%s"></head><body>%s</body></html>`, html.EscapeString(a.Title), a.Date, b.String()))
		}
		for p, x := range f.pages { // a path that is escaped in either case is one file
			if plain, err := url.PathUnescape(p); err == nil {
				f.pages[plain] = x
			}
		}
	})
}

// lowerPercent writes percent-encoding in small letters.
func lowerPercent(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			b.WriteString(strings.ToLower(s[i : i+3]))
			i += 2
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// NewCatalogue is an 信息公开目录 that pages by the query.
func NewCatalogue(articles []Article) *Fake {
	return newFake("catalogue", "/public/column/7041?type=4&catId=33&action=list", articles, func(f *Fake) {
		parts := f.parts()
		for _, a := range f.articles {
			var b strings.Builder
			for i, p := range f.attach(a, func(i int, name string) string {
				return "/group1/M00/" + hex32(a.Title, name)[:8] + "/" + id(10, a.Title, name) + path.Ext(name)
			}) {
				fmt.Fprintf(&b, `<embed src="%s"></embed><p>%s</p>`, p, a.Attachments[i].Name)
			}
			f.set("/public/7041/"+id(8, a.Title)+".html", "text/html", fmt.Sprintf(`<html><head><base href="/public/7041/"><meta charset="utf-8"></head><body><h1>%s</h1><span class="time">发布时间：%s</span>%s</body></html>`, html.EscapeString(a.Title), a.Date, b.String()))
		}
		f.handlers["/public/column/7041"] = func(w http.ResponseWriter, r *http.Request) {
			n, _ := strconv.Atoi(r.URL.Query().Get("pageIndex"))
			n = max(n, 1)
			if n > len(parts) {
				n = len(parts) // past the end is the last page again
			}
			var b strings.Builder
			for _, a := range parts[n-1] {
				fmt.Fprintf(&b, `<tr><td><a href="/public/7041/%s.html">%s</a></td><td>%s</td></tr>`, id(8, a.Title), html.EscapeString(a.Title), a.Date)
			}
			w.Header().Set("Content-Type", "text/html")
			_, _ = fmt.Fprintf(w, `<html><head><meta charset="utf-8"></head><body><table>%s</table><div class="page">共%d页</div></body></html>`, b.String(), len(parts)+1)
		}
	})
}

// NewASPNet pages by __doPostBack.
func NewASPNet(articles []Article) *Fake {
	return newFake("aspnet", "/list.aspx?category_id=221", articles, func(f *Fake) {
		parts := f.parts()
		for _, a := range f.articles {
			var b strings.Builder
			for _, p := range f.attach(a, func(i int, name string) string {
				return "/ueditor/net/upload/file/20260105/" + id(18, a.Title, name) + path.Ext(name)
			}) {
				fmt.Fprintf(&b, `<input type="button" value="下载" onclick="window.open('%s')">`, p)
			}
			f.set("/show.aspx?id="+id(6, a.Title), "text/html", gbk(fmt.Sprintf(`<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body><h1>%s</h1><div class="info">日期：%s</div>%s</body></html>`, html.EscapeString(a.Title), a.Date, b.String())))
		}
		f.handlers["/list.aspx"] = func(w http.ResponseWriter, r *http.Request) {
			n := 1
			if r.Method == http.MethodPost {
				state := r.PostFormValue("__VIEWSTATE")
				page, ok := strings.CutPrefix(r.PostFormValue("__EVENTARGUMENT"), "Page$")
				n, _ = strconv.Atoi(page)
				if !ok || r.PostFormValue("__EVENTTARGET") != "ctl00$Pager" || state != fmt.Sprintf("/wEP%d==", n-1) || n > len(parts) {
					http.Error(w, "Invalid postback", http.StatusInternalServerError)
					return
				}
			}
			var b strings.Builder
			for _, a := range parts[n-1] {
				fmt.Fprintf(&b, `<tr><td><a href="show.aspx?id=%s">%s</a></td><td>%s</td></tr>`, id(6, a.Title), html.EscapeString(a.Title), strings.ReplaceAll(a.Date, "-", "/"))
			}
			pager := ""
			for k := range parts {
				if k+1 == n {
					pager += fmt.Sprintf("<span>%d</span>", n)
				} else {
					pager += fmt.Sprintf(`<a href="javascript:__doPostBack('ctl00$Pager','Page$%d')">%d</a>`, k+1, k+1)
				}
			}
			w.Header().Set("Content-Type", "text/html; charset=gb2312")
			_, _ = fmt.Fprint(w, gbk(fmt.Sprintf(`<html><body><form method="post"><input type="hidden" name="__VIEWSTATE" value="/wEP%d=="><input type="hidden" name="__EVENTVALIDATION" value="x"><table>%s</table>%s</form></body></html>`, n, b.String(), pager)))
		}
	})
}

// NewPlain has no family: links 下一页, articles by number in the query.
func NewPlain(articles []Article) *Fake {
	return newFake("links", "/index.php?m=content&c=index&a=lists&catid=362", articles, func(f *Fake) {
		parts := f.parts()
		for n, part := range parts {
			var b strings.Builder
			for _, a := range part {
				fmt.Fprintf(&b, `<dd><a href=" index.php?m=content&c=index&a=show&catid=362&id=%s ">%s</a> %s</dd>`, id(5, a.Title), html.EscapeString(a.Title), a.Date)
			}
			address, next := "/index.php?m=content&c=index&a=lists&catid=362", ""
			if n > 0 {
				address += fmt.Sprintf("&page=%d", n+1)
			}
			if n+1 < len(parts) {
				next = fmt.Sprintf(`<a href="index.php?m=content&c=index&a=lists&catid=362&page=%d">下一页</a>`, n+2)
			}
			f.set(address, "text/html", gbk(fmt.Sprintf(`<html><body><dl>%s</dl><a href="#">上一页</a>%s</body></html>`, b.String(), next)))
		}
		for _, a := range f.articles {
			var b strings.Builder
			for i, p := range f.attach(a, func(i int, name string) string {
				return "/uploadfile/2026/0105/" + id(17, a.Title, name) + path.Ext(name)
			}) {
				fmt.Fprintf(&b, `<a href="%s">%s</a>`, strings.ReplaceAll(p, "/0105/", `\0105\`), a.Attachments[i].Name)
			}
			f.set("/index.php?m=content&c=index&a=show&catid=362&id="+id(5, a.Title), "text/html", gbk(fmt.Sprintf(`<html><body><h1>%s</h1><p class="date">%s</p>%s</body></html>`, html.EscapeString(a.Title), a.Date, b.String())))
		}
	})
}
