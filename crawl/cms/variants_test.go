package cms

import (
	"encoding/base64"
	"slices"
	"testing"

	"gongkai"
)

// variants are ways of writing lists and articles that are in use: their form
// was found in public programs that read such sites, or in what the systems'
// makers document; the pages are made up.
var variants = []struct {
	name, address, page string
	// The pages after this one, articles, documents, title and date.
	next, items, documents []string
	title, date            string
}{
	{name: "VSB static list, counted down", address: "http://h/zwgk/czxx.htm",
		page: `<ul><li id="line_u5_0"><a href="../info/1021/456.htm" title="某局2026年部门预算">某局2026年…</a><span>2026-02-01</span></li></ul>
<span class="p_pages"><span class="p_next p_fun"><a href="czxx/11.htm">下页</a></span><span class="p_last p_fun"><a href="czxx/1.htm">尾页</a></span></span>`,
		next: []string{"http://h/zwgk/czxx/11.htm"}, items: []string{"http://h/info/1021/456.htm"}},
	{name: "VSB dynamic list", address: "http://h/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1055",
		page: `<ul><li><a href="content.jsp?urltype=news.NewsContentUrl&wbtreeid=1055&wbnewsid=7">某局2026年部门预算</a> 2026/2/1</li></ul><a href="?a1t=12&a1p=2&a1c=10&urltype=tree.TreeTempUrl&wbtreeid=1055">下页</a>`,
		next: []string{"http://h/list.jsp?a1t=12&a1p=2&a1c=10&urltype=tree.TreeTempUrl&wbtreeid=1055"}, items: []string{"http://h/content.jsp?urltype=news.NewsContentUrl&wbtreeid=1055&wbnewsid=7"}},
	{name: "VSB article", address: "http://h/info/1021/456.htm",
		page: `<title>某局2026年部门预算-某区人民政府</title><form name="_newscontent_fromname"><h1>某局2026年部门预算</h1><div>发布时间：2026年02月01日 浏览：<span>12</span></div><div class="v_news_content"><script>showVsbpdfIframe("/__local/1/2A/3B/9_AB.pdf?e=.pdf","100%","600","0","","","");</script></div>
<ul><li>附件【<a href="/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1348&wbfileid=75F3" target="_blank">公开表.xls</a>】已下载<span id="nattach75F3"></span>次</li></ul></form>`,
		documents: []string{"http://h/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1348&wbfileid=75F3", "http://h/__local/1/2A/3B/9_AB.pdf?e=.pdf"}, title: "某局2026年部门预算", date: "2026-02-01"},
	{name: "webplus list", address: "http://h/1234/list.htm",
		page: `<ul class="wp_article_list"><li><span class="Article_Title"><a href='/2026/0201/c1234a56789/page.htm' title='某局2026年部门预算'>某局2026年部门预算</a></span><span class="Article_PublishDate">2026-02-01</span></li></ul>
<li class="page_nav"><a class="next" href="/1234/list2.htm" target="_self"><span>下一页&gt;&gt;</span></a></li><em class="all_pages">5</em>`,
		next: []string{"http://h/1234/list2.htm"}, items: []string{"http://h/2026/0201/c1234a56789/page.htm"}},
	{name: "webplus article", address: "http://h/_s1/2026/0201/c1234a56789/page.psp",
		page:      `<title>某局2026年部门预算</title><h1 class="arti_title">某局2026年部门预算</h1><span class="arti_update">发布时间:2026-02-01</span><div class="wp_articlecontent"><div class="wp_pdf_player" pdfsrc="/_upload/article/files/ab/cd/1/2.pdf" sudyfile-attr="{'title':'某局2026年部门预算.pdf'}"></div></div>`,
		documents: []string{"http://h/_upload/article/files/ab/cd/1/2.pdf"}, title: "某局2026年部门预算", date: "2026-02-01"},
	{name: "TRS, more arguments after the ending", address: "http://h/a/", page: `<script>createPageHTML(3, 0, "index", "html", "black2", 47);</script><a href="t20260201_1.html">某局2026年部门预算</a>`,
		next: []string{"http://h/a/index_1.html", "http://h/a/index_2.html"}, items: []string{"http://h/a/t20260201_1.html"}},
	{name: "TRS, element first, double quotes", address: "http://h/a/szywlist.shtml", page: `<script>createPageHTML("page_div", 3, 1, "szywlist", "shtml", 60)</script><ul><li><a href="/a/202602/0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e.shtml">某局2026年部门预算</a></li></ul>`,
		next: []string{"http://h/a/szywlist_2.shtml", "http://h/a/szywlist_3.shtml"}, items: []string{"http://h/a/202602/0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e.shtml"}},
	{name: "queryArticleByCondition with tagname", address: "http://h/zwgk/0b1c-1.html",
		page: `<ul><li><a href="/content/8f0e1d2c-3b4a-5968-7786-95a4b3c2d1e0.html" title="某局2026年部门预算">某局</a><span>2026-02-01</span></li></ul><input type="hidden" name="article_paging_list_hidden" totalpage="17"><a class="pagingNormal" tagname="/zwgk/0b1c-2.html" onclick="queryArticleByCondition(this,'/zwgk/0b1c-2.html')">下一页</a>`,
		next: []string{"http://h/zwgk/0b1c-2.html"}, items: []string{"http://h/content/8f0e1d2c-3b4a-5968-7786-95a4b3c2d1e0.html"}},
	{name: "jhtml", address: "http://h/czj/index.jhtml", page: `<ul><li><a href="/czj/20260201/123.jhtml">某局2026年部门预算</a></li></ul><a href="index_2.jhtml">下一页</a>`,
		next: []string{"http://h/czj/index_2.jhtml"}, items: []string{"http://h/czj/20260201/123.jhtml"}},
	{name: "laypage with an address in its script", address: "http://h/list/index.html",
		page: `<ul><li><a href="/detail/12345">某局2026年部门预算</a><i>2026-02-01</i></li></ul><div id="page"></div><script>laypage.render({elem:'page',count:43,limit:20,curr:1,jump:function(obj,first){if(!first){location.href='index_'+obj.curr+'.html';}}});</script>`,
		next: []string{"http://h/list/index_2.html", "http://h/list/index_3.html"}, items: []string{"http://h/detail/12345"}},
	{name: "laypage with a parameter", address: "http://h/list?cid=5",
		page: `<ul><li><a href="/article/12345">某局2026年部门预算</a><i>2026-02-01</i></li></ul><script>layui.use('laypage',function(){laypage.render({elem:'p',count:'43',limit:20,jump:function(o,f){if(!f)window.location.href="/list?cid=5&page="+o.curr;}})});</script>`,
		next: []string{"http://h/list?cid=5&page=2", "http://h/list?cid=5&page=3"}, items: []string{"http://h/article/12345"}},
	{name: "zero-based address in a script", address: "http://h/a/index.html",
		page: `<ul><li><a href="/a/2026-02-01/77.html">某局2026年部门预算</a></li></ul><script>var totalPage = 3; function go(n){ if(n==1) location='index.html'; else location = "index_" + (n-1) + ".html"; }</script>`,
		next: []string{"http://h/a/index_1.html", "http://h/a/index_2.html"}, items: []string{"http://h/a/2026-02-01/77.html"}},
	{name: "form that pages", address: "http://h/xxgk/list.do",
		page: `<form id="pagerForm" method="post" action="/xxgk/list.do"><input type="hidden" name="pageNum" value="1"><input type="hidden" name="catid" value="9"></form><ul><li><a href="/xxgk/show.do?id=3">某局2026年部门预算</a>2026-02-01</li></ul><a href="javascript:gotoPage(2)">下一页</a>`,
		next: []string{"http://h/xxgk/list.do#page=2 catid=9&pageNum=2"}, items: []string{"http://h/xxgk/show.do?id=3"}},
	{name: "a box to choose the page", address: "http://h/xx/list.html",
		page: `<ul><li><a href="/xx/2026/02/9.html">某局2026年部门预算</a></li></ul><select onchange="location=this.value"><option value="list.html" selected>1</option><option value="list_2.html">2</option><option value="list_3.html">3</option></select>`,
		next: []string{"http://h/xx/list_2.html", "http://h/xx/list_3.html"}, items: []string{"http://h/xx/2026/02/9.html"}},
	{name: "arrow with rel", address: "http://h/l/", page: `<dl><dd><a href="/n1/n2/c789/content.html">某局2026年部门预算</a></dd></dl><a rel="next" href="/l/p2/"><i class="icon"></i></a>`,
		next: []string{"http://h/l/p2/"}, items: []string{"http://h/n1/n2/c789/content.html"}},
	{name: "arrow with a class", address: "http://h/l.html", page: `<ul><li><a href="/content_99.html">某局2026年部门预算</a></li></ul><a class="page-next" href="l.html?pageNumber=2"></a>`,
		next: []string{"http://h/l.html?pageNumber=2"}, items: []string{"http://h/content_99.html"}},
	{name: "JCMS with ajaxParam in place", address: "http://h/col/col314/index.html",
		page: `<script type="text/xml"><datastore><recordset><record><![CDATA[<li><a href='/art/2026/2/1/art_314_1.html'>某局2026年部门预算</a></li>]]></record></recordset></datastore></script><script>$('#9').jpage({totalRecord:5,groupSize:2,perPage:1,proxyUrl:'/module/web/jpage/dataproxy.jsp',ajaxParam:{col:1,webid:3,path:'/',columnid:314,unitid:'9'}});</script>`,
		next: []string{"http://h/module/web/jpage/dataproxy.jsp?startrecord=2&endrecord=3&perpage=1#314 col=1&columnid=314&path=%2F&unitid=9&webid=3", "http://h/module/web/jpage/dataproxy.jsp?startrecord=4&endrecord=5&perpage=1#314 col=1&columnid=314&path=%2F&unitid=9&webid=3"}, items: []string{"http://h/art/2026/2/1/art_314_1.html"}},
	{name: "信息公开 module of 大汉", address: "http://h/col/col77/index.html",
		page: `<iframe src="/module/xxgk/tree.jsp?area=11370100004&divid=div77"></iframe>`,
		next: []string{"http://h/module/xxgk/search.jsp?area=11370100004&infotypeId=&vc_title=&vc_number=&currpage=1#77 currpage=1"}},
	{name: "信息公开 module of 大汉, its second page", address: "http://h/module/xxgk/search.jsp?area=11370100004&infotypeId=&vc_title=&vc_number=&currpage=1#77",
		page: `<table><tr><td><a href="/art/2026/2/1/art_77_1.html" title="某局2026年部门预算">某局</a></td><td>2026-02-01</td></tr></table>`,
		next: []string{"http://h/module/xxgk/search.jsp?area=11370100004&infotypeId=&vc_title=&vc_number=&currpage=2#77 currpage=2"}, items: []string{"http://h/art/2026/2/1/art_77_1.html"}},
	{name: "jpaas, all of it by a script", address: "http://h/col/czyjs/index.html",
		page: `<div id="u"><script src="/script/unitbuild.js" url="/api-gateway/jpaas-publish-server/front/page/build/unit" queryData="{'parseType':'bulidstatic','webId':'3630','tplSetId':'5Hr','pageType':'column','tagId':'列表','editType':'null','pageId':'12298'}"></script></div>`,
		next: []string{"http://h/api-gateway/jpaas-publish-server/front/page/build/unit?editType=null&pageId=12298&pageType=column&paramJson=%7B%22pageNo%22%3A1%2C%22pageSize%22%3A15%7D&parseType=bulidstatic&tagId=%E5%88%97%E8%A1%A8&tplSetId=5Hr&webId=3630"}},
	{name: "jpaas, its answer", address: "http://h/api-gateway/jpaas-publish-server/front/page/build/unit?pageId=1&paramJson=%7B%22pageNo%22%3A1%2C%22pageSize%22%3A15%7D",
		page: `{"success":true,"data":{"html":"<ul rows=\"15\" count=\"31\"><li><a href='/art/2026/art_0123456789abcdef0123456789abcdef.html' title='某局2026年部门预算'>某局</a>2026-02-01</li></ul>"}}`,
		next: []string{"http://h/api-gateway/jpaas-publish-server/front/page/build/unit?pageId=1&paramJson=%7B%22pageNo%22%3A2%2C%22pageSize%22%3A15%7D", "http://h/api-gateway/jpaas-publish-server/front/page/build/unit?pageId=1&paramJson=%7B%22pageNo%22%3A3%2C%22pageSize%22%3A15%7D"}, items: []string{"http://h/art/2026/art_0123456789abcdef0123456789abcdef.html"}},
	{name: "getMessage.do", address: "http://h/rgsczj/list/list.html",
		page: `<script>$.jpage({columnId:'8a7b',proxyUrl:'/mapi/messageController/getMessage.do',perPage:20})</script>`,
		next: []string{"http://h/mapi/messageController/getMessage.do?callback=cb&columnId=8a7b&startrecord=1&endrecord=20&perpage=20"}},
	{name: "getMessage.do, its answer", address: "http://h/mapi/messageController/getMessage.do?callback=cb&columnId=8a7b&startrecord=1&endrecord=20&perpage=20",
		page: `cb({"result":"<record><![CDATA[<li><a href='/rgsczj/content/8f0e1d2c-3b4a-5968-7786-95a4b3c2d1e0.html' title='某局2026年部门预算'>某局</a><span>2026-02-01</span></li>]]></record>"});`,
		next: []string{"http://h/mapi/messageController/getMessage.do?callback=cb&columnId=8a7b&startrecord=21&endrecord=40&perpage=20"}, items: []string{"http://h/rgsczj/content/8f0e1d2c-3b4a-5968-7786-95a4b3c2d1e0.html"}},
	{name: "files without an ending", address: "http://h/detail/12345",
		page:      `<title>某局2026年部门预算_某区</title><div class="article-title">某局2026年部门预算</div><p>发布日期：2026-02-01</p><a href="/api/file/download?fileId=9f">附件1：预算公开表.xlsx</a><a href="/f/8a7b" download="说明.pdf">说明</a><a href="/files/down/7788">点击下载</a><a href="/download/">下载中心</a>`,
		documents: []string{"http://h/api/file/download?fileId=9f", "http://h/f/8a7b", "http://h/files/down/7788"}, title: "某局2026年部门预算", date: "2026-02-01"},
	{name: "down.jsp, data-url, param, option of a player", address: "http://h/n/2026-02/01/content_1.html",
		page:      `<meta name="publishtime" content="2026-02-01 09:00"><h1>某局2026年部门预算</h1><a href="/module/download/down.jsp?i_ID=40&colID=7">附件</a><div class="pdf" data-url="/u/1.pdf"></div><object><param name="src" value="/u/2.pdf"></object><script>var pdfUrl = "/u/3.pdf"; PDFObject.embed(pdfUrl, "#x");</script>`,
		documents: []string{"http://h/module/download/down.jsp?i_ID=40&colID=7", "http://h/u/1.pdf", "http://h/u/2.pdf", "http://h/u/3.pdf"}, title: "某局2026年部门预算", date: "2026-02-01"},
	{name: "previews", address: "http://h/n/1234.html",
		page:      `<meta name="PubDate" content="2026-02-01"><a href="/kkfile/onlinePreview?url=` + base64.URLEncoding.EncodeToString([]byte("http://h/u/4.pdf")) + `">预览</a><iframe src="/pdfjs/web/viewer.html?path=/u/5.pdf"></iframe><a href="javascript:;" onclick="preview('/u/6.docx?x=1')">看</a>`,
		documents: []string{"http://h/u/4.pdf", "http://h/u/5.pdf", "http://h/u/6.docx?x=1"}, date: "2026-02-01"},
	{name: "dates", address: "http://h/n/1235.html", page: `<h2 class="title">某局2026年部门预算</h2><div><span>来源：某局</span><span>成文日期：2026-01-15</span><span>发布日期：20260201</span></div>`, title: "某局2026年部门预算", date: "2026-02-01"},
	{name: "the name of the site is no title", address: "http://h/n/1236.html", page: `<title>某局2026年部门预算 - 某区人民政府</title><h1>某区人民政府</h1><h2>某局2026年部门预算</h2><p>时间：2026-2-1</p>`, title: "某局2026年部门预算", date: "2026-02-01"},
	{name: "a shell around its list", address: "http://h/col/1/index.html", page: `<div class="nav"><a href="/">首页</a></div><iframe src="/visit/count.jsp"></iframe><iframe src="list_in.jsp?cid=1"></iframe>`, next: []string{"http://h/col/1/list_in.jsp?cid=1"}},
	{name: "a page's own foot is no date", address: "http://h/n/1237.html", page: `<h1>某局2026年部门预算</h1><p>根据2014年8月31日通过的预算法……</p>`, title: "某局2026年部门预算"},
}

// TestVariants reads each page as nobody told it how.
func TestVariants(t *testing.T) {
	right := 0
	for _, v := range variants {
		r := Read("", Parse(at(t, v.address), []byte(v.page), ""), gongkai.Selectors{})
		var next, items, documents []string
		for _, n := range r.Next {
			if n.Form != "" {
				n.URL += " " + n.Form
			}
			next = append(next, n.URL)
		}
		for _, i := range r.Items {
			items = append(items, i.URL)
		}
		for _, d := range r.Documents {
			documents = append(documents, d.URL)
		}
		ok := true
		for _, c := range []struct {
			what      string
			got, want []string
		}{{"next", next, v.next}, {"items", items, v.items}, {"documents", documents, v.documents}} {
			if !slices.Equal(c.got, c.want) {
				ok = false
				t.Errorf("%s (%s): %s\n got %q\nwant %q", v.name, r.Family, c.what, c.got, c.want)
			}
		}
		title := r.Title
		if title == "" {
			title = r.PageTitle
		}
		if v.title != "" && title != v.title || r.Date != v.date {
			ok = false
			t.Errorf("%s: title %q, date %q, want %q, %q", v.name, title, r.Date, v.title, v.date)
		}
		if ok {
			right++
		}
	}
	t.Logf("%d of %d", right, len(variants))
}
