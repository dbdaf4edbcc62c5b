// Package crawl walks the list and article pages of government sites and
// stores the documents they attach.
//
//   - A list page (列表页) links articles, an article page (正文页) attaches
//     documents (附件); a family of content management systems (CMS) builds both
//     in one way.
//   - The frontier is what is known of pages and documents already visited; the
//     catalogue keeps it.
//   - A host is asked by one request at a time, with a delay, as its robots.txt
//     allows; one that answers with a challenge is left alone for the run.
package crawl
