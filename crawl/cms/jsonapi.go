package cms

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"gongkai"
)

// jsonAPI is an interface that answers with JSON, as the disclosure platforms
// (预决算公开平台) of provinces have; a pack says what is where (gongkai.JSON).
type jsonAPI struct{}

// Nothing shows that a page is one; its pages follow from the pack.
func (jsonAPI) detect(*Page) bool    { return false }
func (jsonAPI) next(*Page) []Request { return nil }

// placeholder is a value in a template: {id}, {file.name}.
var placeholder = regexp.MustCompile(`\{([\w.]+)\}`)

// apiAnswer is an answer and how to read it.
type apiAnswer struct {
	api  gongkai.JSON
	page *Page
	root any
}

// readAPI reads an answer; ok is false when the page is no JSON.
func readAPI(p *Page, api gongkai.JSON) (r Reading, ok bool) {
	d := json.NewDecoder(bytes.NewReader(p.Text))
	d.UseNumber()
	a := apiAnswer{api: api, page: p}
	if d.Decode(&a.root) != nil {
		return r, false
	}
	r.Family = "json"
	items, _ := value(a.root, api.Items).([]any)
	for _, it := range items {
		if l, ok := a.item(it); ok {
			r.Items = append(r.Items, l)
		}
	}
	if len(items) == 0 { // the answer about one article
		r.Documents = a.documents(a.root)
		r.Title, r.Date = a.filled(api.Title, a.root), moment(value(a.root, api.Date))
	}
	r.Next = a.next(len(items))
	return r, true
}

// value is what a dotted path leads to; "" is the thing itself.
func value(of any, path string) any {
	if path == "" {
		return of
	}
	for _, part := range strings.Split(path, ".") {
		switch x := of.(type) {
		case map[string]any:
			of = x[part]
		case []any:
			i, err := strconv.Atoi(part)
			if err != nil || i < 0 || i >= len(x) {
				return nil
			}
			of = x[i]
		default:
			return nil
		}
	}
	return of
}

// plain is a value as text; "" for what is none.
func plain(v any) string {
	switch x := v.(type) {
	case string:
		return squeeze(string(markup.ReplaceAll([]byte(x), nil)))
	case json.Number:
		return x.String()
	}
	return ""
}

// filled is a template with the values of a thing, or the value of a path where
// there is no template.
func (a apiAnswer) filled(template string, of any) string {
	if template == "" {
		return ""
	}
	if !strings.Contains(template, "{") {
		return plain(value(of, template))
	}
	return placeholder.ReplaceAllStringFunc(template, func(m string) string { return plain(value(of, m[1:len(m)-1])) })
}

// address fills the template of an address; "" when a value is missing. A value
// that the address begins with is an address itself, others are escaped.
func (a apiAnswer) address(template string, of any, escape func(string) string) string {
	missing := false
	filled := ""
	at := 0
	for _, m := range placeholder.FindAllStringSubmatchIndex(template, -1) {
		v := plain(value(of, template[m[2]:m[3]]))
		missing = missing || v == ""
		if m[0] > 0 {
			v = escape(v)
		}
		filled += template[at:m[0]] + v
		at = m[1]
	}
	if missing {
		return ""
	}
	return filled + template[at:]
}

func escapePath(s string) string {
	return strings.NewReplacer("+", "%20", "%2F", "/").Replace(url.QueryEscape(s))
}

func escapeJSON(s string) string {
	b, err := json.Marshal(s)
	if err != nil { // strings always can
		return ""
	}
	return string(b[1 : len(b)-1])
}

// item is one thing of the list: an article to ask for, or, when its address
// begins with #, one that is here with its documents.
func (a apiAnswer) item(of any) (Link, bool) {
	l := Link{Title: a.filled(a.api.Title, of), Date: moment(value(of, a.api.Date))}
	address := a.address(a.api.Article, of, escapePath)
	switch {
	case address == "" || strings.HasPrefix(address, "#"):
		l.Documents = a.documents(of)
		if l.URL = address; address == "" {
			l.URL = "#" + url.QueryEscape(l.Title)
		}
		return l, l.Title != "" && len(l.Documents) > 0
	case a.api.ArticleBody != "":
		escape := url.QueryEscape
		if isJSON(a.api.ArticleBody) {
			escape = escapeJSON
		}
		l.Form = a.address(a.api.ArticleBody, of, escape)
	}
	u, fragment, _ := strings.Cut(address, "#")
	if l.URL = a.page.resolve(u); l.URL != "" && fragment != "" {
		l.URL += "#" + fragment
	}
	return l, l.URL != ""
}

// documents are the attachments of an article, or of the thing itself.
func (a apiAnswer) documents(of any) []Link {
	if a.api.Document == "" {
		return nil
	}
	var list []Link
	each := []any{of}
	if a.api.Documents != "" {
		each, _ = value(of, a.api.Documents).([]any)
	}
	for _, d := range each {
		if u := a.page.resolve(a.address(a.api.Document, d, escapePath)); u != "" {
			list = append(list, Link{URL: u, Title: a.filled(a.api.DocumentTitle, d)})
		}
	}
	return list
}

// moment reads a day, or seconds or milliseconds since 1970, by Shanghai's clock.
func moment(v any) string {
	text := plain(v)
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		switch {
		case n >= 1e12 && n < 1e13:
			return time.UnixMilli(n).In(time.FixedZone("", 8*60*60)).Format(time.DateOnly)
		case n >= 1e9 && n < 1e10:
			return time.Unix(n, 0).In(time.FixedZone("", 8*60*60)).Format(time.DateOnly)
		case len(text) == 8:
			return date(text[:4] + "-" + text[4:6] + "-" + text[6:])
		}
	}
	return date(text)
}

// next asks for all pages after the first where the answer says how many there
// are, else for the one after this as long as there is something on it.
func (a apiAnswer) next(items int) []Request {
	if a.api.Page == "" || items == 0 {
		return nil
	}
	current, known := a.number()
	if !known {
		current = 1
	}
	number := func(path string) int {
		if path == "" {
			return 0
		}
		n, _ := strconv.Atoi(plain(value(a.root, path)))
		return n
	}
	pages := number(a.api.Pages)
	if total := number(a.api.Total); pages == 0 && total > 0 {
		size := a.api.Size
		if size == 0 && a.first() {
			size = items
		}
		if size > 0 {
			pages = (total + size - 1) / size
		}
	}
	switch {
	case pages > 0 && !a.first():
		return nil
	case pages == 0 && a.api.Size > 0 && items < a.api.Size:
		return nil
	case pages == 0:
		pages = 2
	}
	var list []Request
	for k := 1; k < min(pages, mostPages); k++ {
		list = append(list, a.at(current+k))
	}
	return list
}

// first says whether this is the page that the seed asked for.
func (a apiAnswer) first() bool { return !pageMark.MatchString(a.page.URL.Fragment) }

// pageMark tells the further pages of a list from its first.
var pageMark = regexp.MustCompile(`(^|&)page=\d+$`)

// number is the page's number in what was asked.
func (a apiAnswer) number() (int, bool) {
	text := a.page.URL.Query().Get(a.api.Page)
	if a.page.Form != "" {
		if isJSON(a.page.Form) {
			text = plain(value(decoded(a.page.Form), a.api.Page))
		} else if q, err := url.ParseQuery(a.page.Form); err == nil && q.Has(a.api.Page) {
			text = q.Get(a.api.Page)
		}
	}
	n, err := strconv.Atoi(text)
	return n, err == nil
}

// at asks what was asked here for another page.
func (a apiAnswer) at(n int) Request {
	u := *a.page.URL
	mark := strings.TrimPrefix(pageMark.ReplaceAllString(u.Fragment, "")+"&page="+strconv.Itoa(n), "&")
	form := a.page.Form
	switch q, err := url.ParseQuery(form); {
	case isJSON(form):
		form = renumbered(form, a.api.Page, n)
	case form != "" && err == nil && (q.Has(a.api.Page) || !u.Query().Has(a.api.Page)):
		q.Set(a.api.Page, strconv.Itoa(n))
		form = q.Encode()
	default:
		q := u.Query()
		q.Set(a.api.Page, strconv.Itoa(n))
		u.RawQuery = q.Encode()
	}
	u.Fragment, u.RawFragment = "", ""
	return Request{URL: u.String() + "#" + mark, Form: form}
}

// isJSON says whether the body of a request is JSON.
func isJSON(body string) bool { return strings.HasPrefix(body, "{") || strings.HasPrefix(body, "[") }

func decoded(body string) any {
	d := json.NewDecoder(strings.NewReader(body))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil {
		return nil
	}
	return v
}

// renumbered sets the number at a path of a JSON body, as text where it was.
func renumbered(body, path string, n int) string {
	root := decoded(body)
	parent, name := "", path
	if i := strings.LastIndexByte(path, '.'); i >= 0 {
		parent, name = path[:i], path[i+1:]
	}
	object, ok := value(root, parent).(map[string]any)
	if !ok {
		return body
	}
	if _, text := object[name].(string); text {
		object[name] = strconv.Itoa(n)
	} else {
		object[name] = n
	}
	out, err := json.Marshal(root)
	if err != nil {
		return body
	}
	return string(out)
}

// checkAPI says what a pack's description of an interface lacks.
func checkAPI(api gongkai.JSON) error {
	switch {
	case api == gongkai.JSON{}:
		return nil
	case api.Title == "":
		return fmt.Errorf("select.json.title: is missing: a path or a template of an item's name")
	case api.Article == "" && api.Document == "":
		return fmt.Errorf("select.json: want article, document or both: templates of addresses")
	case strings.HasPrefix(api.Article, "#") && api.Document == "":
		return fmt.Errorf("select.json.document: is missing: the article %q is asked for nowhere", api.Article)
	case isJSON(api.Body) && decoded(api.Body) == nil:
		return fmt.Errorf("select.json.body: %q begins like JSON and is none", api.Body)
	}
	return nil
}
