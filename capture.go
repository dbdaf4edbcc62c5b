package gongkai

import "time"

// Capture is one stored response: the proof of what stood where, and when.
type Capture struct {
	// Source is the ID of the source it was found through.
	Source string `json:"source"`
	// Region is the six-digit code of the source's jurisdiction.
	Region string `json:"region"`
	// URL as requested, after redirects in FinalURL.
	URL      string `json:"url"`
	FinalURL string `json:"final_url,omitempty"`
	// Parent is the article page that links to it; captures with one parent
	// were published together and form one Disclosure.
	Parent string `json:"parent"`
	// ParentTitle is the article's title, Title the text of the link.
	ParentTitle string `json:"parent_title"`
	Title       string `json:"title"`
	// Published is the article's own date (Asia/Shanghai), YYYY-MM-DD or "".
	Published string `json:"published"`
	// Status is the HTTP status code.
	Status int `json:"status"`
	// Header holds the response headers that prove or revalidate: Date,
	// Last-Modified, ETag, Content-Type, Content-Length, Content-Disposition.
	Header map[string]string `json:"header,omitempty"`
	// FetchedAt is when the last byte was stored, UTC.
	FetchedAt time.Time `json:"fetched_at"`
	// Digest and Size (bytes) of the stored body.
	Digest Digest `json:"digest"`
	Size   int64  `json:"size"`
	// MediaType by content, never by header or name.
	MediaType string `json:"media_type"`
}
