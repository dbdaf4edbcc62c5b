package gongkai

import "time"

// Source is a jurisdiction's site as the crawl sees it: data from a source
// pack (sources/*.yaml), never code.
type Source struct {
	// ID names the source in commands and reports: "gaoling".
	ID string `yaml:"id" json:"id"`
	// Name is the jurisdiction for people: 西安市高陵区.
	Name string `yaml:"name" json:"name"`
	// Region is the six-digit division code (行政区划代码): "610117".
	Region string `yaml:"region" json:"region"`
	// CMS is the family that publishes the site; it decides how lists are paged.
	// "auto" detects it on each page.
	CMS string `yaml:"cms" json:"cms"`
	// Select are CSS selectors where the site follows no family.
	Select Selectors `yaml:"select,omitempty" json:"select,omitzero"`
	// Seeds are the list pages that the crawl starts from.
	Seeds []string `yaml:"seeds" json:"seeds"`
	// Hosts may be visited; the seeds' own hosts are always among them.
	Hosts []string `yaml:"hosts,omitempty" json:"hosts,omitempty"`
	// Titles are regular expressions; a list item is followed when one matches.
	// None means every item is followed.
	Titles []string `yaml:"titles,omitempty" json:"titles,omitempty"`
	// Columns are regular expressions; a link of a list page to another list
	// (栏目: 部门预算, 街道办) is followed when one matches, down to Depth.
	Columns []string `yaml:"columns,omitempty" json:"columns,omitempty"`
	// Documents are regular expressions of addresses or titles; an attachment is
	// fetched when one matches. None means every one.
	Documents []string `yaml:"documents,omitempty" json:"documents,omitempty"`
	// Since is a day, YYYY-MM-DD: articles dated before are not followed.
	Since string `yaml:"since,omitempty" json:"since,omitempty"`
	// Depth counts the lists between a seed and an article; zero means 1: the
	// seed itself, and no columns.
	Depth int `yaml:"depth,omitempty" json:"depth,omitempty"`
	// Delay between two requests to one host; zero means the default of crawl.
	Delay time.Duration `yaml:"delay,omitempty" json:"delay,omitempty"`
	// Hours are when the site may be visited, by its own clock (Asia/Shanghai):
	// "22-7" is from 22:00 to 7:00. "" means at any time.
	Hours string `yaml:"hours,omitempty" json:"hours,omitempty"`
	// Daily caps the requests to one host on one day (Asia/Shanghai); zero means
	// the default of crawl.
	Daily int `yaml:"daily,omitempty" json:"daily,omitempty"`
	// MaxPages caps the list pages followed per list, MaxBytes the bytes of
	// documents per run; zero means the defaults.
	MaxPages int   `yaml:"max_pages,omitempty" json:"max_pages,omitempty"`
	MaxBytes int64 `yaml:"max_bytes,omitempty" json:"max_bytes,omitempty"`
	// Firewall names the hosts that stand behind one firewall and are slowed
	// together; "" means the prefecture: the first four digits of Region.
	Firewall string `yaml:"firewall,omitempty" json:"firewall,omitempty"`
	// TLS says, host by host, what is put up with: "old" (TLS 1.0, RSA key
	// exchange, 3DES) or "unverified" (a certificate that does not verify).
	TLS map[string]string `yaml:"tls,omitempty" json:"tls,omitempty"`
	// Units are the units expected to publish (应公开单位), and FirstYear the
	// first fiscal year that is expected of them, for completeness.
	Units []string `yaml:"units,omitempty" json:"units,omitempty"`
	// UnitIDs are the IDs of Units in their order, from whoever knows renames
	// (see DocumentInfo.UnitID); where there are none, those of the names.
	UnitIDs   []string `yaml:"-" json:"-"`
	FirstYear int      `yaml:"first_year,omitempty" json:"first_year,omitempty"`
}

// Selectors are CSS selectors that find things on a page; an empty one means
// that the family of the CMS decides.
type Selectors struct {
	// Items are links to articles, or elements that hold one each.
	Items string `yaml:"items,omitempty" json:"items,omitempty"`
	// Next is the link to the next page of a list.
	Next string `yaml:"next,omitempty" json:"next,omitempty"`
	// Documents are the elements that attachments stand in.
	Documents string `yaml:"documents,omitempty" json:"documents,omitempty"`
	// Title and Date are elements of an article page.
	Title string `yaml:"title,omitempty" json:"title,omitempty"`
	Date  string `yaml:"date,omitempty" json:"date,omitempty"`
	// JSON describes an interface whose answers are read instead of pages.
	JSON JSON `yaml:"json,omitempty" json:"json,omitzero"`
}

// JSON says where things are in the answers of an interface, such as that of a
// disclosure platform (预决算公开平台). A path is dotted ("data.rows", "files.0.url");
// a template has paths in braces ("https://h/detail?id={id}").
type JSON struct {
	// Body asks for the seeds by POST: form fields, or JSON when it begins with a
	// brace or bracket. "" means GET.
	Body string `yaml:"body,omitempty" json:"body,omitempty"`
	// Items is the path of the list of articles; "" when the answer is the list.
	Items string `yaml:"items,omitempty" json:"items,omitempty"`
	// Title is the path of an item's title or a template of it, Date the path of
	// its day of publication: text, or (milli)seconds since 1970.
	Title string `yaml:"title,omitempty" json:"title,omitempty"`
	Date  string `yaml:"date,omitempty" json:"date,omitempty"`
	// Article is the template of an article's address, which is asked for by POST
	// with ArticleBody when that is set. What begins with # is not asked for: the
	// item is the article. "" is the same, told apart by its title.
	Article     string `yaml:"article,omitempty" json:"article,omitempty"`
	ArticleBody string `yaml:"article_body,omitempty" json:"article_body,omitempty"`
	// Documents is the path of an article's attachments, in its item or its own
	// answer; "" when it is one itself. Document is the template of the address
	// of each, DocumentTitle the path or template of its name.
	Documents     string `yaml:"documents,omitempty" json:"documents,omitempty"`
	Document      string `yaml:"document,omitempty" json:"document,omitempty"`
	DocumentTitle string `yaml:"document_title,omitempty" json:"document_title,omitempty"`
	// Page is the field of the query or body that counts pages, from the seed's
	// value or else 1. Pages is the path of how many there are, or Total of how
	// many items, Size of them on a page; without, pages are asked for until one
	// is empty.
	Page  string `yaml:"page,omitempty" json:"page,omitempty"`
	Pages string `yaml:"pages,omitempty" json:"pages,omitempty"`
	Total string `yaml:"total,omitempty" json:"total,omitempty"`
	Size  int    `yaml:"size,omitempty" json:"size,omitempty"`
}
