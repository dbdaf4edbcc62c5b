package sitetest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

// NewPlatform is a province's disclosure platform (预决算公开平台): departments
// by POST, the files of each by another, downloads by number; it answers only
// whom its own pages sent.
func NewPlatform(articles []Article) *Fake {
	return newFake("json", "/front/budgetfinal/itemsandpag.do", articles, func(f *Fake) {
		answer := func(w http.ResponseWriter, v any) {
			w.Header().Set("Content-Type", "text/html; charset=gbk") // it says so
			_ = json.NewEncoder(w).Encode(v)
		}
		files := map[string][]map[string]any{}
		for _, a := range f.articles {
			for i, p := range f.attach(a, func(_ int, name string) string { return "/front/download.do?iid=" + id(9, a.Title, name) }) {
				files[hex32(a.Title)] = append(files[hex32(a.Title)], map[string]any{"iid": strings.TrimPrefix(p, "/front/download.do?iid="), "filename": a.Attachments[i].Name})
			}
		}
		delete(f.pages, "/front/download.do")
		byID := map[string][]byte{}
		for _, a := range f.articles {
			for _, d := range a.Attachments {
				byID[id(9, a.Title, d.Name)] = d.Data
			}
		}
		f.handlers["/front/download.do"] = func(w http.ResponseWriter, r *http.Request) {
			data, ok := byID[r.URL.Query().Get("iid")]
			if !ok || r.Referer() == "" {
				http.NotFound(w, r)
				return
			}
			_, _ = w.Write(data)
		}
		parts := f.parts()
		f.handlers["/front/budgetfinal/itemsandpag.do"] = func(w http.ResponseWriter, r *http.Request) {
			n, err := strconv.Atoi(r.PostFormValue("page_num"))
			if r.Method != http.MethodPost || err != nil || n < 1 || n > len(parts) || r.PostFormValue("typeid") != "2" {
				http.Error(w, "参数错误", http.StatusBadRequest)
				return
			}
			var list []map[string]any
			for _, a := range parts[n-1] {
				day, _ := time.ParseInLocation(time.DateOnly, a.Date, time.FixedZone("", 8*60*60))
				list = append(list, map[string]any{"uuid": hex32(a.Title), "title": a.Title, "createtime": day.UnixMilli()})
			}
			answer(w, map[string]any{"budgetTemplates": list, "page": map[string]any{"total_page": len(parts)}})
		}
		f.handlers["/front/getTemporaryFiles.do"] = func(w http.ResponseWriter, r *http.Request) {
			list, ok := files[r.PostFormValue("uuid")]
			if !ok || r.Referer() == "" {
				http.NotFound(w, r)
				return
			}
			answer(w, map[string]any{"files": list})
		}
	})
}

// NewInline is a platform whose list holds the articles with their files, asked
// for with JSON that counts from 0 and says only how many items there are.
func NewInline(articles []Article) *Fake {
	return newFake("json", "/bmp_pub/api/list", articles, func(f *Fake) {
		type file struct {
			URL  string `json:"fileUrl"`
			Name string `json:"name"`
		}
		type row struct {
			ID    int    `json:"id"`
			Unit  string `json:"agencyName"`
			Date  string `json:"pubDate"`
			Files []file `json:"attachList"`
		}
		var rows []row
		for i, a := range f.articles {
			r := row{ID: i, Unit: "<em>" + a.Title + "</em>", Date: a.Date + " 09:00:00"}
			for k, p := range f.attach(a, func(_ int, name string) string { return "/bmp_pub/files/" + hex32(a.Title, name) + path.Ext(name) }) {
				r.Files = append(r.Files, file{p, a.Attachments[k].Name})
			}
			rows = append(rows, r)
		}
		f.handlers["/bmp_pub/api/list"] = func(w http.ResponseWriter, r *http.Request) {
			var asked struct {
				Query struct {
					Page string `json:"pageIndex"`
				} `json:"query"`
			}
			body, _ := io.ReadAll(r.Body)
			n := -1
			if json.Unmarshal(body, &asked) == nil && r.Header.Get("Content-Type") == "application/json" {
				n, _ = strconv.Atoi(asked.Query.Page)
			}
			if n < 0 {
				http.Error(w, `{"code":500}`, http.StatusBadRequest)
				return
			}
			from := min(n*fakePerPage, len(rows))
			data, _ := json.Marshal(rows[from:min(from+fakePerPage, len(rows))])
			_, _ = fmt.Fprintf(w, `{"code":200,"data":{"total":%d,"rows":%s}}`, len(rows), data)
		}
	})
}
