package gongkai

import "time"

// VisitKind says what is expected behind a URL of the frontier.
type VisitKind string

const (
	// VisitList: a page that lists articles (栏目列表); visited in every run.
	VisitList VisitKind = "list"
	// VisitArticle: a page with a title, a date and attachments (正文页).
	VisitArticle VisitKind = "article"
	// VisitDocument: an attachment (附件); fetched once.
	VisitDocument VisitKind = "document"
)

// VisitState is how far a URL of the frontier has come.
type VisitState string

const (
	// VisitWaiting: to be fetched, not before Visit.Next.
	VisitWaiting VisitState = "waiting"
	// VisitDone: its response is stored. Pages are visited again at Visit.Next.
	VisitDone VisitState = "done"
	// VisitFailed: Visit.Reason says why; tried again at Visit.Next, if at all.
	VisitFailed VisitState = "failed"
)

// FailReason is why a visit did not bring what it was made for.
type FailReason string

const (
	// FailNotFound: status 404 or 410.
	FailNotFound FailReason = "not_found"
	// FailSoftNotFound: status 200 with a page that says 页面不存在.
	FailSoftNotFound FailReason = "soft_not_found"
	// FailForbidden: status 401, 403 or 405 without a challenge.
	FailForbidden FailReason = "forbidden"
	// FailBlocked: a challenge page of a firewall (WAF); never solved.
	FailBlocked FailReason = "blocked"
	// FailRobots: robots.txt does not allow it.
	FailRobots FailReason = "robots"
	// FailRobotsUnknown: robots.txt could not be read, so nothing is allowed yet.
	FailRobotsUnknown FailReason = "robots_unknown"
	// FailServer: status 5xx, or 429.
	FailServer FailReason = "server_error"
	// FailNetwork: no connection, or it broke.
	FailNetwork FailReason = "network"
	// FailTimeout: the answer did not come in time.
	FailTimeout FailReason = "timeout"
	// FailTruncated: fewer bytes than Content-Length announced.
	FailTruncated FailReason = "truncated"
	// FailTooLarge: more bytes than internal/limits allows.
	FailTooLarge FailReason = "too_large"
	// FailRedirect: redirected outside the source's hosts, or in circles.
	FailRedirect FailReason = "redirect"
	// FailStatus: any other status that is not a success.
	FailStatus FailReason = "status"
	// FailEmpty: an empty body, or a page without any of what its family
	// publishes (no items on a list).
	FailEmpty FailReason = "empty"
	// FailURL: not a URL that can be fetched.
	FailURL FailReason = "bad_url"
)

// Visit is a URL of the frontier: what is to be fetched, or was, and how that
// stands. A URL is known once per source.
type Visit struct {
	Source string    `json:"source"`
	URL    string    `json:"url"`
	Kind   VisitKind `json:"kind"`
	// Depth counts the links from a seed, which has 0.
	Depth int `json:"depth"`

	// Parent is the article that links a document; a document that a list
	// links directly is its own parent. Pages have none.
	Parent string `json:"parent,omitempty"`
	// Title is the text of the link that led here; of an article that was read,
	// its own title.
	Title string `json:"title,omitempty"`
	// Published is the article's date, YYYY-MM-DD in Asia/Shanghai, or "".
	Published string `json:"published,omitempty"`
	// Publisher is who the article names as its source (来源), or "".
	Publisher string `json:"publisher,omitempty"`
	// Position is the place among the documents of the parent, from 0.
	Position int `json:"position"`

	State VisitState `json:"state"`
	// Reason and Error of the last failure; "" after a success.
	Reason FailReason `json:"reason,omitempty"`
	Error  string     `json:"error,omitempty"`
	// Status is the HTTP status of the last answer, 0 when there was none.
	Status int `json:"status,omitempty"`
	// Tries counts the failed visits since the last success.
	Tries int `json:"tries"`
	// Next is when it is due (again); the zero time means never.
	Next time.Time `json:"next,omitzero"`
	// Visited is when the last answer came, UTC.
	Visited time.Time `json:"visited,omitzero"`

	// ETag and LastModified revalidate the stored response, named by Digest.
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
	Digest       Digest `json:"digest,omitzero"`
}

// VisitResult is what came of a visit. The catalogue takes it in one step, so
// that a kill leaves all of it or nothing.
type VisitResult struct {
	// Visit with its new state.
	Visit Visit
	// Capture is the response that was stored, nil when none was.
	Capture *Capture
	// Found are the URLs that the page links to, in its order. Those that are
	// known already keep their state.
	Found []Visit
	// AllLinks: Found has every document of this article; a document that was
	// linked before and is not among them was taken off the page.
	AllLinks bool
}

// Article is a page that published documents: what the catalogue knows of one
// disclosure before anything is read.
type Article struct {
	Source    string `json:"source"`
	Region    string `json:"region"`
	URL       string `json:"url"`
	Title     string `json:"title"`
	Published string `json:"published"`
	Publisher string `json:"publisher"`
	// Captures are the latest captures of its documents in the order in which
	// it links them.
	Captures []Capture `json:"captures"`
	// Missing are documents that it links and that are not (or not yet)
	// captured; their State and Reason say why.
	Missing []Visit `json:"missing"`
}
