package gongkai

import "time"

// Role is what a URL of the frontier is.
type Role int

// Roles, in the order in which the crawl prefers them: documents first, so that
// the frontier stays small and a night that ends early has whole articles.
const (
	RoleDocument Role = 1 // an attachment (附件)
	RoleArticle  Role = 2 // an article page (正文页)
	RoleList     Role = 3 // a page of a list (列表页)
)

func (r Role) String() string {
	switch r {
	case RoleDocument:
		return "document"
	case RoleArticle:
		return "article"
	case RoleList:
		return "list"
	}
	return "unknown"
}

// Visit is a URL of the frontier (待抓队列): what is known of it, and when it is
// due again. A URL is done when its response is stored; until then it stays due.
type Visit struct {
	Source string `json:"source"`
	// URL may have a fragment, which tells apart what has one address.
	URL string `json:"url"`
	// Form is the urlencoded body of a POST; "" means GET.
	Form string `json:"form,omitempty"`
	Role Role   `json:"role"`
	// Parent is the article of a document, the list of an article, the first
	// page of a list's page.
	Parent string `json:"parent"`
	// Title is the text of the link, Published the date beside it.
	Title     string `json:"title"`
	Published string `json:"published"`
	// Page is the number of a list's page, from 1; Depth counts lists from the seed.
	Page  int `json:"page"`
	Depth int `json:"depth"`
	// ETag, LastModified, Digest, Size and Status of the last response that was
	// stored; a zero Digest means that none was.
	ETag, LastModified string
	Digest             Digest
	Size               int64
	Status             int
	// Reader is the version of the page reader that read it last.
	Reader int
	// Interval is how long it is left alone; Due is when it is visited next,
	// Visited when it was last.
	Interval     time.Duration
	Due, Visited time.Time
	// Tries counts failures in a row, Reason is the last one's; "" after success.
	Tries  int
	Reason string
}

// Visited is what came of a visit; all of it is recorded in one step.
type Visited struct {
	// Visit with its new state.
	Visit Visit
	// Found are the links to follow that the page holds.
	Found []Visit
	// Documents are the addresses of all attachments of an article in order;
	// Read says that the page was read, so that what is not among them is gone.
	Documents []Visit
	Read      bool
	// Articles are articles that a list holds whole, with their documents. They
	// are recorded as if they had been visited, and never are.
	Articles []Visited
	// Stored are the captures of a document (several when it is an archive that
	// was opened). Parent, ParentTitle and Published are filled in from the
	// articles that link it, one capture for each.
	Stored []Capture
	// Article is the title and day of an article page.
	Title, Published string
	// Detail of a failure, for people.
	Detail string
	At     time.Time
}

// Recorded counts what a Visited brought.
type Recorded struct {
	// Found counts links that were not known.
	Found int
	// New, Replaced and Copied count documents: never seen, other bytes under a
	// known URL, known bytes under another URL. Vanished counts documents that an
	// article no longer links.
	New, Replaced, Copied, Vanished int
}

// ChangeKind is what happened to a document.
type ChangeKind string

const (
	// ChangeNew: a document that was never seen (新增).
	ChangeNew ChangeKind = "new"
	// ChangeReplaced: other bytes under the same URL (替换).
	ChangeReplaced ChangeKind = "replaced"
	// ChangeCopied: the same bytes under another URL or article (重复发布).
	ChangeCopied ChangeKind = "copied"
	// ChangeVanished: its article no longer links it (撤链).
	ChangeVanished ChangeKind = "vanished"
	// ChangeReturned: its article links it again (恢复).
	ChangeReturned ChangeKind = "returned"
	// ChangeGone: its URL, or its article's, answers 404 or 410 (删除).
	ChangeGone ChangeKind = "gone"
)

// Change is one line of what happened on a site.
type Change struct {
	Source string     `json:"source"`
	At     time.Time  `json:"at"`
	Kind   ChangeKind `json:"kind"`
	URL    string     `json:"url"`
	Parent string     `json:"parent"`
	Title  string     `json:"title"`
	// Published is the article's day, YYYY-MM-DD or "".
	Published string `json:"published"`
	// Before and After are the documents' digests; zero where there is none.
	Before Digest `json:"before"`
	After  Digest `json:"after"`
}

// HostState is what is remembered of a host over runs.
type HostState struct {
	Name string
	// WaitUntil is when it may be asked again, Strikes how often in a row it had
	// to be left alone, Reason why.
	WaitUntil time.Time
	Strikes   int
	Reason    string
	// Day (Asia/Shanghai, YYYY-MM-DD) and how many requests were made on it.
	Day      string
	Requests int
}
